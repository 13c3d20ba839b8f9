// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/column_options.h"

#include <CLI/CLI.hpp>

namespace palimpsest {

void addPictureColumnOptions(CLI::App& app, std::optional<std::string>& image,
                             std::optional<std::string>& label)
{
    app.add_option("--image-column", image,
                   "Column of the pictures in a table, by name or number [found, where it is "
                   "clear]");
    app.add_option("--label-column", label,
                   "Column of the classes in a table, by name or number [found, where it is "
                   "clear]");
}

} // namespace palimpsest
