// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/common/exit_code.h"
#include "support/places.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sys/wait.h>

namespace palimpsest {
namespace {

/// How a program of the build ends within a minute with that much address space.
struct LimitedEnd
{
    int exitCode;
    std::string err;
};

class LittleMemory : public testing::Test
{
protected:
    LittleMemory() { makeSmallStudy(m_folder / "study"); }

    LimitedEnd run(int megabytes, const std::string& command) const
    {
        const std::string err = m_folder / "err";
        const std::string line = "ulimit -v " + std::to_string(megabytes * 1000) + "; timeout 60 " +
                                 (buildFolder() / "bin").string() + "/" + command + " \"" +
                                 (m_folder / "study").string() + "\" > /dev/null 2> \"" + err +
                                 "\"";
        const int status = std::system(line.c_str());
        std::ifstream text(err);
        return {WEXITSTATUS(status), {std::istreambuf_iterator<char>(text), {}}};
    }

    TemporaryFolder m_folder;
};

TEST_F(LittleMemory, EndsWithASentenceInsteadOfWaitingForEver)
{
    for (const int megabytes : {650, 800, 900, 1000, 1100, 1200}) {
        const LimitedEnd end = run(megabytes, "palimpsest-cli extract");
        const bool isTold =
            end.exitCode == kOutOfMemory && end.err.find("memory") != std::string::npos;
        EXPECT_TRUE(isTold || end.exitCode == kOk)
            << megabytes << " MB: " << end.exitCode << " " << end.err;
    }
    EXPECT_EQ(run(650, "palimpsest-cli extract").exitCode, kOutOfMemory);
    EXPECT_EQ(run(650, "palimpsest --figure").exitCode, kOutOfMemory);
    EXPECT_EQ(run(8000, "palimpsest-cli extract").exitCode, kOk);
}

} // namespace
} // namespace palimpsest
