// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/image.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/gif.h"
#include "core/pictures/picture_header.h"
#include "core/pictures/tiff_header.h"
#include "core/pictures/webp_frame.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMaxImageBytes = 256u << 20;

/// The pixels as RGB. OpenCV must not turn the picture: that is done here, for all formats alike.
Image decodeByOpenCv(std::string_view bytes)
{
    const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8UC1, // which it does not write to
                          const_cast<char*>(bytes.data()));
    cv::Mat pixels;
    try {
        pixels = cv::imdecode(encoded, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
        if (!pixels.empty()) {
            cv::cvtColor(pixels, pixels, cv::COLOR_BGR2RGB);
        }
    } catch (const cv::Exception&) {
        pixels.release();
    }
    if (pixels.empty()) {
        throw BadFile("its pixels cannot be decoded");
    }
    return {.width = pixels.cols,
            .height = pixels.rows,
            .channels = 3,
            .pixels = {pixels.datastart, pixels.dataend}};
}

/// A PNG of those chunks alone that its pixels need: texts and profiles may be bombs, too.
std::string withoutExtras(std::string_view bytes)
{
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kAroundData = 12;
    constexpr std::array<std::string_view, 5> kNeeded = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"};
    std::string result(bytes.substr(0, kSignature));
    for (std::size_t at = kSignature; at + kAroundData <= bytes.size();) {
        std::size_t length = 0;
        for (const char byte : bytes.substr(at, 4)) {
            length = length << 8U | static_cast<unsigned char>(byte);
        }
        const std::string_view chunk = bytes.substr(at, length + kAroundData);
        if (std::ranges::find(kNeeded, chunk.substr(4, 4)) != kNeeded.end()) {
            result += chunk;
        }
        at += chunk.size();
    }
    return result;
}

/// A TIFF without its orientation, which OpenCV would follow in part.
std::string unturnedTiff(std::string_view bytes)
{
    std::string result(bytes);
    const TiffHeader header = readTiffHeader(sourceOf(bytes), bytes.size());
    if (header.orientationAt != 0) {
        constexpr std::size_t kTypeBytes = 2;
        result.replace(header.orientationAt, kTypeBytes, kTypeBytes, '\0');
    }
    return result;
}

/// The first frame on a black canvas.
Image decodeAnimatedWebP(std::string_view bytes, const PictureHeader& header)
{
    const WebPFrame frame = firstWebPFrame(bytes);
    readPictureHeader(frame.still, "its first frame"); // refuses what is too large
    const Image inner = decodeByOpenCv(frame.still);
    Image canvas{.width = static_cast<int>(header.width),
                 .height = static_cast<int>(header.height),
                 .channels = 3,
                 .pixels = std::vector<std::uint8_t>(
                     static_cast<std::size_t>(header.width * header.height) * 3)};
    if (frame.left + inner.width > canvas.width || frame.top + inner.height > canvas.height) {
        throw BadFile("its first frame lies outside of it");
    }
    const std::ptrdiff_t rowBytes = std::ptrdiff_t{inner.width} * 3;
    for (std::ptrdiff_t y = 0; y < inner.height; ++y) {
        std::copy_n(inner.pixels.begin() + y * rowBytes, rowBytes,
                    canvas.pixels.begin() + ((frame.top + y) * canvas.width + frame.left) * 3);
    }
    return canvas;
}

Image decodeUnturned(std::string_view bytes, const PictureHeader& header)
{
    Image image = header.format == PictureFormat::Gif    ? decodeGif(bytes)
                  : header.isAnimated                    ? decodeAnimatedWebP(bytes, header)
                  : header.format == PictureFormat::Png  ? decodeByOpenCv(withoutExtras(bytes))
                  : header.format == PictureFormat::Tiff ? decodeByOpenCv(unturnedTiff(bytes))
                                                         : decodeByOpenCv(bytes);
    if (image.width != header.width || image.height != header.height) {
        throw BadFile("it is not of the size that it claims");
    }
    return image;
}

} // namespace

Image readImage(const std::filesystem::path& path, int channels)
{
    readPictureHeader(path); // what is too large to be decoded need not be read either
    return decodeImage(readFile(path, kMaxImageBytes), quoted(path), channels);
}

Image decodeImage(std::string_view bytes, const std::string& name, int channels)
{
    const PictureHeader header = readPictureHeader(bytes, name);
    Image image;
    try {
        image = decodeUnturned(bytes, header);
    } catch (const BadFile& error) {
        throw BadFile(name + " is a damaged picture: " + error.what() +
                      ". Save or download it again.");
    }
    return withChannels(upright(std::move(image), header.orientation), channels);
}

Image withChannels(Image image, int channels)
{
    if (image.channels == channels) {
        return image;
    }
    const std::size_t count = image.pixels.size() / static_cast<std::size_t>(image.channels);
    Image result{.width = image.width, .height = image.height, .channels = channels};
    result.pixels.reserve(count * static_cast<std::size_t>(channels));
    for (std::size_t i = 0; i < count; ++i) {
        if (channels == 3) {
            result.pixels.insert(result.pixels.end(), 3, image.pixels[i]);
        } else {
            const std::uint8_t* rgb = image.pixels.data() + i * 3;
            const std::uint32_t sum = rgb[0] * 19595U + rgb[1] * 38470U + rgb[2] * 7471U;
            result.pixels.push_back(static_cast<std::uint8_t>((sum + 0x8000U) >> 16U));
        }
    }
    return result;
}

Image upright(Image image, int orientation)
{
    if (orientation <= 1 || orientation > 8) {
        return image;
    }
    cv::Mat pixels(image.height, image.width, CV_8UC(image.channels), image.pixels.data());
    cv::Mat turned = pixels;
    if (orientation >= 5) {
        cv::transpose(pixels, turned); // what is left of 5 to 8 are the flips of 1 to 4
    }
    constexpr int kAroundX = 0;
    constexpr int kAroundY = 1;
    constexpr int kAroundBoth = -1;
    cv::Mat result = turned.clone();
    if (orientation == 2 || orientation == 6) {
        cv::flip(turned, result, kAroundY);
    } else if (orientation == 3 || orientation == 7) {
        cv::flip(turned, result, kAroundBoth);
    } else if (orientation == 4 || orientation == 8) {
        cv::flip(turned, result, kAroundX);
    }
    return {.width = result.cols,
            .height = result.rows,
            .channels = image.channels,
            .pixels = {result.datastart, result.dataend}};
}

void writePng(const std::filesystem::path& path, const Image& image,
              const std::filesystem::path& root)
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
        path, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()), root);
}

} // namespace palimpsest
