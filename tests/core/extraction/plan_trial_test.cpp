// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/extraction/plan_trial.h"
#include "support/fake_classifier.h"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>
#include <set>

namespace palimpsest {
namespace {

/// What a plan costs in microseconds a batch, and how wrong its logits are.
struct Behaviour
{
    int microseconds = 0;
    float error = 0.0F;
};

class TimedClassifier : public FakeClassifier
{
public:
    TimedClassifier(const ExecutionPlan& plan, Behaviour behaviour)
        : FakeClassifier(
              [behaviour](Coalition coalition) {
                  return std::vector<float>{static_cast<float>(coalition) + behaviour.error, 0.0F};
              },
              static_cast<std::size_t>(plan.batchSize)),
          m_behaviour(behaviour)
    {
        error = -behaviour.error;
    }

    Matrix<float> logits(const ModelInput& sample, std::span<const Coalition> coalitions) override
    {
        using Clock = std::chrono::steady_clock;
        const auto end = Clock::now() + std::chrono::microseconds(m_behaviour.microseconds);
        Matrix<float> result = FakeClassifier::logits(sample, coalitions);
        while (Clock::now() < end) {
        }
        return result;
    }

private:
    Behaviour m_behaviour;
};

ModelInput sample()
{
    ModelInput inputs;
    inputs.parts = {
        .width = 3, .height = 1, .parts = {{"a", 1}, {"b", 1}, {"c", 1}}, .labels = {1, 2, 3}};
    return inputs;
}

template<typename Behave>
PlanTrial tried(Behave behave, const TrialLimits& limits = {.passes = 1e9})
{
    return tryPlans(
        [&](const ExecutionPlan& plan) {
            return std::make_unique<TimedClassifier>(plan, behave(plan));
        },
        sample(), {.device = "cpu", .threads = 2, .batchSize = 8}, limits);
}

TEST(PlanTrial, FindsTheFastestGraphThenBatchThenThreads)
{
    const PlanTrial trial = tried([](const ExecutionPlan& plan) {
        const int graph = plan.graph == Graph::Optimised && plan.channelsLast ? 1000 : 8000;
        const int perPicture = plan.batchSize == 4 ? 1 : 4;
        return Behaviour{graph * perPicture * plan.batchSize / 8 / (plan.threads == 1 ? 1 : 2)};
    });
    EXPECT_EQ(trial.fastest, (ExecutionPlan{.device = "cpu",
                                            .threads = 2,
                                            .batchSize = 4,
                                            .graph = Graph::Optimised,
                                            .channelsLast = true}));
    std::set<std::string> names;
    for (const TriedPlan& plan : trial.tried) {
        EXPECT_TRUE(names.insert(describe(plan.plan)).second) << describe(plan.plan);
    }
    EXPECT_EQ(trial.tried.front().plan.graph, Graph::Frozen);
}

TEST(PlanTrial, APlanThatIsFastAndWrongIsOut)
{
    const PlanTrial trial = tried([](const ExecutionPlan& plan) {
        const bool isShortcut = plan.graph == Graph::Optimised;
        return Behaviour{isShortcut ? 100 : 5000, isShortcut ? 0.1F : 1e-6F};
    });
    EXPECT_NE(trial.fastest.graph, Graph::Optimised);
    EXPECT_TRUE(std::ranges::any_of(
        trial.tried, [](const TriedPlan& plan) { return !plan.exactEnough && plan.error > 0.05; }));
}

TEST(PlanTrial, APlanThatMakesNumbersOfNaNIsOut)
{
    constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
    const auto frozenTellsOptimisedHides = [](const ExecutionPlan& plan) {
        const bool hides = plan.graph == Graph::Optimised;
        return Behaviour{hides ? 100 : 5000, hides ? 0.0F : kNaN};
    };
    EXPECT_NE(tried(frozenTellsOptimisedHides).fastest.graph, Graph::Optimised);
}

TEST(PlanTrial, KeepsToWhatTheUserDecided)
{
    const PlanTrial trial =
        tried([](const ExecutionPlan& plan) { return Behaviour{100 * plan.threads}; },
              {.threads = 2, .batchSize = 8, .passes = 1e9});
    for (const TriedPlan& plan : trial.tried) {
        EXPECT_EQ(plan.plan.threads, 2);
        EXPECT_EQ(plan.plan.batchSize, 8);
    }
    EXPECT_EQ(trial.tried.size(), 6u);
}

TEST(PlanTrial, AShortRunIsNotHeldUp)
{
    const PlanTrial trial =
        tried([](const ExecutionPlan&) { return Behaviour{100}; }, {.passes = 1000});
    EXPECT_TRUE(trial.tried.empty());
    EXPECT_EQ(trial.fastest.graph, Graph::Frozen);
}

TEST(PlanTrial, EveryUnitIsCheckedWhereThatCostsLittle)
{
    const auto behave = [](const ExecutionPlan&) { return Behaviour{800}; };
    const double passes = 1 << 20;
    const PlanTrial few = tried(behave, {.passes = passes, .units = 1.0});
    EXPECT_TRUE(few.fastest.checksEveryUnit);
    const PlanTrial many = tried(behave, {.passes = passes, .units = passes / 8});
    EXPECT_FALSE(many.fastest.checksEveryUnit);
}

TEST(PlanTrial, PlansThatFailAreLeftOutAndTheFirstMayNot)
{
    const auto open = [](const ExecutionPlan& plan) -> std::unique_ptr<Classifier> {
        if (plan.graph != Graph::Frozen || plan.channelsLast) {
            throw OutOfMemory("Memory ran out.");
        }
        return std::make_unique<TimedClassifier>(plan, Behaviour{100});
    };
    const ExecutionPlan first{.device = "cpu", .threads = 1, .batchSize = 128};
    const TrialLimits limits{.threads = 1, .batchSize = 128, .passes = 1e9};
    EXPECT_EQ(tryPlans(open, sample(), first, limits).fastest, first);
    ExecutionPlan optimised = first;
    optimised.graph = Graph::Optimised;
    EXPECT_THROW(tryPlans(open, sample(), optimised, limits), OutOfMemory);
}

TEST(PlanTrial, CanBeCancelledBeforeEachPlan)
{
    for (const std::size_t end : {0, 1, 3}) {
        EXPECT_THROW(tryPlans(
                         [](const ExecutionPlan& plan) {
                             return std::make_unique<TimedClassifier>(plan, Behaviour{100});
                         },
                         sample(), {.batchSize = 8}, {.passes = 1e9},
                         [&](std::size_t done, std::size_t) { return done < end; }),
                     Cancelled);
    }
}

} // namespace
} // namespace palimpsest
