// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace palimpsest {

struct NamedNormalisation
{
    const char* name;
    std::vector<double> mean;
    std::vector<double> std;
};

/// Means and standard deviations that pictures of `channels` channels are commonly normalised with.
std::vector<NamedNormalisation> usualNormalisations(int channels);

} // namespace palimpsest
