// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is no file, or is none yet, in the place of one: every reader refuses it at once.

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/open_file.h"
#include "core/base/sha256.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/models/readers/safetensors.h"
#include "core/models/readers/zip_archive.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/datasets/packed_pictures.h"
#include "core/samples/sentence_parts.h"
#include "core/samples/text_table.h"
#include "core/samples/word_pieces.h"
#include "core/setup/checkpoint_table.h"
#include "core/setup/new_study.h"
#include "core/study/study_edits.h"
#include "core/study/study_file.h"
#include "core/study/unit_store.h"
#include "core/study/value_unit.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <sys/stat.h>
#include <thread>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

using Readers = std::map<std::string, std::function<void(const fs::path&)>>;

/// Everything that opens a file for reading.
Readers readers()
{
    return {
        {"readFile", [](const fs::path& path) { readFile(path, 1 << 20); }},
        {"readJson", [](const fs::path& path) { readJson(path); }},
        {"sha256OfFile", [](const fs::path& path) { sha256OfFile(path); }},
        {"copyFileAtomically",
         [](const fs::path& path) { copyFileAtomically(path, path.parent_path() / "copy"); }},
        {"containerOf", [](const fs::path& path) { containerOf(path); }},
        {"readCheckpoint", [](const fs::path& path) { readCheckpoint(path); }},
        {"readSafetensors", [](const fs::path& path) { readSafetensors(path); }},
        {"ZipArchive", [](const fs::path& path) { ZipArchive archive(path); }},
        {"readLabelMe", [](const fs::path& path) { readLabelMe(path); }},
        {"readSentenceParts", [](const fs::path& path) { readSentenceParts(path); }},
        {"readImage", [](const fs::path& path) { readImage(path, 3); }},
        {"readIdx", [](const fs::path& path) { readIdx(path); }},
        {"readTextTable", [](const fs::path& path) { readTextTable(path); }},
        {"WordPieces", [](const fs::path& path) { WordPieces(path, {}); }},
        {"classesInFile", [](const fs::path& path) { classesInFile(path); }},
        {"readUnit", [](const fs::path& path) { readUnit(path); }},
        {"readPackHead", [](const fs::path& path) { readPackHead(path); }},
        {"withCheckpoints",
         [](const fs::path& path) {
             NewFiles made;
             withCheckpoints(path.parent_path(), {}, "run", Role::Other, {{.path = path}}, {},
                             made);
         }},
        {"checkpointLook",
         [](const fs::path& path) {
             const CheckpointLook look = checkpointLook(path);
             if (!look.problem.empty()) {
                 throw BadFile(look.problem);
             }
         }},
    };
}

class SpecialFiles : public testing::Test
{
protected:
    void expectRefused(const fs::path& path, const std::string& why)
    {
        for (const auto& [name, read] : readers()) {
            SCOPED_TRACE(name);
            const auto start = std::chrono::steady_clock::now();
            expectError<BadFile>([&] { read(path); }, path.string() + "\" is " + why);
            EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
        }
        EXPECT_FALSE(fs::exists(m_folder / "copy"));
    }

    const TemporaryFolder m_folder;
};

TEST_F(SpecialFiles, PipesAreRefusedAtOnce)
{
    ASSERT_EQ(::mkfifo((m_folder / "pipe.png").c_str(), 0600), 0);
    expectRefused(m_folder / "pipe.png", "a pipe");
}

TEST_F(SpecialFiles, DevicesAreRefusedAtOnceBehindLinksToo)
{
    fs::create_symlink("/dev/zero", m_folder / "endless.pt");
    fs::create_symlink(m_folder / "endless.pt", m_folder / "again.pt");
    expectRefused(m_folder / "again.pt", "a device");
}

TEST_F(SpecialFiles, APipeAsStudyJsonIsRefusedAtOnce)
{
    ASSERT_EQ(::mkfifo((m_folder / "study.json").c_str(), 0600), 0);
    expectError<BadFile>([&] { readStudy(m_folder.path()); }, "a pipe");
}

TEST_F(SpecialFiles, AFileThatChangesWhileItIsReadIsRefused)
{
    writeFileAtomically(m_folder / "file", "some bytes");
    const OpenFile file(m_folder / "file");
    file.requireUnchanged();
    std::ofstream(m_folder / "file", std::ios::app) << "x";
    expectError<BadFile>([&] { file.requireUnchanged(); }, "is being written to");
}

TEST_F(SpecialFiles, AFileThatKeepsGrowingIsNotReadForEver)
{
    const fs::path path = m_folder / "log.pt";
    const std::string piece(1 << 16, 'x');
    writeFileAtomically(path, piece);
    std::atomic<bool> isEnough = false;
    std::thread writer([&] {
        std::ofstream stream(path, std::ios::app);
        for (int i = 0; i < 4000 && !isEnough; ++i) {
            stream << piece << std::flush;
        }
    });
    bool isRefused = false;
    while (!isRefused && fs::file_size(path) < 4000 * piece.size()) {
        try {
            sha256OfFile(path);
        } catch (const BadFile& error) {
            isRefused = std::string(error.what()).find("is being written to") != std::string::npos;
        }
    }
    EXPECT_TRUE(isRefused);
    isEnough = true;
    writer.join();
}

} // namespace
} // namespace palimpsest
