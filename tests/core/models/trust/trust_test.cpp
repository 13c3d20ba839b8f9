// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/models/torch_classifier.h"
#include "core/models/trust/trust.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST(Trust, CoversEveryProgramThatIsShipped)
{
    int programs = 0;
    for (const auto& entry : fs::recursive_directory_iterator(sourceFolder() / "data")) {
        if (entry.path().extension() == ".pt") {
            ++programs;
            EXPECT_NO_THROW(requireTrusted(entry.path(), {})) << entry.path();
        }
    }
    EXPECT_GE(programs, 1);
}

TEST(Trust, IsGivenByHashOrForARun)
{
    const TemporaryFolder folder;
    const fs::path path = folder / "net.pt";
    writeZip(path, {{"net/data.pkl", "x"}, {"net/constants.pkl", "x"}});
    const std::string hash = sha256OfFile(path);
    expectError<Untrusted>([&] { requireTrusted(path, {}); }, "which is a program");
    expectError<BadInput>([&] { requireTrusted(path, {}); }, hash);
    EXPECT_NO_THROW(requireTrusted(path, {.hashes = {hash}}));
    EXPECT_NO_THROW(requireTrusted(path, {.everything = true}));
    writeZip(path, {{"net/data.pkl", "y"}, {"net/constants.pkl", "x"}});
    expectError<Untrusted>([&] { requireTrusted(path, {.hashes = {hash}}); },
                           "Say that it may run");
}

TEST(Trust, IsNotNeededForTensors)
{
    const TemporaryFolder folder;
    writeTorchZip(folder / "x.pt", smallStatePickle(), smallStorages());
    EXPECT_NO_THROW(requireTrusted(folder / "x.pt", {}));
    // Nor does the loader take such a file for a program.
    expectError<BadFile>([&] { openTorchClassifier({}, folder / "x.pt", {}); },
                         "no known architecture");
}

} // namespace
} // namespace palimpsest
