// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/pattern_comparison.h"
#include "widgets/canvas/overlay_kind.h"

#include <QObject>

#include <cstddef>
#include <optional>
#include <string>

namespace palimpsest {

/// What the window looks at. It belongs to the window, not to a page: going from one page to
/// another loses nothing.
class Selection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    std::size_t sample() const { return m_sample; } ///< of the study
    /// The epoch asked for; none means the last there is.
    std::optional<int> epoch() const { return m_epoch; }
    std::optional<PatternId> pattern() const { return m_pattern; }
    Coalition hidden() const { return m_hidden; }     ///< parts clicked off
    OverlayKind overlay() const { return m_overlay; } ///< of pictures, whatever the study
    /// "LINEAGE/EPOCH" to compare with; none means the pre-trained model.
    const std::optional<std::string>& reference() const { return m_reference; }
    /// Lineage whose epochs are walked; none means the fine-tuned one.
    const std::optional<std::string>& target() const { return m_target; }

    void setSample(std::size_t sample);
    void setEpoch(std::optional<int> epoch);
    void setPattern(std::optional<PatternId> pattern);
    void setHidden(Coalition hidden);
    void setOverlay(OverlayKind overlay);
    void setReference(std::optional<std::string> reference);
    void setTarget(std::optional<std::string> target);

    /// Forgets what belongs to parts; called when they change.
    void forgetParts();
    void reset();

signals:
    void sampleLeft(); ///< while it still is the chosen one
    void sampleChanged();
    void epochChanged();
    void patternChanged();
    void hiddenChanged();
    void overlayChanged();
    void comparisonChanged(); ///< reference or target

private:
    std::size_t m_sample = 0;
    std::optional<int> m_epoch;
    std::optional<PatternId> m_pattern;
    Coalition m_hidden = 0;
    OverlayKind m_overlay = OverlayKind::Preserved;
    std::optional<std::string> m_reference;
    std::optional<std::string> m_target;
};

} // namespace palimpsest
