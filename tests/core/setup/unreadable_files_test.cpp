// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/datasets/packed_pictures.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/sentence_parts.h"
#include "core/samples/word_pieces.h"
#include "core/setup/new_study.h"
#include "core/setup/picked_samples.h"
#include "core/setup/preprocessing_source.h"
#include "core/study/study_file.h"
#include "support/places.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

#include <functional>
#include <sys/stat.h>
#include <unistd.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// A kind of file, by what reads it.
struct Kind
{
    std::string name; ///< of a file
    std::string good; ///< the bytes of one
    std::function<void(const fs::path&)> read;
    bool endsAnywhere = false; ///< a part of it may be whole too
};

void PrintTo(const Kind& kind, std::ostream* out)
{
    *out << kind.name;
}

std::string data(const std::string& name)
{
    return readFile(sourceFolder() / "data" / name, 64u << 20);
}

std::string torchZip()
{
    const TemporaryFolder folder;
    writeTorchZip(folder / "net.pth", smallStatePickle(), smallStorages());
    return readFile(folder / "net.pth", 1u << 20);
}

std::vector<Kind> kinds()
{
    const auto picture = [](const fs::path& path) { readImage(path, 3); };
    const auto checkpoint = [](const fs::path& path) { readCheckpoint(path); };
    const auto sentences = [](const fs::path& path) { readSentenceTable(path); };
    const auto pictures = [](const fs::path& path) { listPictures(path, {}); };
    const std::string idx = std::string("\0\0\x08\x03\0\0\0\1\0\0\0\2\0\0\0\2", 16) + "abcd";
    return {
        {"a.png", data("demo/images/coat_1.png"), picture},
        {"a.jpg", std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20), picture},
        {"a.gif", std::string("GIF89a\x10\0\x10\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x10\0", 26),
         picture},
        {"a.tiff", std::string("II*\0\x08\0\0\0\2\0\0\1\3\0", 14), picture},
        {"a.webp", std::string("RIFF\x40\0\0\0WEBPVP8 \x30\0\0\0", 20), picture},
        {"a.safetensors", data("demo/checkpoints/scratch/epoch_01.safetensors"), checkpoint},
        {"a.pth", torchZip(), checkpoint},
        {"legacy.pth", legacyTorchBytes(smallStatePickle(), {{"0", 6, std::string(24, 'x')}}),
         checkpoint},
        {"a.tsv", "sentence\tlabel\nfine film\t1\nbad film\t0\n", sentences, true},
        {"a.jsonl", "{\"text\": \"fine\", \"label\": 1}\n", sentences},
        {"pictures.csv", "path,class\na.png,coat\n", pictures, true},
        {"vocab.txt", data("text_demo/vocab.txt"), [](const auto& path) { WordPieces{path}; },
         true},
        {"labelme.json", data("demo/parts/coat_1.json"),
         [](const auto& path) { readLabelMe(path); }},
        {"words.json", R"({"version": 1, "text": "a b", "parts": [{"label": "a", "words": [0]}]})",
         [](const auto& path) { readSentenceParts(path); }},
        {"images-idx3-ubyte", idx, [](const auto& path) { readIdx(path); }},
        {"images-idx3-ubyte.gz", "\x1F\x8B\x08", [](const auto& path) { readIdx(path); }},
        {"classes.txt", "coat\nshirt\n", [](const auto& path) { classesInFile(path); }, true},
        {"preprocessor_config.json", R"({"image_mean": [0.5, 0.5, 0.5], "size": 224})",
         [](const auto& path) { preprocessingIn(path); }},
        {"study.json", data("demo/study.json"),
         [](const auto& path) { readStudy(path.parent_path()); }},
    };
}

class UnreadableFile : public testing::TestWithParam<Kind>
{
protected:
    UnreadableFile() { fs::permissions(m_folder.path(), fs::perms(0755)); }

    void write(const std::string& bytes) const { writeFileAtomically(path(), bytes); }

    fs::path path() const { return m_folder / GetParam().name; }

    /// The message is for people and says which file it is about.
    void expectNamed(const char* fault) const
    {
        try {
            GetParam().read(path());
            ADD_FAILURE() << GetParam().name << " that is " << fault << " was read";
        } catch (const Error& error) {
            const std::string message = error.what();
            // A study is named by its folder.
            EXPECT_NE(message.find(m_folder.path().string()), std::string::npos) << message;
            EXPECT_NE(message.find(path().filename().string()), std::string::npos) << message;
            for (const char* raw : {"exception", "std::", "basic_", "OpenCV", "zlib"}) {
                EXPECT_EQ(message.find(raw), std::string::npos) << message;
            }
        }
    }

    const TemporaryFolder m_folder;
};

TEST_P(UnreadableFile, IsNamed)
{
    expectNamed("missing");
    write("");
    expectNamed("empty");
    std::string anything;
    for (int i = 0; i < 10'240; ++i) {
        anything += static_cast<char>(i % 256);
    }
    write(anything);
    expectNamed("of another kind");
    if (!GetParam().endsAnywhere) {
        write(GetParam().good.substr(0, GetParam().good.size() * 2 / 3));
        expectNamed("cut off");
    }
    fs::remove(path());
    fs::create_directory(path());
    expectNamed("a folder");
    fs::remove(path());
    ASSERT_EQ(::mkfifo(path().c_str(), 0644), 0);
    expectNamed("a pipe");
}

TEST_P(UnreadableFile, IsNamedWhereItMayNotBeRead)
{
    write(GetParam().good);
    fs::permissions(path(), fs::perms::none);
    const uid_t user = ::geteuid();
    ASSERT_TRUE(user != 0 || ::seteuid(65534) == 0);
    expectNamed("protected");
    ASSERT_EQ(::seteuid(user), 0);
}

INSTANTIATE_TEST_SUITE_P(Kinds, UnreadableFile, testing::ValuesIn(kinds()));

} // namespace
} // namespace palimpsest
