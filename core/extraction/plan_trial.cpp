// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/plan_trial.h"

#include "core/base/error.h"
#include "core/extraction/seconds_of.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

namespace palimpsest {

namespace {

constexpr std::array kBatchSizes = {1, 2, 4, 8, 16, 32, 64, 128};
constexpr std::size_t kUsualNumberOfPlans = 15;
constexpr std::size_t kCheckedCoalitions = 8;
constexpr double kErrorFactor = 4.0;

std::vector<Coalition> randomCoalitions(int partCount, std::size_t count)
{
    std::mt19937 random(1);
    std::vector<Coalition> coalitions(count);
    std::ranges::generate(coalitions, [&] { return random() & fullCoalition(partCount); });
    return coalitions;
}

/// |a − b|; infinite where only one of them is a number, as some graphs make numbers of NaN.
double distance(double a, double b)
{
    if (std::isfinite(a) && std::isfinite(b)) {
        return std::abs(a - b);
    }
    return std::isfinite(a) == std::isfinite(b) ? 0.0 : std::numeric_limits<double>::infinity();
}

class Trial
{
public:
    Trial(const OpenModel& open, const ModelInput& sample, const TrialLimits& limits,
          const Progress& progress)
        : m_open(open), m_sample(sample), m_limits(limits), m_progress(progress)
    {
    }

    PlanTrial from(const ExecutionPlan& first)
    {
        m_best = first;
        const double seconds = m_limits.passes / tryFirst(first);
        m_secondsLeft = std::min(m_limits.longest, m_limits.largestShare * seconds);
        const bool overflows = std::isinf(m_tried.front().error); // so no error is too large
        if (seconds < m_limits.worthwhile || overflows) {
            m_tried.clear();
        } else {
            tryOthers();
        }
        const double check = m_limits.units * kExactCoalitions * m_secondsPerExact;
        m_best.checksEveryUnit = check <= m_limits.largestCheck * m_limits.passes / m_bestSpeed;
        return {.fastest = m_best, .tried = m_tried};
    }

private:
    /// Its speed; what it throws is the caller's.
    double tryFirst(const ExecutionPlan& plan)
    {
        report();
        const auto classifier = m_open(plan);
        const auto run = classifier->open(m_sample);
        const auto coalitions = randomCoalitions(m_sample.parts.partCount(), kCheckedCoalitions);
        try {
            const auto exact = [&] { m_exact = run->exactLogits(coalitions); };
            exact(); // makes the double precision module too
            m_secondsPerExact = secondsOf(exact) / kCheckedCoalitions;
        } catch (const DeviceError&) { // only single precision: then `first` is the measure
            const Matrix<float> single = run->logits(coalitions);
            m_exact = Matrix<double>(single.rows, single.columns);
            std::ranges::copy(single.data, m_exact.data.begin());
        }
        const TriedPlan first = measured(plan, *run);
        m_allowedError = std::max(kErrorFactor * first.error, singlePrecision());
        m_tried.push_back(first);
        m_bestSpeed = first.passesPerSecond;
        return first.passesPerSecond;
    }

    /// Whether `plan` became the best.
    bool tryPlan(const ExecutionPlan& plan)
    {
        const bool isKnown = std::ranges::any_of(
            m_tried, [&](const TriedPlan& tried) { return tried.plan == plan; });
        if (isKnown || m_secondsLeft <= 0.0) {
            return false;
        }
        report();
        bool isBest = false;
        m_secondsLeft -= secondsOf([&] {
            try {
                TriedPlan tried = measured(plan, *m_open(plan)->open(m_sample));
                tried.exactEnough = tried.error <= m_allowedError;
                isBest = tried.exactEnough && tried.passesPerSecond > m_bestSpeed;
                m_tried.push_back(tried);
            } catch (const DeviceError&) {
                m_tried.push_back({.plan = plan, .exactEnough = false}); // not for this model
            }
        });
        if (isBest) {
            m_best = plan;
            m_bestSpeed = m_tried.back().passesPerSecond;
        }
        return isBest;
    }

    void tryOthers()
    {
        tryGraphs();
        if (!m_limits.batchSize) {
            tryBatchSizes();
        }
        if (!m_limits.threads) {
            tryThreads();
        }
    }

    void tryGraphs()
    {
        const ExecutionPlan start = m_best;
        for (const Graph graph : {Graph::Frozen, Graph::Optimised, Graph::Plain}) {
            for (const bool channelsLast : {true, false}) {
                ExecutionPlan plan = start;
                plan.graph = graph;
                plan.channelsLast = channelsLast;
                tryPlan(plan);
            }
        }
    }

    /// Upwards and downwards from where it stands, as long as it gets better.
    void tryBatchSizes()
    {
        const auto start = std::ranges::lower_bound(kBatchSizes, m_best.batchSize);
        const auto climb = [&](auto begin, auto end) {
            int worse = 0;
            for (auto size = begin; size != end && worse < 2; ++size) {
                ExecutionPlan plan = m_best;
                plan.batchSize = *size;
                worse = tryPlan(plan) ? 0 : worse + 1;
            }
        };
        climb(std::make_reverse_iterator(start), kBatchSizes.rend());
        climb(start, kBatchSizes.end());
    }

    void tryThreads()
    {
        for (int threads = m_best.threads / 2; threads >= 1; threads /= 2) {
            ExecutionPlan plan = m_best;
            plan.threads = threads;
            if (!tryPlan(plan)) {
                return;
            }
        }
    }

    TriedPlan measured(const ExecutionPlan& plan, MaskedRun& model)
    {
        constexpr double kEnough = 0.15; // seconds
        constexpr int kAtLeast = 2;
        const int parts = m_sample.parts.partCount();
        const auto batch = randomCoalitions(parts, model.batchSize());
        model.logits(batch); // Torch looks at the first passes and then makes its own plan
        model.logits(batch);
        double least = std::numeric_limits<double>::infinity();
        double spent = 0.0;
        for (int run = 0; run < kAtLeast || spent < kEnough; ++run) {
            const double seconds = secondsOf([&] { model.logits(batch); });
            least = std::min(least, seconds);
            spent += seconds;
        }
        return {.plan = plan,
                .passesPerSecond = static_cast<double>(batch.size()) / least,
                .error = largestError(model.logits(randomCoalitions(parts, kCheckedCoalitions)))};
    }

    double largestError(const Matrix<float>& logits) const
    {
        double largest = 0.0;
        for (std::size_t i = 0; i < logits.data.size(); ++i) {
            largest = std::max(largest, distance(logits.data[i], m_exact.data[i]));
        }
        return largest;
    }

    /// What rounding the largest logit costs.
    double singlePrecision() const
    {
        double largest = 0.0;
        for (const double logit : m_exact.data) {
            largest = std::isfinite(logit) ? std::max(largest, std::abs(logit)) : largest;
        }
        return kErrorFactor * std::numeric_limits<float>::epsilon() * largest;
    }

    void report() const
    {
        const std::size_t tried = m_tried.size();
        if (m_progress && !m_progress(tried, std::max(tried + 1, kUsualNumberOfPlans))) {
            throw Cancelled();
        }
    }

    const OpenModel& m_open;
    const ModelInput& m_sample;
    const TrialLimits& m_limits;
    const Progress& m_progress;
    Matrix<double> m_exact;
    double m_secondsPerExact = 0.0;
    double m_allowedError = 0.0;
    double m_secondsLeft = 0.0;
    ExecutionPlan m_best;
    double m_bestSpeed = 0.0;
    std::vector<TriedPlan> m_tried;
};

} // namespace

PlanTrial tryPlans(const OpenModel& open, const ModelInput& sample, const ExecutionPlan& first,
                   const TrialLimits& limits, const Progress& progress)
{
    return Trial(open, sample, limits, progress).from(first);
}

} // namespace palimpsest
