// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/baseline_dialog.h"
#include "core/samples/preprocessing_presets.h"
#include "support/application.h"

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class BaselineDialogTest : public testing::Test
{
protected:
    BaselineDialogTest() : m_dialog((needApplication(), question()), study()) {}

    static BaselineQuestion question()
    {
        constexpr int kSide = 32;
        return {.picture = {.width = kSide,
                            .height = kSide,
                            .channels = 3,
                            .pixels = std::vector<std::uint8_t>(3 * kSide * kSide)},
                .ofBackground = {.kind = BaselineKind::Colour, .colour = {0.0, 0.0, 0.0}}};
    }

    static Study study()
    {
        return {.classes = {"a", "b"},
                .preprocessing = exactPreprocessing(32),
                .samples = {{.id = "<b>boot</b>"}}};
    }

    QStringList said() const
    {
        QStringList texts;
        for (const auto* label : m_dialog.findChildren<QLabel*>()) {
            texts << label->text();
        }
        return texts;
    }

    QString choice(const char* name) const
    {
        return m_dialog.findChild<QRadioButton*>(QLatin1String(name))->text();
    }

    BaselineDialog m_dialog;
};

TEST_F(BaselineDialogTest, SaysWhatEachChoiceIsAndWhatCancelDoes)
{
    EXPECT_EQ(choice("baseline0"), "the background’s colour:\nblack");
    EXPECT_EQ(choice("baseline1"), "as the study stands:\nmean of the normalisation");
    EXPECT_TRUE(choice("baseline2").contains("blur"));
    EXPECT_TRUE(said().join('\n').contains("Cancel leaves the choice open"));
}

TEST_F(BaselineDialogTest, TakesTheColourOfTheBackgroundUnlessAnotherIsChosen)
{
    EXPECT_EQ(m_dialog.baseline(), question().ofBackground);
    m_dialog.findChild<QRadioButton*>("baseline1")->click();
    m_dialog.findChild<QPushButton*>("takeBaseline")->click();
    EXPECT_EQ(m_dialog.result(), QDialog::Accepted);
    EXPECT_EQ(m_dialog.baseline(), question().standing);
}

TEST_F(BaselineDialogTest, NamesOfSamplesAreNoMarkup)
{
    for (const auto* label : m_dialog.findChildren<QLabel*>()) {
        if (label->text().contains("<b>boot</b>")) {
            EXPECT_EQ(label->textFormat(), Qt::PlainText);
            return;
        }
    }
    FAIL() << "the sample is not named: " << said().join('\n').toStdString();
}

} // namespace
} // namespace palimpsest
