// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/panels/remarks_button.h"

#include <QTextBrowser>
#include <QWidget>
#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {
namespace {

class Remarks : public testing::Test
{
protected:
    Remarks()
    {
        needApplication();
        m_bar = std::make_unique<QWidget>();
        m_button = new RemarksButton(m_bar.get());
        m_bar->show();
    }

    std::unique_ptr<QWidget> m_bar;
    RemarksButton* m_button;
};

TEST_F(Remarks, AreCountedAndReadAtAClick)
{
    m_button->setRemarks({"The run <b>scratch</b> has no accuracy.", "Two samples are left out."});
    EXPECT_TRUE(m_button->isVisible());
    EXPECT_EQ(m_button->text(), "2 remarks");
    m_button->click();
    const auto* read = m_button->findChild<QTextBrowser*>();
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(read->toPlainText(),
              "The run <b>scratch</b> has no accuracy.\nTwo samples are left out.");
}

TEST_F(Remarks, WithoutAnyThereIsNoButton)
{
    m_button->setRemarks({"One."});
    EXPECT_EQ(m_button->text(), "1 remark");
    m_button->setRemarks({});
    EXPECT_FALSE(m_button->isVisible());
}

} // namespace
} // namespace palimpsest
