// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/text_list.h"

#include "core/base/files.h"
#include "core/base/utf8.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <sstream>
#include <string_view>

namespace palimpsest {

std::vector<std::string> linesOfList(const SourceFile& file)
{
    constexpr std::uint64_t kMaxBytes = 8u << 20;
    std::string bytes = readFile(file.path, kMaxBytes);
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kMark)) {
        bytes.erase(0, kMark.size());
    }
    std::vector<std::string> lines;
    std::istringstream text(bytes);
    for (std::string line; std::getline(text, line);) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        lines.push_back(printable(line));
    }
    return lines;
}

std::optional<double> numberIn(const std::string& text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n+");
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    if (first == std::string::npos) {
        return std::nullopt;
    }
    double value = 0.0;
    const char* end = text.data() + last + 1;
    const auto [stop, error] = std::from_chars(text.data() + first, end, value);
    return error == std::errc() && stop == end && std::isfinite(value) ? std::optional(value)
                                                                       : std::nullopt;
}

std::string numberText(double value)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

} // namespace palimpsest
