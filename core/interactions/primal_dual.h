// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace palimpsest {

// The optimisation behind splitAndOr, for K models of n parts. Signs and complements are taken into
// the variables, so that every transform is a plain sum over subsets or supersets:
//     u_S = Σ_{L⊆S} (−1)^{|L|} v(N∖L),   r_L = (−1)^{|L|} q(N∖L),   y_S and b_S times (−1)^{|S|+1},
//     b = u + zeta r − zetaAdjoint a,
// all without the entry of ∅. Arrays hold K × 2^n numbers, model after model.

/// A state of the method.
struct SplitPoint
{
    std::vector<double> a; ///< AND interactions
    std::vector<double> r; ///< residuals; empty where none are allowed
    std::vector<double> y; ///< dual variables
};

/// Values of the two problems at a point: dual ≤ optimum ≤ primal.
struct SplitBounds
{
    double primal = 0.0; ///< Σ_S ‖a_S‖₂ + Σ_S ‖b_S‖₂
    double dual = 0.0;
};

/// Called with how many numbers have been worked on since the last call; may throw to stop.
using SplitPulse = std::function<void(std::size_t numbers)>;

/// The diagonally preconditioned primal–dual method of T. Pock and A. Chambolle (2011), iterated as
/// reflected Halpern iteration with restarts (H. Lu and J. Yang, arXiv 2407.16144), at which the
/// step sizes of primal and dual variables are balanced (D. Applegate et al., arXiv 2106.04756).
/// The same bits on every machine.
class PrimalDual
{
public:
    /// `tables`: K centred value tables of 2^n entries and magnitude about 1; `kappas`: bounds of
    /// |q|, one per table. `pulse` is called throughout all work.
    PrimalDual(std::span<const std::vector<double>> tables, std::span<const double> kappas,
               SplitPulse pulse);

    /// One step from where the last one led.
    void advance();

    /// Bounds at the point reached.
    SplitBounds bounds();

    /// AND interactions of a model at the point reached.
    std::vector<double> ands(std::size_t model) const;

    /// OR interactions of a model at the point reached.
    std::vector<double> ors(std::size_t model);

private:
    /// Step sizes by pattern, and their inverses as weights of distances, before balancing; both
    /// are 0 for what has to stay 0.
    struct Sizes
    {
        std::vector<double> steps;
        std::vector<double> weights;
    };

    /// Squared distances of two points in the metric of the step sizes.
    struct Distance
    {
        double primal = 0.0;
        double dual = 0.0;
    };

    void setSizes();
    void balanceSteps();
    void stepPrimal();
    void stepDual();
    Distance distance(const SplitPoint& p, const SplitPoint& q) const;
    bool restartIsDue();
    void restart();
    void moveFromAnchor();
    void assignOrs(std::size_t begin);

    SplitPulse m_pulse;
    std::size_t m_size;    ///< 2^n
    bool m_allowsResidual; ///< whether any kappa is above 0
    std::vector<double> m_kappas;
    std::vector<double> m_u;
    Sizes m_ofA, m_ofR, m_ofY;

    double m_balance = 1.0;                        ///< ω: primal steps are divided by it
    std::vector<double> m_stepA, m_stepR, m_stepY; ///< balanced

    SplitPoint m_at;     ///< where the next step starts
    SplitPoint m_next;   ///< what the last step gave: the point reached
    SplitPoint m_anchor; ///< where the last restart was
    std::size_t m_steps = 0;
    std::size_t m_stepsSinceRestart = 0;
    double m_firstMovement = 0.0; ///< of the first step after the restart
    double m_lastMovement = 0.0;  ///< when it was last looked at

    std::vector<double> m_sums, m_moreSums, m_norms; ///< scratch, 2^n each
};

} // namespace palimpsest
