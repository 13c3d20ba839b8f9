// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/opencv_views.h"

#include "core/base/error.h"

#include <opencv2/core.hpp>

namespace palimpsest {

cv::Mat viewOf(const Image& picture)
{
    return {picture.height, picture.width, CV_8UC(picture.channels),
            const_cast<std::uint8_t*>(picture.pixels.data())};
}

cv::Mat viewOf(const Mask& mask)
{
    return {mask.height, mask.width, CV_8UC1, const_cast<std::uint8_t*>(mask.pixels.data())};
}

void callOpenCv(const std::string& what, const std::function<void()>& work)
{
    try {
        work();
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem) {
            throw OutOfMemory(what + ": there is not enough memory. Close other programs.");
        }
        throw DeviceError(what + ": OpenCV says \"" + error.err + "\".");
    }
}

} // namespace palimpsest
