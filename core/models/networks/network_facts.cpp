// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/network_facts.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/models/networks/known_facts.h"
#include "core/models/networks/network_facts_json.h"
#include "core/models/networks/timm_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <type_traits>

namespace palimpsest {

namespace {

/// Calls `visit` with the name of each fact and the member that holds it.
template<typename Visit>
void forEachFact(const Visit& visit)
{
    visit(kHeadsFact, &NetworkFacts::heads);
    visit(kNormEpsilonFact, &NetworkFacts::normEpsilon);
    visit(kActivationFact, &NetworkFacts::activation);
    visit(kHeadActivationFact, &NetworkFacts::headActivation);
    visit(kStridesFact, &NetworkFacts::strides);
    visit(kFirstStageFact, &NetworkFacts::firstStageHalves);
    visit(kBatchNormEpsilonFact, &NetworkFacts::batchNormEpsilon);
    visit(kStemPoolingFact, &NetworkFacts::stemPooling);
}

/// Takes away what is said of a fact.
template<typename Value>
void forget(NetworkFacts& facts, const char* name, std::optional<Value> NetworkFacts::*member)
{
    (facts.*member).reset();
    facts.assumed.erase(name);
    facts.asIn.erase(name);
}

std::string inWords(const char* /*fact*/, std::int64_t heads)
{
    return std::to_string(heads) + (heads == 1 ? " attention head" : " attention heads");
}

std::string inWords(const char* fact, double epsilon)
{
    const bool isOfBatches = std::string_view(fact) == kBatchNormEpsilonFact;
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "epsilon %g of %s norms", epsilon,
                  isOfBatches ? "batch" : "layer");
    return text.data();
}

std::string inWords(const char* fact, const std::string& what)
{
    const std::string name = fact;
    return name == kStridesFact
               ? "strides in the " + what + " convolution of a bottleneck (v1" +
                     (what == "first" ? "" : ".5") + ")"
               : "activation " + what + (name == kHeadActivationFact ? " in the head" : "");
}

std::string inWords(const char* fact, bool halves)
{
    if (std::string_view(fact) == kStemPoolingFact) {
        return halves ? "a max pooling after the stem" : "no pooling after the stem";
    }
    return halves ? "a first stage that halves pictures" : "a first stage that keeps sizes";
}

/// The entries of config.json that tell a fact; of those of one fact, the first counts.
struct ConfigEntry
{
    const char* key;
    const char* fact;
};
constexpr auto kConfigEntries =
    std::to_array<ConfigEntry>({{"num_attention_heads", kHeadsFact},
                                {"n_heads", kHeadsFact},
                                {"num_heads", kHeadsFact},
                                {"layer_norm_eps", kNormEpsilonFact},
                                {"batch_norm_eps", kBatchNormEpsilonFact},
                                {"hidden_act", kActivationFact},
                                {"activation", kActivationFact},
                                {"act_layer", kActivationFact},
                                {"downsample_in_bottleneck", kStridesFact},
                                {"downsample_in_first_stage", kFirstStageFact}});

/// What `config` tells of a fact, as `Value`.
template<typename Value>
std::optional<Value> entry(const nlohmann::json& config, const std::string& fact)
{
    for (const auto& [key, told] : kConfigEntries) {
        const auto found = told == fact ? config.find(key) : config.end();
        if (found == config.end() || found->is_null()) {
            continue;
        }
        constexpr bool isText = std::is_same_v<Value, std::string>;
        constexpr bool isFlag = std::is_same_v<Value, bool>;
        if (isText ? !found->is_string() : isFlag ? !found->is_boolean() : !found->is_number()) {
            throw BadFile("config.json has no " +
                          std::string(isText   ? "text"
                                      : isFlag ? "true or false"
                                               : "number") +
                          " under \"" + key + "\". Correct or remove it.");
        }
        return found->template get<Value>();
    }
    return std::nullopt;
}

} // namespace

NetworkFacts completed(NetworkFacts told, const NetworkFacts& otherwise)
{
    forEachFact([&](const char* name, auto member) {
        if (!(told.*member) && otherwise.*member) {
            told.*member = otherwise.*member;
            if (otherwise.assumed.contains(name)) {
                told.assumed.insert(name);
            }
            if (const auto as = otherwise.asIn.find(name); as != otherwise.asIn.end()) {
                told.asIn.insert(*as);
            }
        }
    });
    return told;
}

NetworkFacts among(NetworkFacts facts, const NetworkFacts& asked)
{
    forEachFact([&](const char* name, auto member) {
        if (!(asked.*member)) {
            forget(facts, name, member);
        }
    });
    return facts;
}

bool agree(const NetworkFacts& first, const NetworkFacts& second)
{
    bool areEqual = true;
    bool areAlike = true;
    forEachFact([&](const std::string& name, auto member) {
        const bool isOfOne = (first.*member).has_value() != (second.*member).has_value();
        if (isOfOne && (name == kBatchNormEpsilonFact || name == kStemPoolingFact)) {
            return;
        }
        areAlike = areAlike && !isOfOne;
        areEqual = areEqual && first.*member == second.*member;
    });
    return areEqual || !areAlike;
}

NetworkFacts agreed(const std::map<std::string, NetworkFacts>& checkpoints)
{
    NetworkFacts common;
    forEachFact([&](const char* name, auto member) {
        for (const auto& [checkpoint, facts] : checkpoints) {
            if (!(facts.*member) || facts.assumed.contains(name)) {
                continue;
            }
            if (common.*member && common.*member != facts.*member) {
                forget(common, name, member);
                return;
            }
            common.*member = facts.*member;
            const auto as = facts.asIn.find(name);
            common.asIn.emplace(name, as == facts.asIn.end() ? checkpoint : as->second);
        }
    });
    return common;
}

std::vector<std::string> unusedFacts(const NetworkFacts& told, const NetworkFacts& used)
{
    std::vector<std::string> names;
    forEachFact([&](const char* name, auto member) {
        if (told.*member && !(used.*member)) {
            names.emplace_back(name);
        }
    });
    return names;
}

NetworkFacts toldOf(const NetworkFacts& facts)
{
    NetworkFacts told = facts;
    forEachFact([&](const char* name, auto member) {
        if (facts.assumed.contains(name)) {
            forget(told, name, member);
        }
    });
    told.assumed.clear(); // of facts that are not known here, too
    return told;
}

NetworkFacts without(NetworkFacts facts, const std::vector<NetworkQuestion>& asked)
{
    forEachFact([&](const char* name, auto member) {
        if (std::ranges::find(asked, name, &NetworkQuestion::fact) != asked.end()) {
            forget(facts, name, member);
        }
    });
    return facts;
}

void answer(NetworkFacts& facts, const std::string& fact, const std::string& text)
{
    const auto number = [&](auto& value) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || !(value > 0)) {
            throw BadInput("\"" + text +
                           "\" is no positive number. Choose one of those asked for.");
        }
    };
    if (fact == kHeadsFact) {
        number(facts.heads.emplace());
    } else if (fact == kNormEpsilonFact) {
        number(facts.normEpsilon.emplace());
    } else if (fact == kActivationFact) {
        facts.activation = text;
    } else if (fact == kHeadActivationFact) {
        facts.headActivation = text;
    } else if (fact == kStridesFact) {
        facts.strides = text;
    } else {
        throw BadInput("Networks are not asked for \"" + fact + "\".");
    }
    facts.assumed.erase(fact);
    facts.asIn.erase(fact);
}

std::string describe(const NetworkFacts& facts)
{
    std::string text;
    forEachFact([&](const char* name, auto member) {
        if (facts.*member) {
            text += (text.empty() ? "" : ", ") + inWords(name, *(facts.*member));
        }
    });
    return text;
}

std::string overrideNote(const NetworkFacts& used, const NetworkFacts& config)
{
    NetworkFacts said = toldOf(config);
    NetworkFacts own = toldOf(used);
    forEachFact([&](const char* name, auto member) {
        if (!(said.*member) || !(own.*member) || said.*member == own.*member) {
            forget(said, name, member);
            forget(own, name, member);
        }
    });
    const std::string text = describe(own);
    return text.empty()
               ? std::string()
               : "config.json says " + describe(said) + "; " + text + " is used, as it was told.";
}

std::string assumptionNote(const NetworkFacts& facts, const std::vector<NetworkQuestion>& asked)
{
    NetworkFacts assumed = without(facts, asked);
    forEachFact([&](const char* name, auto member) {
        if (!assumed.assumed.contains(name)) {
            (assumed.*member).reset();
        }
    });
    std::vector<std::string> notes;
    if (const std::string text = describe(assumed); !text.empty()) {
        notes.push_back("Assumed, as neither the tensors nor a config.json tell it: " + text + ".");
    }
    std::string as;
    forEachFact([&](const char* name, auto member) {
        const auto found = facts.asIn.find(name);
        if (facts.*member && found != facts.asIn.end()) {
            as += (as.empty() ? "" : ", ") + inWords(name, *(facts.*member)) + " as in " +
                  shown(found->second);
        }
    });
    if (!as.empty()) {
        notes.push_back("Taken over, as neither the tensors nor a config.json tell it: " + as +
                        ".");
    }
    return joined(notes, " ");
}

NetworkFacts factsInConfig(const nlohmann::json& config)
{
    NetworkFacts facts;
    if (const auto heads = entry<double>(config, kHeadsFact)) {
        const bool isWhole = *heads >= 1.0 && *heads <= 1e6 && *heads == std::floor(*heads);
        facts.heads =
            isWhole ? static_cast<std::int64_t>(*heads) : 0; // 0 is refused where it is used
    }
    facts.normEpsilon = entry<double>(config, kNormEpsilonFact);
    facts.batchNormEpsilon = entry<double>(config, kBatchNormEpsilonFact);
    facts.activation = entry<std::string>(config, kActivationFact);
    if (const auto early = entry<bool>(config, kStridesFact)) {
        facts.strides = *early ? "first" : "second";
    }
    facts.firstStageHalves = entry<bool>(config, kFirstStageFact);
    if (const auto timm = config.find("architecture");
        !facts.heads && timm != config.end() && timm->is_string()) {
        if (const auto named = timmViT(timm->get<std::string>())) {
            facts.heads = named->heads;
        }
    }
    return facts;
}

std::string factOfEntry(const std::string& key)
{
    const auto* const found =
        std::ranges::find_if(kConfigEntries, [&](const auto& one) { return key == one.key; });
    return found == kConfigEntries.end() ? std::string() : found->fact;
}

nlohmann::ordered_json toJson(const NetworkFacts& facts)
{
    nlohmann::ordered_json result = nlohmann::ordered_json::object();
    forEachFact([&](const char* name, auto member) {
        if (facts.*member) {
            result[name] = *(facts.*member);
        }
    });
    if (!facts.assumed.empty()) {
        result["assumed"] = facts.assumed;
    }
    if (!facts.asIn.empty()) {
        result["as_in"] = facts.asIn;
    }
    return result;
}

NetworkFacts networkFactsFromJson(const nlohmann::ordered_json& value)
{
    NetworkFacts facts;
    try {
        forEachFact(
            [&]<typename Value>(const char* name, std::optional<Value> NetworkFacts::*member) {
                if (value.contains(name)) {
                    facts.*member = value[name].template get<Value>();
                }
            });
        facts.assumed = value.value("assumed", std::set<std::string>());
        facts.asIn = value.value("as_in", std::map<std::string, std::string>());
    } catch (const nlohmann::json::exception&) {
        throw BadInput(
            "\"network\" of a checkpoint says something that is none of " +
            listedNames({kHeadsFact, kNormEpsilonFact, kActivationFact, kHeadActivationFact,
                         kStridesFact, kFirstStageFact, kBatchNormEpsilonFact, kStemPoolingFact}));
    }
    return facts;
}

} // namespace palimpsest
