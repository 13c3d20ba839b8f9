// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/epoch_names.h"

#include "core/base/natural_order.h"
#include "core/study/name_dates.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

bool isLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

std::string_view lettersAt(std::string_view text)
{
    return text.substr(
        0, static_cast<std::size_t>(std::ranges::find_if_not(text, isLetter) - text.begin()));
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// In lower case, without dates.
std::string plainName(const fs::path& path)
{
    return withoutDates(bareName(path));
}

/// The digits that `text` begins with, when they can be an epoch.
std::optional<int> numberAt(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && isDigit(text.front()) && error == std::errc() && number <= kMaxEpoch
               ? std::optional(number)
               : std::nullopt;
}

/// The word that `text` ends with.
std::string_view lastWord(std::string_view text)
{
    std::size_t begin = text.size();
    while (begin > 0 && isLetter(text[begin - 1])) {
        --begin;
    }
    return text.substr(begin);
}

/// Words that say of the number behind them that it counts.
constexpr auto kCounts = std::to_array<std::string_view>(
    {"ckpt", "checkpoint", "chkpt", "snapshot", "step", "steps", "iter", "iteration"});

/// Whether a number behind `before` may count epochs. That of "resnet18" belongs to its word, that
/// of "seed_3" counts something else, and that of "0.81" is the rest of a number.
bool mayCountEpochs(std::string_view before)
{
    constexpr auto kOthers = std::to_array<std::string_view>(
        {"e",         "seed",  "run",      "fold",   "v",      "version", "split",  "trial",
         "exp",       "part",  "rank",     "worker", "gpu",    "lr",      "wd",     "bs",
         "batch",     "acc",   "accuracy", "top",    "loss",   "f",       "auc",    "score",
         "dim",       "width", "depth",    "layers", "resnet", "vgg",     "vit",    "densenet",
         "mobilenet", "cifar", "imagenet", "mnist",  "patch",  "size",    "classes"});
    if (before.empty()) {
        return true;
    }
    if (isLetter(before.back())) {
        return std::ranges::any_of(kCounts, [&](auto word) { return before.ends_with(word); });
    }
    const bool isDecimal =
        before.size() > 1 && before.back() == '.' && isDigit(before[before.size() - 2]);
    while (!before.empty() && !isLetter(before.back()) && !isDigit(before.back())) {
        before.remove_suffix(1);
    }
    return !isDecimal && std::ranges::find(kOthers, lastWord(before)) == kOthers.end();
}

/// Whether the number that `text` begins with is a whole one and counts by itself: not "0.5",
/// "1,5", "10k", "5kimg", "3h" and "50%". In "3step500" the word belongs to what follows it.
bool isWhole(std::string_view text)
{
    constexpr auto kUnits = std::to_array<std::string_view>(
        {"kimg",    "mimg",    "img",      "imgs",    "images",    "samples",    "tok",
         "toks",    "tokens",  "iter",     "iters",   "iteration", "iterations", "it",
         "its",     "kiter",   "kiters",   "step",    "steps",     "ksteps",     "kstep",
         "batches", "min",     "mins",     "minutes", "hr",        "hrs",        "hour",
         "hours",   "sec",     "secs",     "days",    "pct",       "percent",    "mil",
         "mio",     "million", "thousand", "kk",      "ki",        "mi"});
    text.remove_prefix(std::min(text.find_first_not_of("0123456789"), text.size()));
    if (text.size() > 1 && (text[0] == '.' || text[0] == ',') && isDigit(text[1])) {
        text.remove_prefix(1);
        const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
        if (text.substr(0, end).find_first_not_of('0') != std::string_view::npos) {
            return false;
        }
        text.remove_prefix(end);
    }
    const std::string_view word = lettersAt(text);
    const std::string_view behind = text.substr(word.size());
    const std::size_t value = behind.find_first_not_of("=_-");
    const bool isKey = value != std::string_view::npos && value < 2 && isDigit(behind[value]);
    const bool isUnit =
        word.size() == 1 || (!isKey && std::ranges::find(kUnits, word) != kUnits.end());
    return !text.starts_with('%') && !isUnit;
}

/// Where the digits begin that stand behind a word for epochs; none where there are none.
std::optional<std::size_t> epochDigits(std::string_view name)
{
    constexpr std::string_view kBetween = "_=- .";
    for (const std::string_view word : {"epoch", "ep", "e"}) {
        for (std::size_t at = name.find(word); at != std::string_view::npos;
             at = name.find(word, at + 1)) {
            std::size_t digits = at + word.size();
            digits +=
                kBetween.find(name[std::min(digits, name.size() - 1)]) != std::string_view::npos;
            digits = std::min(digits, name.size());
            const bool isPower = word == "e" && at > 0 && isDigit(name[at - 1]); // "lr1e-5"
            const bool isWord = at == 0 || (!isLetter(name[at - 1]) && !isPower);
            if (isWord && numberAt(name.substr(digits))) {
                return digits;
            }
        }
    }
    return std::nullopt;
}

/// Where the last number of a name begins that may count epochs; none where the name speaks of them
/// elsewhere, or has no such number.
std::optional<std::size_t> lastDigits(std::string_view name)
{
    const std::size_t last = name.find_last_of("0123456789");
    if (last == std::string_view::npos || epochDigits(name) ||
        name.find("epoch") != std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t other = name.substr(0, last).find_last_not_of("0123456789");
    const std::size_t begin = other == std::string_view::npos ? 0 : other + 1;
    return mayCountEpochs(name.substr(0, begin)) ? std::optional(begin) : std::nullopt;
}

} // namespace

std::string bareName(const fs::path& path)
{
    const std::string ending = path.extension().string();
    const bool isNumber = ending.size() > 1 && isDigit(ending[1]);
    return (isNumber ? path.filename() : path.stem()).string();
}

std::optional<int> epochInName(const fs::path& path)
{
    const std::string name = plainName(path);
    const auto digits = epochDigits(name);
    const std::string_view number = digits ? std::string_view(name).substr(*digits) : "";
    return isWhole(number) ? numberAt(number) : std::nullopt;
}

std::optional<int> lastNumber(const fs::path& path)
{
    const std::string name = plainName(path);
    const auto digits = lastDigits(name);
    const std::string_view number = digits ? std::string_view(name).substr(*digits) : "";
    return isWhole(number) ? numberAt(number) : std::nullopt;
}

std::string partOfEpoch(const fs::path& path)
{
    const std::string name = plainName(path);
    const auto ofEpoch = epochDigits(name);
    const auto digits = ofEpoch ? ofEpoch : lastDigits(name);
    const std::string number = digits ? name.substr(*digits) : "";
    return isWhole(number) ? std::string() : number.substr(0, number.find_first_of("_=- "));
}

/// Whether a word such as "step" stands before the last number of a name.
bool isCalledCount(const fs::path& path)
{
    constexpr std::string_view kDigits = "0123456789";
    const std::string whole = plainName(path);
    std::string_view name = std::string_view(whole).substr(0, whole.find_last_of(kDigits) + 1);
    name = name.substr(0, name.find_last_not_of(kDigits) + 1);
    while (!name.empty() && !isLetter(name.back()) && !isDigit(name.back())) {
        name.remove_suffix(1);
    }
    return std::ranges::find(kCounts, lastWord(name)) != kCounts.end();
}

/// Whether a name speaks of a state that is no step of a series: the last, the best, an average.
bool standsApart(const fs::path& path)
{
    constexpr auto kWords = std::to_array<std::string_view>(
        {"last", "latest", "best", "final", "ema", "swa", "avg", "averaged", "average"});
    std::string word;
    for (const char c : lowered(bareName(path)) + ".") {
        if (isLetter(c)) {
            word += c;
        } else if (std::ranges::find(kWords, word) != kWords.end()) {
            return true;
        } else {
            word.clear();
        }
    }
    return false;
}

} // namespace palimpsest
