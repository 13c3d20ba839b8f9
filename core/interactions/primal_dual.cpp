// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/primal_dual.h"

#include "core/interactions/split_loops.h"
#include "core/interactions/transforms.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

double sign(std::size_t pattern)
{
    return std::popcount(pattern) % 2 == 0 ? 1.0 : -1.0;
}

/// target ← transform(source)
void assignTransformed(std::vector<double>& target, const double* source,
                       void (*transform)(std::span<double>))
{
    std::copy_n(source, target.size(), target.begin());
    transform(target);
}

std::vector<double> scaled(const std::vector<double>& values, double factor)
{
    std::vector<double> result(values.size());
    std::ranges::transform(values, result.begin(), [=](double value) { return factor * value; });
    return result;
}

std::vector<double> inverses(const std::vector<double>& values)
{
    std::vector<double> result(values.size());
    std::ranges::transform(values, result.begin(),
                           [](double value) { return value > 0.0 ? 1.0 / value : 0.0; });
    return result;
}

} // namespace

PrimalDual::PrimalDual(std::span<const std::vector<double>> tables, std::span<const double> kappas,
                       SplitPulse pulse)
    : m_pulse(std::move(pulse)), m_size(tables.front().size()),
      m_allowsResidual(std::ranges::any_of(kappas, [](double kappa) { return kappa > 0.0; })),
      m_kappas(kappas.begin(), kappas.end()), m_u(tables.size() * m_size), m_sums(m_size),
      m_moreSums(m_size), m_norms(m_size)
{
    for (std::size_t model = 0; model < tables.size(); ++model) {
        const std::span<double> u(m_u.data() + model * m_size, m_size);
        for (std::size_t s = 0; s < m_size; ++s) {
            u[s] = sign(s) * tables[model][m_size - 1 - s];
        }
        zeta(u);
        u[0] = 0.0;
        m_pulse(m_size);
    }
    for (SplitPoint* point : {&m_at, &m_next, &m_anchor}) {
        point->a.resize(m_u.size());
        point->r.resize(m_allowsResidual ? m_u.size() : 0);
        point->y.resize(m_u.size());
    }
    setSizes();
    balanceSteps();
}

void PrimalDual::setSizes()
{
    const int n = std::countr_zero(m_size);
    for (Sizes* sizes : {&m_ofA, &m_ofR, &m_ofY}) {
        sizes->steps.resize(m_size);
    }
    // The column of N has an entry in every row, so the step of a_N would be the smallest and a_N
    // the last to arrive. In larger units its entries are larger, which costs the rows little.
    const double unitOfAll = std::max(1.0, std::sqrt(static_cast<double>(m_size)) / 8.0);
    for (std::size_t s = 1; s < m_size; ++s) {
        const int order = std::popcount(s);
        const double subsets = std::ldexp(1.0, order);
        const double supersets = std::ldexp(1.0, n - order);
        const bool all = s + 1 == m_size;
        m_ofA.steps[s] = (all ? unitOfAll : 1.0) / subsets;
        m_ofR.steps[s] = all ? 0.0 : 1.0 / supersets;
        m_ofY.steps[s] = 1.0 / (supersets - 1.0 + unitOfAll + (m_allowsResidual ? subsets : 0.0));
    }
    for (Sizes* sizes : {&m_ofA, &m_ofR, &m_ofY}) {
        sizes->weights = inverses(sizes->steps);
    }
}

void PrimalDual::balanceSteps()
{
    m_stepA = scaled(m_ofA.steps, 1.0 / m_balance);
    m_stepR = scaled(m_ofR.steps, 1.0 / m_balance);
    m_stepY = scaled(m_ofY.steps, m_balance);
}

// Halpern's steps, as the plain iteration of Pock and Chambolle did not reach its tolerance on some
// real tables.
void PrimalDual::advance()
{
    stepPrimal();
    stepDual();
    ++m_steps;
    ++m_stepsSinceRestart;
    if (restartIsDue()) {
        restart();
    } else {
        moveFromAnchor();
    }
}

void PrimalDual::stepPrimal()
{
    std::ranges::fill(m_norms, 0.0);
    for (std::size_t begin = 0; begin < m_u.size(); begin += m_size) {
        assignTransformed(m_sums, &m_at.y[begin], zeta);
        loops::descend(&m_next.a[begin], &m_at.a[begin], m_stepA.data(), m_sums.data(),
                       m_norms.data(), m_size);
        m_pulse(m_size);
    }
    loops::shrinkingFactors(m_norms.data(), m_stepA.data(), m_size);
    for (std::size_t begin = 0; begin < m_u.size(); begin += m_size) {
        loops::multiply(&m_next.a[begin], m_norms.data(), m_size);
    }
    for (std::size_t begin = 0; m_allowsResidual && begin < m_u.size(); begin += m_size) {
        assignTransformed(m_sums, &m_at.y[begin], zetaAdjoint);
        loops::ascendWithin(&m_next.r[begin], &m_at.r[begin], m_stepR.data(), m_sums.data(),
                            m_kappas[begin / m_size], m_size);
        m_pulse(m_size);
    }
}

void PrimalDual::stepDual()
{
    std::ranges::fill(m_norms, 0.0);
    for (std::size_t begin = 0; begin < m_u.size(); begin += m_size) {
        loops::extrapolate(m_sums.data(), &m_next.a[begin], &m_at.a[begin], m_size);
        zetaAdjoint(m_sums);
        if (m_allowsResidual) {
            loops::extrapolate(m_moreSums.data(), &m_next.r[begin], &m_at.r[begin], m_size);
            zeta(m_moreSums);
            loops::subtract(m_sums.data(), m_moreSums.data(), m_size);
        }
        loops::ascend(&m_next.y[begin], &m_at.y[begin], m_stepY.data(), m_sums.data(), &m_u[begin],
                      m_norms.data(), m_size);
        m_pulse(m_size);
    }
    loops::projectingFactors(m_norms.data(), m_size);
    for (std::size_t begin = 0; begin < m_u.size(); begin += m_size) {
        loops::multiply(&m_next.y[begin], m_norms.data(), m_size);
    }
}

PrimalDual::Distance PrimalDual::distance(const SplitPoint& p, const SplitPoint& q) const
{
    Distance result;
    for (std::size_t begin = 0; begin < m_u.size(); begin += m_size) {
        result.primal +=
            loops::weightedDistance(&p.a[begin], &q.a[begin], m_ofA.weights.data(), m_size);
        if (m_allowsResidual) {
            result.primal +=
                loops::weightedDistance(&p.r[begin], &q.r[begin], m_ofR.weights.data(), m_size);
        }
        result.dual +=
            loops::weightedDistance(&p.y[begin], &q.y[begin], m_ofY.weights.data(), m_size);
    }
    return result;
}

bool PrimalDual::restartIsDue()
{
    // The constants of arXiv 2106.04756: enough progress, progress that stopped, or a long time.
    constexpr std::size_t kInterval = 10;
    constexpr std::size_t kShortest = 50;
    constexpr double kEnough = 0.2;
    constexpr double kSome = 0.8;
    constexpr double kLong = 0.36;
    const bool first = m_stepsSinceRestart == 1;
    if (!first && m_steps % kInterval != 0) {
        return false;
    }
    const Distance moved = distance(m_at, m_next);
    const double movement = std::sqrt(moved.primal * m_balance + moved.dual / m_balance);
    const double before = std::exchange(m_lastMovement, movement);
    if (first) {
        m_firstMovement = movement;
        return false;
    }
    const auto steps = static_cast<double>(m_stepsSinceRestart);
    return movement <= kEnough * m_firstMovement ||
           (movement <= kSome * m_firstMovement && movement > before) ||
           (m_stepsSinceRestart > kShortest && steps >= kLong * static_cast<double>(m_steps));
}

void PrimalDual::restart()
{
    const Distance moved = distance(m_anchor, m_next);
    if (moved.primal > 0.0 && moved.dual > 0.0) {
        m_balance = std::sqrt(m_balance * std::sqrt(moved.dual / moved.primal));
        balanceSteps();
    }
    m_at = m_next;
    m_anchor = m_next;
    m_stepsSinceRestart = 0;
}

void PrimalDual::moveFromAnchor()
{
    const auto steps = static_cast<double>(m_stepsSinceRestart);
    const double share = steps / (steps + 1.0);
    for (std::size_t begin = 0; begin < m_u.size(); begin += m_size) {
        loops::reflectTowards(&m_at.a[begin], &m_next.a[begin], &m_anchor.a[begin], share, m_size);
        if (m_allowsResidual) {
            loops::reflectTowards(&m_at.r[begin], &m_next.r[begin], &m_anchor.r[begin], share,
                                  m_size);
        }
        loops::reflectTowards(&m_at.y[begin], &m_next.y[begin], &m_anchor.y[begin], share, m_size);
        m_pulse(m_size);
    }
}

void PrimalDual::assignOrs(std::size_t begin)
{
    assignTransformed(m_sums, &m_next.a[begin], zetaAdjoint);
    for (std::size_t s = 0; s < m_size; ++s) {
        m_sums[s] = m_u[begin + s] - m_sums[s];
    }
    if (m_allowsResidual) {
        assignTransformed(m_moreSums, &m_next.r[begin], zeta);
        for (std::size_t s = 0; s < m_size; ++s) {
            m_sums[s] += m_moreSums[s];
        }
    }
    m_sums[0] = 0.0;
}

SplitBounds PrimalDual::bounds()
{
    std::vector<double> andSquares(m_size);
    std::vector<double> orSquares(m_size);
    std::vector<double> dualSquares(m_size);
    double dual = 0.0;
    for (std::size_t begin = 0; begin < m_u.size(); begin += m_size) {
        assignOrs(begin);
        loops::addSquares(orSquares.data(), m_sums.data(), m_size);
        loops::addSquares(andSquares.data(), &m_next.a[begin], m_size);
        assignTransformed(m_sums, &m_next.y[begin], zeta);
        loops::addSquares(dualSquares.data(), m_sums.data(), m_size);
        dual -= loops::innerProduct(&m_next.y[begin], &m_u[begin], m_size);
        if (m_allowsResidual) {
            assignTransformed(m_sums, &m_next.y[begin], zetaAdjoint);
            m_sums.front() = m_sums.back() = 0.0; // q is 0 there
            dual -= m_kappas[begin / m_size] * loops::sumOfMagnitudes(m_sums.data(), m_size);
        }
        m_pulse(m_size);
    }
    // y is feasible once it is divided by the largest norm of zeta y above 1.
    const double excess = std::max(1.0, std::sqrt(std::ranges::max(dualSquares)));
    return {.primal = loops::sumOfRoots(andSquares.data(), m_size) +
                      loops::sumOfRoots(orSquares.data(), m_size),
            .dual = dual / excess};
}

std::vector<double> PrimalDual::ands(std::size_t model) const
{
    const auto begin = m_next.a.begin() + static_cast<std::ptrdiff_t>(model * m_size);
    return {begin, begin + static_cast<std::ptrdiff_t>(m_size)};
}

std::vector<double> PrimalDual::ors(std::size_t model)
{
    assignOrs(model * m_size);
    std::vector<double> result(m_size);
    for (std::size_t s = 1; s < m_size; ++s) {
        result[s] = -sign(s) * m_sums[s];
    }
    return result;
}

} // namespace palimpsest
