// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parts/assist_thread.h"
#include "app/parts/part_editor.h"
#include "app/parts/picture_actions.h"
#include "app/sheets/original_picture.h"
#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/tool_strip.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

class GhostBar;
class KnownSeeds;
class PictureDrafts;

/// Parts of a picture: shapes that tools draw on its canvas, on the pixels of the picture's file
/// or, where the drawing was made on what the models see, on that. What is not finished waits with
/// its sample, and what was dropped comes back by undo.
class PictureEditor : public PartEditor
{
    Q_OBJECT

public:
    PictureEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel, QObject* parent);

    QWidget* bar() const override { return m_bar; }
    QWidget* area() const override { return m_area; }
    LockTexts lockTexts() const override;
    std::vector<ActionGroup> editGroups() const override { return m_actions->groups(); }
    QList<QAction*> viewActions() const override { return m_actions->view(); }
    QList<QAction*> pageActions() const override { return m_actions->ofPage(); }
    QList<QAction*> actionsAt(bool isOnPart) const override;
    bool choosePartAt(const QPoint& place) override;

    void showSample() override;
    void showParts() override;
    void finishStroke() override;
    void leaveSample() override;
    void followLock() override;

    std::vector<std::string> partNames() const override;
    QColor colourOf(int part) const override;
    void setCurrentPart(int part) override;
    void setMissingPart(const PartStyle& look) override;
    void setLook(const PartsLook& look) override { m_canvas->setLook(look); }

    void addPart() override;
    void rename(int part, const PartStyle& look) override;
    void recolour(int part, const QColor& colour) override;
    void move(int from, int to) override;
    void merge(int from, int into) override;
    void remove(int part) override;

    void lookAt(const QRectF& place) override { m_canvas->zoomTo(place); }

    bool takesGhosts() const override { return true; }
    void layGhost(std::size_t from) override;

    bool isDrawing() const override { return m_canvas->isDrawing(); }
    void takeBackStep() override { m_canvas->takeBackPoint(); }
    bool hasTakenBack() const override { return m_canvas->hasTakenBack(); }
    void bringBackStep() override { m_canvas->bringBackPoint(); }

private:
    using Edit = std::function<Drawing(const Drawing&)>;
    void connectCanvas();
    void connectAssists();
    QWidget* makeArea();
    void followGhost();
    bool isOnOriginal() const;
    QImage shownPicture();
    const PartNames* partSet() const;
    void showDrawing();
    void followSet();
    void take(const Drawing& after, const QString& what, const UnfinishedWork& spent);
    void takeDropped(const UnfinishedWork& work);
    void choose(int part);
    void change(const QString& what, const Edit& edit);
    void put(const Drawing& after, const QString& what, SpentDraft spent = {});

    PartsCanvas* m_canvas;
    GhostBar* m_ghostBar;
    ToolStrip* m_tools;
    QWidget* m_area;
    DrawingBar* m_bar;
    PictureActions* m_actions;
    KnownSeeds* m_knownSeeds;
    PictureDrafts* m_drafts;
    std::vector<PartStyle> m_missing; ///< what the canvas has behind the parts of the sample
    OriginalPicture m_original;
    AssistThread m_assists{this};
};

} // namespace palimpsest
