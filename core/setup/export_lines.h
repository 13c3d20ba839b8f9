// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/checkpoint_file.h"
#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// What a file tells of the network that its tensors are of, for the code that exports it.
struct ExportHints
{
    Container container = Container::TorchZip;
    std::string wrapper;     ///< key under which its tensors lie
    std::string prefix;      ///< before their names
    std::string moduleClass; ///< Python class of a model that was saved as a whole
    std::string example = ///< in Python, an input such as the tensors by their shapes seem to take
        "torch.zeros(1, 3, 224, 224)  # as your network takes it";

    bool operator==(const ExportHints&) const = default;
};

ExportHints exportHints(const CheckpointFile& file);

/// Lines of Python that make the template for a checkpoint in the training code's own environment:
/// the network is traced, as `script` fails on much real code, on an input as `study` prepares it,
/// or without a study on the example of `hints`.
std::vector<std::string> exportLines(const std::filesystem::path& checkpoint,
                                     const ExportHints& hints, const Study* study = nullptr);

} // namespace palimpsest
