// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>

namespace palimpsest {

/// Root of the source tree that the tests were built from. A function, since a macro on every
/// command line would keep two folders of one source from sharing compiled objects.
std::filesystem::path sourceFolder();

/// Folder of the build that the tests belong to; its programs lie in bin/.
std::filesystem::path buildFolder();

} // namespace palimpsest
