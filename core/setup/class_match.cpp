// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/class_match.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/class_labels.h"
#include "core/samples/unclear.h"
#include "core/samples/words.h"

#include <algorithm>

namespace palimpsest {

namespace {

bool isAsciiPunctuation(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    const bool isLetter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return byte < 0x80 && !isLetter && !(byte >= '0' && byte <= '9');
}

bool isPartOfWord(char c)
{
    return !isAsciiPunctuation(c) && !(c >= '0' && c <= '9');
}

/// A name without what people write differently: case, punctuation, a number in front.
std::string bareName(const std::string& name)
{
    std::string bare;
    std::size_t digits = 0;
    while (digits < name.size() && name[digits] >= '0' && name[digits] <= '9') {
        ++digits;
    }
    // "1.0" is a number and not a name with one in front.
    const bool isNumbered =
        digits < name.size() && isAsciiPunctuation(name[digits]) &&
        std::any_of(name.begin() + static_cast<std::ptrdiff_t>(digits), name.end(), isPartOfWord);
    for (const char c : lowerCased(isNumbered ? name.substr(digits) : name)) {
        if (!isAsciiPunctuation(c)) {
            bare += c;
        }
    }
    return bare.empty() ? name : bare;
}

/// The position of `name`; −1 where there is none, or several that look like it.
int positionOf(const std::string& name, const std::vector<std::string>& classes)
{
    const auto exact = std::ranges::find(classes, labelValue(name), labelValue);
    if (exact != classes.end()) {
        return static_cast<int>(exact - classes.begin());
    }
    if (std::ranges::none_of(name, isPartOfWord)) {
        return -1; // "-1" is not a way to write "1"
    }
    const std::string bare = bareName(name);
    const auto isAlike = [&](const std::string& other) { return bareName(other) == bare; };
    const auto alike = std::ranges::find_if(classes, isAlike);
    return std::ranges::count_if(classes, isAlike) == 1 ? static_cast<int>(alike - classes.begin())
                                                        : -1;
}

/// What was said that a label stands for; −1 where that was nothing.
int toldPosition(const std::string& label, const std::vector<std::string>& classes,
                 const LabelNames& told)
{
    const auto found = told.find(labelValue(label));
    return found == told.end() ? -1 : classNamed(found->second, classes);
}

const std::string& nameAt(const std::vector<std::string>& classes, int position)
{
    return classes[static_cast<std::size_t>(position)];
}

bool hasSamplesOf(const Study& study, const std::string& name)
{
    return std::ranges::any_of(study.samples, [&](const Sample& sample) {
        return nameAt(study.classes, sample.label) == name;
    });
}

/// Says that the data call a label otherwise than the study knows it: other data of the same
/// classes may number them otherwise.
std::string otherLabel(const std::string& label, const std::vector<std::string>& ofStudy,
                       int byName, int byLabel)
{
    return "Label " + shown(label) + " has the name of the class \"" +
           shown(nameAt(ofStudy, byName)) +
           "\" here, and is taken for it; before, it stood for \"" +
           shown(nameAt(ofStudy, byLabel)) + "\".";
}

bool areNumbers(const std::vector<std::string>& names)
{
    return std::ranges::all_of(names,
                               [](const auto& name) { return isWholeNumber(labelValue(name)); });
}

/// Whether numbers count places from 0, of which some may be missing.
bool countFromZero(const std::vector<std::string>& numbers, std::size_t classes)
{
    std::vector<std::string> places;
    for (std::size_t i = 0; i < classes; ++i) {
        places.push_back(std::to_string(i));
    }
    const auto isPlace = [&](const std::string& number) {
        return std::ranges::find(places, labelValue(number)) != places.end();
    };
    return labelValue(numbers.front()) == "0" && std::ranges::all_of(numbers, isPlace);
}

/// Classes of a data set and what they are called in its files.
struct NamedSet
{
    const std::vector<std::string>& classes;
    const std::vector<std::string>& labels; ///< empty where these are the names
};

/// Asks which classes of the study those of the set are, of which `unknown` are the trouble.
[[noreturn]] void ask(const std::vector<std::string>& unknown,
                      const std::vector<std::string>& ofStudy, const NamedSet& set)
{
    throw Unclear(Question::Labels,
                  "The labels of the data, " + listedNames(unknown) +
                      ", do not say which of the study's classes they are: " +
                      listedNames(ofStudy) + ". Say which class each label stands for.",
                  set.classes, set.labels);
}

/// Positions of labels of which none has the name of a class.
std::vector<int> inOrder(const NamedSet& set, const std::vector<std::string>& ofStudy)
{
    const std::vector<std::string>& ofSet = set.classes;
    std::vector<int> positions;
    const bool asManyAsClasses = ofSet.size() == ofStudy.size();
    if (areNumbers(ofStudy) ||
        (!asManyAsClasses && (!areNumbers(ofSet) || !countFromZero(ofSet, ofStudy.size())))) {
        ask(ofSet, ofStudy, set);
    }
    for (std::size_t i = 0; i < ofSet.size(); ++i) {
        positions.push_back(asManyAsClasses ? static_cast<int>(i)
                                            : std::stoi(labelValue(ofSet[i])));
    }
    return positions;
}

} // namespace

ClassMatch matchClasses(const std::vector<std::string>& ofSet,
                        const std::vector<std::string>& ofStudy, const LabelNames& told,
                        const std::vector<std::string>& labels)
{
    ClassMatch match;
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < ofSet.size(); ++i) {
        const std::string& label = labels.empty() ? ofSet[i] : labels[i];
        const int byUser = toldPosition(ofSet[i], ofStudy, told);
        const int byName = byUser >= 0 ? byUser : positionOf(ofSet[i], ofStudy);
        const int byLabel = toldPosition(label, ofStudy, told);
        match.positions.push_back(byName >= 0 ? byName : byLabel);
        if (byName >= 0 && byLabel >= 0 && byName != byLabel) {
            match.warnings.push_back(otherLabel(label, ofStudy, byName, byLabel));
        }
        if (match.positions.back() < 0) {
            unknown.push_back(ofSet[i]);
        } else if (byUser >= 0 || byName < 0) {
            match.table.emplace_back(label, nameAt(ofStudy, match.positions.back()));
        }
    }
    if (unknown.empty()) {
        return match;
    }
    if (unknown.size() < ofSet.size()) {
        const bool areAllThere = std::ranges::all_of(ofStudy, [&](const std::string& name) {
            const auto place = std::ranges::find(ofStudy, name) - ofStudy.begin();
            return std::ranges::find(match.positions, place) != match.positions.end();
        });
        if (areNumbers(ofSet) && areNumbers(ofStudy) && !areAllThere) {
            ask(ofSet, ofStudy,
                {ofSet, labels}); // 1…10 for 0…9: nine of them have a name, and none is right
        }
        if (!match.table.empty() && areNumbers(unknown)) {
            ask(unknown, ofStudy,
                {ofSet, labels}); // what was said of 1 and 2 need not hold where there is a 0
        }
        match.warnings.push_back(
            "Classes that the study does not have are left out: " + listedNames(unknown) + ".");
        return match;
    }
    match.positions = inOrder({ofSet, labels}, ofStudy);
    for (std::size_t i = 0; i < ofSet.size(); ++i) {
        match.table.emplace_back(ofSet[i], nameAt(ofStudy, match.positions[i]));
    }
    match.warnings.push_back("No label of the data is the name of a class. They are taken in their "
                             "order: " +
                             describe(match.table) + ". Check that this is right.");
    return match;
}

int classNamed(const std::string& name, const std::vector<std::string>& classes,
               const LabelNames& told)
{
    const int byUser = toldPosition(name, classes, told);
    const int position = byUser >= 0 ? byUser : positionOf(name, classes);
    if (position < 0) {
        throw BadInput("The study has no class \"" + shown(name) + "\". It has " +
                       listedNames(classes) + ".");
    }
    return position;
}

LabelNames toldLabels(LabelNames now, const LabelNames& known,
                      const std::vector<std::string>& ofSet, const std::vector<std::string>& labels)
{
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (const auto said = now.find(labelValue(labels[i])); said != now.end()) {
            now.emplace(labelValue(ofSet[i]), said->second);
        }
    }
    now.insert(known.begin(), known.end());
    return now;
}

void requireStanding(const Study& study, const LabelNames& told)
{
    for (const auto& [label, name] : told) {
        const auto known = study.labels.find(labelValue(label));
        const std::string& wanted = nameAt(study.classes, classNamed(name, study.classes));
        if (known != study.labels.end() && known->second != wanted &&
            hasSamplesOf(study, known->second)) {
            throw BadInput("Label " + shown(label) + " stands for \"" + shown(known->second) +
                           "\" in this study, which has samples of it, and is said to be \"" +
                           shown(wanted) + "\" now. If these data number their classes " +
                           "otherwise, write names of classes in place of the numbers; if it was " +
                           "wrong before, remove the samples of \"" + shown(known->second) +
                           "\" first.");
        }
    }
}

LabelNames withTold(const Study& study, LabelNames told, const LabelTable& taken)
{
    for (const auto& [label, name] : taken) {
        told.emplace(labelValue(label), name);
    }
    LabelNames labels = study.labels;
    for (const auto& [label, name] : told) {
        const auto known = labels.find(label);
        const int position = classNamed(name, study.classes);
        if (known == labels.end() || !hasSamplesOf(study, known->second)) {
            labels.insert_or_assign(label, study.classes[static_cast<std::size_t>(position)]);
        }
    }
    return labels;
}

std::string describe(const LabelTable& table)
{
    constexpr std::size_t kMost = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(table.size(), kMost); ++i) {
        text += (i == 0 ? "" : ", ") + shown(table[i].first) + " → " + shown(table[i].second);
    }
    return table.size() <= kMost ? text
                                 : text + " and " + std::to_string(table.size() - kMost) + " more";
}

} // namespace palimpsest
