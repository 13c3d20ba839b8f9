// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// What study.json says of one kind of sample. Readers throw BadInput with half a sentence that
/// names the entry, BadFile, or a json::exception.
class SampleFormat
{
public:
    using Json = nlohmann::ordered_json;

    virtual ~SampleFormat() = default;

    /// The entry that says how samples become what models take; no two kinds have the same.
    virtual const char* preparationKey() const = 0;
    virtual Json preparation(const Study& study) const = 0;
    /// Puts it into a study whose file lies in `folder`.
    virtual void readPreparation(const Json& value, const std::filesystem::path& folder,
                                 Study& study) const = 0;

    /// Adds to the entry of a sample what is its content.
    virtual void writeContent(const Sample& sample, Json& entry) const = 0;
    /// Reads it into `sample`, whose id is read already, of a study that stands in `file`; `where`
    /// names it in messages.
    virtual void readContent(const Json& entry, const std::string& where,
                             const std::filesystem::path& file, const Study& study,
                             Sample& sample) const = 0;

    virtual Json baseline(const StudySettings& settings) const = 0;
    /// Reads it into `settings`, for a study whose preparation is read already.
    virtual void readBaseline(const Json& value, const Study& study,
                              StudySettings& settings) const = 0;

    /// The lowest format in which programs know what samples are and how they are prepared.
    virtual int lowestFormat(const Study& study) const = 0;

    /// describe(Baseline) or the like.
    virtual std::string describeBaseline(const StudySettings& settings) const = 0;

    /// The files that samples are read from but for their parts, in the order of the samples;
    /// relative to the study's folder.
    virtual std::vector<std::filesystem::path> files(const Study& study) const = 0;
};

const SampleFormat& pictureFormat();
const SampleFormat& sentenceFormat();

/// That of a study's kind of sample.
const SampleFormat& sampleFormat(const Study& study);

/// That of the study that `root`, a study.json, says.
const SampleFormat& sampleFormatIn(const SampleFormat::Json& root);

} // namespace palimpsest
