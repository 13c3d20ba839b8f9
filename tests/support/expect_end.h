// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/program.h"

#include <gtest/gtest.h>

#include <string>

namespace palimpsest {

/// Expects a program to have ended with `exitCode` and an error that contains `text`.
inline void expectEnd(const ProgramResult& result, int exitCode, const std::string& text)
{
    EXPECT_EQ(result.exitCode, exitCode) << result.out << result.err;
    EXPECT_NE(result.err.find(text), std::string::npos) << result.err;
}

} // namespace palimpsest
