// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"
#include "support/window_test.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <iostream>
#include <random>
#include <vector>

namespace palimpsest {
namespace {

/// The window on the whole demo: 33 checkpoints, 8 samples, 10 parts each.
class WindowDrill : public WindowTest
{
protected:
    void SetUp() override
    {
        needApplication();
        copyDemo(study());
        makeWindow();
        ASSERT_TRUE(open());
    }

    bool running() { return session().extractor().isRunning(); }

    /// Whether some unit is being made right now.
    bool isMidway()
    {
        const Study& study = session().study();
        for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
            for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
                for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
                    if (session().progress({{lineage, i}, sample}) == UnitProgress::Running) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
};

/// Milliseconds that `step` and all painting that follows from it take.
double timed(const std::function<void()>& step)
{
    QCoreApplication::processEvents();
    QElapsedTimer timer;
    timer.start();
    step();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::ranges::nth_element(values,
                             values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

void report(const char* what, const std::vector<double>& milliseconds)
{
    std::cout << what << ": median " << median(milliseconds) << " ms, largest "
              << *std::ranges::max_element(milliseconds) << " ms of " << milliseconds.size()
              << "\n";
}

TEST_F(WindowDrill, EpochAndThresholdFollowTheHand)
{
    ASSERT_TRUE(extractAll());
    m_window->showPlace(MainWindow::Place::Explore);
    std::vector<double> epochs;
    for (int round = 0; round < 5; ++round) {
        for (const EpochKnowledge& point : session().analysis()->curve) {
            epochs.push_back(timed([&] { session().selection().setEpoch(point.epoch); }));
        }
    }
    report("epoch step", epochs);
    EXPECT_LE(median(epochs), 16.0);

    std::vector<double> thresholds;
    std::vector<double> arrivals;
    for (int i = 0; i < 60; ++i) {
        QElapsedTimer timer;
        timer.start();
        thresholds.push_back(timed([&] { session().tryTau(0.01 + 0.002 * i); }));
        ASSERT_TRUE(eventually([&] { return session().live().isCurrent(); }));
        arrivals.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    report("the hand is free again after a change of τ", thresholds);
    report("its curves over 33 checkpoints are there", arrivals);
    EXPECT_LE(median(thresholds), 16.0);
    EXPECT_LE(median(arrivals), 50.0);
}

TEST_F(WindowDrill, TheWindowStaysAwakeWhileValuesAreMade)
{
    constexpr int kBeat = 10; // ms
    QElapsedTimer sinceBeat;
    std::vector<double> lateness;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(kBeat);
    QObject::connect(&heart, &QTimer::timeout, [&] {
        lateness.push_back(static_cast<double>(sinceBeat.nsecsElapsed()) / 1e6 - kBeat);
        sinceBeat.start();
    });
    session().extract();
    ASSERT_TRUE(eventually([&] { return session().analysis() != nullptr; }));
    sinceBeat.start();
    heart.start();
    // Somebody looks around meanwhile.
    int step = 0;
    ASSERT_TRUE(eventually([&] {
        if (++step % 50 == 0) {
            m_window->showPlace(static_cast<MainWindow::Place>(step / 50 % 4));
            session().selection().setSample(static_cast<std::size_t>(step / 200 % 8));
        }
        return !running();
    }));
    heart.stop();
    report("heartbeat late by", lateness);
    EXPECT_LE(*std::ranges::max_element(lateness), 100.0);
}

TEST_F(WindowDrill, FiftyClosingsWhileValuesAreMade)
{
    std::mt19937 random(20241008);
    std::uniform_int_distribution<int> moment(0, 800);
    int midway = 0; // closings with a unit under way
    for (int i = 0; i < 50; ++i) {
        session().extract();
        QTest::qWait(moment(random));
        midway += isMidway() ? 1 : 0;
        ASSERT_TRUE(m_window->close());
        makeWindow();
        ASSERT_TRUE(open()) << i;
    }
    std::cout << midway << " of 50 closings with a unit under way\n";
    EXPECT_GE(midway, 20);
}

TEST_F(WindowDrill, TwentyCancelsAtRandomMoments)
{
    std::mt19937 random(20241008);
    std::uniform_int_distribution<int> moment(0, 1000);
    int midway = 0;
    std::vector<double> waits;
    for (int i = 0; i < 20; ++i) {
        session().extract();
        QTest::qWait(moment(random));
        midway += isMidway() ? 1 : 0;
        QElapsedTimer timer;
        timer.start();
        session().extractor().cancel();
        ASSERT_TRUE(eventually([&] { return !running(); })) << i;
        waits.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    report("cancel", waits);
    std::cout << midway << " of 20 cancels with a unit under way\n";
    EXPECT_GE(midway, 8);
}

} // namespace
} // namespace palimpsest
