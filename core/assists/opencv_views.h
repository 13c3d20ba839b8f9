// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/mask.h"
#include "core/pictures/image.h"

#include <functional>
#include <string>

namespace cv {
class Mat;
}

namespace palimpsest {

/// The picture's own pixels, which OpenCV must not write to.
cv::Mat viewOf(const Image& picture);
/// The same of a mask of all of a picture.
cv::Mat viewOf(const Mask& mask);

/// Calls `work` and makes what OpenCV throws a DeviceError or OutOfMemory that begins with `what`.
void callOpenCv(const std::string& what, const std::function<void()>& work);

} // namespace palimpsest
