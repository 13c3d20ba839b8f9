// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis_export.h"
#include "core/analysis/analysis_json.h"
#include "support/analysed_study.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

using nlohmann::json;

// The split divides the strength that is told by sign.
TEST_F(AnalysedStudy, StrengthsBySignAddUpToWhatIsSplit)
{
    const Analysis analysis = analysed();
    const SignedStrengths& reference = analysis.models.at(analysis.reference).strengths;
    for (const EpochKnowledge& epoch : analysis.curve) {
        const SignedStrengths& target =
            analysis.model(m_study, analysis.target, epoch.epoch)->strengths;
        const KnowledgeAmounts& orders = epoch.pooled.byOrder;
        ASSERT_EQ(reference.positive.size(), orders.preserved.size());
        for (std::size_t m = 0; m < orders.preserved.size(); ++m) {
            EXPECT_NEAR(reference.positive[m] + reference.negative[m],
                        orders.preserved[m] + orders.discarded[m], 1e-12);
            EXPECT_NEAR(target.positive[m] + target.negative[m],
                        orders.preserved[m] + orders.gained[m], 1e-12);
        }
    }
    const json model = json::parse(analysisJson(m_study, analysis))["models"]["pretrained/0"];
    EXPECT_EQ(model["strengths"]["positive"], json(reference.positive));
    EXPECT_EQ(model["strengths"]["negative"], json(reference.negative));
}

TEST_F(AnalysedStudy, StrengthsBySignAreWrittenByCheckpointAndOrder)
{
    for (const std::size_t sample : {0U, 1U}) {
        write({{1, 0}, sample}, {0, 0, 0, 0, 0, 0, 0, -4}); // −4abc
        write({{1, 1}, sample}, std::vector<double>(8, 0.0));
    }
    const std::string csv = signedCsv(analysed());
    EXPECT_TRUE(csv.starts_with("checkpoint,order,positive,negative\n"));
    EXPECT_NE(csv.find("finetuned/0,1,0,0\nfinetuned/0,2,0,0\nfinetuned/0,3,0,1\n"),
              std::string::npos)
        << csv;
    EXPECT_EQ(csv.find("finetuned/4"), std::string::npos) << "it answers the same to everything";
}

} // namespace
} // namespace palimpsest
