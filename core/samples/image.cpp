// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/image.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <string_view>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMaxImageBytes = 256u << 20;

[[noreturn]] void throwUndecodable(const std::filesystem::path& path)
{
    throw BadFile(quoted(path) + " is not a picture that can be decoded. Convert it to PNG " +
                  "or JPEG with another program and try again.");
}

} // namespace

Image readImage(const std::filesystem::path& path, int channels)
{
    const std::string bytes = readFile(path, kMaxImageBytes);
    const cv::_InputArray encoded(bytes.data(), static_cast<int>(bytes.size()));
    cv::Mat pixels;
    try {
        pixels = cv::imdecode(encoded, channels == 1 ? cv::IMREAD_GRAYSCALE : cv::IMREAD_COLOR);
        if (!pixels.empty() && channels == 3) {
            cv::cvtColor(pixels, pixels, cv::COLOR_BGR2RGB);
        }
    } catch (const cv::Exception&) {
        throwUndecodable(path);
    }
    if (pixels.empty()) {
        throwUndecodable(path);
    }
    return {.width = pixels.cols,
            .height = pixels.rows,
            .channels = channels,
            .pixels = {pixels.datastart, pixels.dataend}};
}

void writePng(const std::filesystem::path& path, const Image& image)
{
    const int type = image.channels == 1 ? CV_8UC1 : CV_8UC3;
    cv::Mat pixels(image.height, image.width, type, const_cast<std::uint8_t*>(image.pixels.data()));
    if (image.channels == 3) {
        cv::Mat reordered; // a new one: converting in place would write into `image`
        cv::cvtColor(pixels, reordered, cv::COLOR_RGB2BGR);
        pixels = reordered;
    }
    std::vector<std::uint8_t> bytes;
    cv::imencode(".png", pixels, bytes);
    writeFileAtomically(
        path, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

} // namespace palimpsest
