// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sheet_source.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/study/sample_parts.h"
#include "core/study/study_file.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

class PictureSheets : public SheetSource
{
public:
    using SheetSource::SheetSource;

    SampleSheet read(const Study& study, const Sample& sample) override;

    MaskedPictures shown(const SampleSheet& sheet, const Study& study) const override
    {
        return maskedPictures(sheet.picture, sheet.parts, study);
    }

    std::pair<Image, LabelMap> drawn(const SampleInputs& inputs,
                                     const StudySettings&) const override
    {
        return {inputs.picture, inputs.input.parts};
    }

    void writeParts(const SampleSheet& sheet, const Sample& sample) const override
    {
        const fs::path file = partsPath(folder(), sample);
        writeFileAtomically(
            file, labelMeText(file, sheet.drawing, ".." / sample.image, sheet.otherKeys), folder());
    }

    void keepParts(const SampleSheet& sheet, const std::string& id,
                   UnsavedEdits& edits) const override
    {
        edits.drawings[id] = sheet.drawing;
    }
};

SampleSheet PictureSheets::read(const Study& study, const Sample& sample)
{
    SampleSheet sheet;
    const Preprocessing& preprocessing = study.preprocessing;
    try {
        sheet.picture = fitted(readImage(folder() / sample.image, preprocessing.channels()),
                               preprocessing, quoted(sample.image));
    } catch (const Error& error) {
        sheet.pictureProblem = QString::fromUtf8(error.what());
    }
    sheet.drawing = {.width = preprocessing.width, .height = preprocessing.height};
    const fs::path file = partsPath(folder(), sample);
    try {
        if (stands(file)) {
            sheet.drawing = seenParts(folder(), sample, preprocessing);
        }
    } catch (const Error& error) {
        sheet.partsProblem = QString::fromUtf8(error.what());
    }
    sheet.parts = paint(sheet.drawing);
    return sheet;
}

} // namespace

std::unique_ptr<SheetSource> pictureSheets(const fs::path& folder)
{
    return std::make_unique<PictureSheets>(folder);
}

} // namespace palimpsest
