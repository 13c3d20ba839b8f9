// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/import_summary.h"

#include "core/base/listed_names.h"
#include "core/base/utf8.h"

namespace palimpsest {

std::string countText(const std::vector<AnnotatedPicture>& pictures)
{
    std::size_t parts = 0;
    std::size_t points = 0;
    for (const AnnotatedPicture& picture : pictures) {
        parts += picture.drawing.parts.size();
        points += picture.drawing.points.size();
    }
    std::vector<std::string> what;
    if (parts > 0 || points == 0) {
        what.push_back(numberOf(parts, "part", "parts"));
    }
    if (points > 0) {
        what.push_back(numberOf(points, "point of a part", "points of parts"));
    }
    return numberOf(pictures.size(), "picture", "pictures") + " with " + joined(what, " and ");
}

std::string partsText(const ImportedParts& parts)
{
    const Drawing& drawing = parts.picture.drawing;
    std::vector<std::string> names;
    for (const PartStyle& part : drawing.parts) {
        names.push_back(shown(part.name));
    }
    std::vector<std::string> points;
    for (const PartPoint& point : drawing.points) {
        points.push_back(shown(point.label));
    }
    const std::string seeds =
        numberOf(points.size(), "point of a part", "points of parts") + " for seeds";
    const std::string already = parts.isSame ? ", which it has already" : "";
    if (parts.isPointsOnly) {
        return seeds + already + ": " + joined(points);
    }
    const std::string instead = !parts.isSame && parts.replaced > 0
                                    ? " instead of " + std::to_string(parts.replaced)
                                    : already;
    return numberOf(names.size(), "part", "parts") + instead + ": " + joined(names) +
           (points.empty() ? std::string() : "; " + seeds);
}

std::vector<std::string> doubtText(const PartImport& import, const Study& study)
{
    std::vector<std::string> sentences;
    for (const ImportedParts& parts : import.samples) {
        if (!parts.doubt.empty()) {
            sentences.push_back("The file of \"" + shown(parts.picture.name) + "\" " + parts.doubt +
                                ", and would come to sample " + study.samples[parts.sample].id +
                                ".");
        }
    }
    return firstOf(std::move(sentences), "seem to be of other pictures.");
}

std::string matchingRule()
{
    return "A picture belongs to the sample that is called like it: by the sample’s name or "
           "that of its file, with or without ending. Folders do not count. Where no sample is "
           "called like a file, the name of a picture in it does.";
}

std::vector<std::string> leftOutText(const PartImport& import)
{
    std::vector<std::string> sentences;
    if (!import.unmatched.empty()) {
        sentences.push_back("No sample is called like " + listedNames(import.unmatched) + ".");
    }
    if (!import.withoutParts.empty()) {
        sentences.push_back("Nothing comes to the samples " + listedNames(import.withoutParts) +
                            ".");
    }
    sentences.insert(sentences.end(), import.remarks.begin(), import.remarks.end());
    return sentences;
}

} // namespace palimpsest
