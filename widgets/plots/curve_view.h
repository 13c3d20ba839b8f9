// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "core/study/study.h"
#include "widgets/plots/curve_kind.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace palimpsest {

/// Curves over the epochs of a run. Its axis is the epoch control: a click or drag anywhere on the
/// plot moves the epoch line.
class CurveView : public QWidget
{
    Q_OBJECT

public:
    explicit CurveView(QWidget* parent = nullptr);
    ~CurveView() override;

    /// Draws the curves of one kind, of all samples (`sample` empty) or of one of
    /// Analysis::samples.
    void setCurves(CurveKind kind, const Study& study, const Analysis& analysis,
                   std::optional<std::size_t> sample);
    /// Shows `why` in place of curves.
    void clear(const QString& why = tr("Curves appear as soon as there are values."));

    /// Moves the line to Analysis::curve[index] and nothing else; must take ≤ 1 ms.
    void setEpoch(std::size_t index);

    /// Values at the current epoch as text for the legend and screen readers.
    QString readout() const;

signals:
    void epochChosen(std::size_t index);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace palimpsest
