// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/preprocessing_presets.h"
#include "core/setup/new_study.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class NewStudyTest : public testing::Test
{
protected:
    TemporaryFolder m_folder;
    NewStudy m_pictures{.name = "birds",
                        .classes = {"ani", "auklet"},
                        .preprocessing = torchvisionPreprocessing(),
                        .tokenisation = {}};
};

TEST_F(NewStudyTest, IsReadBackWithoutSamplesAndLineages)
{
    const Study study = makeStudy(m_folder / "new", m_pictures);
    EXPECT_EQ(study, readStudy(m_folder / "new"));
    EXPECT_EQ(study.classes, m_pictures.classes);
    EXPECT_EQ(study.preprocessing, torchvisionPreprocessing());
    EXPECT_TRUE(study.samples.empty());
    EXPECT_TRUE(study.lineages.empty());
    expectError<BadInput>([&] { makeStudy(m_folder / "new", m_pictures); }, "is a study already");
}

TEST_F(NewStudyTest, OfSentencesHasItsVocabulary)
{
    writeFileAtomically(m_folder / "my vocab", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
    m_pictures.tokenisation = {.vocabulary = m_folder / "my vocab",
                               .options = {.maximumLength = 64}};
    const Study study = makeStudy(m_folder / "study", m_pictures);
    ASSERT_TRUE(study.tokenisation);
    EXPECT_EQ(study.tokenisation->vocabulary, "vocab.txt");
    EXPECT_EQ(study.tokenisation->options.maximumLength, 64u);
    EXPECT_TRUE(fs::exists(m_folder / "study/vocab.txt"));

    fs::create_directory(m_folder / "bert");
    writeFileAtomically(m_folder / "bert/vocab.txt", "another one");
    expectError<BadInput>([&] { makeStudy(m_folder / "bert", m_pictures); }, "another vocabulary");
    EXPECT_EQ(readFile(m_folder / "bert/vocab.txt", 100), "another one");
    fs::create_directory(m_folder / "killed");
    fs::copy_file(m_folder / "my vocab", m_folder / "killed/vocab.txt"); // and no study.json
    EXPECT_TRUE(makeStudy(m_folder / "killed", m_pictures).tokenisation);
    fs::copy_file(m_folder / "my vocab", m_folder / "bert/vocab.txt",
                  fs::copy_options::overwrite_existing);
    m_pictures.tokenisation->vocabulary = m_folder / "bert/vocab.txt";
    EXPECT_TRUE(makeStudy(m_folder / "bert", m_pictures).tokenisation);
}

TEST_F(NewStudyTest, WhatMakesNoSenseLeavesNothing)
{
    const auto expectRefused = [&](const NewStudy& what, const std::string& message) {
        expectError<Error>([&] { makeStudy(m_folder / "x", what); }, message);
        EXPECT_FALSE(fs::exists(m_folder / "x"));
    };
    NewStudy what = m_pictures;
    what.classes = {"ani"};
    expectRefused(what, "two classes or more");
    what.classes = {"ani", "ani"};
    expectRefused(what, "\"ani\" stands twice");
    what = m_pictures;
    what.name.clear();
    expectRefused(what, "has no name");
    what = m_pictures;
    what.preprocessing.std = {0.0, 0.0, 0.0};
    expectRefused(what, "positive std");
    what.tokenisation = {.vocabulary = m_folder / "none.txt"};
    expectRefused(what, "none.txt");
    what.tokenisation->vocabulary.clear();
    expectRefused(what, "padding and unknown both have the number 0");
    what.tokenisation->special = {
        .padding = 1, .unknown = 3, .classifier = 0, .separator = 2, .mask = 2};
    expectRefused(what, "separator and mask both have the number 2");
}

TEST_F(NewStudyTest, ClassesComeFromDataSetsInTheirOrder)
{
    writeFileAtomically(m_folder / "set.tsv", "text\tlabel\nfine\tgood\npoor\tbad\n");
    const NotedClasses words = classesOfSentences(m_folder / "set.tsv");
    EXPECT_EQ(words.names, (std::vector<std::string>{"bad", "good"}));
    EXPECT_TRUE(words.notes.empty());
    writeFileAtomically(m_folder / "numbers.tsv", "text\tlabel\nfine\t01\npoor\t1\nbad\t-\n");
    const NotedClasses numbers = classesOfSentences(m_folder / "numbers.tsv");
    EXPECT_EQ(numbers.names, (std::vector<std::string>{"1", "-"}));
    ASSERT_EQ(numbers.notes.size(), 2U);
    EXPECT_NE(numbers.notes[0].find("\"-\" looks like a missing one"), std::string::npos);
    EXPECT_NE(numbers.notes[1].find("one class: \"01 = 1\""), std::string::npos);
    writeFileAtomically(m_folder / "classes.txt", "ani\r\n\nleast auklet \n");
    EXPECT_EQ(classesInFile(m_folder / "classes.txt"),
              (std::vector<std::string>{"ani", "least auklet"}));
}

} // namespace
} // namespace palimpsest
