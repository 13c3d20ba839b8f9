// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/base/matrix.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace palimpsest {

/// What the numbers are that a network answers with, one for each class.
enum class OutputKind {
    Logits,                   ///< any numbers, whose softmax are probabilities
    LogProbabilities,         ///< of log-softmax: logits too, for all that is a difference of them
    Probabilities,            ///< of softmax
    IndependentProbabilities, ///< of a sigmoid for each class by itself; of a single one: class 1
};

inline constexpr std::array kOutputKinds = {OutputKind::Logits, OutputKind::LogProbabilities,
                                            OutputKind::Probabilities,
                                            OutputKind::IndependentProbabilities};

/// Name of a kind in files: "logits", "log_probabilities", "probabilities",
/// "independent_probabilities".
std::string outputKindName(OutputKind kind);

/// For people: "logits", "log-probabilities (log-softmax)", "probabilities (softmax)",
/// "probabilities of independent labels (sigmoid)".
std::string describe(OutputKind kind);

/// The same of a network whose single number is taken to speak for the second of two classes.
std::string describe(OutputKind kind, bool isSingle);

/// Answers that a decision needs at least, ∅ and N among them; a sample of fewer maskings gives
/// all of its own.
inline constexpr std::size_t kDecidingMaskings = 8;

/// What outputs say of their kind.
struct OutputDecision
{
    std::optional<OutputKind> kind;        ///< none: somebody has to say it, or there was nothing
    std::vector<OutputKind> candidates;    ///< when it is to be asked
    std::string evidence;                  ///< what was seen, as the rest of a sentence
    std::vector<OutputKind> possible = {}; ///< what the numbers do not exclude; empty where there
                                           ///< were none
    bool isSingle = false;                 ///< one number stands for two classes

    bool operator==(const OutputDecision&) const = default;
};

/// Decides by raw outputs, maskings × classes; rows with NaN or +Inf do not count.
/// Probabilities: no number below −1e-6 and sums within 1e-3 of 1, in every row. Log-probabilities:
/// none above 1e-6, and that of their exponentials. Other numbers in [0, 1] are left open, a single
/// column of them as well, unless all are 0; whatever else is logits. Own definition.
OutputDecision decideOutputs(const Matrix<float>& outputs);

/// Coalitions to decide by: ∅, N and others between, at most kDecidingMaskings.
std::vector<Coalition> decidingCoalitions(int partCount);

/// Nobody has said yet what outputs are that tell it not themselves, or what they cannot be.
class UndecidedOutputs : public BadInput
{
public:
    /// `who` answers like that: "finetuned/3". `said` is what somebody took them for, if anything.
    UndecidedOutputs(const std::string& who, OutputDecision decision,
                     std::optional<OutputKind> said = {});

    const std::string& who() const { return m_who; }
    const OutputDecision& decision() const { return m_decision; }

private:
    std::string m_who;
    OutputDecision m_decision;
};

/// Why outputs of `who` cannot be `said` by the numbers seen, sentences; empty where they can.
std::string whyNotSaid(const std::string& who, const OutputDecision& decision, OutputKind said);

/// How the outputs of `who`, taken for `kind`, look like something else: a clause; empty where they
/// do not. Softmax and log-softmax alone are told by their numbers.
std::string looksOtherwise(const OutputDecision& decision, OutputKind kind);

/// What outputs are as `said`, else by `decision`; none where there was nothing to decide by.
/// Throws UndecidedOutputs, on `who`, where the decision is open and nothing is said or something
/// that the numbers cannot be, as log-probabilities above 0 or probabilities that do not sum to 1;
/// BadInput where it is not open and these cannot be what is said.
std::optional<OutputKind> decidedOutputs(const std::string& who, const OutputDecision& decision,
                                         std::optional<OutputKind> said);

/// An output on the scale of logits, where softmax or a sigmoid turns it back into what it was:
/// itself, log p, or log p/(1 − p). p and 1 − p are taken as the smallest normal float where they
/// are less; NaN where `output` is no probability, by more than 1e-6.
double logitOf(double output, OutputKind kind);

/// All of `outputs` like that. Its softmax and largest entries are those of the network.
Matrix<float> asLogits(Matrix<float> outputs, OutputKind kind);

/// Whether logitOf takes the smallest normal float for p, or for 1 − p where that counts.
bool isFloored(double output, OutputKind kind);

} // namespace palimpsest
