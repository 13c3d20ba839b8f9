// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/plan_file.h"
#include "core/extraction/small_runs.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

TEST(PlanFile, KeepsTheFirstPlanOfEachArchitectureAndDevice)
{
    const TemporaryFolder folder;
    const ExecutionPlan first{.device = "cpu",
                              .threads = 2,
                              .batchSize = 4,
                              .graph = Graph::Optimised,
                              .channelsLast = true};
    EXPECT_EQ(storePlan(folder.path(), "a", first), first);
    EXPECT_EQ(readPlan(folder.path(), "a", "cpu"), first);
    EXPECT_EQ(storePlan(folder.path(), "a", {.device = "cpu", .batchSize = 9}), first);
    // As written before plans had a graph and a layout.
    writeFileAtomically(folder / "plans.json", R"({"format": 1, "plans": [{"template_sha256": "a",
        "device": "cpu", "threads": 2, "batch_size": 32}]})");
    EXPECT_EQ(readPlan(folder.path(), "a", "cpu"),
              (ExecutionPlan{.device = "cpu", .threads = 2, .batchSize = 32}));
}

class StoredPlans : public testing::Test
{
protected:
    StoredPlans()
    {
        storePlan(folder.path(), "a", {.device = "cpu", .threads = 2, .batchSize = 8});
        storePlan(folder.path(), "a", {.device = "cuda", .threads = 3, .batchSize = 9});
    }

    fs::path path() const { return folder / "plans.json"; }

    const TemporaryFolder folder;
};

TEST_F(StoredPlans, HasAPlanForEachArchitectureAndDevice)
{
    EXPECT_EQ(readPlan(folder.path(), "a", "cuda")->batchSize, 9);
    EXPECT_EQ(readPlan(folder.path(), "b", "cpu"), std::nullopt);
    EXPECT_EQ(setAsideDamagedPlans(folder.path()), "");
}

TEST_F(StoredPlans, DamagedIsSetAsideByARunAndByNothingElse)
{
    const std::string whole = readFile(path(), 1 << 20);
    std::string negative = whole;
    negative.replace(negative.find(": 8"), 3, ":-8");
    std::string nameless = whole;
    nameless.replace(nameless.find("\"cuda\""), 6, "17");
    std::string graphless = whole;
    graphless.replace(graphless.find("\"frozen\""), 8, "\"melted\"");
    for (const std::string& damaged :
         {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"), std::string("{}"),
          std::string(R"({"format": 2, "plans": 3})"),
          std::string(R"({"format": 2, "plans": [3]})"), negative, nameless, graphless}) {
        writeFileAtomically(path(), damaged);
        EXPECT_EQ(readPlan(folder.path(), "a", "cpu"), std::nullopt) << damaged;
        EXPECT_EQ(readFile(path(), 1 << 20), damaged) << "looking changes nothing";
        const std::string said = setAsideDamagedPlans(folder.path());
        EXPECT_NE(said.find("plans.json.damaged"), std::string::npos) << said;
        EXPECT_FALSE(fs::exists(path()));
    }
    EXPECT_EQ(readFile(folder / "plans.json.damaged-9", 1 << 20), graphless);
}

TEST_F(StoredPlans, OfANewerVersionIsRefusedAndStays)
{
    writeFileAtomically(path(), R"({"format": 99, "plans": []})");
    expectError<BadFile>([&] { readPlan(folder.path(), "a", "cpu"); }, "newer version");
    expectError<BadFile>([&] { setAsideDamagedPlans(folder.path()); }, "newer version");
    EXPECT_TRUE(fs::exists(path()));
}

TEST_F(Extraction, GoesOnWithoutDamagedPlansAndSaysSo)
{
    writeFileAtomically(m_folder / "plans.json", "{");
    EXPECT_EQ(plan().units.size(), 14u);
    EXPECT_EQ(readFile(m_folder / "plans.json", 1 << 20), "{");
    const ExtractionResult result = extract();
    EXPECT_EQ(result.unitsDone, 14u);
    ASSERT_EQ(result.warnings.size(), 1u);
    EXPECT_NE(result.warnings.front().find("is damaged"), std::string::npos);
    EXPECT_EQ(readFile(m_folder / "plans.json.damaged", 1 << 20), "{");
    EXPECT_TRUE(extract().warnings.empty());
}

} // namespace
} // namespace palimpsest
