// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/checkpoint_files.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/natural_order.h"
#include "core/study/epoch_names.h"
#include "core/study/name_dates.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Cuts off the digits, or the character, that `text` begins with. Leading zeros are left out.
std::string_view nextPiece(std::string_view& text)
{
    std::size_t end = 0;
    while (end < text.size() && isDigit(text[end])) {
        ++end;
    }
    std::string_view piece = text.substr(0, std::max<std::size_t>(end, 1));
    text.remove_prefix(piece.size());
    while (piece.size() > 1 && piece.front() == '0') {
        piece.remove_prefix(1);
    }
    return piece;
}

/// Numbers within names by their value, letters whatever their case: epoch_9, Epoch_10.
bool comesBefore(std::string_view a, std::string_view b)
{
    while (!a.empty() && !b.empty()) {
        const std::string_view x = nextPiece(a);
        const std::string_view y = nextPiece(b);
        if (isDigit(x.front()) && isDigit(y.front())) {
            if (x != y) {
                return x.size() != y.size() ? x.size() < y.size() : x < y;
            }
            continue;
        }
        const int left = std::tolower(static_cast<unsigned char>(x.front()));
        const int right = std::tolower(static_cast<unsigned char>(y.front()));
        if (left != right) {
            return left < right;
        }
    }
    return a.size() < b.size();
}

/// A number that Hugging Face's trainer wrote down in a folder.
std::optional<double> trainerNumber(const fs::path& path, const char* key)
{
    constexpr std::uint64_t kMaxBytes = 256u << 20;
    const fs::path file = path / "trainer_state.json";
    std::error_code status;
    if (!fs::is_regular_file(file, status)) {
        return std::nullopt;
    }
    try {
        return readJson(file, kMaxBytes).at(key).get<double>();
    } catch (const BadFile&) {
        return std::nullopt; // names still tell something
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

/// The epoch that Hugging Face's trainer wrote down, when it is a whole one.
std::optional<int> trainedEpoch(const fs::path& path)
{
    constexpr double kNearly = 0.01; // an epoch of a few steps ends at 2.9997
    const double epoch = trainerNumber(path, "epoch").value_or(-1.0);
    const bool isWhole = std::abs(epoch - std::round(epoch)) < kNearly;
    return isWhole && epoch > -kNearly && epoch <= kMaxEpoch
               ? std::optional(static_cast<int>(std::lround(epoch)))
               : std::nullopt;
}

/// Whether the last numbers of names, none of which a word calls a count, are sizes of pictures or
/// years as far as they show.
bool areSizesOrYears(const std::vector<AddedCheckpoint>& files)
{
    return std::ranges::all_of(files, [](const AddedCheckpoint& file) {
        const auto number = lastNumber(file.path);
        return !number || (isSizeOrYear(*number) && !isCalledCount(file.path));
    });
}

using Find = std::function<std::optional<int>(const fs::path&)>;

bool isWithout(const AddedCheckpoint& file)
{
    return file.source == EpochSource::Unknown;
}

/// Sets the epochs that `find` tells; several files may claim one. Returns whether it told any.
bool setEpochs(std::vector<AddedCheckpoint>& files, EpochSource source, const Find& find)
{
    for (AddedCheckpoint& file : files) {
        if (const std::optional<int> epoch = find(file.path)) {
            file.epoch = *epoch;
            file.source = source;
        }
    }
    return !std::ranges::all_of(files, isWithout);
}

/// Whether trainer_state.json tells the epochs of all files of the series, and different ones.
bool areTrained(const std::vector<AddedCheckpoint>& files)
{
    std::set<int> different;
    return std::ranges::all_of(files,
                               [&](const AddedCheckpoint& file) {
                                   const std::optional<int> epoch = trainedEpoch(file.path);
                                   return epoch ? different.insert(*epoch).second
                                                : standsApart(file.path);
                               }) &&
           !different.empty();
}

using Counts = std::map<fs::path, int>;

/// Whether names count what files say of themselves.
enum class Agreement {
    Unseen, ///< no file has both
    Agree,
    Differ,
};

Agreement agreement(const std::vector<AddedCheckpoint>& files, const Counts& own)
{
    Agreement result = Agreement::Unseen;
    for (const AddedCheckpoint& file : files) {
        const auto count = own.find(file.path);
        if (isWithout(file) || count == own.end()) {
            continue;
        }
        if (count->second != file.epoch) {
            return Agreement::Differ;
        }
        result = Agreement::Agree;
    }
    return result;
}

/// Gives files that nothing else told an epoch what they say themselves, where it is no other's.
void fillIn(std::vector<AddedCheckpoint>& files, const Counts& own, EpochSource source)
{
    std::map<int, int> claims;
    for (const AddedCheckpoint& file : files) {
        const auto count = own.find(file.path);
        const bool isUnknown = isWithout(file);
        if (!isUnknown || count != own.end()) {
            ++claims[isUnknown ? count->second : file.epoch];
        }
    }
    for (AddedCheckpoint& file : files) {
        const auto count = own.find(file.path);
        if (isWithout(file) && count != own.end() && claims[count->second] == 1) {
            file.epoch = count->second;
            file.source = source;
        }
    }
}

/// How many files a count tells from all others.
std::size_t toldApart(const Counts& counts)
{
    std::map<int, int> claims;
    for (const auto& [path, count] : counts) {
        ++claims[count];
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(claims, [](const auto& claim) { return claim.second == 1; }));
}

/// What the names of a run count.
enum class Named {
    Nothing,
    Epochs,
    Numbers, ///< of epochs or of steps
};

void setOwnCounts(std::vector<AddedCheckpoint>& files, Named named, const OwnCounts& own)
{
    const Agreement epochs = agreement(files, own.epochs);
    const bool areSteps =
        named == Named::Numbers
            ? agreement(files, own.steps) == Agreement::Agree
            : named == Named::Nothing && toldApart(own.steps) > toldApart(own.epochs);
    if (epochs == Agreement::Agree ||
        (epochs == Agreement::Unseen && named != Named::Numbers && !areSteps)) {
        fillIn(files, own.epochs, EpochSource::File);
    } else if (areSteps) {
        fillIn(files, own.steps, EpochSource::Step);
    }
}

} // namespace

std::string epochSourceName(EpochSource source)
{
    switch (source) {
    case EpochSource::Name:
        return "name";
    case EpochSource::TrainerState:
        return "trainer_state.json";
    case EpochSource::File:
        return "file";
    case EpochSource::Step:
        return "step";
    case EpochSource::Unknown:
        return "unknown";
    case EpochSource::User:
        break;
    }
    return "user";
}

std::optional<int> trainedStep(const fs::path& path)
{
    const double step = trainerNumber(path, "global_step").value_or(-1.0);
    return step >= 0.0 && step <= kMaxEpoch ? std::optional(static_cast<int>(step)) : std::nullopt;
}

std::vector<AddedCheckpoint> checkpointFiles(std::vector<fs::path> files, const OwnCounts& own)
{
    std::ranges::sort(files, [](const fs::path& a, const fs::path& b) {
        const std::string x = bareName(a);
        const std::string y = bareName(b);
        const bool alike = !comesBefore(x, y) && !comesBefore(y, x);
        return alike ? comesBefore(a.string(), b.string()) : comesBefore(x, y);
    });
    std::vector<AddedCheckpoint> result;
    for (fs::path& file : files) {
        result.push_back({.path = std::move(file), .source = EpochSource::Unknown});
    }
    const bool isOne = result.size() == 1;
    const auto inSeries = [&](std::optional<int> (*find)(const fs::path&)) {
        return [=](const fs::path& path) {
            return isOne || !standsApart(path) ? find(path) : std::nullopt;
        };
    };
    Named named = Named::Epochs;
    if (areTrained(result)) {
        setEpochs(result, EpochSource::TrainerState, trainedEpoch);
    } else if (!setEpochs(result, EpochSource::Name, inSeries(epochInName))) {
        const bool tellsAny =
            !areSizesOrYears(result) && setEpochs(result, EpochSource::Name, inSeries(lastNumber));
        named = tellsAny ? Named::Numbers : Named::Nothing;
    }
    setOwnCounts(result, named, own);
    std::ranges::stable_sort(result, {}, [](const AddedCheckpoint& file) {
        return std::pair(isWithout(file), file.epoch);
    });
    return result;
}

} // namespace palimpsest
