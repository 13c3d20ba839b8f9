// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/xml_file.h"

#include "core/annotations/source_files.h"
#include "core/base/error.h"
#include "core/base/files.h"

#include <pugixml.hpp>
#include <sstream>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMaxBytes = 64u << 20;

} // namespace

void readXml(const std::filesystem::path& path, pugi::xml_document& document)
{
    const std::string bytes = readFile(path, kMaxBytes);
    const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size());
    if (!result) {
        refuseAnnotations(path, "it is no whole XML: at byte " + std::to_string(result.offset) +
                                    ", " + result.description());
    }
}

std::string rootOfXml(const std::filesystem::path& path)
{
    try {
        pugi::xml_document document;
        readXml(path, document);
        return document.document_element().name();
    } catch (const Error&) {
        return {};
    }
}

std::string xmlText(const pugi::xml_document& document)
{
    std::ostringstream text;
    document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
    return text.str();
}

} // namespace palimpsest
