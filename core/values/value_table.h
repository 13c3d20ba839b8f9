// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/base/progress.h"
#include "core/values/classifier.h"
#include "core/values/value_function.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace palimpsest {

/// Logits are kept up to this size.
inline constexpr std::size_t kMaxLogitBytes = 4u << 20;

/// Logits in double precision of some coalitions: beside them the error of float32 shows.
struct ExactLogits
{
    std::vector<Coalition> coalitions;
    Matrix<double> logits; ///< coalitions × classes

    bool operator==(const ExactLogits&) const = default;
};

/// Error of v in float32 against v in float64 on those coalitions. Independent errors σ on each
/// v(T) make one of σ·2^{|S|/2} on I(S).
struct NumericalNoise
{
    double sigma = 0.0; ///< standard deviation of the differences
    double bound = 0.0; ///< the largest |difference|

    bool operator==(const NumericalNoise&) const = default;
};

/// A model's answers to every masking of one sample. Index T is the coalition: bit i set means that
/// part i is present.
struct ValueTable
{
    int partCount = 0;
    std::vector<double> v; ///< 2^n values
    Matrix<float> logits;  ///< 2^n × classes; 0 × classes where they were too large to keep
    ExactLogits exact;     ///< of some coalitions; empty where the model runs in float32 alone
    OutputKind outputs = OutputKind::Logits; ///< what `logits` are, which are kept as they came

    bool operator==(const ValueTable&) const = default;
};

/// Evaluates all 2^n coalitions in ascending order, batch by batch; `progress` counts coalitions.
/// Throws Cancelled, DeviceError, OutOfMemory, or BadInput when `target` is no class of the model.
ValueTable fillValueTable(MaskedRun& run, int target, const ValueFunction& function,
                          const Progress& progress = {});

/// Evaluates the coalitions that `table` has no value of yet and appends them: an empty table is
/// filled, one that was left unfinished is continued, to the same bits. While `progress` runs, all
/// coalitions before its count are in `table`. Throws as fillValueTable does.
void continueValueTable(ValueTable& table, MaskedRun& run, int target,
                        const ValueFunction& function, const Progress& progress = {});

/// Number of coalitions whose logits are computed in double precision too.
inline constexpr std::size_t kExactCoalitions = 64;

/// Double precision logits of kExactCoalitions random coalitions, always the same ones, or of all
/// where there are no more. Empty when the model fails in double precision.
ExactLogits exactLogits(MaskedRun& run);

/// The error of a table's v, as its exact logits show it; none without those, where they and the
/// values are not finite, or where the class is not known, which `target` −1 says. Throws as
/// valueOf does.
std::optional<NumericalNoise> numericalNoise(const ValueTable& table, int target, ValueKind kind);

/// v of every row of `outputs`. Throws as valueOf does.
std::vector<double> valuesOf(const Matrix<float>& outputs, int target,
                             const ValueFunction& function);

/// Values of a table that hang on a probability of 0, as isFloored says; 0 where no logits were
/// kept, which is where a predicted class is not known. Throws as isFloored does.
std::size_t flooredCount(const ValueTable& table, int target, ValueKind kind);

/// "3 of 8 maskings with a probability of 0, taken as 1.2e-38": what is said everywhere of a table
/// with such values; empty where there is none.
std::string flooredText(std::size_t count, int partCount);

/// Number of values that are NaN or infinite. A table with any takes part in no mean.
std::size_t nonFiniteCount(std::span<const double> v);

/// "3 of 8 maskings without a number": what is said everywhere of a table with such values; empty
/// where there is none.
std::string nonFiniteText(std::size_t count, int partCount);

/// Class with the largest logit when every part is visible, or −1 when logits were not kept.
int predictedClass(const ValueTable& table);

/// The same of one row; a single logit speaks for class 1 when positive, a single probability above
/// a half.
int predictedClass(std::span<const float> outputs, OutputKind kind = OutputKind::Logits);

} // namespace palimpsest
