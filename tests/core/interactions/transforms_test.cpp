// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The transforms are the plain butterfly to the last bit, so that stored results can be repeated.

#include "core/base/error.h"
#include "core/interactions/transforms.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

#include <cstring>

namespace palimpsest {
namespace {

using Step = void (*)(double& without, double& with);
using Transform = void (*)(std::span<double>);

struct Case
{
    const char* name;
    Transform transform;
    Step step;
};

constexpr Case kCases[] = {
    {"Moebius", moebius, [](double& without, double& with) { with -= without; }},
    {"Zeta", zeta, [](double& without, double& with) { with += without; }},
    {"MoebiusAdjoint", moebiusAdjoint, [](double& without, double& with) { without -= with; }},
    {"ZetaAdjoint", zetaAdjoint, [](double& without, double& with) { without += with; }},
};

/// Bit by bit in ascending order, element by element.
void plainButterfly(std::vector<double>& a, Step step)
{
    for (std::size_t bit = 1; bit < a.size(); bit *= 2) {
        for (std::size_t k = 0; k < a.size(); ++k) {
            if ((k & bit) == 0) {
                step(a[k], a[k | bit]);
            }
        }
    }
}

bool sameBits(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

class Transforms : public testing::TestWithParam<Case>
{
};

TEST_P(Transforms, HaveTheBitsOfThePlainButterfly)
{
    for (int n = 0; n <= 15; ++n) {
        std::vector<double> fast = randomTable(n, static_cast<std::uint32_t>(n));
        for (std::size_t k = 0; k < fast.size(); k += 3) {
            fast[k] = k % 2 == 0 ? -0.0 : 0.0;
        }
        std::vector<double> plain = fast;
        GetParam().transform(fast);
        plainButterfly(plain, GetParam().step);
        EXPECT_TRUE(sameBits(fast, plain)) << n << " parts";
    }
}

TEST_P(Transforms, RefuseTablesThatLackACoalition)
{
    std::vector<double> table(6);
    EXPECT_THROW(GetParam().transform(table), BadInput);
    EXPECT_THROW(GetParam().transform({}), BadInput);
}

INSTANTIATE_TEST_SUITE_P(All, Transforms, testing::ValuesIn(kCases),
                         [](const auto& info) { return std::string(info.param.name); });

} // namespace
} // namespace palimpsest
