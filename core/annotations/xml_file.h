// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>

namespace pugi {
class xml_document;
class xml_node;
} // namespace pugi

namespace palimpsest {

/// Reads XML of at most 64 MB into `document`. What a DOCTYPE says is skipped, so no entity leads
/// to a file or grows. Throws BadFile that says where it is damaged.
void readXml(const std::filesystem::path& path, pugi::xml_document& document);

/// The name of the first element of a file; empty where it is no XML.
std::string rootOfXml(const std::filesystem::path& path);

/// A document as text.
std::string xmlText(const pugi::xml_document& document);

} // namespace palimpsest
