// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"
#include "core/base/matrix.h"
#include "core/values/model_input.h"

#include <cstddef>
#include <memory>
#include <span>

namespace palimpsest {

/// One sample before a classifier, to be masked again and again: what is made once for all of its
/// maskings lives here.
class MaskedRun
{
public:
    virtual ~MaskedRun() = default;

    /// Number of parts of the sample.
    virtual int partCount() const = 0;

    /// Logits of the sample masked by each coalition, in their order: coalitions × classes.
    /// Pixels of absent parts are taken from the baseline, tokens of absent parts replaced or
    /// deleted, as the sample says.
    /// The batches are those of the execution plan the classifier was opened with, so that equal
    /// calls give equal bits, in one run or several. Throws DeviceError, OutOfMemory, and BadInput
    /// where the model cannot take the sample or is no classifier.
    virtual Matrix<float> logits(std::span<const Coalition> coalitions) = 0;

    /// The same in double precision, to see how exact `logits` is; slow. Throws as logits does, and
    /// DeviceError when the model only runs in single precision.
    virtual Matrix<double> exactLogits(std::span<const Coalition> coalitions) = 0;

    /// How many coalitions to ask for at a time; multiples of it waste nothing.
    virtual std::size_t batchSize() const = 0;
};

/// The one seam to the networks: everything below it (masking on the device, batches, precision)
/// belongs to models/, everything above it sees arrays.
class Classifier
{
public:
    virtual ~Classifier() = default;

    /// A run of `sample`. It may outlive neither the classifier nor the sample; several may be open
    /// at a time and be asked in turns, by one thread.
    virtual std::unique_ptr<MaskedRun> open(const ModelInput& sample) = 0;
};

} // namespace palimpsest
