// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/samples/preprocessing.h"

#include <string>
#include <vector>

namespace palimpsest {

enum class BaselineKind {
    DatasetMean,  ///< the mean of the normalisation: zero after it. Whether that is the mean of the
                  ///< pictures, depends on where the numbers are from
    Colour,       ///< one colour given by the user, black among them
    ImageMean,    ///< the mean colour of the picture itself
    Blur,         ///< the picture, blurred by a Gaussian
    Telea,        ///< the parts painted over from the background, by the method of A. Telea (2004)
    NavierStokes, ///< the same by that of M. Bertalmio et al. (2001)
};

/// What stands in the place of a masked part. Blur and inpainting make one picture, with all parts
/// removed, that serves every coalition: made for each, it would show what its neighbours hide.
struct Baseline
{
    BaselineKind kind = BaselineKind::DatasetMean;
    std::vector<double> colour; ///< for Colour: one level in [0, 255] per channel
    double sigma = 0.0;         ///< for Blur: standard deviation of the Gaussian, in pixels, > 0

    bool operator==(const Baseline&) const = default;
};

/// Largest σ of a blur.
inline constexpr double kMaxBlurSigma = 500.0;

/// σ of a blur that hides what parts are: a tenth of the picture's shorter side.
double defaultBlurSigma(const Preprocessing& preprocessing);

/// Whether parts are painted over from the background, which must then be visible.
bool isInpainted(const Baseline& baseline);

/// What is seen where everything is masked, to look at. `parts` are those of `picture`.
/// Throws BadInput when a colour does not have the channels of `preprocessing`, or when parts are
/// to be painted over and no background is left to do it from.
Image baselinePicture(const Baseline& baseline, const Preprocessing& preprocessing,
                      const Image& picture, const LabelMap& parts);

/// The same preprocessed, without rounding mean colours to levels: masking copies from it.
ImageTensor baselineTensor(const Baseline& baseline, const Preprocessing& preprocessing,
                           const Image& picture, const LabelMap& parts);

/// Name of a kind in files: "dataset_mean", "colour", "image_mean", "blur", "telea",
/// "navier_stokes".
std::string baselineKindName(BaselineKind kind);

/// Short text for captions and messages: "mean of the normalisation", "black", "colour 10, 20, 30",
/// "mean of the picture", "blur with σ = 2.8 pixels", "inpainting (Telea)".
std::string describe(const Baseline& baseline);

} // namespace palimpsest
