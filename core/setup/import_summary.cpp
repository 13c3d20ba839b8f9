// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/import_summary.h"

#include "core/base/listed_names.h"
#include "core/base/utf8.h"

#include <numeric>

namespace palimpsest {

std::string countText(const std::vector<AnnotatedPicture>& pictures)
{
    const std::size_t parts = std::accumulate(pictures.begin(), pictures.end(), std::size_t{0},
                                              [](std::size_t sum, const AnnotatedPicture& picture) {
                                                  return sum + picture.drawing.parts.size();
                                              });
    return numberOf(pictures.size(), "picture", "pictures") + " with " +
           numberOf(parts, "part", "parts");
}

std::string partsText(const ImportedParts& parts)
{
    std::vector<std::string> names;
    for (const PartStyle& part : parts.picture.drawing.parts) {
        names.push_back(shown(part.name));
    }
    const std::string instead = parts.isSame ? ", which it has already"
                                : parts.replaced > 0
                                    ? " instead of " + std::to_string(parts.replaced)
                                    : std::string();
    return numberOf(names.size(), "part", "parts") + instead + ": " + joined(names);
}

std::string matchingRule()
{
    return "A picture belongs to the sample that is called like it: by the sample’s name or "
           "that of its file, with or without ending. Folders do not count.";
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
