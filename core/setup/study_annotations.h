// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/annotations.h"
#include "core/base/progress.h"
#include "core/study/seen_file.h"
#include "core/study/study.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Parts that a sample gets from annotations.
struct ImportedParts
{
    std::size_t sample = 0; ///< its place in the study
    AnnotatedPicture picture;
    std::size_t replaced = 0;  ///< parts that were drawn on it before
    bool isSame = false;       ///< the same are drawn already
    bool isPointsOnly = false; ///< where parts lie comes alone: what is drawn stays as it is
    bool keepsValues = false;  ///< they cover the pixels of those before, or of several of these,
                               ///< so that values of these hold for them
    /// Why their file seems to be of another picture, as whyOfAnother() says it; or empty.
    std::string doubt = {};

    /// Whether to write them takes away what somebody drew.
    bool replaces() const { return replaced > 0 && !isSame; }

    bool operator==(const ImportedParts&) const = default;
};

/// What annotations come to in a study, before anything is written.
struct PartImport
{
    std::vector<ImportedParts> samples;    ///< in the order of the study
    std::vector<std::string> unmatched;    ///< pictures that no sample is called like
    std::vector<std::string> withoutParts; ///< samples that get none, by their ids
    std::vector<std::string> remarks;      ///< sentences: what is left out, and why
    SeenFiles seen;                        ///< the parts that stand there
};

/// Why a study neither takes nor gives annotations, as sentences; empty where it does.
std::string whyNoAnnotations(const Study& study);

/// The sizes of a study's stored pictures, by names of pictures that are called like them.
PictureSizes storedSizes(const std::filesystem::path& folder, const Study& study);

/// Gives pictures to the samples that are called like them, by id or by the name of the sample's
/// file, with or without ending; those that no sample is called like, by the name that their file
/// says, to samples that got none. Parts stay on the stored picture's pixels; those that the models
/// do not see of it are left out, as are pictures of another size and those that more than one
/// sample or picture is called like. Parts without a colour get that of the part of their name that
/// stands there. Points come beside the parts that stand there where no parts come, and those that
/// stand there stay where none come. Throws BadInput when samples are sentences, BadFile when parts
/// that stand there cannot be read, Cancelled.
PartImport matchAnnotations(const std::filesystem::path& folder, const Study& study,
                            Annotations annotations, const Progress& progress = {});

/// Throws NotWritable when others have changed the parts of a sample since they were looked at.
void requireUnchanged(const PartImport& import, const std::filesystem::path& folder,
                      const Sample& sample);

/// Keeps the files with parts that these replace in a new folder below FOLDER/set_aside, whose path
/// is returned, or nothing where none are. For those who have the study's lock. Throws NotWritable.
std::filesystem::path setReplacedAside(const std::filesystem::path& folder, const Study& study,
                                       const std::vector<ImportedParts>& coming);

/// Writes them, but those that are the same already, below FOLDER/parts, with the other keys of
/// what stands there, and sets aside before what is replaced, as setReplacedAside() returns. For
/// those who have the study's lock. Throws NotWritable, also when others have changed such a file
/// since it was looked at; each file is whole at any moment.
std::filesystem::path writeImport(const std::filesystem::path& folder, const Study& study,
                                  const PartImport& import);

/// The parts of those of `samples`, by their places, or of all, that have some, on the pixels of
/// their stored pictures, which they are called like; a remark names the others. Throws BadInput
/// when samples are sentences, Cancelled, and as seenParts() does.
Annotations studyAnnotations(const std::filesystem::path& folder, const Study& study,
                             const std::optional<std::vector<std::size_t>>& samples = {},
                             const Progress& progress = {});

} // namespace palimpsest
