// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/networks/config_labels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

Names labelsIn(const char* config)
{
    return labelsInConfig(nlohmann::json::parse(config));
}

TEST(ConfigLabels, AreToldByEitherEntry)
{
    EXPECT_EQ(labelsIn(R"({"id2label": {"0": "cat", "1": "dog"}})"), (Names{"cat", "dog"}));
    EXPECT_EQ(labelsIn(R"({"label2id": {"dog": 0, "cat": "1"}})"), (Names{"dog", "cat"}));
    EXPECT_EQ(labelsIn(R"({"id2label": {"0": "LABEL_0", "1": "LABEL_1"},
                           "label2id": {"dog": 0, "cat": 1}})"),
              (Names{"dog", "cat"}));
    EXPECT_EQ(labelsIn(R"({"id2label": {"0": "crane", "1": "crane"}, "label2id": {"crane": 1}})"),
              (Names{"crane", "crane"}))
        << "a bird and a machine, as in ImageNet";
    EXPECT_EQ(labelsIn(R"({"id2label": {"0": "no"}, "label2id": {"LABEL_0": 0}})"), Names{"no"});
    EXPECT_EQ(labelsIn("{}"), Names());
    EXPECT_EQ(labelsIn("[]"), Names());
}

TEST(ConfigLabels, ThatContradictEachOtherOrLeaveAClassOutAreRefused)
{
    expectError<BadFile>(
        [] {
            labelsIn(R"({"id2label": {"0": "cat", "1": "dog"}, "label2id": {"cat": 1, "dog": 0}})");
        },
        "calls class 0 \"dog\" in \"label2id\" and \"cat\" in \"id2label\"");
    expectError<BadFile>([] { labelsIn(R"({"id2label": {"0": "cat", "2": "dog"}})"); },
                         "none with the number 1");
    expectError<BadFile>([] { labelsIn(R"({"label2id": {"cat": 1, "dog": 2}})"); },
                         "none with the number 0");
    expectError<BadFile>([] { labelsIn(R"({"label2id": {"cat": 0, "dog": 0}})"); },
                         "class 0 two names");
    expectError<BadFile>([] { labelsIn(R"({"id2label": {"a": "cat"}})"); }, "\"id2label\"");
}

} // namespace
} // namespace palimpsest
