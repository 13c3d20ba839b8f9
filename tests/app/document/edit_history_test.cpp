// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edit_history.h"
#include "support/application.h"

#include <QCoreApplication>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// A number that an edit adds to another.
class Addition : public Reversible
{
public:
    Addition(int& sum, int number, std::size_t bytes = 1, bool isStep = false)
        : m_sum(sum), m_number(number), m_bytes(bytes), m_isStep(isStep)
    {
    }

    bool redo() override { return add(m_number); }
    bool undo() override { return add(-m_number); }
    std::size_t bytes() const override { return m_bytes; }
    int kind() const override { return m_isStep ? 1 : -1; }
    void merge(const Reversible& next) override
    {
        m_number += static_cast<const Addition&>(next).m_number;
    }
    bool isNothing() const override { return m_number == 0; }
    std::vector<std::string> takesAway() const override { return {"wren", "jay"}; }

    static inline bool isPossible = true;

private:
    bool add(int number)
    {
        m_sum += isPossible ? number : 0;
        return isPossible;
    }

    int& m_sum;
    int m_number;
    std::size_t m_bytes;
    bool m_isStep;
};

class EditHistoryTest : public testing::Test
{
protected:
    void SetUp() override { needApplication(); }

    void add(EditHistory& history, const std::string& stack, int number, std::size_t bytes = 1)
    {
        history.push(stack, "edit", std::make_unique<Addition>(m_sum, number, bytes));
    }
    void step(EditHistory& history, int number)
    {
        history.push({}, "step", std::make_unique<Addition>(m_sum, number, 1, true));
    }

    int m_sum = 0;
};

TEST_F(EditHistoryTest, EditsOfSeveralStacksThatAreOneGoTogether)
{
    EditHistory history(100);
    add(history, "wren", 1);
    std::vector<EditHistory::OneOfSeveral> edits;
    for (const char* stack : {"wren", "jay", "crow"}) {
        edits.push_back({stack, std::make_unique<Addition>(m_sum, 10)});
    }
    std::vector<std::size_t> staying;
    EXPECT_TRUE(history.pushTogether(std::move(edits), "import",
                                     [&](std::size_t count) { staying.push_back(count); }));
    EXPECT_EQ(m_sum, 31);
    history.activate("jay");
    history.group().undo();
    EXPECT_EQ(m_sum, 1);
    history.activate("wren");
    history.group().redo();
    EXPECT_EQ(m_sum, 31);
    EXPECT_TRUE(staying.empty());

    add(history, "crow", 100);
    history.group().undo();
    EXPECT_EQ(m_sum, 111) << "crow was edited since";
    EXPECT_EQ(staying, (std::vector<std::size_t>{1}));
    history.group().undo();
    EXPECT_EQ(m_sum, 110) << "what wren had before is undone for itself";
    history.group().redo();
    history.group().redo();
    EXPECT_EQ(m_sum, 131);
}

TEST_F(EditHistoryTest, EditsGoAlongWithAnotherName)
{
    EditHistory history(100);
    add(history, "wren", 1);
    add(history, "jay", 10);
    const auto name = history.nameOf("wren");
    history.rename("wren", "jay");
    EXPECT_EQ(*name, "jay");
    history.activate("jay");
    history.group().undo();
    EXPECT_EQ(m_sum, 10);
    EXPECT_FALSE(history.group().canUndo()) << "what was of the name before is dropped";
    history.group().redo();
    EXPECT_EQ(m_sum, 11);
    history.activate("wren");
    EXPECT_FALSE(history.group().canUndo());
    history.rename("jay", "wren");
    history.activate("wren");
    history.group().undo();
    EXPECT_EQ(m_sum, 10);
}

TEST_F(EditHistoryTest, WhatIsTooLargeOfSeveralIsSaid)
{
    EditHistory history(100);
    std::vector<EditHistory::OneOfSeveral> edits;
    for (const char* stack : {"wren", "jay"}) {
        edits.push_back({stack, std::make_unique<Addition>(m_sum, 10, 60)});
    }
    EXPECT_FALSE(history.pushTogether(std::move(edits), "import", {}));
    EXPECT_EQ(m_sum, 20);
    history.activate("wren");
    EXPECT_FALSE(history.group().canUndo());
}

TEST_F(EditHistoryTest, TheOldestOfAllAreForgottenFirst)
{
    EditHistory history(100);
    add(history, {}, 1, 40);
    add(history, "wren", 10, 40);
    add(history, {}, 100, 40);
    EXPECT_EQ(history.bytes(), 80U);
    history.group().undo();
    EXPECT_EQ(m_sum, 11);
    EXPECT_FALSE(history.group().canUndo()) << "no undo that would do nothing";
    history.group().redo();
    EXPECT_EQ(m_sum, 111);
    history.activate("wren");
    history.group().undo();
    EXPECT_EQ(m_sum, 101);
    EXPECT_FALSE(history.group().canUndo());
}

TEST_F(EditHistoryTest, AnEditLargerThanAllThatMayBeKeptIsDoneForGood)
{
    EditHistory history(100);
    add(history, {}, 1, 10);
    EXPECT_FALSE(history.push({}, "edit", std::make_unique<Addition>(m_sum, 10, 200)));
    EXPECT_EQ(m_sum, 11);
    EXPECT_EQ(history.bytes(), 0U);
    EXPECT_FALSE(history.group().canUndo());
}

TEST_F(EditHistoryTest, ManyAreForgottenAtOnce)
{
    EditHistory history(20'000);
    for (int i = 0; i < 20'000; ++i) {
        add(history, "wren", 1);
    }
    history.activate("wren");
    add(history, {}, 1, 20'000);
    EXPECT_EQ(history.bytes(), 20'000U);
    EXPECT_FALSE(history.group().canUndo());
}

TEST_F(EditHistoryTest, StepsThatLeadBackLeaveNoEntry)
{
    EditHistory history;
    add(history, {}, 1);
    step(history, 2);
    step(history, 3);
    history.group().undo();
    EXPECT_EQ(m_sum, 1);
    history.group().redo();
    step(history, -5);
    EXPECT_EQ(m_sum, 1);
    history.group().undo();
    EXPECT_EQ(m_sum, 0);
    EXPECT_FALSE(history.group().canUndo());
}

TEST_F(EditHistoryTest, WhatCannotBeTakenBackEndsTheHistoryOfItsStack)
{
    EditHistory history;
    add(history, {}, 1);
    add(history, {}, 10);
    add(history, "wren", 100);
    Addition::isPossible = false;
    history.group().undo();
    Addition::isPossible = true;
    EXPECT_EQ(m_sum, 111);
    EXPECT_FALSE(history.group().canUndo()) << "it would begin elsewhere";
    history.activate("wren");
    EXPECT_TRUE(history.group().canUndo());
}

TEST_F(EditHistoryTest, WhatCannotBeDoneAgainEndsItToo)
{
    EditHistory history;
    add(history, {}, 1);
    add(history, {}, 10);
    history.group().undo();
    history.group().undo();
    Addition::isPossible = false;
    history.group().redo();
    Addition::isPossible = true;
    history.group().redo(); // at once, as when keys are held
    EXPECT_EQ(m_sum, 0) << "the second began where the first would have led";
    QCoreApplication::processEvents();
    EXPECT_FALSE(history.group().canRedo());
    add(history, {}, 100);
    history.group().undo();
    EXPECT_EQ(m_sum, 0);
}

TEST_F(EditHistoryTest, NothingIsRedoneWithoutWhatWasBeforeIt)
{
    EditHistory history(100);
    add(history, "wren", 1, 40);
    add(history, "wren", 10, 20);
    history.activate("wren");
    history.group().undo();
    history.group().undo();
    add(history, {}, 100, 80); // for which the first of them is forgotten
    EXPECT_FALSE(history.group().canRedo());
    EXPECT_EQ(m_sum, 100);
}

TEST_F(EditHistoryTest, WhatCannotBeDoneIsNoEntry)
{
    EditHistory history;
    add(history, {}, 1);
    add(history, {}, 10);
    history.group().undo();
    Addition::isPossible = false;
    add(history, {}, 100);
    Addition::isPossible = true;
    EXPECT_EQ(m_sum, 1);
    history.group().redo();
    EXPECT_EQ(m_sum, 11) << "nothing has changed";
    history.group().undo();
    history.group().undo();
    EXPECT_EQ(m_sum, 0);
}

TEST_F(EditHistoryTest, TellsWhoseEditsUndoWouldHide)
{
    EditHistory history;
    EXPECT_TRUE(history.hiddenByUndo().empty());
    add(history, {}, 1);
    EXPECT_TRUE(history.hiddenByUndo().empty()) << "nothing was edited of them";
    add(history, "jay", 1);
    add(history, "crow", 1);
    EXPECT_EQ(history.hiddenByUndo(), std::vector<std::string>{"jay"});
}

} // namespace
} // namespace palimpsest
