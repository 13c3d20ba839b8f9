// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/datasets/packed_pictures.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/open_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <sstream>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxIdxBytes = std::size_t{1} << 30;
constexpr std::size_t kMaxPictures = 1'000'000;
constexpr std::size_t kCifarSide = 32;
constexpr std::size_t kCifarPlane = kCifarSide * kCifarSide;
constexpr std::size_t kCifarRecord = 1 + 3 * kCifarPlane;
constexpr std::uint64_t kMaxBatchBytes = 1u << 30;

/// Reads a file that may be gzipped.
class Unpacked
{
public:
    explicit Unpacked(const fs::path& path)
        : m_path(path), m_allowed(allowedBytes(path)),
          m_file(gzopen(regularFile(path).c_str(), "rb"), &gzclose)
    {
        if (!m_file) {
            throw BadFile("Cannot read " + quoted(path) +
                          ". Check that it exists and is readable.");
        }
    }

    /// The next bytes, of which there are at most kMaxIdxBytes.
    std::vector<std::uint8_t> take(std::size_t count)
    {
        std::vector<std::uint8_t> bytes(count);
        const int got = gzread(m_file.get(), bytes.data(), static_cast<unsigned>(count));
        if (got != static_cast<int>(count)) {
            refuse("it is cut off or damaged");
        }
        return bytes;
    }

    /// Refuses a header that promises more than a file of its size holds in earnest.
    void expect(std::size_t count) const
    {
        if (count > m_allowed) {
            refuse("it would unpack to " + std::to_string(count >> 20U) +
                   " MiB, far more than a file of its size holds");
        }
    }

    [[noreturn]] void refuse(const std::string& why) const
    {
        throw BadFile(quoted(m_path) + " is no IDX file of bytes: " + why + ".");
    }

private:
    /// Pictures pack to a fifth; blank ones to a thousandth, which is how one bursts a memory.
    static std::uint64_t allowedBytes(const fs::path& path)
    {
        std::error_code status;
        const std::uintmax_t size = fs::file_size(path, status);
        return (std::uint64_t{16} << 20U) + 16 * (status ? 0 : size);
    }

    const fs::path& m_path;
    std::uint64_t m_allowed;
    std::unique_ptr<gzFile_s, decltype(&gzclose)> m_file;
};

std::size_t productOf(const std::vector<std::size_t>& shape)
{
    return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

/// Reads the header of an IDX file.
std::vector<std::size_t> idxShape(Unpacked& file)
{
    const std::vector<std::uint8_t> start = file.take(4);
    constexpr std::uint8_t kBytes = 0x08;
    if (start[0] != 0 || start[1] != 0 || start[2] != kBytes || start[3] < 1 || start[3] > 4) {
        file.refuse("it begins with other bytes");
    }
    std::vector<std::size_t> shape;
    for (int i = 0; i < start[3]; ++i) {
        const std::vector<std::uint8_t> side = file.take(4);
        const std::size_t length = std::size_t{side[0]} << 24 | std::size_t{side[1]} << 16 |
                                   std::size_t{side[2]} << 8 | side[3];
        if (length == 0 || length > kMaxIdxBytes / productOf(shape)) {
            file.refuse("its size makes no sense");
        }
        shape.push_back(length);
    }
    file.expect(productOf(shape));
    return shape;
}

std::vector<std::string> linesOf(const fs::path& path)
{
    std::istringstream text(readFile(path, 1u << 20));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) {
        line.erase(std::find(line.begin(), line.end(), '\r'), line.end());
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

/// A record of CIFAR-10: label, then red, green and blue planes.
Image cifarImage(std::string_view record)
{
    Image image{.width = static_cast<int>(kCifarSide),
                .height = static_cast<int>(kCifarSide),
                .channels = 3};
    image.pixels.reserve(3 * kCifarPlane);
    for (std::size_t pixel = 0; pixel < kCifarPlane; ++pixel) {
        for (std::size_t c = 0; c < 3; ++c) {
            image.pixels.push_back(static_cast<std::uint8_t>(record[1 + c * kCifarPlane + pixel]));
        }
    }
    return image;
}

/// The file of labels that belongs to one of pictures, by its name; none for other files.
std::optional<fs::path> labelsBeside(const fs::path& images)
{
    std::string name = images.filename().string();
    const std::size_t what = name.find("images");
    const std::size_t kind = name.find("idx3");
    if (what == std::string::npos || kind == std::string::npos) {
        return std::nullopt;
    }
    name.replace(kind, 4, "idx1");
    name.replace(what, 6, "labels");
    const fs::path labels = images.parent_path() / name;
    std::error_code status;
    return fs::exists(labels, status) ? std::optional(labels) : std::nullopt;
}

/// "t10k" are the ten thousand test pictures of MNIST.
std::string splitOfIdx(const std::string& name)
{
    const auto split = splitIn(name);
    return split ? splitName(*split) : name.find("t10k") != std::string::npos ? "test" : "";
}

} // namespace

IdxArray readIdx(const fs::path& path)
{
    Unpacked file(path);
    IdxArray array{.shape = idxShape(file), .values = {}};
    array.values = file.take(productOf(array.shape));
    return array;
}

PictureList readIdxPictures(const fs::path& images, const fs::path& labels,
                            const std::vector<std::string>& names, const std::string& split)
{
    Unpacked file(images);
    const std::vector<std::size_t> shape = idxShape(file);
    const IdxArray numbers = readIdx(labels);
    if (shape.size() != 3 || numbers.shape.size() != 1 || shape[0] != numbers.shape[0]) {
        throw BadFile(quoted(images) + " and " + quoted(labels) +
                      " do not hold pictures and as many labels. Choose the two of one split.");
    }
    if (shape[0] > kMaxPictures) {
        file.refuse("it holds " + std::to_string(shape[0]) + " pictures, and at most " +
                    std::to_string(kMaxPictures) + " are read");
    }
    std::vector<std::string> values;
    std::ranges::transform(numbers.values, std::back_inserter(values),
                           [](std::uint8_t label) { return std::to_string(label); });
    const std::vector<std::string> different = distinctLabels(values, ClassOrder::ByText);
    if (!names.empty() && names.size() != different.size()) {
        throw BadFile(quoted(labels) + " has the labels " + listedNames(different) + " and " +
                      std::to_string(names.size()) + " classes have names. Name them all.");
    }
    PictureList list{.classes = names.empty() ? different : names, .pictures = {}};
    list.labels = names.empty() ? std::vector<std::string>() : different;
    list.pictures.reserve(shape[0]);
    for (const std::string& value : values) {
        const auto label = std::ranges::find(different, value) - different.begin();
        list.pictures.push_back({.path = images,
                                 .image = {.width = static_cast<int>(shape[2]),
                                           .height = static_cast<int>(shape[1]),
                                           .channels = 1,
                                           .pixels = file.take(shape[1] * shape[2])},
                                 .className = list.classes[static_cast<std::size_t>(label)],
                                 .label = static_cast<int>(label),
                                 .split = split});
    }
    return list;
}

PictureList listIdxPictures(const fs::path& folder)
{
    std::map<std::string, fs::path> images; // by name without .gz, the unpacked file first
    std::error_code status;
    for (fs::directory_iterator at(folder, status), end; !status && at != end;
         at.increment(status)) {
        const std::string name = at->path().filename().string();
        const bool isPacked = name.ends_with(".gz");
        const std::string bare = isPacked ? name.substr(0, name.size() - 3) : name;
        if (labelsBeside(at->path())) {
            isPacked ? images.try_emplace(bare, at->path())
                     : images.insert_or_assign(bare, at->path());
        }
    }
    PictureList list;
    std::vector<std::string> labels;
    for (const auto& [name, path] : images) {
        PictureList found = readIdxPictures(path, *labelsBeside(path), {}, splitOfIdx(name));
        std::ranges::move(found.classes, std::back_inserter(labels));
        std::ranges::move(found.pictures, std::back_inserter(list.pictures));
    }
    list.classes = distinctLabels(labels, ClassOrder::ByText);
    for (ListedPicture& picture : list.pictures) {
        const auto found = std::ranges::find(list.classes, picture.className);
        picture.label = static_cast<int>(found - list.classes.begin());
    }
    return list;
}

PictureList readCifar10(const fs::path& folder)
{
    struct Batch
    {
        const char* name;
        const char* split;
    };
    constexpr std::array<Batch, 6> kBatches = {{{"data_batch_1.bin", "train"},
                                                {"data_batch_2.bin", "train"},
                                                {"data_batch_3.bin", "train"},
                                                {"data_batch_4.bin", "train"},
                                                {"data_batch_5.bin", "train"},
                                                {"test_batch.bin", "test"}}};
    PictureList list{.classes = linesOf(folder / "batches.meta.txt")};
    for (const Batch& batch : kBatches) {
        const fs::path path = folder / batch.name;
        std::error_code status;
        if (!fs::exists(path, status)) {
            continue;
        }
        const std::string bytes = readFile(path, kMaxBatchBytes);
        if (bytes.empty() || bytes.size() % kCifarRecord != 0) {
            throw BadFile(quoted(path) + " does not hold whole pictures of CIFAR-10. Download the "
                                         "binary version again.");
        }
        for (std::size_t at = 0; at < bytes.size(); at += kCifarRecord) {
            const auto label = static_cast<unsigned char>(bytes[at]);
            if (label >= list.classes.size()) {
                throw BadFile(quoted(path) + " has the label " + std::to_string(label) + " and " +
                              "batches.meta.txt only " + std::to_string(list.classes.size()) +
                              " names. Download the binary version again.");
            }
            list.pictures.push_back(
                {.path = path,
                 .image = cifarImage(std::string_view(bytes).substr(at, kCifarRecord)),
                 .className = list.classes[label],
                 .label = label,
                 .split = batch.split});
        }
    }
    if (list.pictures.empty()) {
        throw BadFile(quoted(folder) + " has no batches of CIFAR-10, such as data_batch_1.bin. "
                                       "Choose the folder of its binary version.");
    }
    return list;
}

} // namespace palimpsest
