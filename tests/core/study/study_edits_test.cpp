// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/study/study_edits.h"
#include "core/study/study_file.h"
#include "core/study/study_names.h"
#include "support/expect_error.h"
#include "support/file_size_limit.h"
#include "support/folder_bytes.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

std::vector<int> epochsOf(const Lineage& lineage)
{
    std::vector<int> epochs;
    std::ranges::transform(lineage.checkpoints, std::back_inserter(epochs), &Checkpoint::epoch);
    return epochs;
}

/// The small study and pictures to add to it.
class StudyEdits : public testing::Test
{
protected:
    StudyEdits() : m_study(makeSmallStudy(m_folder.path()))
    {
        fs::create_directories(m_files.path());
        writePng(m_files / "small.png", picture(20, 1));
        writePng(m_files / "grey.png", picture(28, 1));
        writePng(m_files / "colour.png", picture(28, 3));
    }

    static Image picture(int side, int channels)
    {
        Image image{.width = side, .height = side, .channels = channels};
        image.pixels.assign(static_cast<std::size_t>(side) * side * channels, 77);
        return image;
    }

    static fs::path weights(int epoch)
    {
        return demoFolder() /
               ("checkpoints/scratch/epoch_0" + std::to_string(epoch) + ".safetensors");
    }

    static fs::path wholeModel() { return demoFolder() / "checkpoints/garment_net.pt"; }

    Study withPictures(const std::vector<fs::path>& images, int label,
                       Taking how = Taking::Copy) const
    {
        std::vector<AddedPicture> pictures;
        for (const fs::path& image : images) {
            pictures.push_back({.path = image, .label = label});
        }
        NewFiles made;
        Study after = withSamples(m_folder.path(), m_study, pictures, how, made);
        made.keep();
        return after;
    }

    Study withFiles(const std::string& lineage, const std::vector<AddedCheckpoint>& files,
                    const CheckpointChoices& choices = {}) const
    {
        NewFiles made;
        Study after =
            withCheckpoints(m_folder.path(), m_study, lineage, Role::Other, files, choices, made);
        made.keep();
        return after;
    }

    std::size_t fileCount() const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            fs::recursive_directory_iterator(m_folder.path()),
            [](const fs::directory_entry& entry) { return entry.is_regular_file(); }));
    }

    /// Expects that the edit throws E with `message` and leaves no file behind.
    template<typename E, typename Edit>
    void expectRefused(Edit edit, const std::string& message)
    {
        const std::size_t before = fileCount();
        expectError<E>(edit, message);
        EXPECT_EQ(fileCount(), before);
    }

    TemporaryFolder m_folder;
    TemporaryFolder m_files;
    Study m_study;
};

TEST_F(StudyEdits, PicturesBecomeSamplesThatReadBack)
{
    const Study study = withPictures({m_files / "grey.png", m_files / "colour.png"}, 2);
    ASSERT_EQ(study.samples.size(), 4u);
    EXPECT_EQ(study.samples[2], (Sample{.id = "grey", .image = "images/grey.png", .label = 2}));
    EXPECT_EQ(study.samples[3].id, "colour");
    EXPECT_EQ(readImage(m_folder / "images/grey.png", 1), picture(28, 1));
    writeStudy(m_folder.path(), study);
    EXPECT_EQ(readStudy(m_folder.path()), study);
}

TEST_F(StudyEdits, SamplesNeverTakeOverFilesThatAreThere)
{
    writeFileAtomically(m_folder / "parts/grey.json", "old parts");
    const Study once = withPictures({m_files / "grey.png"}, 0);
    EXPECT_EQ(once.samples.back().id, "grey_2");
    fs::create_directories(m_files / "other");
    Image other = picture(28, 1);
    other.pixels[0] = 78;
    writePng(m_files / "other/grey.png", other);
    const Study again = withPictures({m_files / "other/grey.png"}, 0);
    EXPECT_EQ(again.samples.back().image, "images/grey_3.png");
}

TEST_F(StudyEdits, IdsOfSamplesAreSafeAndUnlikeAnyOther)
{
    const auto add = [&](const fs::path& image) {
        NewFiles made;
        m_study = withSamples(m_folder.path(), m_study, {{.path = image, .pixels = picture(28, 1)}},
                              Taking::Copy, made);
        made.keep();
        return m_study.samples.back().id;
    };
    EXPECT_EQ(add("/a/My shirt (1).jpeg"), "My_shirt_1_");
    EXPECT_EQ(add("coat.png"), "coat");
    EXPECT_EQ(add("x/coat.jpg"), "coat_2");
    EXPECT_EQ(add("coat.tiff"), "coat_3");
    EXPECT_EQ(add("größe.png"), "gr_e");
    EXPECT_EQ(add("..hidden.png"), "hidden");
    EXPECT_EQ(add("写真.png"), "sample");
    EXPECT_TRUE(isSafeName(add(std::string(300, 'a') + ".png")));
    EXPECT_TRUE(isSafeName(add(std::string(300, 'a') + ".png")));
}

TEST_F(StudyEdits, NoPictureIsCopiedUnlessAllCanBe)
{
    const auto add = [&](const fs::path& bad, int label = 0) {
        return [this, bad, label] { withPictures({m_files / "grey.png", bad}, label); };
    };
    expectRefused<BadInput>(add(m_files / "small.png"), "20 × 20");
    expectRefused<BadFile>(add(m_files / "none.png"), "none.png");
    expectRefused<BadFile>(add(weights(1)), "not a picture");
    expectRefused<BadInput>(add(m_files / "grey.png", 4), "no class number 4");
}

TEST_F(StudyEdits, WeightsJoinTheirLineageInOrder)
{
    const Study study = withFiles("scratch", {{weights(5), 5}, {weights(2), 2}});
    EXPECT_EQ(epochsOf(study.lineages[2]), (std::vector<int>{0, 2, 4, 5, 15}));
    EXPECT_EQ(study.lineages[2].checkpoints[1].weights, "checkpoints/scratch/epoch_02.safetensors");
    EXPECT_EQ(readFile(m_folder / "checkpoints/scratch/epoch_02.safetensors", 1 << 24),
              readFile(weights(2), 1 << 24));
    EXPECT_EQ(study.lineages[2].role, Role::Scratch);
}

TEST_F(StudyEdits, ANewLineageOfWeightsMayShareATemplate)
{
    const Study study =
        withFiles("again", {{weights(5), 5}}, {.modelTemplate = m_study.lineages[0].modelTemplate});
    ASSERT_EQ(study.lineages.size(), 4u);
    EXPECT_EQ(study.lineages[3].modelTemplate, m_study.lineages[0].modelTemplate);
    EXPECT_EQ(study.lineages[3].role, Role::Other);
    writeStudy(m_folder.path(), study);
    StudyInputs inputs(m_folder.path(), readStudy(m_folder.path()));
    EXPECT_EQ(runExtraction(inputs, planExtraction(inputs, {.only = "again"})).unitsDone, 2u);
}

TEST_F(StudyEdits, ANewLineageOfTorchScriptNeedsNoTemplate)
{
    m_study.lineages.clear();
    fs::copy_file(wholeModel(), m_files / "misnamed.bin");
    const Study study = withFiles("whole", {{m_files / "misnamed.bin", 0}});
    EXPECT_EQ(study.lineages[0].modelTemplate, "");
    EXPECT_EQ(study.lineages[0].checkpoints[0].weights, "checkpoints/whole/epoch_00.pt");
    writeStudy(m_folder.path(), study);
    StudyInputs inputs(m_folder.path(), readStudy(m_folder.path()));
    EXPECT_EQ(runExtraction(inputs, planExtraction(inputs, {})).unitsDone, 2u);
}

TEST_F(StudyEdits, CheckpointsNeverReplaceFilesThatAreThere)
{
    writeFileAtomically(m_folder / "checkpoints/scratch/epoch_03.safetensors", "mine");
    const Study study = withFiles("scratch", {{weights(3), 3}});
    EXPECT_EQ(study.lineages[2].checkpoints[1].weights,
              "checkpoints/scratch/epoch_03_2.safetensors");
    EXPECT_EQ(readFile(m_folder / "checkpoints/scratch/epoch_03.safetensors", 100), "mine");
}

TEST_F(StudyEdits, NoCheckpointIsCopiedUnlessAllCanBe)
{
    const auto add = [&](const AddedCheckpoint& bad, const std::string& lineage = "scratch") {
        return [this, bad, lineage] { withFiles(lineage, {{weights(2), 2}, bad}); };
    };
    expectRefused<BadInput>(add({weights(4), 4}), "has epoch 4 already");
    expectRefused<BadInput>(add({weights(4), 2}), "has epoch 2 already");
    expectRefused<BadInput>(add({weights(4), -1}), "Epoch -1");
    expectRefused<BadFile>(add({m_files / "none.pt", 3}), "none.pt");
    expectRefused<BadFile>(add({m_files / "grey.png", 3}), "no checkpoint that Palimpsest reads");
    expectRefused<BadInput>(add({weights(4), 4}, "../elsewhere"), "cannot be called");
    expectRefused<BadInput>(add({weights(4), 4}, "Scratch"), "the case of letters alone");
    writeFileAtomically(m_files / "cut.pth", "PK\x03\x04 archive");
    expectRefused<BadFile>(add({m_files / "cut.pth", 3}), "cut.pth");
}

TEST_F(StudyEdits, FilesOfTorchSaveAreWeightsForTheTemplate)
{
    writeTorchZip(m_files / "new.ckpt", smallStatePickle(), smallStorages());
    writeFileAtomically(m_files / "old.th", legacyTorchBytes(smallStatePickle(), {}));
    const Study study = withFiles("scratch", {{m_files / "new.ckpt", 2}, {m_files / "old.th", 3}});
    EXPECT_EQ(study.lineages[2].checkpoints[1].weights, "checkpoints/scratch/epoch_02.pth");
    EXPECT_EQ(study.lineages[2].checkpoints[2].weights, "checkpoints/scratch/epoch_03.pth");
}

TEST_F(StudyEdits, LinksStandInForFiles)
{
    const Study sampled = withPictures({m_files / "grey.png"}, 1, Taking::Link);
    EXPECT_TRUE(fs::is_symlink(m_folder / sampled.samples.back().image));
    EXPECT_EQ(readImage(m_folder / sampled.samples.back().image, 1), picture(28, 1));

    const Study study = withFiles("scratch", {{weights(2), 2}}, {.taking = Taking::Link});
    const fs::path link = m_folder / study.lineages[2].checkpoints[1].weights;
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(fs::canonical(link), fs::canonical(weights(2)));
    writeStudy(m_folder.path(), study);
    StudyInputs inputs(m_folder.path(), readStudy(m_folder.path()));
    EXPECT_EQ(runExtraction(inputs, planExtraction(inputs, {.only = "scratch/2"})).unitsDone, 2u);
    expectRefused<BadFile>(
        [&] {
            withFiles("scratch", {{m_files / "none.pt", 3}}, {.taking = Taking::Link});
        },
        "none.pt");
}

TEST_F(StudyEdits, OfAModelFolderOnlyWhatBelongsToTheModelComesAlong)
{
    for (const char* name : {"config.json", "model.safetensors", "trainer_state.json", "vocab.txt",
                             "optimizer.pt", "training_args.bin", "notes.txt"}) {
        writeFileAtomically(m_files / "checkpoint-5" / name, name);
    }
    for (const Taking how : {Taking::Copy, Taking::Link}) {
        const Study study = withFiles("bert", {{m_files / "checkpoint-5", 1}},
                                      {.taking = how, .head = "a probe", .modelTemplate = ""});
        const Lineage& lineage = study.lineages.back();
        EXPECT_EQ(lineage.head, "a probe");
        EXPECT_EQ(lineage.modelTemplate, "");
        const fs::path folder = m_folder / lineage.checkpoints[0].weights;
        EXPECT_EQ(readFile(folder / "config.json", 100), "config.json");
        EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 4);
        EXPECT_EQ(fs::is_symlink(folder / "model.safetensors"), how == Taking::Link);
        fs::remove_all(folder);
    }
}

TEST_F(StudyEdits, AChosenTemplateComesAlong)
{
    m_study.lineages.clear();
    const auto add = [&](const fs::path& modelTemplate) {
        return withFiles("new", {{weights(5), 5}}, {.modelTemplate = modelTemplate});
    };
    expectRefused<BadInput>([&] { add(weights(2)); }, "no TorchScript file");
    m_study = add(wholeModel());
    EXPECT_EQ(m_study.lineages[0].modelTemplate, "checkpoints/new/template.pt");
    writeStudy(m_folder.path(), m_study);
    StudyInputs inputs(m_folder.path(), readStudy(m_folder.path()));
    EXPECT_EQ(runExtraction(inputs, planExtraction(inputs, {})).unitsDone, 2u);
    expectRefused<BadInput>(
        [&] {
            withFiles("new", {{weights(2), 2}}, {.modelTemplate = wholeModel()});
        },
        "has the template \"checkpoints/new/template.pt\" already");
}

TEST_F(StudyEdits, PicturesOfPackedSetsAndPartsToStartWith)
{
    const Drawing parts{.width = 28,
                        .height = 28,
                        .shapes = {{"top", {{0, 0}, {28, 0}, {28, 9}}, ""}},
                        .parts = {{"top", ""}}};
    const std::vector<AddedPicture> added = {{.path = "set/t10k",
                                              .pixels = picture(28, 1),
                                              .name = "t10k-7",
                                              .label = 3,
                                              .parts = parts}};
    expectRefused<NotWritable>(
        [&] {
            NewFiles made; // nobody keeps them
            withSamples(m_folder.path(), m_study, added, Taking::Link, made);
            EXPECT_TRUE(fs::exists(m_folder / "parts/t10k-7.json"));
            throw NotWritable("study.json");
        },
        "study.json");
    NewFiles made;
    const Study study = withSamples(m_folder.path(), m_study, added, Taking::Link, made);
    made.keep();
    EXPECT_EQ(study.samples.back(),
              (Sample{.id = "t10k-7", .image = "images/t10k-7.png", .label = 3}));
    EXPECT_EQ(readImage(m_folder / "images/t10k-7.png", 1), picture(28, 1));
    EXPECT_EQ(readLabelMe(m_folder / "parts/t10k-7.json").shapes, parts.shapes);
}

TEST_F(StudyEdits, WhatIsStoppedWithinLeavesNothing)
{
    writeFileAtomically(m_files / "large.pt", std::string(3 << 20, 'w'));
    const FolderBytes before = bytesBelow(m_folder.path());
    const auto takeTwo = [&](int answers) {
        NewFiles made([&] { return answers-- > 0; });
        made.take(wholeModel(), m_folder / "checkpoints/more/first.pt", Taking::Copy,
                  m_folder.path());
        made.take(m_files / "large.pt", m_folder / "checkpoints/more/second.pt", Taking::Copy,
                  m_folder.path());
        ADD_FAILURE() << "nothing stopped it";
    };
    for (int answers = 0; answers < 7; ++answers) { // asked before each file and megabyte
        EXPECT_THROW(takeTwo(answers), Cancelled) << answers;
        EXPECT_EQ(bytesBelow(m_folder.path()), before) << answers;
        EXPECT_FALSE(fs::exists(m_folder / "checkpoints/more")) << answers;
    }
}

TEST_F(StudyEdits, SentencesComeWithTheirDefaultParts)
{
    expectRefused<BadInput>(
        [&] {
            NewFiles made;
            withSentences(m_folder.path(), m_study, {{"A fine film.", 0}}, made);
        },
        "are pictures");
    writeFileAtomically(m_folder / "vocab.txt",
                        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfine\nfilm\n.\n");
    const Study before{.classes = {"bad", "good"},
                       .tokenisation = Tokenisation{.vocabulary = "vocab.txt", .options = {}}};
    NewFiles made;
    const Study study =
        withSentences(m_folder.path(), before, {{"A fine film.", 1}, {"A fine film.", 0}}, made);
    made.keep();
    ASSERT_EQ(study.samples.size(), 2u);
    EXPECT_EQ(study.samples[0], (Sample{.id = "A_fine_film", .text = "A fine film.", .label = 1}));
    EXPECT_EQ(study.samples[1].id, "A_fine_film_2");
    const SentenceParts parts = readSentenceParts(m_folder / "parts/A_fine_film.json");
    ASSERT_EQ(parts.parts.size(), 2u);
    EXPECT_EQ(parts.parts[1].label, "film");
    const SentencePair pair = pairOf("A film.", "Fine.");
    NewFiles ofPair;
    const Study paired = withSentences(
        m_folder.path(), before, {{.text = pair.text, .label = 0, .second = pair.second}}, ofPair);
    EXPECT_EQ(paired.samples[0].text, pair.text);
    EXPECT_EQ(paired.samples[0].second, pair.second);
    EXPECT_EQ(readSentenceParts(partsPath(m_folder.path(), paired.samples[0])).parts.size(), 2u);
    expectRefused<BadInput>(
        [&] {
            NewFiles none;
            withSentences(m_folder.path(), before, {{"A fine film.", 1}, {"  ", 0}}, none);
        },
        "has no words");
}

TEST_F(StudyEdits, NothingIsNoEdit)
{
    EXPECT_EQ(withFiles("new", {}), m_study);
    EXPECT_EQ(withPictures({}, 0), m_study);
}

TEST_F(StudyEdits, WhatWasCopiedGoesAgainWhenTheDiskIsFull)
{
    const std::string small = readFile(weights(2), 1 << 24);
    writeFileAtomically(m_files / "large.safetensors", small + std::string(100'000, ' '));
    const FileSizeLimit full(small.size());
    expectRefused<NotWritable>(
        [&] {
            withFiles("scratch", {{weights(2), 2}, {m_files / "large.safetensors", 3}});
        },
        "epoch_03.safetensors");
}

} // namespace
} // namespace palimpsest
