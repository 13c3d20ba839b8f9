// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>

namespace palimpsest {

/// Shortest text that reads back as the same double; empty for none.
std::string csvNumber(double value);
std::string csvNumber(const std::optional<double>& value);

/// A CSV cell with a name, quoted where RFC 4180 asks for it. What a spreadsheet would take for a
/// formula, and run, gets the apostrophe that makes it text there.
std::string csvCell(std::string text);

/// Appends the cells it is given, and ends their line when it goes.
class CsvLine
{
public:
    explicit CsvLine(std::string& out) : m_out(out) {}
    ~CsvLine() { m_out += "\n"; }
    CsvLine(const CsvLine&) = delete;
    CsvLine& operator=(const CsvLine&) = delete;

    CsvLine& operator<<(const std::string& text)
    {
        m_out += (m_first ? "" : ",") + text;
        m_first = false;
        return *this;
    }

private:
    std::string& m_out;
    bool m_first = true;
};

} // namespace palimpsest
