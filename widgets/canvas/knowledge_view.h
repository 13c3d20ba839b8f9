// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/pattern_comparison.h"
#include "core/base/coalition.h"
#include "core/knowledge/knowledge_split.h"
#include "core/parts/label_map.h"
#include "widgets/canvas/overlay_kind.h"
#include "widgets/canvas/picture_view.h"

#include <array>
#include <optional>

namespace palimpsest {

/// A sample with its parts and what was learned of them. A click on a part asks to hide it.
class KnowledgeView : public PictureView
{
    Q_OBJECT

public:
    explicit KnowledgeView(QWidget* parent = nullptr);

    /// Picture, what stands in the place of hidden parts (a picture of the same size), and parts;
    /// the overlay and hidden parts are cleared when the parts differ.
    void setSample(const Image& picture, const Image& baseline, const LabelMap& parts);

    /// Whether samples are words in black on white, which are to stay legible on the tints.
    void setWords(bool areWords);

    int partCount() const { return m_parts.partCount(); }

    /// Amounts by part of the current epoch; `largest` (preserved, discarded, new) is what the full
    /// colour stands for, so that epochs of one sample compare.
    void setAmounts(const KnowledgeAmounts& byPart, const std::array<double, 3>& largest);
    void setOverlay(OverlayKind kind);
    /// The selected pattern: lit evenly where its parts act together, hatched where each of them
    /// is enough.
    void setPattern(std::optional<PatternId> pattern, PatternStatus status, double effect);

    /// Parts shown as masked: drawn as the baseline, hatched outline.
    void setHidden(const PartSet& hidden);

signals:
    void partClicked(int part);
    /// Name and amounts of the part under the pointer, or empty.
    void pointed(const QString& what);

protected:
    void paintOver(QPainter& painter) override;
    void pressed(QPointF position, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void moved(QPointF position, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys) override;
    void released(QPointF position, Qt::MouseButton button) override;
    void doubleClicked(QPointF position) override;
    bool event(QEvent* event) override;
    QCursor idleCursor() const override;

private:
    void showPicture();
    void changed();
    void point(int part);
    QString describe(int part) const;
    /// The amounts that the overlay shows, their largest and their hue; null for the others.
    const std::vector<double>* shownAmounts() const;
    double shownLargest() const;
    QColor shownHue() const;

    QImage overlayImage() const;
    void fillHidden(QImage& overlay) const;
    void drawLines(QPainter& painter, const std::vector<QLineF>& lines, const QPen& pen) const;
    void drawOutlines(QPainter& painter) const;
    void drawHidden(QPainter& painter) const;
    void drawHatching(QPainter& painter, const QRectF& target) const;
    void drawPattern(QPainter& painter) const;

    QImage m_original;
    bool m_areWords = false;
    QImage m_baseline; ///< as the overlay is stored
    LabelMap m_parts;
    OverlayKind m_overlay = OverlayKind::Preserved;
    KnowledgeAmounts m_amounts;
    std::array<double, 3> m_largest = {};
    std::optional<PatternId> m_pattern;
    PatternStatus m_status = PatternStatus::NotSalient;
    double m_effect = 0.0;
    PartSet m_hidden;
    int m_pointed = -1; ///< part under the pointer
    int m_pressed = -1;

    // What pictures of millions of pixels should not ask for at every repaint.
    QImage m_overlayImage; ///< null when it must be made anew
    std::vector<QLineF> m_borders;
    std::vector<QLineF> m_pointedLines;
    std::vector<QLineF> m_hiddenLines;
    std::vector<QLineF> m_patternLines;
    std::optional<QPointF> m_patternAnchor;
};

} // namespace palimpsest
