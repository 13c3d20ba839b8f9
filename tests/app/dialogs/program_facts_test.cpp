// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/program_facts.h"
#include "core/base/files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <sys/xattr.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class FactsOfPrograms : public testing::Test
{
protected:
    FactsOfPrograms()
    {
        fs::create_directories(study() / "checkpoints");
        writeFileAtomically(m_folder / "outside.pt", "program");
        writeFileAtomically(study() / "checkpoints/own.pt", "program");
        fs::create_symlink(m_folder / "outside.pt", study() / "checkpoints/link.pt");
    }

    fs::path study() const { return m_folder / "study"; }

    ProgramFacts facts(const fs::path& path) const
    {
        const Study study{.lineages = {{.name = "a",
                                        .modelTemplate = "checkpoints/own.pt",
                                        .checkpoints = {{.weights = "checkpoints/a.pth"}}},
                                       {.name = "b",
                                        .modelTemplate = "checkpoints/own.pt",
                                        .checkpoints = {{.weights = "checkpoints/link.pt"}}}}};
        return factsOf({.path = path, .sha256 = "c"}, this->study(), study);
    }

    const TemporaryFolder m_folder;
};

TEST_F(FactsOfPrograms, SayWhereAFileOfTheStudyServes)
{
    const ProgramFacts own = facts(study() / "checkpoints/own.pt");
    EXPECT_TRUE(own.isInStudy);
    EXPECT_TRUE(own.linkTarget.empty());
    EXPECT_EQ(own.size, 7U);
    EXPECT_FALSE(own.owner.empty());
    EXPECT_TRUE(own.modified.has_value());
    EXPECT_EQ(own.templateOf, (std::vector<std::string>{"a", "b"}));
    EXPECT_TRUE(own.checkpointOf.empty());
}

TEST_F(FactsOfPrograms, SayWhereALinkLeads)
{
    const ProgramFacts link = facts(study() / "checkpoints/link.pt");
    EXPECT_TRUE(link.isInStudy);
    EXPECT_EQ(link.linkTarget, fs::canonical(m_folder / "outside.pt"));
    EXPECT_EQ(link.checkpointOf, std::vector<std::string>{"b"});
}

TEST_F(FactsOfPrograms, SayWhereAFileWasDownloadedFrom)
{
    const fs::path path = m_folder / "outside.pt";
    const std::string url = "https://example.org/net.pt";
    if (::setxattr(path.c_str(), "user.xdg.origin.url", url.data(), url.size(), 0) != 0) {
        GTEST_SKIP() << "the file system keeps no such notes";
    }
    const ProgramFacts outside = facts(path);
    EXPECT_FALSE(outside.isInStudy);
    EXPECT_EQ(outside.downloadedFrom, url);
}

TEST_F(FactsOfPrograms, OfAMissingFileAreUnknown)
{
    const ProgramFacts missing = facts(study() / "missing.pt");
    EXPECT_EQ(missing.size, 0U);
    EXPECT_FALSE(missing.modified.has_value());
}

} // namespace
} // namespace palimpsest
