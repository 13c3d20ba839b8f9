// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parts/assist_thread.h"
#include "app/parts/part_editor.h"
#include "app/sheets/original_picture.h"
#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_canvas.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

class GhostBar;
class PictureDrafts;

/// Parts of a picture: shapes that tools draw on its canvas, on the pixels of the picture's file
/// or, where the drawing was made on what the models see, on that. What is not finished waits with
/// its sample, and what was dropped comes back by undo.
class PictureEditor : public PartEditor
{
    Q_OBJECT

public:
    PictureEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel, QObject* parent);

    QToolBar* bar() const override { return m_bar; }
    QWidget* area() const override { return m_area; }
    LockTexts lockTexts() const override;
    QList<QList<QAction*>> editActions() const override;
    QList<QAction*> viewActions() const override { return m_viewActions; }
    QList<QAction*> pageActions() const override;

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
    using CanvasSlot = void (PartsCanvas::*)();

    QAction* makeAction(const char* id, CanvasSlot slot);
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
    QWidget* m_area;
    DrawingBar* m_bar;
    PictureDrafts* m_drafts;
    QAction* m_showSeen;
    std::vector<PartStyle> m_missing; ///< what the canvas has behind the parts of the sample
    OriginalPicture m_original;
    AssistThread m_assists{this};
    QList<QAction*> m_sizeActions; ///< of the tool
    QList<QAction*> m_shapeActions;
    QList<QAction*> m_viewActions;
};

} // namespace palimpsest
