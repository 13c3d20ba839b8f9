// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/demo.h"
#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/study/study_file.h"
#include "support/synthetic_study.h"
#include "support/window_test.h"
#include "widgets/tables/pattern_table_model.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QListView>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <iostream>
#include <random>
#include <vector>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

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

/// How late the window's thread comes to what is due.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(kBeat);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_lateness.push_back(static_cast<double>(m_sinceBeat.nsecsElapsed()) / 1e6 - kBeat);
            m_sinceBeat.start();
        });
        m_sinceBeat.start();
        m_timer.start();
    }

    const std::vector<double>& lateness() const { return m_lateness; } ///< ms, by beat

private:
    static constexpr int kBeat = 10; // ms

    QElapsedTimer m_sinceBeat;
    std::vector<double> m_lateness;
    QTimer m_timer;
};

TEST_F(WindowDrill, TheWindowStaysAwakeWhileValuesAreMade)
{
    session().extract();
    ASSERT_TRUE(eventually([&] { return session().analysis() != nullptr; }));
    const Heartbeat heart;
    // Somebody looks around meanwhile.
    int step = 0;
    ASSERT_TRUE(eventually([&] {
        if (++step % 50 == 0) {
            m_window->showPlace(static_cast<MainWindow::Place>(step / 50 % 4));
            session().selection().setSample(static_cast<std::size_t>(step / 200 % 8));
        }
        return !running();
    }));
    report("heartbeat late by", heart.lateness());
    EXPECT_LE(*std::ranges::max_element(heart.lateness()), 100.0);
}

/// A study of 360 pictures of 224 pixels with six parts each.
class ManyPicturesDrill : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        Study many = readStudy(study());
        many.preprocessing.width = 224;
        many.preprocessing.height = 224;
        many.preprocessing.resizing.side = 224;
        many.samples.clear();
        std::mt19937 random(7);
        Image picture{.width = 224, .height = 224, .channels = 1};
        for (int i = 0; i < 360; ++i) {
            picture.pixels.resize(224 * 224);
            std::ranges::generate(picture.pixels,
                                  [&] { return static_cast<std::uint8_t>(random()); });
            Sample sample{.id = "noise_" + std::to_string(i)};
            sample.image = "images/" + sample.id + ".png";
            writePng(study() / sample.image, picture);
            const Drawing empty{.width = 224, .height = 224};
            writeLabelMe(partsPath(study(), sample), withGrid(empty, {0, 0}, {224, 224}, 3, 2),
                         fs::path("..") / sample.image, study());
            many.samples.push_back(sample);
        }
        writeStudy(study(), many);
    }
};

TEST_F(ManyPicturesDrill, TheWindowAnswersWhileThumbnailsCome)
{
    const double opening = timed([&] { ASSERT_TRUE(m_window->openStudy(study())); });
    std::cout << "the window answers after " << opening << " ms\n";
    EXPECT_LE(opening, 1000.0);
    QElapsedTimer timer;
    timer.start();
    const Heartbeat heart;
    const QAbstractItemModel* samples = find<QListView>("samples")->model();
    ASSERT_TRUE(eventually([&] {
        for (int row = 0; row < samples->rowCount(); ++row) {
            if (samples->index(row, 0).data(Qt::DecorationRole).value<QImage>().isNull()) {
                return false;
            }
        }
        return samples->rowCount() == 360 && session().values() != nullptr;
    }));
    std::cout << "all thumbnails are there after " << timer.elapsed() << " ms\n";
    report("heartbeat late by", heart.lateness());
    EXPECT_LE(*std::ranges::max_element(heart.lateness()), 50.0);
}

/// Studies with values that no model made.
class MadeUpStudyDrill : public WindowTest
{
protected:
    void SetUp() override
    {
        needApplication();
        makeWindow();
    }

    void openStudyOf(const SyntheticSize& size)
    {
        Study made = makeSyntheticStudy(study(), size);
        made.settings.nulls.draws = 7; // are another matter
        writeStudy(study(), made);
        std::cout << "the window answers after "
                  << timed([&] { ASSERT_TRUE(m_window->openStudy(study())); }) << " ms\n";
    }
};

TEST_F(MadeUpStudyDrill, TheWindowStaysAwakeWhileAStudyOfManyUnitsComes)
{
    openStudyOf({.epochs = 16, .samples = 360, .partCount = 4});
    const Heartbeat heart;
    ASSERT_TRUE(eventually([&] { return session().analysis() != nullptr; }));
    report("heartbeat late by", heart.lateness());
    EXPECT_LE(*std::ranges::max_element(heart.lateness()), 100.0);
}

TEST_F(MadeUpStudyDrill, EpochsOfSixteenPartsFollowTheHandAndNumbersFollowThem)
{
    openStudyOf({.epochs = 4, .samples = 8, .partCount = 16});
    ASSERT_TRUE(eventually([&] { return session().hasNulls(); }));
    m_window->showPlace(MainWindow::Place::Explore);
    const QAbstractItemModel* patterns = find<QTableView>("patterns")->model();
    const auto shown = [&] {
        return patterns->headerData(PatternTableModel::Later, Qt::Horizontal).toString();
    };
    const Heartbeat heart;
    std::vector<double> steps;
    for (int round = 0; round < 5; ++round) {
        for (const EpochKnowledge& point : session().analysis()->curve) {
            steps.push_back(timed([&] { session().selection().setEpoch(point.epoch); }));
            const QString later = QString::fromStdString(
                session().analysis()->models.at(session().laterCheckpoint()).name);
            ASSERT_TRUE(eventually([&] { return shown() == later; }));
        }
    }
    report("epoch step of 16 parts", steps);
    report("heartbeat late by, numbers included", heart.lateness());
    EXPECT_LE(median(steps), 16.0);
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
