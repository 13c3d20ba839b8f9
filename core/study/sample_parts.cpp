// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/sample_parts.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/parts/part_names.h"
#include "core/pictures/image.h"
#include "core/samples/picture_view.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"

#include <cstdint>
#include <exception>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// A file and its bytes.
using StoodThere = std::pair<fs::path, std::string>;

/// Writes what stood there again, all that can be; says which cannot, nothing when all can.
std::string writeAgain(const std::vector<StoodThere>& files, const fs::path& folder)
{
    std::string left;
    for (const auto& [file, bytes] : files) {
        try {
            writeFileAtomically(file, bytes, folder);
        } catch (const Error& error) {
            left += " " + quoted(file) + " has its new parts now, as what stood there could " +
                    "not be put back: " + error.what();
        }
    }
    return left;
}

/// Writes those of `edits` that are of a sample.
void writePartsOf(const fs::path& folder, const Sample& sample, const UnsavedEdits& edits)
{
    const fs::path file = ownParts(folder, sample);
    if (const auto drawn = edits.drawings.find(sample.id); drawn != edits.drawings.end()) {
        writeLabelMe(file, drawn->second, ".." / sample.image, folder);
    }
    if (const auto words = edits.words.find(sample.id); words != edits.words.end()) {
        writeSentenceParts(file, words->second, folder);
    }
}

} // namespace

Drawing seenParts(const fs::path& folder, const Sample& sample, const Preprocessing& preprocessing)
{
    const fs::path file = ownParts(folder, sample);
    Drawing drawing = readLabelMe(file);
    if (isOnView(drawing, preprocessing)) {
        return drawing; // the picture need not be opened for that
    }
    PixelSize stored{drawing.width, drawing.height};
    // Of a picture that is missing its parts are still known, so that values can be shown.
    if (const fs::path picture = ownFile(folder, sample.image); stands(picture)) {
        const Image image = readImage(picture, 1);
        stored = {image.width, image.height};
    }
    return onView(std::move(drawing), stored.width, stored.height, preprocessing, quoted(file));
}

std::vector<std::string> namesOfParts(const fs::path& folder, const Study& study,
                                      const Sample& sample)
{
    const fs::path file = ownParts(folder, sample);
    if (!stands(file)) {
        return {};
    }
    switch (kindOf(study)) {
    case SampleKind::Picture:
        return drawnParts(readLabelMe(file));
    case SampleKind::Sentence:
        break;
    }
    std::vector<std::string> names;
    for (const WordPart& part : readSentenceParts(file).parts) {
        names.push_back(part.label);
    }
    return names;
}

void writeParts(const fs::path& folder, const Study& study, const UnsavedEdits& edits,
                const std::function<void()>& rest)
{
    constexpr std::uint64_t kMaxBytes = 64u << 20;
    std::vector<StoodThere> before;
    try {
        for (const Sample& sample : study.samples) {
            if (edits.drawings.contains(sample.id) || edits.words.contains(sample.id)) {
                const fs::path file = ownParts(folder, sample);
                before.emplace_back(file, readFile(file, kMaxBytes));
                writePartsOf(folder, sample, edits);
            }
        }
        rest();
    } catch (const std::exception& error) {
        const std::string left = writeAgain(before, folder);
        if (left.empty()) {
            throw;
        }
        throw NotWritable(std::string(error.what()) + left);
    }
}

} // namespace palimpsest
