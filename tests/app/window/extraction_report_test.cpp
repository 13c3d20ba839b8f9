// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/extraction_report.h"
#include "core/study/study_file.h"
#include "support/scripted_net.h"
#include "support/window_test.h"
#include "widgets/panels/run_status.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>

namespace palimpsest {
namespace {

class ExtractionReportTest : public WindowTest
{
protected:
    Extractor& extractor() { return session().extractor(); }

    /// A run that waits before its first unit.
    void startPaused()
    {
        ASSERT_TRUE(open());
        session().extract();
        ASSERT_TRUE(eventually([&] { return extractor().isRunning(); }));
        find<QPushButton>("pauseRun")->click();
        ASSERT_TRUE(extractor().isPaused());
    }
};

TEST_F(ExtractionReportTest, APausedRunWaitsAndGoesOn)
{
    startPaused();
    const QSignalSpy done(&extractor(), &Extractor::unitDone);
    const QSignalSpy previews(&extractor(), &Extractor::previewed);
    EXPECT_EQ(find<QPushButton>("pauseRun")->text(), "Go on");
    EXPECT_TRUE(find<QPushButton>("pause")->isChecked()) << "beside the costs, too";
    extractor().preview({{0, 0}, 0});
    ASSERT_TRUE(eventually([&] { return previews.size() == 1; })) << "previews are let in";
    EXPECT_EQ(done.size(), 0);
    EXPECT_TRUE(extractor().isRunning());
    find<QPushButton>("pause")->click();
    ASSERT_TRUE(eventually([&] { return !extractor().isRunning(); }));
    EXPECT_EQ(done.size(), 14);
    EXPECT_FALSE(extractor().isPaused());
}

TEST_F(ExtractionReportTest, APausedRunCanBeCancelledAndTheNextIsNotPaused)
{
    startPaused();
    extractor().cancel();
    ASSERT_TRUE(eventually([&] { return !extractor().isRunning(); }));
    EXPECT_FALSE(extractor().isPaused());
    EXPECT_TRUE(extractAll());
}

TEST_F(ExtractionReportTest, TheMachineStaysAwakeWhileSomethingRuns)
{
    startPaused();
    EXPECT_FALSE(m_desktop.isAwake()) << "a pause may last";
    extractor().setPaused(false);
    EXPECT_TRUE(m_desktop.isAwake());
    ASSERT_TRUE(eventually([&] { return !extractor().isRunning(); }));
    EXPECT_TRUE(eventually([&] { return !m_desktop.isAwake(); }));
}

TEST_F(ExtractionReportTest, TheEndIsToldOnTheDesktopWhereNobodyLooks)
{
    ASSERT_TRUE(open());
    m_window->hide();
    ASSERT_TRUE(waitUntil([] { return QApplication::activeWindow() == nullptr; }));
    ASSERT_TRUE(extractAll());
    ASSERT_EQ(m_desktop.notices.size(), 1);
    EXPECT_TRUE(m_desktop.notices.front().startsWith("14 units made"));
}

TEST_F(ExtractionReportTest, AQuestionIsToldOnTheDesktopWhileItWaits)
{
    Study foreign = readStudy(study());
    foreign.lineages[0].modelTemplate.clear();
    foreign.lineages[0].checkpoints[0].weights = "checkpoints/net.pt";
    writeScriptedNet(study() / "checkpoints/net.pt",
                     "m = x.mean([1, 2, 3])\nreturn torch.stack([m, -m, m, m], 1)");
    writeStudy(study(), foreign);
    ASSERT_TRUE(open());
    QStringList told;
    session().questions().trust = [&](const std::vector<ModelProgram>&) {
        told = m_desktop.notices;
        return false;
    };
    m_window->hide();
    ASSERT_TRUE(waitUntil([] { return QApplication::activeWindow() == nullptr; }));
    session().extract();
    EXPECT_TRUE(eventually([&] { return !told.isEmpty(); }));
    EXPECT_EQ(told.join(' '), "A question waits in the window.");
}

} // namespace
} // namespace palimpsest
