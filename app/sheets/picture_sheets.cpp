// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sheet_source.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/picture_view.h"
#include "core/study/own_files.h"
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
    try {
        const Image stored = readImage(folder() / sample.image, study.preprocessing.channels());
        sheet.stored = PixelSize{stored.width, stored.height};
        sheet.picture = fitted(stored, study.preprocessing, quoted(sample.image));
    } catch (const Error& error) {
        sheet.pictureProblem = QString::fromUtf8(error.what());
    }
    sheet.drawing = blankDrawing(sheet.stored, study.preprocessing);
    try {
        if (stands(partsPath(folder(), sample))) {
            const fs::path file = ownParts(folder(), sample);
            Drawing drawing = readLabelMe(file);
            sheet.parts = partsSeen(drawing, sheet, study.preprocessing, quoted(file));
            sheet.drawing = std::move(drawing);
        }
    } catch (const Error& error) {
        sheet.partsProblem = QString::fromUtf8(error.what());
    }
    if (sheet.parts.labels.empty()) {
        sheet.parts = paint(blankDrawing(std::nullopt, study.preprocessing));
    }
    return sheet;
}

} // namespace

LabelMap partsSeen(const Drawing& drawing, const SampleSheet& sheet,
                   const Preprocessing& preprocessing, const std::string& name)
{
    if (!isOnView(drawing, preprocessing) && !sheet.stored) {
        throw BadInput(sheet.pictureProblem.toStdString());
    }
    const PixelSize stored = sheet.stored.value_or(PixelSize());
    return paint(onView(drawing, stored.width, stored.height, preprocessing, name));
}

std::unique_ptr<SheetSource> pictureSheets(const fs::path& folder)
{
    return std::make_unique<PictureSheets>(folder);
}

} // namespace palimpsest
