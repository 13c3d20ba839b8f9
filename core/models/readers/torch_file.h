// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/checkpoint_file.h"
#include "core/models/readers/zip_archive.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace palimpsest {

/// Folder within the archive that torch.save or TorchScript has written, with a slash at its end;
/// none when it is another archive.
std::optional<std::string> torchFolder(const ZipArchive& archive);

/// Whether such an archive is a TorchScript program.
bool holdsCode(const ZipArchive& archive, const std::string& folder);

/// Whether a file that begins with `head` is what torch.save wrote before version 1.6.
bool looksLegacy(std::string_view head);

/// What torch.save writes since 1.6: a zip archive with the pickle "data.pkl" and its storages,
/// each in an entry "data/KEY". The names are as they stand in the file. Throws BadFile.
CheckpointFile readTorchZip(const std::filesystem::path& path);

/// The parameters and buffers of a TorchScript file, which is not run for it. Throws BadFile.
CheckpointFile readProgramTensors(const std::filesystem::path& path);

/// What torch.save wrote before: pickles of a magic number, a version, facts of the machine, the
/// object and the keys of its storages; then each storage, its length before it. Throws BadFile.
CheckpointFile readTorchLegacy(const std::filesystem::path& path);

} // namespace palimpsest
