// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/parts/assist_thread.h"
#include "app/parts/part_editor.h"
#include "app/sheets/original_picture.h"
#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_canvas.h"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace palimpsest {

/// Parts of a picture: shapes that tools draw on its canvas, on the pixels of the picture's file
/// or, where the drawing was made on what the models see, on that. An outline that is not finished
/// waits with its sample.
class PictureEditor : public PartEditor
{
    Q_OBJECT

public:
    PictureEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel, QObject* parent);

    QToolBar* bar() const override { return m_bar; }
    QWidget* area() const override { return m_canvas; }
    LockTexts lockTexts() const override;
    QList<QList<QAction*>> editActions() const override;
    QList<QAction*> viewActions() const override { return m_viewActions; }
    QList<QAction*> pageActions() const override;

    void showSample() override;
    void showParts() override;
    void finishStroke() override { m_canvas->endStroke(); }
    void leaveSample() override;
    void followLock() override;

    int partCount() const override;
    QColor colourOf(int part) const override;
    void setCurrentPart(int part) override { m_canvas->setCurrentPart(part); }
    void setLook(const PartsLook& look) override { m_canvas->setLook(look); }

    void addPart() override;
    void rename(int part, const QString& name) override;
    void recolour(int part, const QColor& colour) override;
    void move(int from, int to) override;
    void merge(int from, int into) override;
    void remove(int part) override;

    bool isDrawing() const override { return m_canvas->isDrawing(); }
    void takeBackStep() override { m_canvas->takeBackPoint(); }

private:
    using Edit = std::function<Drawing(const Drawing&)>;
    using CanvasSlot = void (PartsCanvas::*)();

    QAction* makeAction(const char* id, CanvasSlot slot);
    void connectCanvas();
    void connectAssists();
    bool isOnOriginal() const;
    QImage shownPicture();
    std::optional<SeenArea> seenArea() const;
    void keepOutline();
    void resumeOutline();
    void change(const QString& what, const Edit& edit);

    PartsCanvas* m_canvas;
    DrawingBar* m_bar;
    QAction* m_showSeen;
    OriginalPicture m_original;
    AssistThread m_assists{this};
    QList<QAction*> m_sizeActions; ///< of the tool
    QList<QAction*> m_shapeActions;
    QList<QAction*> m_viewActions;
    std::string m_shownSample;                           ///< its id
    std::map<std::string, UnfinishedOutline> m_outlines; ///< by sample id
};

} // namespace palimpsest
