// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/parts/labelme.h"
#include "core/study/study_file.h"
#include "support/folder_bytes.h"
#include "support/program.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class AnnotationCommands : public testing::Test
{
protected:
    AnnotationCommands() : m_study(makeSmallStudy(m_folder / "study")) {}

    ProgramResult run(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin() + 1, (m_folder / "study").string());
        return runProgram("palimpsest-cli", arguments);
    }

    ProgramResult exported(const std::string& format) const
    {
        return run({"export-parts", "--to", (m_folder / format).string(), "--format", format});
    }

    LabelMap map(std::size_t sample) const
    {
        return paint(readLabelMe(partsPath(m_folder / "study", m_study.samples[sample])));
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(AnnotationCommands, PartsGoOutAndComeBackInEveryFormat)
{
    const LabelMap before = map(0);
    const fs::path file = partsPath(m_folder / "study", m_study.samples[0]);
    for (const char* format : {"labelme", "coco", "cvat", "voc", "yolo", "part-masks", "masks"}) {
        SCOPED_TRACE(format);
        const ProgramResult out = exported(format);
        ASSERT_EQ(out.exitCode, 0) << out.err;
        EXPECT_NE(out.out.find("2 pictures with 6 parts"), std::string::npos) << out.out;
        fs::remove(file);
        const ProgramResult in = run({"import-parts", "--from", (m_folder / format).string()});
        // The other sample has its parts still: they are the same, or what is written over is
        // asked.
        const bool isAsked = in.err.find("--replace") != std::string::npos;
        ASSERT_TRUE(in.exitCode == 0 || isAsked) << in.err;
        if (isAsked) {
            ASSERT_EQ(
                run({"import-parts", "--from", (m_folder / format).string(), "--replace"}).exitCode,
                0);
        }
        EXPECT_EQ(map(0), before);
    }
}

TEST_F(AnnotationCommands, ADryRunSaysWhatWouldBeAndChangesNothing)
{
    ASSERT_EQ(exported("masks").exitCode, 0);
    fs::remove(partsPath(m_folder / "study", m_study.samples[0]));
    const FolderBytes before = bytesBelow(m_folder / "study");
    const ProgramResult looked =
        run({"import-parts", "--from", (m_folder / "masks").string(), "--replace", "--dry-run"});
    EXPECT_EQ(looked.exitCode, 0) << looked.err;
    EXPECT_NE(looked.out.find("Would change"), std::string::npos) << looked.out;
    EXPECT_NE(looked.out.find(m_study.samples[0].id + "  from "), std::string::npos) << looked.out;
    EXPECT_EQ(bytesBelow(m_folder / "study"), before);
}

TEST_F(AnnotationCommands, DrawnPartsAreNotReplacedUnasked)
{
    const std::string id = m_study.samples[0].id;
    const fs::path theirs = m_folder / "theirs" / (id + ".json");
    writeFileAtomically(theirs, R"({"imageWidth": 28, "imageHeight": 28, "shapes": [
        {"label": "shoe", "points": [[0, 0], [28, 0], [28, 28]]}]})");
    const FolderBytes before = bytesBelow(m_folder / "study");
    const ProgramResult tried = run({"import-parts", "--from", theirs.string(), "--dry-run"});
    EXPECT_EQ(tried.exitCode, 3);
    EXPECT_EQ(tried.out.find("Would change"), std::string::npos) << tried.out;
    const ProgramResult refused = run({"import-parts", "--from", theirs.string()});
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_NE(refused.err.find("--replace"), std::string::npos) << refused.err;
    EXPECT_NE(refused.out.find("1 part instead of 3: shoe"), std::string::npos) << refused.out;
    EXPECT_EQ(bytesBelow(m_folder / "study"), before);
    EXPECT_EQ(run({"import-parts", "--from", theirs.string(), "--replace"}).exitCode, 0);
    EXPECT_EQ(map(0).parts[0].name, "shoe");
    EXPECT_TRUE(fs::exists(m_folder / "study/set_aside"));
}

TEST_F(AnnotationCommands, RefusesWhatItCannotDoWithASentence)
{
    const ProgramResult words =
        runProgram("palimpsest-cli", {"export-parts", textDemoFolder().string(), "--to",
                                      (m_folder / "out").string(), "--format", "coco"});
    EXPECT_EQ(words.exitCode, 3);
    EXPECT_NE(words.err.find("sentences"), std::string::npos) << words.err;
    EXPECT_EQ(run({"export-parts", "--to", "x", "--format", "tfrecord"}).exitCode, 2);
    const ProgramResult own =
        run({"export-parts", "--to", (m_folder / "study/parts").string(), "--format", "labelme"});
    EXPECT_EQ(own.exitCode, 4) << "what the study consists of";
    const ProgramResult none = run({"import-parts", "--from", (m_folder / "none").string()});
    EXPECT_EQ(none.exitCode, 3);
    EXPECT_NE(none.err.find("not there"), std::string::npos) << none.err;
}

TEST_F(AnnotationCommands, FilesThatNameAnotherPictureAreAskedAbout)
{
    const std::string id = m_study.samples[0].id;
    const fs::path theirs = m_folder / "theirs" / (id + ".json");
    const auto write = [&](const std::string& picture) {
        writeFileAtomically(theirs, R"({"imagePath": ")" + picture +
                                        R"(", "imageWidth": 28, "imageHeight": 28, "shapes": [
            {"label": "shoe", "points": [[0, 0], [28, 0], [28, 28]]}]})");
    };
    write("other.png");
    const FolderBytes before = bytesBelow(m_folder / "study");
    const std::vector<std::string> import = {"import-parts", "--from", theirs.string(),
                                             "--replace"};
    const ProgramResult refused = run(import);
    EXPECT_EQ(refused.exitCode, 3);
    for (const std::string& what :
         {std::string("other.png"), id, std::string("--other-pictures")}) {
        EXPECT_NE(refused.err.find(what), std::string::npos) << refused.err;
    }
    EXPECT_EQ(bytesBelow(m_folder / "study"), before);
    EXPECT_EQ(
        run({"import-parts", "--from", theirs.string(), "--replace", "--other-pictures"}).exitCode,
        0);
    EXPECT_EQ(map(0).parts[0].name, "shoe");
    write("..\\\\img\\\\" + id + ".jpg");
    EXPECT_EQ(run(import).exitCode, 0) << "the same, from another system";
}

} // namespace
} // namespace palimpsest
