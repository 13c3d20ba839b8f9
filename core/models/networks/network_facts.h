// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// What the outputs of a network depend on although its tensors do not tell it.
struct NetworkFacts
{
    std::optional<std::int64_t> heads;         ///< of attention, in each layer
    std::optional<double> normEpsilon;         ///< of layer norms
    std::optional<std::string> activation;     ///< in the blocks: "gelu", "relu", …
    std::optional<std::string> headActivation; ///< between the layers of a head of several
    std::optional<std::string> strides; ///< which convolution of a bottleneck strides: "first" (v1)
                                        ///< or "second" (v1.5)
    std::optional<bool> firstStageHalves;    ///< whether the first stage of a ResNet strides too
    std::optional<double> batchNormEpsilon;  ///< of all batch norms
    std::optional<bool> stemPooling;         ///< whether a max pooling follows a ResNet's stem
    std::set<std::string> assumed;           ///< names of those above that nobody has told
    std::map<std::string, std::string> asIn; ///< of those that were told of another checkpoint of
                                             ///< the study: its name

    bool operator==(const NetworkFacts&) const = default;
};

// Names of the facts in files and questions.
inline constexpr const char* kHeadsFact = "attention_heads";
inline constexpr const char* kNormEpsilonFact = "norm_epsilon";
inline constexpr const char* kActivationFact = "activation";
inline constexpr const char* kHeadActivationFact = "head_activation";
inline constexpr const char* kStridesFact = "bottleneck_strides";
inline constexpr const char* kFirstStageFact = "first_stage_halves";
inline constexpr const char* kBatchNormEpsilonFact = "batch_norm_epsilon";
inline constexpr const char* kStemPoolingFact = "stem_pooling";

/// A fact without which a network had better not answer.
struct NetworkQuestion
{
    std::string fact;                    ///< its name
    std::string text;                    ///< what is asked and why, a sentence
    std::vector<std::string> candidates; ///< what may be the answer

    bool operator==(const NetworkQuestion&) const = default;
};

/// `told` and, where that says nothing, what `otherwise` says.
NetworkFacts completed(NetworkFacts told, const NetworkFacts& otherwise);

/// Those that `asked` has too, whatever it says.
NetworkFacts among(NetworkFacts facts, const NetworkFacts& asked);

/// Whether both say the same, whoever has told it, of what both know; facts of different networks,
/// which know different things, agree. Of batch norms and stems, which studies of before do not
/// tell, that only one says something makes no different network.
bool agree(const NetworkFacts& first, const NetworkFacts& second);

/// What was told of the checkpoints of a study, by their names, of such networks: facts in which
/// none differs from another. Each says which checkpoint it is as in.
NetworkFacts agreed(const std::map<std::string, NetworkFacts>& checkpoints);

/// Names of those that `told` has and a network with `used` is built without.
std::vector<std::string> unusedFacts(const NetworkFacts& told, const NetworkFacts& used);

/// Those that somebody has told.
NetworkFacts toldOf(const NetworkFacts& facts);

/// Sets the fact of that name from text, as a person chose it among candidates. Throws BadInput
/// when it cannot be.
void answer(NetworkFacts& facts, const std::string& fact, const std::string& text);

/// That a network is `used` with something else than `config` says, its config.json, as it was told
/// otherwise: a sentence; empty where they agree. What was assumed of either tells nothing.
std::string overrideNote(const NetworkFacts& used, const NetworkFacts& config);

/// "4 attention heads, activation gelu, epsilon 1e-06"; empty where nothing is known.
std::string describe(const NetworkFacts& facts);

/// A sentence on those that were assumed and are not `asked` for, and one on those that are as in
/// another checkpoint; empty where there are none.
std::string assumptionNote(const NetworkFacts& facts,
                           const std::vector<NetworkQuestion>& asked = {});

} // namespace palimpsest
