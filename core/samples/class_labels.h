// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// How names of classes become class numbers.
enum class ClassOrder {
    ByText,  ///< "10" before "2", as torchvision's ImageFolder does
    Natural, ///< "2" before "10"
};

/// A label as a value, however it is written: without the space around it, and whole numbers in one
/// way, so that "1", "01", "+1", "1.0" and "1e+00" are one label. Own definition.
std::string labelValue(std::string_view text);

/// Whether a label is a whole number, as labelValue writes it.
bool isWholeNumber(std::string_view label);

/// The different ones of `labels`, numbers by value and before names, these in `order`; empty ones
/// are left out. A label's place here is its class number: the value itself never is.
std::vector<std::string> distinctLabels(const std::vector<std::string>& labels, ClassOrder order);

/// A sentence on the first label that says "missing" ("nan", "-", …), or on the one label that is
/// no whole number among those that are; none where there is none.
std::optional<std::string> noteOnOdd(const std::vector<std::string>& different);

/// A sentence that names labels of which several ways to write them, such as "01" and "1", are one
/// class; none where there are none. `written` are the different ones as a table has them.
std::optional<std::string> noteOnJoined(const std::set<std::string_view>& written);

/// A sentence that names classes which differ in capitals alone, "cat" and "Cat"; none where there
/// are none.
std::optional<std::string> noteOnCase(const std::vector<std::string>& different);

/// The part of an experiment that samples are for.
enum class Split { Train, Validation, Test };

/// The split that a folder or a value is named after, whatever its case: "train", "training",
/// "val", "valid", "validation", "dev", "test", "testing" and the like; none for other names.
std::optional<Split> splitNamed(std::string_view name);

/// The split that a file's name holds as a word, such as "sst2-dev.tsv"; none where there is none,
/// or more than one.
std::optional<Split> splitIn(std::string_view fileName);

/// "train", "validation", "test".
std::string splitName(Split split);

/// Positions in `splits`, which names that of every sample, of those of `split`, whatever its case;
/// where none is called so, those of the same kind: "val" and "validation" are one.
std::vector<std::size_t> samplesOfSplit(const std::vector<std::string>& splits,
                                        std::string_view split);

/// Positions of those that are kept apart from training, as "test" or else for validation; none of
/// a set that is not split.
std::vector<std::size_t> samplesKeptApart(const std::vector<std::string>& splits);

/// Positions of the samples to draw from: those of `wanted` or, without it, those kept apart or
/// else all. Throws BadInput, naming the splits there are, when there is no such one.
std::vector<std::size_t> samplesToDrawFrom(const std::vector<std::string>& splits,
                                           const std::optional<std::string>& wanted);

} // namespace palimpsest
