// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edited_study_test.h"
#include "app/document/sample_looks.h"
#include "core/base/files.h"
#include "core/parts/labelme.h"

#include <QSignalSpy>

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <random>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class SampleLooksTest : public EditedStudyTest
{
protected:
    void open(const SheetSourceMaker& makeSource = sheetSource)
    {
        m_document = std::make_unique<StudyDocument>(study());
        m_looks = std::make_unique<SampleLooks>(makeSource);
        m_looks->setDocument(m_document.get());
        QObject::connect(m_document.get(), &StudyDocument::studyChanged, m_looks.get(),
                         &SampleLooks::studyChanged);
        QObject::connect(m_document.get(), &StudyDocument::drawingChanged, m_looks.get(),
                         &SampleLooks::sheetChanged);
    }

    static bool eventually(const std::function<bool()>& condition)
    {
        return waitUntil(condition, std::chrono::minutes(1));
    }

    bool isAllRead()
    {
        return eventually([&] {
            for (std::size_t i = 0; i < m_document->study().samples.size(); ++i) {
                if (m_looks->of(i) == nullptr) {
                    return false;
                }
            }
            return true;
        });
    }

    std::unique_ptr<StudyDocument> m_document;
    std::unique_ptr<SampleLooks> m_looks; ///< after the document, which it looks at
};

TEST_F(SampleLooksTest, SamplesAreReadInTheBackgroundAndOnce)
{
    open();
    EXPECT_EQ(m_looks->of(1), nullptr) << "nothing is read on this thread";
    ASSERT_TRUE(isAllRead());
    EXPECT_EQ(m_looks->of(1)->parts, 3);
    EXPECT_FALSE(m_looks->of(1)->thumbnail.isNull());
    EXPECT_TRUE(m_looks->of(1)->problem.isEmpty());
    for (const Sample& sample : m_document->study().samples) {
        EXPECT_TRUE(m_document->hasSheet(sample.id)) << "no page needs to read it again";
    }
}

TEST_F(SampleLooksTest, WhatIsReadInTheBackgroundIsWatchedToo)
{
    open();
    ASSERT_TRUE(isAllRead());
    const Drawing theirs = withoutPart(readLabelMe(partsFile(1)), 0);
    writeLabelMe(partsFile(1), theirs, {});
    EXPECT_TRUE(m_document->lookOutside());
    EXPECT_EQ(m_document->sheet(1).drawing, theirs);
    EXPECT_EQ(m_looks->of(1)->parts, 2);
}

TEST_F(SampleLooksTest, EditsThatAreMadeWhileSamplesAreReadStay)
{
    open();
    m_document->changeDrawing(0, withoutPart(m_document->sheet(0).drawing, 0), "a part less");
    const Drawing mine = m_document->sheet(0).drawing;
    ASSERT_TRUE(isAllRead());
    EXPECT_EQ(m_document->sheet(0).drawing, mine);
    EXPECT_EQ(m_looks->of(0)->parts, 2);
}

TEST_F(SampleLooksTest, LooksFollowEdits)
{
    open();
    ASSERT_TRUE(isAllRead());
    const QImage before = m_looks->of(1)->thumbnail;
    const QSignalSpy changes(m_looks.get(), &SampleLooks::changed);
    m_document->changeDrawing(1, withoutPart(m_document->sheet(1).drawing, 0), "a part less");
    EXPECT_EQ(changes.count(), 1);
    EXPECT_EQ(m_looks->of(1)->parts, 2);
    EXPECT_NE(m_looks->of(1)->thumbnail, before);
}

TEST_F(SampleLooksTest, NothingIsTakenForASampleThatWasRemovedMeanwhile)
{
    open();
    const std::string removed = m_document->study().samples[0].id;
    change(*m_document, [](Study& study) { study.samples.erase(study.samples.begin()); });
    ASSERT_TRUE(isAllRead());
    EXPECT_FALSE(m_document->hasSheet(removed));
    m_document->activateStudy();
    m_document->undoGroup().undo();
    ASSERT_TRUE(isAllRead()) << "what came back is read as well";
    EXPECT_EQ(m_looks->of(0)->parts, 3);
}

TEST_F(SampleLooksTest, PartsThatCannotBeReadAreAProblemOfTheirSampleAlone)
{
    writeFileAtomically(partsFile(0), "{ broken");
    open();
    ASSERT_TRUE(isAllRead());
    EXPECT_FALSE(m_looks->of(0)->problem.isEmpty());
    EXPECT_FALSE(m_looks->of(0)->thumbnail.isNull());
    EXPECT_TRUE(m_looks->of(1)->problem.isEmpty());
}

TEST_F(SampleLooksTest, AFailureOfTheReadingItselfIsSaidOnceAndOfEverySampleThatIsLeft)
{
    int calls = 0; // by one thread at a time
    open([&calls](const fs::path& folder, const Study& of) {
        if (calls++ == 0) {
            throw std::bad_alloc();
        }
        return sheetSource(folder, of);
    });
    const QSignalSpy failures(m_looks.get(), &SampleLooks::failed);
    const QSignalSpy changes(m_looks.get(), &SampleLooks::changed);
    ASSERT_TRUE(eventually([&] { return failures.count() > 0; }));
    EXPECT_EQ(failures.count(), 1);
    EXPECT_TRUE(failures[0][0].toString().contains("Memory ran out"));
    EXPECT_EQ(changes.count(), 2) << "every row is shown anew";
    for (const std::size_t sample : {0u, 1u}) {
        ASSERT_NE(m_looks->of(sample), nullptr);
        EXPECT_EQ(m_looks->of(sample)->problem, failures[0][0].toString());
        EXPECT_EQ(m_looks->of(sample)->parts, std::nullopt);
    }
    m_looks->setDocument(m_document.get());
    ASSERT_TRUE(
        eventually([&] { return m_document->hasSheet(m_document->study().samples[1].id); }));
    EXPECT_TRUE(m_looks->of(1)->problem.isEmpty()) << "another attempt succeeded";
}

/// So many samples with a picture so large that reading them takes a while.
TEST_F(SampleLooksTest, FilesThatChangeWhileOthersAreReadAreToldOf)
{
    Study many = readStudy(study());
    Image noise{.width = 1500, .height = 1500, .channels = 1};
    noise.pixels.resize(1500 * 1500);
    std::mt19937 random(7);
    std::ranges::generate(noise.pixels, [&] { return static_cast<std::uint8_t>(random()); });
    writePng(study() / "images" / "noise.png", noise);
    for (int i = 0; i < 40; ++i) {
        Sample sample;
        sample.id = "noise_" + std::to_string(i);
        sample.image = "images/noise.png";
        many.samples.push_back(sample);
    }
    writeStudy(study(), many);
    open();
    QSignalSpy changes(m_looks.get(), &SampleLooks::changed);
    QSignalSpy newer(m_looks.get(), &SampleLooks::foundNewer);
    ASSERT_TRUE(eventually([&] { return changes.count() > 0; }));
    ASSERT_FALSE(m_document->hasSheet(many.samples.back().id)) << "samples are read too fast";
    writeFileAtomically(partsFile(many.samples.size() - 1), readFile(partsFile(0), 1u << 20));
    ASSERT_TRUE(isAllRead());
    EXPECT_EQ(newer.count(), 1);
}

} // namespace
} // namespace palimpsest
