// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/class_labels.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/natural_order.h"
#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <system_error>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view kSpace = " \t\r\n";

struct SplitWord
{
    std::string_view word;
    Split split;
};

constexpr auto kSplitWords = std::to_array<SplitWord>({{"train", Split::Train},
                                                       {"training", Split::Train},
                                                       {"trn", Split::Train},
                                                       {"val", Split::Validation},
                                                       {"valid", Split::Validation},
                                                       {"validation", Split::Validation},
                                                       {"validate", Split::Validation},
                                                       {"dev", Split::Validation},
                                                       {"eval", Split::Validation},
                                                       {"test", Split::Test},
                                                       {"testing", Split::Test},
                                                       {"tst", Split::Test}});

/// The number that a label is, infinite where it is too large for a double; none for names.
std::optional<double> numberIn(std::string_view label)
{
    double value = 0.0;
    const char* end = label.data() + label.size();
    const auto read = std::from_chars(label.data(), end, value);
    if (read.ec == std::errc::result_out_of_range && isWholeNumber(label)) {
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        return label.starts_with('-') ? -kInfinity : kInfinity;
    }
    const bool isNumber = !label.empty() && read.ec == std::errc() && read.ptr == end &&
                          label.find_first_of(kDigits) != std::string_view::npos;
    return isNumber ? std::optional(value) : std::nullopt;
}

/// The power of ten behind the "e" of a number, where it is a small one that has a sign, as
/// programs write it: "2e5" may be a name.
std::optional<int> powerIn(std::string_view text)
{
    constexpr int kMost = 18;
    if (!text.starts_with('+') && !text.starts_with('-')) {
        return std::nullopt;
    }
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    int power = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), power);
    const bool isAll = error == std::errc() && end == text.data() + text.size();
    return isAll && power >= -kMost && power <= kMost ? std::optional(power) : std::nullopt;
}

/// Moves the point between the digits of a number by so many places, to the right where positive.
void shiftPoint(std::string& whole, std::string& fraction, int places)
{
    for (; places > 0; --places) {
        whole += fraction.empty() ? '0' : fraction.front();
        fraction.erase(0, 1);
    }
    for (; places < 0; ++places) {
        fraction.insert(fraction.begin(), whole.empty() ? '0' : whole.back());
        whole.resize(whole.empty() ? 0 : whole.size() - 1);
    }
    whole = whole.empty() ? "0" : whole;
}

} // namespace

std::string labelValue(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
    const bool isSigned = text.front() == '-' || text.front() == '+';
    const std::string_view number = text.substr(isSigned ? 1 : 0);
    const std::size_t e = std::min(number.find_first_of("eE"), number.size());
    const std::string_view mantissa = number.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    std::string whole(mantissa.substr(0, point));
    std::string fraction(mantissa.substr(std::min(point + 1, mantissa.size())));
    const std::optional<int> power = e == number.size() ? 0 : powerIn(number.substr(e + 1));
    if (whole.empty() || !power || (whole + fraction).find_first_not_of(kDigits) != npos) {
        return std::string(text);
    }
    shiftPoint(whole, fraction, *power);
    if (fraction.find_first_not_of('0') != npos) {
        return std::string(text);
    }
    const std::size_t start = std::min(whole.find_first_not_of('0'), whole.size() - 1);
    const std::string plain(whole.substr(start));
    return text.front() == '-' && plain != "0" ? "-" + plain : plain;
}

bool isWholeNumber(std::string_view label)
{
    const std::string_view digits = label.substr(label.starts_with('-') ? 1 : 0);
    return !digits.empty() && digits.find_first_not_of(kDigits) == std::string_view::npos;
}

namespace {

/// What labels are sorted by: numbers before names, by value. Whole numbers are compared digit by
/// digit where they are too large for a double to tell them apart.
bool isLess(const std::string& a, const std::string& b)
{
    const std::optional<double> first = numberIn(a);
    const std::optional<double> second = numberIn(b);
    if (!first || !second || *first != *second) {
        return first && (!second || *first < *second);
    }
    if (!isWholeNumber(a) || !isWholeNumber(b)) {
        return isWholeNumber(a) && !isWholeNumber(b);
    }
    const bool areNegative = a.starts_with('-') && b.starts_with('-');
    const std::string& smaller = areNegative ? b : a;
    const std::string& larger = areNegative ? a : b;
    return smaller.size() != larger.size() ? smaller.size() < larger.size() : smaller < larger;
}

/// The one label that is no whole number, where there are others that all are.
std::optional<std::string> loneAmongNumbers(const std::vector<std::string>& different)
{
    const auto isOther = [](const std::string& label) { return !isWholeNumber(label); };
    const auto other = std::ranges::find_if(different, isOther);
    const bool isOne = different.size() > 2 && std::ranges::count_if(different, isOther) == 1;
    return isOne ? std::optional(*other) : std::nullopt;
}

} // namespace

std::vector<std::string> distinctLabels(const std::vector<std::string>& labels, ClassOrder order)
{
    std::set<std::string> different; // by text
    for (const std::string& label : labels) {
        if (std::string value = labelValue(label); !value.empty()) {
            different.insert(std::move(value));
        }
    }
    std::vector<std::string> result(different.begin(), different.end());
    if (order == ClassOrder::Natural) {
        std::ranges::stable_sort(result, isNaturallyLess);
    }
    std::ranges::stable_sort(result, isLess);
    return result;
}

std::optional<std::string> noteOnOdd(const std::vector<std::string>& different)
{
    constexpr std::array<std::string_view, 7> kMissing = {"nan",  "na", "n/a", "<na>",
                                                          "null", "-",  "?"};
    for (const std::string& label : different) {
        if (std::ranges::find(kMissing, lowerCased(label)) != kMissing.end()) {
            return "The label \"" + label +
                   "\" looks like a missing one and is a class of its own " +
                   "here. Remove the rows that have it, if it is none.";
        }
    }
    if (const auto lone = loneAmongNumbers(different)) {
        return "The label \"" + *lone + "\" is no whole number, which all others are, and is a " +
               "class of its own here. Write it as one, if it is meant as one.";
    }
    return std::nullopt;
}

std::optional<std::string> noteOnJoined(const std::set<std::string_view>& written)
{
    std::map<std::string, std::vector<std::string>> spellings; // by label
    for (const std::string_view text : written) {
        spellings[labelValue(text)].emplace_back(text);
    }
    std::vector<std::string> groups;
    for (const auto& [label, ways] : spellings) {
        if (ways.size() > 1) {
            groups.push_back(joined(ways, " = "));
        }
    }
    return groups.empty() ? std::nullopt
                          : std::optional("Labels that are the same number are one class: " +
                                          listedNames(groups) +
                                          ". Write them as names in the table if they are "
                                          "several.");
}

std::optional<std::string> noteOnCase(const std::vector<std::string>& different)
{
    std::map<std::string, std::vector<std::string>> spellings; // by the name in lower case
    for (const std::string& label : different) {
        spellings[lowerCased(label)].push_back(label);
    }
    std::vector<std::string> groups;
    for (const auto& [name, ways] : spellings) {
        if (ways.size() > 1) {
            groups.push_back(joined(ways, " / "));
        }
    }
    return groups.empty()
               ? std::nullopt
               : std::optional("Labels that differ in capitals alone are classes of "
                               "their own: " +
                               listedNames(groups) + ". Write them in one way if they are one.");
}

std::optional<Split> splitNamed(std::string_view name)
{
    const std::string lower = lowerCased(std::string(name));
    const auto* const found =
        std::ranges::find(kSplitWords, std::string_view(lower), &SplitWord::word);
    return found == kSplitWords.end() ? std::nullopt : std::optional(found->split);
}

std::optional<Split> splitIn(std::string_view fileName)
{
    constexpr std::string_view kBetween = "-_. ()[]";
    std::optional<Split> result;
    while (!fileName.empty()) {
        const std::size_t end = std::min(fileName.find_first_of(kBetween), fileName.size());
        const auto found = splitNamed(fileName.substr(0, end));
        if (found && result && *found != *result) {
            return std::nullopt;
        }
        result = found ? found : result;
        fileName.remove_prefix(std::min(end + 1, fileName.size()));
    }
    return result;
}

std::string splitName(Split split)
{
    switch (split) {
    case Split::Train:
        return "train";
    case Split::Validation:
        return "validation";
    case Split::Test:
        break;
    }
    return "test";
}

std::vector<std::size_t> samplesOfSplit(const std::vector<std::string>& splits,
                                        std::string_view split)
{
    const auto where = [&](const auto& isWanted) {
        std::vector<std::size_t> positions;
        for (std::size_t i = 0; i < splits.size(); ++i) {
            if (isWanted(splits[i])) {
                positions.push_back(i);
            }
        }
        return positions;
    };
    const std::string name = lowerCased(split);
    auto positions = where([&](const std::string& one) { return lowerCased(one) == name; });
    const auto kind = splitNamed(split);
    return positions.empty() && kind
               ? where([&](const std::string& one) { return splitNamed(one) == kind; })
               : positions;
}

std::vector<std::size_t> samplesKeptApart(const std::vector<std::string>& splits)
{
    for (const Split split : {Split::Test, Split::Validation}) { // the best first
        if (auto positions = samplesOfSplit(splits, splitName(split)); !positions.empty()) {
            return positions;
        }
    }
    return {};
}

std::vector<std::size_t> samplesToDrawFrom(const std::vector<std::string>& splits,
                                           const std::optional<std::string>& wanted)
{
    if (!wanted) {
        auto positions = samplesKeptApart(splits);
        if (positions.empty()) {
            positions.resize(splits.size());
            std::iota(positions.begin(), positions.end(), std::size_t{0});
        }
        return positions;
    }
    auto positions = samplesOfSplit(splits, *wanted);
    if (positions.empty()) {
        std::set<std::string> known;
        for (const std::string& split : splits) {
            known.insert(split.empty() ? "(none)" : split);
        }
        throw BadInput("The data set has no split \"" + *wanted + "\", but " +
                       listedNames({known.begin(), known.end()}) + ".");
    }
    return positions;
}

} // namespace palimpsest
