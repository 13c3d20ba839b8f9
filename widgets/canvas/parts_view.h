// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/label_map.h"
#include "widgets/canvas/key_cursor_view.h"
#include "widgets/canvas/parts_layer.h"
#include "widgets/canvas/parts_look.h"
#include "widgets/canvas/seen_area.h"
#include "widgets/canvas/uncovered_layer.h"

#include <QColor>
#include <QPixmap>

#include <optional>

namespace palimpsest {

/// The picture with the parts drawn on it, as a look has them.
class PartsView : public KeyCursorView
{
    Q_OBJECT

public:
    explicit PartsView(QWidget* parent = nullptr);

    int currentPart() const { return m_currentPart; } ///< which is highlighted; −1 for none

    /// Whether what models see is shown in place of the picture.
    void setSeenShown(bool shown);
    void setLook(const PartsLook& look);
    const PartsLook& look() const { return m_look; }
    /// Of the object or what parts enclose, while it is shown.
    double uncoveredShare() const { return m_uncovered.share(); }

public slots:
    void zoomToPart();   ///< the current one
    void zoomToObject(); ///< all parts

signals:
    void lookChanged(); ///< or what is uncovered

protected:
    /// Shows a drawing; the one before is given back. Throws as paint() does.
    Drawing showDrawing(const Drawing& drawing, std::optional<SeenArea> seen);
    /// Highlights a part, or none where there is no such part. Whether it was another before.
    bool highlight(int part);

    const Drawing& drawing() const { return m_drawing; }
    const LabelMap& map() const { return m_map; }
    const std::optional<SeenArea>& seen() const { return m_seen; }
    QColor partColour(int part) const; ///< white for none

    void paintOver(QPainter& painter) override;
    void changeEvent(QEvent* event) override;

private:
    bool hasPart(int part) const;
    void refreshLayer();
    void lookForUncovered();
    void paintLayers();

    Drawing m_drawing;
    LabelMap m_map;
    std::optional<SeenArea> m_seen; ///< where the picture is the original
    bool m_isSeenShown = false;
    PartsLook m_look;
    PartsLayer m_layer;
    UncoveredLayer m_uncovered; ///< of the map, while it is shown
    QPixmap m_painted;          ///< the layers in the view, kept while they stay as they are
    int m_currentPart = -1;
};

} // namespace palimpsest
