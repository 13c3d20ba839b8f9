// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/speed.h"

#include "core/base/error.h"
#include "core/extraction/seconds_of.h"
#include "core/models/modules/torch_runtime.h"
#include "core/models/torch_classifier.h"
#include "core/samples/baseline.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <random>

namespace palimpsest {

namespace {

constexpr int kPlainBatch = 32;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// By the median, which a moment's disturbance does not move; 0 of none.
double batchesPerSecond(std::vector<double> seconds)
{
    if (seconds.empty()) {
        return 0.0;
    }
    const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
    std::ranges::nth_element(seconds, middle);
    return 1.0 / *middle;
}

/// A module on ready-made pictures, timed a batch now and then.
class Rival
{
public:
    Rival(const SpeedTest& test, const ModelInput& sample, const ExecutionPlan& plan)
        : m_plan(plan), m_forward(rawForward(test.modelTemplate, test.weights, plan,
                                             std::get<PictureInput>(sample.content).image,
                                             test.programs, test.facts))
    {
        prepareTorch(plan.threads);
        m_forward(); // Torch looks at the first passes and then makes its own plan
        m_forward();
    }

    /// Runs until it has taken `coalitions` in all.
    void catchUp(std::size_t coalitions)
    {
        const auto batch = static_cast<std::size_t>(m_plan.batchSize);
        while ((m_seconds.size() + 1) * batch <= coalitions) {
            m_seconds.push_back(secondsOf(m_forward));
        }
    }

    /// 0 where there were too few coalitions for a batch.
    double perSecond() const { return batchesPerSecond(m_seconds) * m_plan.batchSize; }

private:
    ExecutionPlan m_plan;
    std::function<void()> m_forward;
    std::vector<double> m_seconds; ///< of each batch
};

/// The plain way of running such a plan's network.
ExecutionPlan plainPlan(ExecutionPlan plan, int batchSize)
{
    plan.graph = Graph::Plain;
    plan.channelsLast = false;
    plan.batchSize = batchSize;
    return plan;
}

/// What extraction is compared with: the module alone, as the plan runs it and in the plain way.
struct Rivals
{
    Rivals(const SpeedTest& test, const ModelInput& sample, const ExecutionPlan& plan)
        : plainBatches(test, sample, plainPlan(plan, kPlainBatch)),
          plainSingles(test, sample, plainPlan(plan, 1)), raw(test, sample, plan)
    {
    }

    /// As far as suffices for a median: the plain ways are slow.
    void catchUp(std::size_t coalitions)
    {
        raw.catchUp(coalitions);
        plainBatches.catchUp(coalitions / 2);
        plainSingles.catchUp(coalitions / 4);
    }

    Rival plainBatches;
    Rival plainSingles;
    Rival raw;
};

/// Makes the table, and takes the time between two calls, which is that of a batch. The others
/// catch up after turns of a while, as the first pass after a change finds cold caches.
std::vector<double> secondsOfBatches(ValueTable& table, MaskedRun& run, int threads, Rivals& rivals,
                                     const Progress& progress)
{
    constexpr auto kTurn = std::chrono::milliseconds(250);
    const std::size_t total = coalitionCount(run.partCount());
    std::vector<double> seconds;
    Clock::time_point turn = Clock::now();
    Clock::time_point begun = turn;
    continueValueTable(table, run, 0, ValueKind::LogOdds, [&](std::size_t done, std::size_t) {
        if (done > 0) {
            seconds.push_back(secondsSince(begun));
        }
        if (progress && !progress(done, total)) {
            return false;
        }
        if (Clock::now() - turn >= kTurn) {
            rivals.catchUp(done);
            prepareTorch(threads);
            turn = Clock::now();
        }
        begun = Clock::now();
        return true;
    });
    seconds.push_back(secondsSince(begun));
    return seconds;
}

LabelMap nearestPoints(int side, int partCount)
{
    std::mt19937 random(1);
    std::vector<std::pair<int, int>> points;
    for (int i = 0; i < partCount; ++i) {
        const int x = static_cast<int>(random() % static_cast<unsigned>(side));
        points.emplace_back(x, static_cast<int>(random() % static_cast<unsigned>(side)));
    }
    LabelMap map{.width = side, .height = side};
    map.parts.resize(static_cast<std::size_t>(partCount));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            std::size_t nearest = 0;
            int least = std::numeric_limits<int>::max();
            for (std::size_t i = 0; i < points.size(); ++i) {
                const int dx = points[i].first - x;
                const int dy = points[i].second - y;
                if (dx * dx + dy * dy < least) {
                    least = dx * dx + dy * dy;
                    nearest = i;
                }
            }
            ++map.parts[nearest].pixels;
            map.labels.push_back(static_cast<std::uint8_t>(nearest + 1));
        }
    }
    return map;
}

} // namespace

ModelInput tiledSample(Image picture, int partCount)
{
    if (partCount < 1 || partCount > kMaxParts || picture.width != picture.height) {
        throw BadInput("A speed test takes 1 to " + std::to_string(kMaxParts) +
                       " parts and a square picture. Give another number or picture.");
    }
    const auto channels = static_cast<std::size_t>(picture.channels);
    const Preprocessing preprocessing{.width = picture.width,
                                      .height = picture.height,
                                      .mean = std::vector<double>(channels, 0.5),
                                      .std = std::vector<double>(channels, 0.25)};
    PictureInput input{.image = preprocess(picture, preprocessing, "of the speed test")};
    input.baseline = input.image;
    std::ranges::fill(input.baseline.values, 0.0F);
    return {.content = std::move(input), .parts = nearestPoints(picture.width, partCount)};
}

ModelInput noiseSample(int channels, int side, int partCount)
{
    std::mt19937 random(2);
    Image picture{.width = side, .height = side, .channels = channels};
    picture.pixels.resize(static_cast<std::size_t>(side) * side * channels);
    std::ranges::generate(picture.pixels,
                          [&] { return static_cast<std::uint8_t>(random() >> 24); });
    return tiledSample(std::move(picture), partCount);
}

SpeedReport measureSpeed(const SpeedTest& test, const ModelInput& sample, const Progress& progress)
{
    const ExecutionPlan first{.device = test.device,
                              .threads = test.threads.value_or(defaultThreads()),
                              .batchSize = test.batchSize.value_or(8)};
    const auto open = [&](const ExecutionPlan& plan) {
        return openTorchClassifier(test.modelTemplate, test.weights, plan, test.programs,
                                   test.facts);
    };
    SpeedReport report;
    const std::size_t total = coalitionCount(sample.parts.partCount());
    report.trial =
        tryPlans(open, sample, first,
                 {.threads = test.threads,
                  .batchSize = test.batchSize,
                  .passes = static_cast<double>(total),
                  .largestShare = 10.0,
                  .longest = 120.0,
                  .worthwhile = 0.0},
                 [&](std::size_t, std::size_t) { return !progress || progress(0, total); });
    const ExecutionPlan& plan = report.trial.fastest;

    std::shared_ptr<Classifier> classifier;
    report.openSeconds = secondsOf([&] { classifier = open(plan); });
    const auto run = classifier->open(sample);
    Rivals rivals(test, sample, plan);
    {
        const std::vector<Coalition> warmUp(static_cast<std::size_t>(plan.batchSize), 0);
        run->logits(warmUp);
        run->logits(warmUp);
    }

    ValueTable table;
    const std::vector<double> seconds =
        secondsOfBatches(table, *run, plan.threads, rivals, progress);
    rivals.catchUp(total);
    prepareTorch(plan.threads);
    report.coalitions = total;
    report.extraction =
        batchesPerSecond(seconds) * static_cast<double>(std::min(total, run->batchSize()));
    report.rawForward = rivals.raw.perSecond();
    report.plainBatches = rivals.plainBatches.perSecond();
    report.plainSingles = rivals.plainSingles.perSecond();
    report.exactSeconds = secondsOf([&] { table.exact = exactLogits(*run); });
    report.noise = numericalNoise(table, 0, ValueKind::LogOdds);
    return report;
}

} // namespace palimpsest
