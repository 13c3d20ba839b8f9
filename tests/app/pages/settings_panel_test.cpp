// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/settings_panel.h"
#include "support/answered_dialogs.h"
#include "support/application.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <gtest/gtest.h>

#include <memory>

namespace palimpsest {
namespace {

class SettingsPanelTest : public testing::Test
{
protected:
    SettingsPanelTest()
    {
        needApplication();
        m_panel = std::make_unique<SettingsPanel>(m_dialogs);
        m_study.classes = {"coat", "shirt"};
        m_study.preprocessing = {.width = 30, .height = 20, .mean = {0.5}, .std = {0.5}};
        // As the page does: what was chosen becomes the study's.
        QObject::connect(m_panel.get(), &SettingsPanel::edited, [this](const StudySettings& after) {
            m_study.settings = after;
            m_panel->setStudy(m_study);
        });
        m_panel->setStudy(m_study);
        m_panel->show();
    }

    QComboBox* box(const char* name) const { return m_panel->findChild<QComboBox*>(name); }
    QDoubleSpinBox* number(const char* name) const
    {
        return m_panel->findChild<QDoubleSpinBox*>(name);
    }

    void choose(const char* name, const QString& text) const
    {
        const int index = box(name)->findText(text);
        ASSERT_GE(index, 0) << text.toStdString();
        box(name)->setCurrentIndex(index);
        emit box(name)->activated(index);
        EXPECT_EQ(box(name)->currentText(), text); // it shows what was chosen
    }

    bool isOffered(const char* name, const QString& text) const
    {
        const auto* model = qobject_cast<QStandardItemModel*>(box(name)->model());
        return model->item(box(name)->findText(text))->isEnabled();
    }

    const StudySettings& settings() const { return m_study.settings; }

    AnsweredDialogs m_dialogs;
    std::unique_ptr<SettingsPanel> m_panel;
    Study m_study;
};

TEST_F(SettingsPanelTest, OffersEveryBaseline)
{
    choose("baseline", "White");
    EXPECT_EQ(settings().baseline.colour, std::vector<double>{255.0});
    choose("baseline", "Mean of the picture");
    EXPECT_EQ(settings().baseline, (Baseline{.kind = BaselineKind::ImageMean}));
    EXPECT_FALSE(number("sigma")->isVisible());
    choose("baseline", "Blurred picture");
    EXPECT_EQ(settings().baseline, (Baseline{.kind = BaselineKind::Blur, .sigma = 2.0}));
    EXPECT_TRUE(number("sigma")->isVisible());
    number("sigma")->setValue(3.5);
    EXPECT_EQ(settings().baseline.sigma, 3.5);
    choose("baseline", "Inpainted (Telea)");
    choose("baseline", "Inpainted (Navier–Stokes)");
    EXPECT_EQ(settings().baseline, (Baseline{.kind = BaselineKind::NavierStokes}));
    choose("baseline", "Mean of the normalisation");
    EXPECT_EQ(settings().baseline, Baseline());
    m_dialogs.colours.emplace_back(10, 10, 10);
    choose("baseline", "Another colour…");
    EXPECT_EQ(settings().baseline.colour, std::vector<double>{10.0});
}

TEST_F(SettingsPanelTest, DoesNotOfferInpaintingFromABackgroundThatIsHidden)
{
    choose("background", "One more part");
    EXPECT_EQ(settings().background, Background::OwnPart);
    EXPECT_FALSE(isOffered("baseline", "Inpainted (Telea)"));
    choose("background", "Always hidden");
    EXPECT_EQ(settings().background, Background::Masked);
    EXPECT_FALSE(isOffered("baseline", "Inpainted (Navier–Stokes)"));
    choose("background", "Always visible");
    choose("baseline", "Inpainted (Telea)");
    EXPECT_FALSE(isOffered("background", "Always hidden"));
    EXPECT_FALSE(isOffered("background", "One more part"));
}

TEST_F(SettingsPanelTest, OffersEveryValueAndClass)
{
    for (int i = 0; i < static_cast<int>(kValueKinds.size()); ++i) {
        choose("value", box("value")->itemText(i));
        EXPECT_EQ(settings().valueKind, kValueKinds[static_cast<std::size_t>(i)]);
    }
    choose("target", "shirt");
    EXPECT_EQ(settings().target, (Target{.kind = TargetKind::Class, .index = 1}));
    choose("target", "What the model says");
    EXPECT_EQ(settings().target.kind, TargetKind::Predicted);
    choose("target", "Label of the sample");
    EXPECT_EQ(settings().target, Target());
}

TEST_F(SettingsPanelTest, ASplitHasAResidualAndIsJointOrNot)
{
    EXPECT_FALSE(number("kappa")->isVisible());
    EXPECT_FALSE(box("joint")->isVisible());
    choose("interactions", "AND and OR");
    EXPECT_TRUE(number("kappa")->isVisible());
    EXPECT_EQ(number("kappa")->value(), 4.0);
    number("kappa")->setValue(10.0);
    choose("joint", "Each for itself");
    EXPECT_EQ(settings().interactions,
              (InteractionSettings{.kind = InteractionKind::AndOr, .kappa = 0.1, .joint = false}));
    number("tau")->setValue(7.0);
    EXPECT_NEAR(settings().tau, 0.07, 1e-12);
}

TEST_F(SettingsPanelTest, NullsHaveDrawsAndASeed)
{
    EXPECT_EQ(number("nullDraws")->value(), 200.0);
    EXPECT_EQ(number("nullSeed")->value(), 1.0);
    number("nullDraws")->setValue(1000.0);
    number("nullSeed")->setValue(4294967295.0);
    EXPECT_EQ(settings().nulls, (NullSettings{.draws = 1000, .seed = 4294967295U}));
    number("nullDraws")->setValue(0.0);
    EXPECT_EQ(settings().nulls.draws, 1) << "what study.json refuses is not offered";
    for (const char* name : {"nullDraws", "nullSeed"}) {
        EXPECT_FALSE(number(name)->toolTip().isEmpty());
    }
}

TEST_F(SettingsPanelTest, ShowingAStudyEditsNothing)
{
    QSignalSpy edits(m_panel.get(), &SettingsPanel::edited);
    m_study.settings = {.baseline = {.kind = BaselineKind::Blur, .sigma = 1.25},
                        .background = Background::Masked,
                        .valueKind = ValueKind::Margin,
                        .target = {.kind = TargetKind::Class, .index = 0},
                        .interactions = {.kind = InteractionKind::AndOr, .kappa = 0.5},
                        .tau = 0.2,
                        .nulls = {.draws = 50, .seed = 9}};
    m_panel->setStudy(m_study);
    EXPECT_EQ(edits.count(), 0);
    EXPECT_EQ(number("sigma")->value(), 1.25);
    EXPECT_EQ(number("nullDraws")->value(), 50.0);
    EXPECT_EQ(number("nullSeed")->value(), 9.0);
    EXPECT_EQ(box("target")->currentText(), "coat");
    EXPECT_EQ(box("value")->currentText(), "Margin");
}

} // namespace
} // namespace palimpsest
