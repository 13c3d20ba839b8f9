// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/classifier_head.h"
#include "core/models/networks/network_facts.h"
#include "core/models/networks/tensor_map.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What a network takes.
enum class InputKind {
    Image,  ///< float32 [batch, channels, height, width]
    Tokens, ///< int64 [batch, length], with a mask of the same shape
};

/// What the logits of a network are of.
enum class LogitMeaning {
    Classes,    ///< one class among all: a softmax makes probabilities of them
    Labels,     ///< labels that are independent: a sigmoid makes one of each
    Quantities, ///< no classes at all, as of a regression
};

/// A network that tensors were recognised as.
struct Architecture
{
    std::string name; ///< "ResNet-50", "ViT-B/16", "BERT (12 layers, 768 wide)"
    std::string keys; ///< whose names the tensors bear: "torchvision", "timm", "Hugging Face"
    InputKind input = InputKind::Image;
    std::int64_t classes = 0; ///< 0 where the file holds no classifier head
    std::int64_t inputChannels = 0;
    std::int64_t inputSize = 0;  ///< side in pixels (0: any), or the largest number of tokens
    std::int64_t vocabulary = 0; ///< how many tokens it knows, numbered from 0; 0 for pictures
    std::int64_t segments = 0;   ///< of pairs that it tells apart, numbered from 0; 0: none
    ClassifierHead head;
    LogitMeaning meaning = LogitMeaning::Classes; ///< by config.json
    std::int64_t toldClasses = 0;                 ///< by config.json; 0 where it tells none
    std::string otherTask; ///< the class of model that config.json says, where that is no
                           ///< classifier of pictures or of sequences; or empty
    NetworkFacts facts;    ///< that it is built with
    std::vector<NetworkQuestion> questions; ///< facts that are too unsure to be assumed
    std::vector<std::string> notes;         ///< sentences on what is unusual
    std::string misfit; ///< which tensors are not those of such a network but for a missing head,
                        ///< sentences; empty where all are

    bool operator==(const Architecture&) const = default;
};

/// What network `tensors` belong to, by their names; sizes come from their shapes. `config` is the
/// text of the config.json beside them, or empty, and `told` what a person has said, which goes
/// before it. Nothing when no known architecture bears such names. Throws BadFile when `config` or
/// a shape is broken, or asks for a variant that cannot be built.
std::optional<Architecture> recognise(const TensorMap& tensors, const std::string& config,
                                      const NetworkFacts& told = {});

/// One line: "ResNet-50 (names of torchvision), 1000 classes, pictures of 3 channels".
std::string describe(const Architecture& architecture);

/// What is unusual of a network or was assumed, sentences; what is still asked for is not.
std::vector<std::string> remarksOn(const Architecture& architecture);

/// The architectures that can be recognised, for messages.
std::string knownArchitectures();

/// "belong to no known architecture (VGG, …)", with the type of model that `config` says, for
/// messages on tensors.
std::string unknownTo(const std::string& config);

} // namespace palimpsest
