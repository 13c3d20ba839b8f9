// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

// Why a network is none for a study, sentences; empty when it is one. SampleSetup::otherInputs says
// whether it can take the samples.

/// With so many answers it does not speak of the study's classes.
std::string otherClasses(const Study& study, std::int64_t answers);

/// The config.json that lies with it speaks of a network that answers to another task, which bears
/// the same names of tensors. One whose head its config.json does not know yet, as that is of the
/// network before it was fine-tuned, is none; its notes tell.
std::string otherTask(const Architecture& network);

/// That config.json speaks of more or fewer classes than it answers with, both by their numbers.
/// `told` is 0 where it speaks of none.
std::string otherClassCount(std::int64_t told, std::int64_t answers);

/// Its logits mean something, by config.json, of which the study's value makes nothing: a softmax
/// of labels that are independent, or of quantities.
std::string otherMeaning(const Study& study, LogitMeaning meaning);

/// Whether names stand for there being none: 0, 1, … or LABEL_0, LABEL_1, …, each at its own place.
bool nameNoClasses(const std::vector<std::string>& names);

/// The names of classes that come with it, matched as matchClasses does, are the study's in another
/// order. Those of a probe must be the study's, too, numbers such as 1, 2, … among them, unless
/// either names no classes. Of more or fewer classes otherClasses speaks.
std::string otherNames(const Study& study, const std::vector<std::string>& classes, bool isProbe);

/// Throws BadInput where a network of sentences knows fewer tokens than the study in `folder` reads
/// its sentences with, BadFile when the vocabulary cannot be read.
void requireTokens(const std::filesystem::path& folder, const Study& study,
                   const Architecture& architecture);

} // namespace palimpsest
