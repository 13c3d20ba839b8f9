// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/sheets/sample_sheet.h"
#include "core/study/study.h"
#include "core/study/unsaved_edits.h"
#include "core/units/sample_inputs.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

namespace palimpsest {

/// Reads, shows and writes samples of one kind for those who look at them.
class SheetSource
{
public:
    /// For the study in `folder`.
    explicit SheetSource(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    virtual ~SheetSource() = default;

    /// Picture and parts of a sample; what keeps them from being shown stands in the sheet.
    virtual SampleSheet read(const Study& study, const Sample& sample) = 0;

    /// The same. Its files are looked at before, so that what changes in between is noticed.
    SeenSheet readSeen(const Study& study, const Sample& sample);

    /// What models see of a sample. Throws as maskedPictures does.
    virtual MaskedPictures shown(const SampleSheet& sheet, const Study& study) const = 0;

    /// The picture of a sample that was read for models, and its parts as they are masked.
    virtual std::pair<Image, LabelMap> drawn(const SampleInputs& inputs,
                                             const StudySettings& settings) const = 0;

    /// Writes the parts of a sample to the study's folder. Throws NotWritable.
    virtual void writeParts(const SampleSheet& sheet, const Sample& sample) const = 0;

    /// Adds the parts of a sample to what is not saved.
    virtual void keepParts(const SampleSheet& sheet, const std::string& id,
                           UnsavedEdits& edits) const = 0;

protected:
    const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
};

/// What models see of a drawing on the picture of a sheet. Throws BadInput when the drawing is of a
/// picture of another size; `name` says in the message whose it is.
LabelMap partsSeen(const Drawing& drawing, const SampleSheet& sheet,
                   const Preprocessing& preprocessing, const std::string& name);

std::unique_ptr<SheetSource> pictureSheets(const std::filesystem::path& folder);
std::unique_ptr<SheetSource> sentenceSheets(const std::filesystem::path& folder);

/// That of the samples of the study in `folder`, which is `study`.
std::unique_ptr<SheetSource> sheetSource(const std::filesystem::path& folder, const Study& study);

} // namespace palimpsest
