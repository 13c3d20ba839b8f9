// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/epoch_claims.h"

#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/words.h"
#include "core/setup/found_checkpoints.h"
#include "core/study/epoch_names.h"
#include "core/study/name_dates.h"

#include <algorithm>
#include <cctype>

namespace palimpsest {

namespace {

/// That a name has a number, and why it is no epoch; empty where it has none.
std::string otherNumber(const CheckpointRow& row)
{
    if (tellsDate(row.path)) {
        return "Its name tells a date or a time, which is no epoch, and its file tells none. ";
    }
    if (const std::string part = partOfEpoch(row.path); !part.empty()) {
        return "Its name tells \"" + shown(part) + "\", which is no whole number, as epochs are " +
               "here, and its file tells none. ";
    }
    const std::string name = row.path.stem().string();
    const std::size_t last = name.find_last_of("0123456789");
    const std::size_t before =
        last == std::string::npos ? last : name.find_last_not_of("0123456789", last);
    const std::string number = name.substr(before + 1, last - before);
    const bool isShort = last != std::string::npos && number.size() <= 4;
    return isShort && isSizeOrYear(std::stoi(number))
               ? "The " + number + " in its name may be a size of pictures or a year, and its " +
                     "file tells no epoch. "
               : std::string();
}

std::string missing(const CheckpointRow& row)
{
    if (const std::string other = otherNumber(row); !row.look.epoch && !other.empty()) {
        return other + "Say which one it is.";
    }
    return row.look.epoch
               ? "Its file says epoch " + std::to_string(*row.look.epoch) +
                     ", but another one says so too, or the names of its run are not known to "
                     "count epochs. Say which one it is, or leave it out."
               : "Neither its name nor the file tells an epoch of its own. Say which one it is.";
}

/// What a number counts that is one of those that a file tells, and not the other.
std::optional<Counted> countedBy(int number, const CheckpointLook& look)
{
    const bool isEpoch = look.epoch == number;
    const bool isStep = look.step == number;
    return isEpoch == isStep ? std::nullopt
                             : std::optional(isStep ? Counted::Steps : Counted::Epochs);
}

/// Whether a name calls the number of its row a step: "step_1200", "iter-40".
bool saysStep(const CheckpointRow& row)
{
    const std::string name = " " + lowerCased(bareName(row.path));
    const std::size_t word = std::min(name.find("step"), name.find("iter"));
    return word != std::string::npos &&
           std::isalpha(static_cast<unsigned char>(name[word - 1])) == 0 &&
           name.find(std::to_string(row.epoch), word) != std::string::npos;
}

std::optional<Counted> countedBy(const CheckpointRow& row)
{
    switch (row.source) {
    case EpochSource::TrainerState:
    case EpochSource::File:
        return Counted::Epochs;
    case EpochSource::Step:
        return Counted::Steps;
    case EpochSource::Name:
        return saysStep(row) || isStepFolder(row.path) ? Counted::Steps
                                                       : countedBy(row.epoch, row.look);
    case EpochSource::User:
        return countedBy(row.epoch, row.look);
    case EpochSource::Unknown:
        break;
    }
    return std::nullopt;
}

/// Whether checkpoints follow one another by one, as those of epochs do and those of steps do not.
bool hasNeighbours(std::set<int> numbers)
{
    numbers.erase(0);
    return std::ranges::any_of(numbers, [&](int number) { return numbers.contains(number + 1); });
}

std::string nameOf(Counted counted)
{
    return counted == Counted::Steps ? "steps of training" : "epochs";
}

/// Why a row may not count what the others of its lineage count; empty where it does, and for the
/// beginning. A number that a person has said counts what the file shows of it; where it shows
/// nothing, their word is enough.
std::string otherCount(const CheckpointRow& row, const EpochClaims& claims)
{
    const std::optional<Counted> counted = countedBy(row);
    if (!counted || row.epoch == 0) {
        return {};
    }
    const std::string told =
        (counted == Counted::Steps ? "This is step " : "This is epoch ") +
        std::to_string(row.epoch) +
        (row.source == EpochSource::Name || row.source == EpochSource::TrainerState
             ? ""
             : ", as its file tells") +
        ", ";
    constexpr auto kWhatToDo = ". Say its number in that count, or put it into a lineage of its "
                               "own.";
    if (claims.counted && claims.counted != counted) {
        return told + "and lineage \"" + row.lineage + "\" counts " + nameOf(*claims.counted) +
               kWhatToDo;
    }
    if (row.source == EpochSource::Name || row.source == EpochSource::TrainerState) {
        return {};
    }
    if (claims.countedByRows.size() > 1) {
        return told + "and others of its lineage count " +
               nameOf(counted == Counted::Steps ? Counted::Epochs : Counted::Steps) + kWhatToDo;
    }
    std::set<int> numbers = claims.standing;
    numbers.erase(0);
    if (claims.counted || numbers.empty() || row.source == EpochSource::User) {
        return {};
    }
    numbers.insert(row.epoch);
    const bool areEpochs = counted == Counted::Epochs && hasNeighbours(numbers);
    return areEpochs ? std::string()
                     : told + "and nothing shows whether lineage \"" + row.lineage +
                           "\" counts epochs or steps" + kWhatToDo;
}

} // namespace

void EpochClaims::take(const CheckpointRow& row)
{
    if (row.source != EpochSource::Unknown) {
        files[row.epoch].push_back(quoted(row.path.filename()));
    }
    if (const auto counts = countedBy(row); counts && row.epoch != 0) {
        countedByRows.insert(*counts);
    }
}

void EpochClaims::take(
    const Lineage& lineage,
    const std::function<const CheckpointLook&(const std::filesystem::path&)>& look)
{
    for (const Checkpoint& checkpoint : lineage.checkpoints) {
        standing.insert(checkpoint.epoch);
    }
    counted = lineage.countsSteps ? std::optional(Counted::Steps) : std::nullopt;
    for (const Checkpoint* shown : {&lineage.checkpoints.back(), &lineage.checkpoints.front()}) {
        if (!counted) {
            counted = countedBy(shown->epoch, look(shown->weights));
        }
    }
}

bool EpochClaims::areSteps() const
{
    return counted ? counted == Counted::Steps : countedByRows == std::set{Counted::Steps};
}

std::string epochProblem(const CheckpointRow& row, const EpochClaims& claims)
{
    if (row.source == EpochSource::Unknown) {
        return missing(row);
    }
    const std::string epoch = std::to_string(row.epoch);
    if (claims.standing.contains(row.epoch)) {
        return "Lineage \"" + row.lineage + "\" has epoch " + epoch +
               " already. Say which one it is, or leave it out.";
    }
    const std::vector<std::string>& files = claims.files.at(row.epoch);
    if (files.size() < 2) {
        return otherCount(row, claims);
    }
    return joined({files.begin(), files.end() - 1}) + " and " + files.back() +
           (files.size() == 2 ? " both" : " all") + " say epoch " + epoch +
           ". Say which one it is, or leave one out.";
}

} // namespace palimpsest
