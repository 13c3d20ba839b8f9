// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/harmless_entries.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace palimpsest {

namespace {

constexpr auto kAboutModels = std::to_array<std::string_view>({"architecture",
                                                               "architectures",
                                                               "auto_map",
                                                               "directionality",
                                                               "finetuning_task",
                                                               "id2label",
                                                               "label2id",
                                                               "label_descriptions",
                                                               "label_names",
                                                               "language",
                                                               "license",
                                                               "model_type",
                                                               "name_or_path",
                                                               "num_classes",
                                                               "num_features",
                                                               "num_labels",
                                                               "pretrained_cfg",
                                                               "problem_type",
                                                               "task_specific_params",
                                                               "tokenizer_class",
                                                               "transformers_version"});

/// Dropout, initial weights, losses, and what is masked in pre-training.
constexpr auto kAboutTraining = std::to_array<std::string_view>({"attention_dropout",
                                                                 "attention_probs_dropout_prob",
                                                                 "attn_drop_rate",
                                                                 "classifier_dropout",
                                                                 "decoder_hidden_size",
                                                                 "decoder_intermediate_size",
                                                                 "decoder_num_attention_heads",
                                                                 "decoder_num_hidden_layers",
                                                                 "drop_block_rate",
                                                                 "drop_path_rate",
                                                                 "drop_rate",
                                                                 "dropout",
                                                                 "encoder_stride",
                                                                 "gradient_checkpointing",
                                                                 "hidden_dropout_prob",
                                                                 "initializer_factor",
                                                                 "initializer_range",
                                                                 "label_smoothing",
                                                                 "mask_ratio",
                                                                 "norm_pix_loss",
                                                                 "patch_drop_rate",
                                                                 "pos_drop_rate",
                                                                 "proj_drop_rate",
                                                                 "qa_dropout",
                                                                 "seq_classif_dropout",
                                                                 "weight_init",
                                                                 "zero_init_last"});

/// How programs hold, run and hand out a network; words that are made by networks of sentences.
constexpr auto kAboutPrograms = std::to_array<std::string_view>({"attn_implementation",
                                                                 "bad_words_ids",
                                                                 "begin_suppress_tokens",
                                                                 "bos_token_id",
                                                                 "chunk_size_feed_forward",
                                                                 "cls_token_id",
                                                                 "decoder_start_token_id",
                                                                 "diversity_penalty",
                                                                 "do_sample",
                                                                 "dtype",
                                                                 "dynamic_img_pad",
                                                                 "dynamic_img_size",
                                                                 "early_stopping",
                                                                 "encoder_no_repeat_ngram_size",
                                                                 "eos_token_id",
                                                                 "exponential_decay_length_penalty",
                                                                 "forced_bos_token_id",
                                                                 "forced_eos_token_id",
                                                                 "length_penalty",
                                                                 "mask_token_id",
                                                                 "max_length",
                                                                 "min_length",
                                                                 "no_repeat_ngram_size",
                                                                 "num_beam_groups",
                                                                 "num_beams",
                                                                 "num_return_sequences",
                                                                 "out_features",
                                                                 "out_indices",
                                                                 "output_attentions",
                                                                 "output_hidden_states",
                                                                 "output_past",
                                                                 "output_scores",
                                                                 "pad_token_id",
                                                                 "prefix",
                                                                 "remove_invalid_values",
                                                                 "repetition_penalty",
                                                                 "return_dict",
                                                                 "return_dict_in_generate",
                                                                 "sep_token_id",
                                                                 "stage_names",
                                                                 "suppress_tokens",
                                                                 "temperature",
                                                                 "tf_legacy_loss",
                                                                 "tie_encoder_decoder",
                                                                 "tie_weights_",
                                                                 "tie_word_embeddings",
                                                                 "top_k",
                                                                 "top_p",
                                                                 "torch_dtype",
                                                                 "torchscript",
                                                                 "typical_p",
                                                                 "unk_token_id",
                                                                 "use_bfloat16",
                                                                 "use_cache",
                                                                 "xla_device"});

/// Layers that are there or not, or have a size, as tensors tell; poolers that are left out. Only
/// bottlenecks have what "downsample_in_bottleneck" speaks of.
constexpr auto kToldByTensors = std::to_array<std::string_view>({"base_width",
                                                                 "block",
                                                                 "cardinality",
                                                                 "class_token",
                                                                 "depth",
                                                                 "downsample_in_bottleneck",
                                                                 "embed_dim",
                                                                 "fc_norm",
                                                                 "image_size",
                                                                 "img_size",
                                                                 "init_values",
                                                                 "layers",
                                                                 "mlp_ratio",
                                                                 "no_embed_class",
                                                                 "pooler_act",
                                                                 "pooler_fc_size",
                                                                 "pooler_num_attention_heads",
                                                                 "pooler_num_fc_layers",
                                                                 "pooler_output_size",
                                                                 "pooler_size_per_head",
                                                                 "pooler_type",
                                                                 "pre_norm",
                                                                 "proj_bias",
                                                                 "qk_norm",
                                                                 "qkv_bias",
                                                                 "reg_tokens",
                                                                 "representation_size",
                                                                 "sinusoidal_pos_embds",
                                                                 "stem_width"});

} // namespace

bool isHarmless(const std::string& key)
{
    const auto isAmong = [&](const auto& keys) {
        return std::ranges::find(keys, key) != keys.end();
    };
    // What begins so is the libraries' own: "_name_or_path", "_attn_implementation".
    return key.starts_with('_') || isAmong(kAboutModels) || isAmong(kAboutTraining) ||
           isAmong(kAboutPrograms) || isAmong(kToldByTensors);
}

} // namespace palimpsest
