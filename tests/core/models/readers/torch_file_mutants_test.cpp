// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/checkpoint_file.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

// Whatever happens to a file, it is read or refused.
TEST(TorchFileMutants, AreReadOrRefused)
{
    const TemporaryFolder folder;
    std::vector<std::string> originals = {legacyTorchBytes(
        smallStatePickle(), {{"0", 6, smallStorages()["0"]}, {"1", 1, smallStorages()["1"]}})};
    for (const bool compressed : {false, true}) {
        writeTorchZip(folder / "x.pt", smallStatePickle(), smallStorages(), compressed);
        originals.push_back(readFile(folder / "x.pt", 1 << 20));
    }
    std::mt19937 random(5);
    int refused = 0;
    for (const std::string& original : originals) {
        for (int i = 0; i < 300; ++i) {
            std::string mutant = original;
            if (i % 3 == 0) {
                mutant.resize(random() % mutant.size());
            } else {
                mutant[random() % mutant.size()] ^= static_cast<char>(1 + random() % 255);
            }
            const fs::path path = folder / "mutant.pt";
            std::ofstream(path, std::ios::binary) << mutant;
            try {
                readCheckpoint(path);
            } catch (const BadFile&) {
                ++refused;
            }
        }
    }
    EXPECT_GT(refused, 500);
}

} // namespace
} // namespace palimpsest
