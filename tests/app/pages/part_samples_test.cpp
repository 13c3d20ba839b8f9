// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "core/study/study_file.h"
#include "support/parts_window_test.h"
#include "widgets/tables/sample_list_model.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QTest>

namespace palimpsest {
namespace {

class PartSamplesTest : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(openParts());
    }

    void check() { QTest::keyClick(&canvas(), Qt::Key_K, Qt::ControlModifier); }
    bool isChecked(std::size_t sample) { return session().study().samples.at(sample).isChecked; }
    void show(const char* box, int entry)
    {
        find<QComboBox>(box)->setCurrentIndex(entry);
        emit find<QComboBox>(box)->activated(entry);
    }
};

TEST_F(PartSamplesTest, ASampleIsCheckedAndThatIsSavedAndUndone)
{
    EXPECT_EQ(find<QLabel>("checkedSamples")->text(), "0 of 2 checked");
    check();
    EXPECT_TRUE(isChecked(0));
    EXPECT_TRUE(find<QAction>("checkSample")->isChecked());
    EXPECT_EQ(find<QLabel>("checkedSamples")->text(), "1 of 2 checked");
    ASSERT_TRUE(session().document()->save());
    EXPECT_TRUE(readStudy(study()).samples[0].isChecked);

    session().selection().setSample(1);
    EXPECT_FALSE(find<QAction>("checkSample")->isChecked());
    check();
    session().selection().setSample(0);
    find<QAction>("undo")->trigger();
    EXPECT_FALSE(isChecked(0));
    EXPECT_TRUE(isChecked(1)) << "each is a step of its sample";
    find<QAction>("redo")->trigger();
    EXPECT_TRUE(isChecked(0));
}

TEST_F(PartSamplesTest, WhatIsEditedOnceItWasCheckedSaysSo)
{
    const auto isChanged = [&] {
        return find<QListView>("samples")->model()->index(0, 0).data(SampleListModel::ChangedRole);
    };
    const auto* counts = find<QLabel>("checkedSamples");
    check();
    StudyDocument& document = *session().document();
    document.changeDrawing(0, withPartRecoloured(document.sheet(0).drawing, 0, "#102030"), "paint");
    EXPECT_FALSE(isChanged().toBool()) << "its pixels are the same";
    document.changeDrawing(0, withoutPart(document.sheet(0).drawing, 0), "a part less");
    EXPECT_TRUE(isChanged().toBool());
    EXPECT_EQ(counts->text(), "0 of 2 checked, 1 changed since");
    EXPECT_FALSE(find<QAction>("checkSample")->isChecked()) << "so that it can be checked anew";
    find<QAction>("undo")->trigger();
    EXPECT_FALSE(isChanged().toBool());
    find<QAction>("redo")->trigger();
    ASSERT_TRUE(document.save());
    EXPECT_FALSE(readStudy(study()).samples[0].checkedParts.empty());
    EXPECT_TRUE(isChanged().toBool());
    check();
    EXPECT_FALSE(isChanged().toBool());
    EXPECT_EQ(counts->text(), "1 of 2 checked");
    EXPECT_TRUE(isChecked(0));
    find<QAction>("undo")->trigger();
    EXPECT_TRUE(isChecked(0)) << "it was before";
    EXPECT_TRUE(isChanged().toBool());
}

TEST_F(PartSamplesTest, CheckingCostsNoValuesAndNoSheet)
{
    ASSERT_TRUE(extractAll());
    const Drawing before = session().document()->sheet(0).drawing;
    check();
    EXPECT_NE(session().values(), nullptr);
    EXPECT_NE(session().analysis(), nullptr);
    EXPECT_TRUE(session().document()->hasSheet(session().study().samples[0].id));
    EXPECT_EQ(session().document()->sheet(0).drawing, before);
}

TEST_F(PartSamplesTest, WhatIsFilteredAwayIsPassedByAndTheChosenOneStays)
{
    check();
    show("stateFilter", 3); // not checked
    EXPECT_EQ(session().selection().sample(), 0U) << "it is worked on";
    QTest::keyClick(&canvas(), Qt::Key_D);
    EXPECT_EQ(session().selection().sample(), 1U);
    QTest::keyClick(&canvas(), Qt::Key_A);
    EXPECT_EQ(session().selection().sample(), 1U) << "the first is in the list no more";
    session().selection().setSample(0); // as Explore does
    EXPECT_EQ(session().selection().sample(), 0U);
}

TEST_F(PartSamplesTest, OfOneClassAlone)
{
    QComboBox* classes = find<QComboBox>("classFilter");
    const QString ofFirst = QString::fromStdString(
        session().study().classes.at(static_cast<std::size_t>(session().study().samples[0].label)));
    ASSERT_EQ(classes->count(), 3);
    session().selection().setSample(1);
    show("classFilter", classes->findText(ofFirst));
    EXPECT_EQ(session().selection().sample(), 1U);
    QTest::keyClick(&canvas(), Qt::Key_A);
    EXPECT_EQ(session().selection().sample(), 0U);
    QTest::keyClick(&canvas(), Qt::Key_D);
    EXPECT_EQ(session().selection().sample(), 0U);
}

} // namespace
} // namespace palimpsest
