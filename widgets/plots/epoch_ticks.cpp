// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/epoch_ticks.h"

#include <algorithm>
#include <optional>

namespace palimpsest {

namespace {

/// Those at multiples of `step` that are at least `room` epochs apart, and how many were left out
/// for want of room.
struct Choice
{
    std::vector<bool> named;
    int count = 0;
    int leftOut = 0;
};

Choice choose(const std::vector<int>& epochs, long long step, double room)
{
    Choice choice{std::vector<bool>(epochs.size(), false)};
    std::optional<double> last;
    for (std::size_t i = 0; i < epochs.size(); ++i) {
        if (epochs[i] % step != 0) {
            continue;
        }
        if (last && epochs[i] - *last < room) {
            ++choice.leftOut;
            continue;
        }
        choice.named[i] = true;
        ++choice.count;
        last = epochs[i];
    }
    return choice;
}

} // namespace

std::vector<bool> namedEpochs(const std::vector<int>& epochs, double pixelsPerEpoch,
                              double nameWidth)
{
    const double room = nameWidth / pixelsPerEpoch;
    for (long long power = 1; power <= 2.0 * room + 1.0; power *= 10) {
        for (const int factor : {1, 2, 5}) {
            Choice choice = choose(epochs, power * factor, room);
            if (choice.leftOut == 0 && (choice.count > 1 || epochs.size() < 2)) {
                return choice.named;
            }
        }
    }
    return choose(epochs, 1, room).named;
}

std::size_t nearestEpoch(const std::vector<int>& epochs, double position)
{
    const auto above = std::ranges::lower_bound(
        epochs, position, {}, [](int epoch) { return static_cast<double>(epoch); });
    if (above == epochs.begin()) {
        return 0;
    }
    const auto index = static_cast<std::size_t>(above - epochs.begin());
    const bool lowerIsNearer =
        above == epochs.end() || position - *(above - 1) <= *above - position;
    return lowerIsNearer ? index - 1 : index;
}

} // namespace palimpsest
