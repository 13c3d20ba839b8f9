// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtest/gtest.h>

#include <string>

namespace palimpsest {

/// Expects `work` to throw E with a message that contains `text`.
template<typename E, typename Work>
void expectError(Work&& work, const std::string& text)
{
    try {
        work();
        FAIL() << "nothing was thrown; expected a message with: " << text;
    } catch (const E& error) {
        EXPECT_NE(std::string(error.what()).find(text), std::string::npos)
            << "message: " << error.what() << "\nexpected to contain: " << text;
    }
}

} // namespace palimpsest
