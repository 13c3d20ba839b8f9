// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/selection.h"

namespace palimpsest {

void Selection::setSample(std::size_t sample)
{
    if (sample != m_sample) {
        emit sampleLeft();
        m_sample = sample;
        forgetParts();
        emit sampleChanged();
    }
}

void Selection::setEpoch(std::optional<int> epoch)
{
    if (epoch != m_epoch) {
        m_epoch = epoch;
        emit epochChanged();
    }
}

void Selection::setPattern(std::optional<PatternId> pattern)
{
    if (pattern != m_pattern) {
        m_pattern = pattern;
        emit patternChanged();
    }
}

void Selection::setHidden(Coalition hidden)
{
    if (hidden != m_hidden) {
        m_hidden = hidden;
        emit hiddenChanged();
    }
}

void Selection::setOverlay(OverlayKind overlay)
{
    if (overlay != m_overlay) {
        m_overlay = overlay;
        emit overlayChanged();
    }
}

void Selection::setReference(std::optional<std::string> reference)
{
    if (reference != m_reference) {
        m_reference = std::move(reference);
        emit comparisonChanged();
    }
}

void Selection::setTarget(std::optional<std::string> target)
{
    if (target != m_target) {
        m_target = std::move(target);
        m_epoch = std::nullopt;
        emit comparisonChanged();
    }
}

void Selection::forgetParts()
{
    setPattern(std::nullopt);
    setHidden(0);
}

void Selection::reset()
{
    forgetParts();
    setSample(0);
    setEpoch(std::nullopt);
    setReference(std::nullopt);
    setTarget(std::nullopt);
}

} // namespace palimpsest
