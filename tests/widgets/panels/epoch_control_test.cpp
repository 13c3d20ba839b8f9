// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/application.h"
#include "widgets/panels/epoch_control.h"

#include <QSignalSpy>
#include <QToolButton>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class EpochControlTest : public testing::Test
{
protected:
    EpochControlTest() { needApplication(); }

    void SetUp() override
    {
        m_control = std::make_unique<EpochControl>();
        m_control->setEpochs({0, 4, 15}, QStringLiteral("epoch"));
    }

    void click(int button) { m_control->findChildren<QToolButton*>()[button]->click(); }

    std::unique_ptr<EpochControl> m_control;
};

TEST_F(EpochControlTest, ButtonsWalkThroughTheEpochsAndStopAtTheEnds)
{
    const QSignalSpy chosen(m_control.get(), &EpochControl::epochChosen);
    click(3);
    click(3);
    click(3);
    click(1);
    click(0);
    click(4);
    std::vector<std::size_t> epochs;
    for (const QVariantList& call : chosen) {
        epochs.push_back(call[0].value<std::size_t>());
    }
    EXPECT_EQ(epochs, (std::vector<std::size_t>{1, 2, 1, 0, 2}));
}

TEST_F(EpochControlTest, PlaysToTheLastEpochAndStops)
{
    const QSignalSpy chosen(m_control.get(), &EpochControl::epochChosen);
    m_control->setEpoch(2);
    m_control->togglePlay(); // from the last it starts anew
    EXPECT_TRUE(m_control->isPlaying());
    EXPECT_TRUE(waitUntil([&] { return !m_control->isPlaying(); }));
    EXPECT_EQ(chosen.count(), 3);
    EXPECT_EQ(chosen.last()[0].value<std::size_t>(), 2U);
}

TEST_F(EpochControlTest, WithoutEpochsNothingCanBePlayed)
{
    m_control->setEpochs({}, QStringLiteral("epoch"));
    m_control->togglePlay();
    EXPECT_FALSE(m_control->isPlaying());
}

} // namespace
} // namespace palimpsest
