// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/network_config.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/models/architectures/harmless_entries.h"
#include "core/models/networks/network_facts_json.h"
#include "core/models/networks/timm_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace palimpsest {

using nlohmann::json;

namespace {

/// The text under `key`; empty where there is none.
std::string textUnder(const json& config, const char* key)
{
    const auto found = config.find(key);
    return found != config.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A value as config.json has it, for messages.
std::string inWords(const json& value)
{
    return shown(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// The kinds of models that Hugging Face calls so and computes as we do, by the name of ours.
bool isOfKind(const std::string& architecture, const std::string& kind)
{
    struct Kind
    {
        std::string_view name;
        std::string_view architecture;
    };
    constexpr auto kKinds = std::to_array<Kind>({{"vit", "ViT"},
                                                 {"vit_mae", "ViT"},
                                                 {"resnet", "ResNet"},
                                                 {"bert", "BERT"},
                                                 {"distilbert", "DistilBERT"}});
    return std::ranges::any_of(kKinds, [&](const Kind& known) {
        return kind == known.name && architecture.starts_with(known.architecture);
    });
}

/// Whether timm's model of that name computes as ours does: blurred or renormalised ResNets and
/// ViTs with other norms or activations bear the same names of tensors.
bool isTimmName(const Architecture& architecture, std::string_view timm)
{
    constexpr auto kStems = std::to_array<std::string_view>(
        {"resnet", "wide_resnet", "tv_resnet", "ssl_resnet", "swsl_resnet"});
    const std::string& own = architecture.name;
    if (own.starts_with("ResNet")) {
        return std::ranges::any_of(kStems, [&](std::string_view stem) {
            if (!timm.starts_with(stem)) {
                return false;
            }
            const std::string_view depth = timm.substr(stem.size());
            const std::size_t end = std::min(depth.find_first_not_of("0123456789"), depth.size());
            return end > 0 &&
                   (end == depth.size() || depth[end] == '.' || depth.substr(end) == "_2");
        });
    }
    if (own.starts_with("ViT")) {
        return timmViT(timm).has_value();
    }
    const std::string_view family = own.starts_with("VGG")          ? "vgg"
                                    : own.starts_with("SqueezeNet") ? "squeezenet"
                                    : own.starts_with("CIFAR")      ? "resnet"
                                                                    : "bert";
    return timm.find(family) != std::string_view::npos;
}

/// The digits that follow `stem` in a name; empty where it does not stand there.
std::string_view depthAfter(std::string_view stem, std::string_view name)
{
    const std::size_t found = name.find(stem);
    const std::string_view rest =
        found == std::string_view::npos ? std::string_view() : name.substr(found + stem.size());
    return rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size()));
}

/// Whether the tensors have another size than a name says; config.json, where it tells the size
/// itself, goes before the name and is compared by itself.
bool isOther(const Blueprint& network, const json& config, const char* key, std::int64_t named)
{
    const auto own = std::ranges::find(network.sizes, key,
                                       [](const auto& one) { return std::string_view(one.first); });
    return !config.contains(key) && own != network.sizes.end() &&
           own->second != std::vector<std::int64_t>{named};
}

/// Whether timm's model of that name has other sizes than the tensors: "resnet34" beside those of a
/// ResNet-50, "vit_base_patch16_224" beside those of a ViT-S or of a ViT of one's own sizes.
bool isOtherSize(const Blueprint& network, std::string_view timm, const json& config)
{
    constexpr std::int64_t kUsualWidth = 64;
    const std::string& own = network.architecture.name;
    if (const auto named = own.starts_with("ViT") ? timmViT(timm) : std::nullopt) {
        return isOther(network, config, "embed_dim", named->width) ||
               isOther(network, config, "depth", named->blocks) ||
               isOther(network, config, "patch_size", named->patch);
    }
    if (const std::string_view depth = depthAfter("VGG-", own); !depth.empty()) {
        const bool isNormalised = own.ends_with("with batch norm");
        return depthAfter("vgg", timm) != depth ||
               isNormalised != (timm.find("_bn") != std::string_view::npos);
    }
    const std::string_view depth = depthAfter("ResNet-", own);
    if (depth.empty() || own.starts_with("CIFAR")) {
        return false;
    }
    return (!config.contains("layers") && depthAfter("resnet", timm) != depth) ||
           isOther(network, config, "base_width",
                   timm.starts_with("wide_") ? 2 * kUsualWidth : kUsualWidth);
}

void requireType(const Blueprint& network, const json& config)
{
    const Architecture& architecture = network.architecture;
    const std::string kind = textUnder(config, "model_type");
    if (!kind.empty() && !isOfKind(architecture.name, kind)) {
        throw BadFile("config.json says that the model is of the type \"" + shown(kind) +
                      "\", and its tensors look like " + architecture.name +
                      ". Remove a config.json that belongs to another model, or use a TorchScript "
                      "export of this one.");
    }
    const std::string timm = textUnder(config, "architecture");
    if (!timm.empty() && !isTimmName(architecture, timm)) {
        throw BadFile("config.json says that the model is timm's \"" + shown(timm) +
                      "\", which computes otherwise than " + architecture.name +
                      ", although its tensors have these names. Remove a config.json that belongs "
                      "to another model; else use a TorchScript export of this one.");
    }
    if (!timm.empty() && isOtherSize(network, timm, config)) {
        throw BadFile("config.json says that the model is timm's \"" + shown(timm) +
                      "\", and the tensors are those of " + architecture.name +
                      ". It belongs to another model: remove it, or put the right one there.");
    }
}

/// Whether `value` says `sizes`: all of them, or one that may stand twice, as for both sides.
bool says(const json& value, const std::vector<std::int64_t>& sizes)
{
    if (sizes.size() != 1) {
        return value == json(sizes);
    }
    const json size = sizes.front();
    const auto isSize = [&](const json& side) { return side == size; };
    return isSize(value) || (value.is_array() && std::all_of(value.begin(), value.end(), isSize));
}

void requireSizes(const Blueprint& network, const json& config)
{
    for (const auto& [key, sizes] : network.sizes) {
        const auto found = config.find(key);
        if (found != config.end() && !found->is_null() && !says(*found, sizes)) {
            throw BadFile("config.json says \"" + key + "\": " + inWords(*found) +
                          ", and the tensors have " +
                          inWords(sizes.size() == 1 ? json(sizes.front()) : json(sizes)) +
                          ". It belongs to another model: remove it, or put the right one there.");
        }
    }
}

/// What tensors show of a network goes before what config.json says of it, but never in silence.
void requireShown(const Blueprint& network, const json& config)
{
    for (const auto& [key, values] : network.shown) {
        const auto found = config.find(key);
        if (found != config.end() && !found->is_null() &&
            std::ranges::find(values,
                              found->dump(-1, ' ', false, json::error_handler_t::replace)) ==
                values.end()) {
            throw BadFile("config.json says \"" + key + "\": " + inWords(*found) +
                          ", and the tensors show " + joined(values, " or ") +
                          ". It belongs to another model: remove it, or put the right one there.");
        }
    }
}

/// Limits of all networks; those of one follow them.
std::vector<ConfigLimit> limitsOf(const Blueprint& network)
{
    std::vector<ConfigLimit> limits = {
        {"is_decoder", {"false"}},
        {"is_encoder_decoder", {"false"}},
        {"problem_type",
         {"\"single_label_classification\"", "\"multi_label_classification\"", "\"regression\""}},
        {"add_cross_attention", {"false"}}};
    limits.insert(limits.end(), network.limits.begin(), network.limits.end());
    return limits;
}

void requireBuildable(const Blueprint& network, const json& config)
{
    for (const auto& [key, values] : limitsOf(network)) {
        const auto found = config.find(key);
        if (found == config.end() || found->is_null()) {
            continue;
        }
        const std::string value = found->dump(-1, ' ', false, json::error_handler_t::replace);
        if (std::ranges::find(values, value) == values.end()) {
            throw BadFile("config.json asks for \"" + key + "\": " + shown(value) +
                          ", which cannot be built for " + network.architecture.name + ", but " +
                          joined(values, " or ") + ". Use a TorchScript export of the model.");
        }
    }
}

/// Whether the entry means something to the network, or nothing to any.
bool isUnderstood(const Blueprint& network, const std::string& key, const json& config)
{
    const auto isKey = [&](const auto& one) { return one.first == key; };
    const auto isLimit = [&](const ConfigLimit& one) { return one.key == key; };
    if (isHarmless(key) || std::ranges::any_of(network.sizes, isKey) ||
        std::ranges::any_of(network.shown, isLimit) ||
        std::ranges::any_of(limitsOf(network), isLimit)) {
        return true;
    }
    const std::string fact = factOfEntry(key);
    const auto unused = unusedFacts(factsInConfig(config), network.architecture.facts);
    return !fact.empty() && std::ranges::find(unused, fact) == unused.end();
}

bool isOfLibrary(const json& config)
{
    return std::ranges::any_of(
        std::to_array({"model_type", "architecture", "architectures", "transformers_version"}),
        [&](const char* key) { return config.contains(key); });
}

void requireUnderstood(const Blueprint& network, const json& config)
{
    for (const auto& [key, value] : config.items()) {
        const bool saysNothing = value.is_null() || (value.is_structured() && value.empty());
        if (!saysNothing && !isUnderstood(network, key, config)) {
            throw BadFile("config.json says \"" + shown(key) + "\": " + inWords(value) +
                          ", and it is not known what that means for " + network.architecture.name +
                          ". Remove it where the model computes the same without it; else use a "
                          "TorchScript export of the model.");
        }
    }
}

/// How many labels `config` names; 0 where it does not tell.
std::int64_t labelCount(const json& config)
{
    std::set<std::string> numbers; // of which several may have one name
    if (const auto names = config.find("label2id"); names != config.end() && names->is_object()) {
        for (const json& number : *names) {
            numbers.insert(number.is_string() ? number.get<std::string>() : inWords(number));
        }
    }
    for (const char* names : {"id2label", "label_names"}) {
        if (const auto found = config.find(names);
            found != config.end() && found->is_structured() && !found->empty()) {
            return static_cast<std::int64_t>(found->size());
        }
    }
    for (const char* number : {"num_labels", "num_classes"}) {
        if (const auto found = config.find(number);
            numbers.empty() && found != config.end() && found->is_number_integer()) {
            return found->get<std::int64_t>();
        }
    }
    return static_cast<std::int64_t>(numbers.size());
}

/// The first class of model in `config` that answers with something else than classes of pictures
/// or of sequences: "BertForTokenClassification"; empty where there is none.
std::string otherTaskIn(const json& config)
{
    const auto found = config.find("architectures");
    if (found == config.end() || !found->is_array()) {
        return {};
    }
    for (const json& entry : *found) {
        const std::string name = entry.is_string() ? entry.get<std::string>() : std::string();
        const std::size_t task = name.rfind("For");
        const std::string_view what = task == std::string::npos
                                          ? std::string_view()
                                          : std::string_view(name).substr(task + 3);
        const bool isClassifier = what == "SequenceClassification" || what == "ImageClassification";
        if ((task != std::string::npos && !isClassifier) ||
            name.find("LMHead") != std::string::npos) {
            return shown(name);
        }
    }
    return {};
}

} // namespace

json networkConfig(const std::string& text)
{
    json config = text.empty() ? json::object() : parseJson(text, "config.json");
    if (!config.is_object()) {
        throw BadFile("config.json is no list of names and values. Correct or remove it.");
    }
    if (const auto found = config.find("model_args"); found != config.end() && found->is_object()) {
        const json inner = *found;
        config.erase(found);
        config.update(inner);
    }
    return config;
}

std::string typeIn(const std::string& text)
{
    try {
        const json config = networkConfig(text);
        const std::string type = textUnder(config, "model_type");
        return shown(type.empty() ? textUnder(config, "architecture") : type);
    } catch (const BadFile&) {
        return {};
    }
}

void requireConfigOf(const Blueprint& network, const json& config)
{
    requireType(network, config);
    requireSizes(network, config);
    requireShown(network, config);
    requireBuildable(network, config);
    if (isOfLibrary(config)) {
        requireUnderstood(network, config);
    }
}

void addMeaning(Blueprint& network, const json& config)
{
    Architecture& architecture = network.architecture;
    const std::string problem = textUnder(config, "problem_type");
    if (problem == "multi_label_classification") {
        architecture.meaning = LogitMeaning::Labels;
        architecture.notes.emplace_back(
            "Its labels are independent, as config.json says: a sigmoid of each logit is a "
            "probability, and the value to choose for a study is that of a sigmoid.");
    } else if (problem == "regression") {
        architecture.meaning = LogitMeaning::Quantities;
        architecture.notes.emplace_back(
            "Its outputs are quantities, as config.json says (regression), and no logits of "
            "classes: the value to choose for a study is the output itself.");
    }
    architecture.otherTask = otherTaskIn(config);
    architecture.toldClasses = labelCount(config);
    if (!architecture.otherTask.empty()) {
        architecture.notes.push_back("config.json says that it is a " + architecture.otherTask +
                                     ", whose answers are not those of a classifier: that may be "
                                     "the network before it was fine-tuned.");
    }
    if (architecture.toldClasses > 0 && architecture.classes > 0 &&
        architecture.toldClasses != architecture.classes) {
        architecture.notes.push_back(
            "config.json tells of " +
            numberOf(static_cast<std::size_t>(architecture.toldClasses), "class", "classes") +
            ", and the tensors have " + std::to_string(architecture.classes) +
            ": it may belong to another model.");
    }
}

} // namespace palimpsest
