// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace palimpsest {

/// --image-column and --label-column: columns of a table, by their names or numbers.
void addPictureColumnOptions(CLI::App& app, std::optional<std::string>& image,
                             std::optional<std::string>& label);

} // namespace palimpsest
