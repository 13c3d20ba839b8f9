// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "support/application.h"
#include "support/drawings.h"
#include "support/small_vocabulary.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/style/theme.h"
#include "widgets/tables/part_list_model.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {
namespace {

using Command = PartsPanel::Command;

class ThePartsPanel : public testing::Test
{
protected:
    void SetUp() override
    {
        needApplication();
        panel = std::make_unique<PartsPanel>();
        panel->resize(320, 500);
        show(drawing);
        panel->show();
        panel->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(panel.get()));
    }

    void show(const Drawing& shown) { panel->setDrawing(shown, paint(shown)); }

    QTableView& view() const { return *panel->findChild<QTableView*>(); }
    QString label(const char* name) const
    {
        const auto* found = panel->findChild<QLabel*>(QLatin1String(name));
        return found->isVisible() ? found->text() : QString();
    }
    QRect cell(int row) const
    {
        return view().visualRect(view().model()->index(row, PartListModel::Name));
    }
    static Drawing drawingWith(int parts)
    {
        Drawing result = drawingOf({}, 40, 1);
        for (int i = 0; i < parts; ++i) {
            result = withShape(withPart(result), static_cast<std::size_t>(i),
                               box("", i, 0, i + 1, 1).polygon);
        }
        return result;
    }

    Drawing drawing = drawingOf(
        {box("collar", 0, 0, 5, 10), box("hem & seam", 5, 0, 6, 4), box("cuff", 8, 0, 9, 4)}, 10,
        10);
    std::unique_ptr<PartsPanel> panel;
};

TEST_F(ThePartsPanel, AClickOnARowChoosesThePart)
{
    QSignalSpy chosen(panel.get(), &PartsPanel::partChosen);
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, cell(1).center());
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toInt(), 1);
    QTest::keyClick(&view(), Qt::Key_Down);
    EXPECT_EQ(chosen.count(), 2);
    EXPECT_EQ(panel->currentPart(), 2);
}

TEST_F(ThePartsPanel, APartChosenElsewhereIsNoIntent)
{
    QSignalSpy chosen(panel.get(), &PartsPanel::partChosen);
    panel->setCurrentPart(2);
    EXPECT_EQ(view().currentIndex().row(), 2);
    show(withPart(drawing)); // one row more
    EXPECT_EQ(view().currentIndex().row(), 2);
    EXPECT_TRUE(view().selectionModel()->isRowSelected(2));
    show(drawingOf({box("only", 0, 0, 5, 5)}, 10, 10));
    EXPECT_EQ(panel->currentPart(), -1);
    EXPECT_FALSE(view().selectionModel()->hasSelection());
    EXPECT_EQ(chosen.count(), 0);
}

TEST_F(ThePartsPanel, WhatNeedsAPartIsOffWithoutOne)
{
    const auto enabled = [&](Command command) { return panel->action(command)->isEnabled(); };
    EXPECT_TRUE(enabled(Command::New));
    for (const Command command : {Command::Merge, Command::Delete, Command::Rename,
                                  Command::Recolour, Command::Up, Command::Down}) {
        EXPECT_FALSE(enabled(command));
    }
    panel->setCurrentPart(0);
    EXPECT_FALSE(enabled(Command::Up));
    EXPECT_TRUE(enabled(Command::Down));
    EXPECT_TRUE(enabled(Command::Merge));
    panel->setCurrentPart(2);
    EXPECT_TRUE(enabled(Command::Up));
    EXPECT_FALSE(enabled(Command::Down));
    show(drawingOf({box("only", 0, 0, 5, 5)}, 10, 10));
    panel->setCurrentPart(0);
    EXPECT_FALSE(enabled(Command::Merge));
    EXPECT_TRUE(enabled(Command::Delete));
}

TEST_F(ThePartsPanel, KeysAreIntents)
{
    panel->setCurrentPart(1);
    view().setFocus();
    QSignalSpy added(panel.get(), &PartsPanel::partAdded);
    QSignalSpy deleted(panel.get(), &PartsPanel::deleteRequested);
    QSignalSpy moved(panel.get(), &PartsPanel::moveRequested);
    QTest::keyClick(&view(), Qt::Key_N);
    EXPECT_EQ(added.count(), 1);
    QTest::keyClick(&view(), Qt::Key_Delete);
    ASSERT_EQ(deleted.count(), 1);
    EXPECT_EQ(deleted[0][0].toInt(), 1);
    QTest::keyClick(&view(), Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(&view(), Qt::Key_Down, Qt::AltModifier);
    ASSERT_EQ(moved.count(), 2);
    EXPECT_EQ(moved[0], (QVariantList{1, 0}));
    EXPECT_EQ(moved[1], (QVariantList{1, 2}));
}

TEST_F(ThePartsPanel, ANameIsEditedInPlace)
{
    panel->setCurrentPart(1);
    QSignalSpy renamed(panel.get(), &PartsPanel::renameRequested);
    QSignalSpy added(panel.get(), &PartsPanel::partAdded);
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_F2);
    auto* editor = view().findChild<QLineEdit*>();
    ASSERT_TRUE(editor);
    EXPECT_EQ(editor->text(), "hem & seam");
    QTest::keyClicks(editor, "Nm"); // keys of commands are letters here
    QTest::keyClick(editor, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return renamed.count() == 1; }));
    EXPECT_EQ(renamed[0], (QVariantList{1, "Nm"}));
    EXPECT_EQ(added.count(), 0);
}

TEST_F(ThePartsPanel, ANameThatIsBeingTypedStaysWhenTheDrawingIsShownAnew)
{
    QSignalSpy renamed(panel.get(), &PartsPanel::renameRequested);
    panel->setCurrentPart(1);
    panel->editName();
    auto* editor = view().findChild<QLineEdit*>();
    ASSERT_TRUE(editor);
    QTest::keyClicks(editor, "sea");
    Drawing theirs = withPartRenamed(drawing, 0, "neck");
    show(withPartRenamed(theirs, 1, "hem"));
    EXPECT_EQ(editor->text(), "sea");
    QTest::keyClicks(editor, "m");
    panel->commitName();
    ASSERT_TRUE(waitUntil([&] { return renamed.count() == 1; }));
    EXPECT_EQ(renamed[0], (QVariantList{1, "seam"}));
}

TEST_F(ThePartsPanel, ANameOfAPartThatIsNotShownAnyMoreIsGivenUp)
{
    QSignalSpy renamed(panel.get(), &PartsPanel::renameRequested);
    panel->setCurrentPart(1);
    panel->editName();
    QTest::keyClicks(view().findChild<QLineEdit*>(), "seam");
    panel->giveUpName();
    EXPECT_TRUE(waitUntil([&] { return view().findChild<QLineEdit*>() == nullptr; }));
    EXPECT_EQ(renamed.count(), 0);
    show(drawing);
    EXPECT_EQ(view().currentIndex().row(), 1);
}

TEST_F(ThePartsPanel, MergingOffersTheOtherParts)
{
    panel->setCurrentPart(0);
    QSignalSpy merged(panel.get(), &PartsPanel::mergeRequested);
    panel->action(Command::Merge)->trigger();
    auto* menu = panel->findChild<QMenu*>();
    QStringList texts;
    for (const QAction* action : menu->actions()) {
        texts << action->text();
    }
    EXPECT_EQ(texts, (QStringList{"Merge collar into", "hem && seam", "cuff"}));
    menu->actions().last()->trigger();
    menu->close();
    ASSERT_EQ(merged.count(), 1);
    EXPECT_EQ(merged[0], (QVariantList{0, 2}));
}

TEST_F(ThePartsPanel, RecolouringIsAskedForElsewhere)
{
    panel->setCurrentPart(2);
    QSignalSpy recoloured(panel.get(), &PartsPanel::recolourRequested);
    panel->action(Command::Recolour)->trigger();
    ASSERT_EQ(recoloured.count(), 1);
    EXPECT_EQ(recoloured[0][0].toInt(), 2);
}

TEST_F(ThePartsPanel, SumsUpAndWarnsOfManyParts)
{
    EXPECT_EQ(label("summary"),
              QStringLiteral("3 parts · 58\u00a0% of the picture · 8\u00a0maskings"));
    panel->setBackgroundCounted(true);
    EXPECT_EQ(label("summary"), QStringLiteral("3 parts · 58\u00a0% of the picture · the rest is "
                                               "one more · 16\u00a0maskings"));
    panel->setBackgroundCounted(false);
    show(withPart(drawing));
    EXPECT_TRUE(label("summary").startsWith("3 parts · 1 without a pixel"));
    show(drawingWith(15));
    EXPECT_EQ(label("warning"), "");
    show(drawingWith(16));
    EXPECT_TRUE(label("summary").contains(QLocale().toString(65536)));
    EXPECT_TRUE(label("warning").contains("doubles"));
    show(drawingWith(21));
    EXPECT_TRUE(label("warning").contains("at most 20"));
    EXPECT_FALSE(label("summary").contains("maskings"));
    const auto* warning = panel->findChild<QLabel*>(QStringLiteral("warning"));
    EXPECT_EQ(warning->palette().color(QPalette::WindowText), themeColours().error);
    show(drawingOf({}, 10, 10));
    EXPECT_TRUE(label("summary").startsWith("No part yet"));
}

TEST_F(ThePartsPanel, ShowsPartsOfASentenceWithTheirWords)
{
    const TokenisedSentence sentence = smallVocabulary("a\n").encode("The film is a delight");
    const SentenceParts words{.text = sentence.text,
                              .parts = {{"film", {1}}, {"praise", {3, 4}, "#102030"}}};
    panel->setWords(sentence, words);
    const auto* model = view().model();
    EXPECT_EQ(model->index(0, PartListModel::Name).data(), "film");
    EXPECT_EQ(model->index(1, PartListModel::Name).data(), QStringLiteral("praise · a delight"));
    EXPECT_EQ(model->index(1, PartListModel::Name).data(Qt::EditRole), "praise");
    EXPECT_EQ(label("summary"), QStringLiteral("2 parts · 3 of 5 words · 4\u00a0maskings"));
    EXPECT_TRUE(view().isColumnHidden(PartListModel::Coverage));
    panel->setBackgroundCounted(true);
    EXPECT_TRUE(label("summary").contains("the rest is one more"));
    // Locked, new parts may still be made of whole ones: who has the words decides.
    panel->setLocked(true);
    QSignalSpy added(panel.get(), &PartsPanel::partAdded);
    panel->action(Command::New)->trigger();
    EXPECT_EQ(added.count(), 1);
    show(drawing);
    EXPECT_FALSE(view().isColumnHidden(PartListModel::Coverage));
}

TEST_F(ThePartsPanel, AMissingPartOfTheSetIsChosenAsSuch)
{
    panel->setNames(PartNames{.name = "garment", .parts = {{"sleeve", "", 1}, {"cuff", "", 2}}});
    EXPECT_EQ(label("partSet"), "Part set: garment");
    EXPECT_TRUE(label("summary").contains("1 missing"));
    QSignalSpy missing(panel.get(), &PartsPanel::missingChosen);
    QSignalSpy chosen(panel.get(), &PartsPanel::partChosen);
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, cell(2).center());
    ASSERT_EQ(missing.count(), 1);
    EXPECT_EQ(missing[0][0].toInt(), 0);
    EXPECT_EQ(chosen.count(), 0);
    EXPECT_EQ(panel->currentPart(), -1);
    EXPECT_FALSE(panel->action(Command::Delete)->isEnabled());
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, cell(3).center());
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toInt(), 2) << "cuff is the third part of the drawing";

    // It stays chosen while the drawing changes, and is the part once it is drawn.
    panel->setMissingPart(0);
    show(withPartRenamed(drawing, 0, "neck"));
    EXPECT_EQ(view().currentIndex().row(), 2);
    show(withPartRenamed(drawing, 0, "sleeve"));
    EXPECT_EQ(panel->currentPart(), 0);
}

TEST_F(ThePartsPanel, PartsOutsideOfTheSetAreOfferedToIt)
{
    auto* add = panel->findChild<QPushButton*>("addToSet");
    EXPECT_FALSE(add->isVisible()) << "there is no set";
    panel->setNames(PartNames{.name = "garment", .parts = {{"cuff", "", 1}}});
    QSignalSpy asked(panel.get(), &PartsPanel::addToSetRequested);
    panel->setCurrentPart(2);
    EXPECT_EQ(add->text(), "Add the 2 others to the set");
    add->click();
    panel->setCurrentPart(1);
    EXPECT_EQ(add->text(), "Add “hem && seam” to the set");
    add->click();
    ASSERT_EQ(asked.count(), 2);
    EXPECT_EQ(asked[0][0].toInt(), -1);
    EXPECT_EQ(asked[1][0].toInt(), 1);
}

class NamingFromTheSet : public ThePartsPanel
{
protected:
    /// Opens the field of the second part, which is "hem & seam".
    QLineEdit& field()
    {
        panel->setNames(PartNames{.name = "garment",
                                  .parts = {{"sleeve", "", 1}, {"cuff", "", 2}, {"seam", "", 3}}});
        panel->setCurrentPart(1);
        EXPECT_TRUE(waitUntil([&] { return view().findChild<QLineEdit*>() == nullptr; }));
        panel->editName();
        return *view().findChild<QLineEdit*>();
    }

    QListWidget* list() const { return panel->findChild<QListWidget*>("knownNames"); }
};

TEST_F(NamingFromTheSet, EnterTakesTheFirstThatBeginsSo)
{
    QSignalSpy renamed(panel.get(), &PartsPanel::renameRequested);
    QLineEdit& name = field();
    ASSERT_TRUE(waitUntil([&] { return list()->isVisible(); }));
    EXPECT_EQ(list()->count(), 3);
    QTest::keyClicks(&name, "s");
    EXPECT_EQ(list()->count(), 2);
    QTest::keyClick(&name, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return renamed.count() == 1; }));
    EXPECT_EQ(renamed[0], (QVariantList{1, "sleeve"}));
}

TEST_F(NamingFromTheSet, ArrowsChooseAnotherAndEscTakesWhatIsTyped)
{
    QSignalSpy renamed(panel.get(), &PartsPanel::renameRequested);
    QLineEdit& name = field();
    QTest::keyClicks(&name, "S");
    QTest::keyClick(&name, Qt::Key_Down);
    QTest::keyClick(&name, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return renamed.count() == 1; }));
    EXPECT_EQ(renamed[0], (QVariantList{1, "seam"}));

    QLineEdit& again = field();
    QTest::keyClicks(&again, "se");
    QTest::keyClick(&again, Qt::Key_Escape);
    EXPECT_FALSE(list()->isVisible());
    QTest::keyClick(&again, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return renamed.count() == 2; }));
    EXPECT_EQ(renamed[1], (QVariantList{1, "se"}));
}

TEST_F(NamingFromTheSet, NamesThatAreHereAreMarkedAndNotTaken)
{
    QSignalSpy renamed(panel.get(), &PartsPanel::renameRequested);
    QLineEdit& name = field();
    QTest::keyClicks(&name, "cu");
    ASSERT_EQ(list()->count(), 1);
    EXPECT_TRUE(list()->item(0)->text().contains("already"));
    QTest::keyClick(&name, Qt::Key_Return);
    ASSERT_TRUE(waitUntil([&] { return renamed.count() == 1; }));
    EXPECT_EQ(renamed[0], (QVariantList{1, "cu"}));
}

TEST_F(NamingFromTheSet, EnterAloneRenamesNothing)
{
    QSignalSpy renamed(panel.get(), &PartsPanel::renameRequested);
    QTest::keyClick(&field(), Qt::Key_Return);
    EXPECT_TRUE(waitUntil([&] { return view().findChild<QLineEdit*>() == nullptr; }));
    EXPECT_EQ(renamed.count(), 0);
}

TEST_F(ThePartsPanel, LockedItKeepsWhatKeepsValues)
{
    EXPECT_EQ(label("lock"), "");
    panel->setLocked(true);
    panel->setCurrentPart(1);
    EXPECT_NE(label("lock"), "");
    for (const Command command : {Command::Merge, Command::Delete, Command::Rename,
                                  Command::Recolour, Command::Up, Command::Down}) {
        EXPECT_TRUE(panel->action(command)->isEnabled());
    }
    QSignalSpy added(panel.get(), &PartsPanel::partAdded);
    QSignalSpy locked(panel.get(), &PartsPanel::lockedEdit);
    panel->action(Command::New)->trigger();
    EXPECT_EQ(added.count(), 0);
    EXPECT_EQ(locked.count(), 1);
}

TEST_F(ThePartsPanel, EveryButtonSaysWhatItDoes)
{
    for (const QToolButton* button : panel->findChildren<QToolButton*>()) {
        if (button->defaultAction()) {
            EXPECT_FALSE(button->icon().isNull());
            EXPECT_FALSE(button->toolTip().isEmpty());
        }
    }
    EXPECT_EQ(panel->action(Command::Merge)->toolTip(), "Merge into… (M)");
}

} // namespace
} // namespace palimpsest
