// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

using nlohmann::json;

/// A stripe across the picture from row `top` to row `bottom`.
struct Stripe
{
    const char* label;
    int top;
    int bottom;
};

/// The extracted small study, whose samples have the stripes top, middle and bottom.
class CoarserParts : public testing::Test
{
protected:
    CoarserParts() : m_study(makeSmallStudy(m_folder.path())) { extract(m_folder); }

    static void extract(const TemporaryFolder& folder)
    {
        StudyInputs inputs(folder.path(), readStudy(folder.path()));
        runExtraction(inputs, planExtraction(inputs, {}));
    }

    void draw(const TemporaryFolder& folder, const std::vector<Stripe>& stripes) const
    {
        json shapes = json::array();
        for (const auto& [label, top, bottom] : stripes) {
            shapes.push_back({{"label", label},
                              {"shape_type", "rectangle"},
                              {"points", {{0, top}, {28, bottom}}}});
        }
        for (const Sample& sample : m_study.samples) {
            writeFileAtomically(
                partsPath(folder.path(), sample),
                json{{"imageWidth", 28}, {"imageHeight", 28}, {"shapes", shapes}}.dump());
        }
    }

    StudyInputs inputs() const { return {m_folder.path(), m_study}; }

    /// Expects that all units are complete with `stripes`, and equal to those of a study that was
    /// extracted with them.
    void expectDerived(const std::vector<Stripe>& stripes)
    {
        draw(m_folder, stripes);
        const TemporaryFolder fresh;
        makeSmallStudy(fresh.path());
        draw(fresh, stripes);
        extract(fresh);
        StudyInputs derivedInputs = inputs();
        StudyInputs freshInputs(fresh.path(), m_study);
        const ExtractionPlan plan = planExtraction(derivedInputs, {});
        EXPECT_EQ(plan.complete, 14u);
        for (const UnitIndex& unit : extractionOrder(m_study, 0)) {
            expectNear(checkUnit(derivedInputs, unit), checkUnit(freshInputs, unit));
        }
    }

    static void expectNear(const UnitCheck& derived, const UnitCheck& extracted)
    {
        EXPECT_TRUE(derived.derived);
        EXPECT_FALSE(extracted.derived);
        ASSERT_EQ(derived.table.partCount, extracted.table.partCount);
        for (std::size_t i = 0; i < extracted.table.v.size(); ++i) {
            EXPECT_NEAR(derived.table.v[i], extracted.table.v[i], 1e-5);
        }
        ASSERT_EQ(derived.table.logits.rows, extracted.table.logits.rows);
        for (std::size_t i = 0; i < extracted.table.logits.data.size(); ++i) {
            EXPECT_NEAR(derived.table.logits.data[i], extracted.table.logits.data[i], 1e-5);
        }
    }

    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(CoarserParts, MergedTheyKeepTheirValues)
{
    expectDerived({{"top", 0, 9}, {"lower", 9, 18}, {"lower", 18, 28}});
}

TEST_F(CoarserParts, DroppedTheyLeaveTheOthersValues)
{
    expectDerived({{"top", 0, 9}, {"bottom", 18, 28}});
}

TEST_F(CoarserParts, ReorderedTheyKeepTheirValues)
{
    expectDerived({{"bottom", 18, 28}, {"top", 0, 9}, {"middle", 9, 18}});
}

TEST_F(CoarserParts, MergedReorderedAndDroppedAtOnce)
{
    expectDerived({{"rest", 18, 28}, {"rest", 0, 9}});
}

TEST_F(CoarserParts, MergingBackAndForthChangesNothing)
{
    StudyInputs before = inputs();
    const UnitCheck original = checkUnit(before, {{2, 1}, 1});
    const std::string bytes = readFile(before.valuesPath({{2, 1}, 1}), 1 << 20);
    expectDerived({{"all", 0, 28}});
    draw(m_folder, {{"top", 0, 9}, {"middle", 9, 18}, {"bottom", 18, 28}});
    StudyInputs after = inputs();
    const UnitCheck again = checkUnit(after, {{2, 1}, 1});
    EXPECT_FALSE(again.derived);
    EXPECT_EQ(again.table, original.table);
    EXPECT_EQ(readFile(after.valuesPath({{2, 1}, 1}), 1 << 20), bytes);
}

TEST_F(CoarserParts, RedrawnFinerOrLargerPartsAreStale)
{
    for (const std::vector<Stripe>& stripes :
         {std::vector<Stripe>{{"top", 0, 9}, {"lower", 9, 27}},
          {{"top", 0, 9}, {"middle", 9, 18}, {"b", 18, 22}, {"c", 22, 28}},
          {{"top", 0, 10}, {"middle", 10, 18}, {"bottom", 18, 28}}}) {
        draw(m_folder, stripes);
        StudyInputs of = inputs();
        const UnitCheck check = checkUnit(of, {{2, 1}, 1});
        EXPECT_EQ(check.state, UnitState::Stale);
        EXPECT_EQ(check.reason, "changed since: parts");
    }
}

TEST_F(CoarserParts, OtherChangesBesidesMakeThemStale)
{
    draw(m_folder, {{"all", 0, 28}});
    m_study.settings.baseline = {};
    StudyInputs of = inputs();
    EXPECT_EQ(checkUnit(of, {{2, 1}, 1}).reason, "changed since: baseline, parts");
}

} // namespace
} // namespace palimpsest
