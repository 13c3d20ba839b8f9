// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/extraction/extraction.h"
#include "core/extraction/unit_model.h"
#include "core/study/study_file.h"
#include "core/units/unit_check.h"
#include "support/expect_error.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>

namespace palimpsest {
namespace {

using nlohmann::json;

constexpr UnitIndex kUnit{{1, 1}, 1};

/// A stripe of the picture from row `top` to row `bottom`.
struct Stripe
{
    const char* label;
    int top;
    int bottom;
};

const std::vector<Stripe> kTwo = {{"top", 0, 9}, {"middle", 9, 18}}; // ten rows are background

/// The small study with two stripes and a background, and another baseline for each sample's.
class BackgroundTest : public testing::Test
{
protected:
    BackgroundTest() : m_study(makeSmallStudy(m_folder.path()))
    {
        m_study.settings.baseline = {.kind = BaselineKind::Blur, .sigma = 3.0};
        m_study.lineages.resize(2);
        m_study.lineages[1].checkpoints.erase(m_study.lineages[1].checkpoints.begin());
        draw(kTwo);
    }

    void draw(const std::vector<Stripe>& stripes) const
    {
        json shapes = json::array();
        for (const auto& [label, top, bottom] : stripes) {
            shapes.push_back({{"label", label},
                              {"shape_type", "rectangle"},
                              {"points", {{0, top}, {28, bottom}}}});
        }
        for (const Sample& sample : m_study.samples) {
            writeFileAtomically(
                partsPath(m_folder.path(), sample),
                json{{"imageWidth", 28}, {"imageHeight", 28}, {"shapes", shapes}}.dump());
        }
    }

    StudyInputs inputs() const { return {m_folder.path(), m_study}; }

    void extract(Background background)
    {
        m_study.settings.background = background;
        StudyInputs of = inputs();
        EXPECT_TRUE(runExtraction(of, planExtraction(of, {})).failures.empty());
    }

    UnitCheck check(Background background)
    {
        m_study.settings.background = background;
        StudyInputs of = inputs();
        return checkUnit(of, kUnit);
    }

    /// Expects the values of the unit to be those of pictures put together by hand: `isVisible`
    /// says whether a row shows the sample when the parts in a coalition are present.
    void expectValues(const ValueTable& table, auto isVisible) const
    {
        Study plain = m_study;
        plain.settings.background = Background::Kept;
        StudyInputs of(m_folder.path(), plain);
        const auto& [image, baseline] =
            std::get<PictureInput>(of.sample(kUnit.sample).input.content);
        const auto model = openModel(of, kUnit, {});
        const LabelMap whole{.width = 28,
                             .height = 28,
                             .parts = {{"all", 784}},
                             .labels = std::vector<std::uint8_t>(784, 1)};
        for (Coalition coalition = 0; coalition < table.v.size(); ++coalition) {
            ImageTensor picture = baseline;
            for (std::size_t i = 0; i < picture.values.size(); ++i) {
                if (isVisible(static_cast<int>(i) / 28, coalition)) {
                    picture.values[i] = image.values[i];
                }
            }
            const ModelInput shown{.content = PictureInput{picture, baseline}, .parts = whole};
            const Matrix<float> logits = model->open(shown)->logits(std::array{Coalition{1}});
            EXPECT_NEAR(
                table.v[coalition],
                valueOf(logits.row(0), m_study.samples[kUnit.sample].label, ValueKind::LogOdds),
                1e-4);
        }
    }

    TemporaryFolder m_folder;
    Study m_study;
};

bool stripesShow(int row, Coalition coalition)
{
    return row < 18 && (coalition >> (row / 9) & 1u) != 0;
}

TEST_F(BackgroundTest, KeptItIsAlwaysVisible)
{
    extract(Background::Kept);
    const ValueTable table = check(Background::Kept).table;
    ASSERT_EQ(table.partCount, 2);
    expectValues(table, [](int row, Coalition c) { return row >= 18 || stripesShow(row, c); });
}

TEST_F(BackgroundTest, MaskedItIsNever)
{
    extract(Background::Masked);
    const ValueTable table = check(Background::Masked).table;
    ASSERT_EQ(table.partCount, 2);
    expectValues(table, stripesShow);
}

TEST_F(BackgroundTest, AsAPartItComesLast)
{
    extract(Background::OwnPart);
    const ValueTable table = check(Background::OwnPart).table;
    ASSERT_EQ(table.partCount, 3);
    expectValues(table, [](int row, Coalition c) {
        return row >= 18 ? (c >> 2 & 1u) != 0 : stripesShow(row, c);
    });
    StudyInputs of = inputs();
    EXPECT_EQ(of.parts(1).parts.back().name, "background");
}

TEST_F(BackgroundTest, AnotherChoiceIsNamedAsTheReason)
{
    for (const Background stored : kBackgrounds) {
        extract(stored);
        for (const Background wanted : kBackgrounds) {
            const UnitCheck found = check(wanted);
            if (stored == wanted) {
                EXPECT_EQ(found.state, UnitState::Complete);
            } else if (stored == Background::OwnPart && wanted == Background::Kept) {
                EXPECT_TRUE(found.derived);
                expectValues(found.table,
                             [](int row, Coalition c) { return row >= 18 || stripesShow(row, c); });
            } else {
                EXPECT_EQ(found.reason, "changed since: background");
            }
        }
    }
}

TEST_F(BackgroundTest, MergedPartsKeepTheirValuesUnderEveryChoice)
{
    for (const Background background : kBackgrounds) {
        draw(kTwo);
        extract(background);
        draw({{"both", 0, 18}});
        const UnitCheck merged = check(background);
        EXPECT_TRUE(merged.derived);
        expectValues(merged.table, [&](int row, Coalition c) {
            return row < 18                            ? (c & 1u) != 0
                   : background == Background::OwnPart ? (c >> 1 & 1u) != 0
                                                       : background == Background::Kept;
        });
    }
}

// Its pixels are masked for good now, and no stored coalition shows that with the sample's others.
TEST_F(BackgroundTest, UnderAMaskedOneADroppedPartMakesValuesStale)
{
    extract(Background::Masked);
    draw({{"middle", 9, 18}});
    const UnitCheck dropped = check(Background::Masked);
    EXPECT_EQ(dropped.state, UnitState::Stale);
    EXPECT_EQ(dropped.reason, "changed since: parts");
}

TEST_F(BackgroundTest, ADroppedPartJoinsABackgroundThatIsAPart)
{
    extract(Background::OwnPart);
    draw({{"middle", 9, 18}});
    const UnitCheck dropped = check(Background::OwnPart);
    EXPECT_TRUE(dropped.derived);
    ASSERT_EQ(dropped.table.partCount, 2);
    expectValues(dropped.table, [](int row, Coalition c) {
        return (c >> (row >= 9 && row < 18 ? 0 : 1) & 1u) != 0;
    });
}

TEST_F(BackgroundTest, AnotherBaselineUnderAMaskedOneIsNoOtherPicture)
{
    extract(Background::Masked);
    m_study.settings.baseline = {};
    EXPECT_EQ(check(Background::Masked).reason, "changed since: baseline");
    EXPECT_EQ(check(Background::OwnPart).state, UnitState::Stale);
}

TEST_F(BackgroundTest, InpaintingFollowsWhichPixelsAreParts)
{
    m_study.settings.baseline = {.kind = BaselineKind::Telea};
    extract(Background::Kept);
    draw({{"both", 0, 18}});
    EXPECT_TRUE(check(Background::Kept).derived);
    draw({{"middle", 9, 18}});
    EXPECT_EQ(check(Background::Kept).reason, "changed since: baseline, parts");
}

TEST_F(BackgroundTest, InpaintingNeedsABackgroundThatIsKept)
{
    m_study.settings.baseline = {.kind = BaselineKind::NavierStokes};
    for (const Background background : {Background::Masked, Background::OwnPart}) {
        m_study.settings.background = background;
        StudyInputs of = inputs();
        expectError<BadInput>([&] { of.sample(0); }, "Keep the background");
        EXPECT_EQ(planExtraction(of, {}).impossible.size(), 6u);
    }
    m_study.settings.background = Background::Kept;
    draw({{"all", 0, 28}});
    StudyInputs covered = inputs();
    expectError<BadInput>([&] { covered.sample(0); }, "pullover_1: The parts cover");
}

TEST_F(BackgroundTest, WithTheBackgroundNoMoreThanTwentyPartsAreExact)
{
    std::vector<Stripe> stripes;
    const std::vector<std::string> names = [] {
        std::vector<std::string> result;
        for (int i = 0; i < kMaxParts; ++i) {
            result.push_back("stripe " + std::to_string(i));
        }
        return result;
    }();
    for (int i = 0; i < kMaxParts; ++i) {
        stripes.push_back({names[static_cast<std::size_t>(i)].c_str(), i, i + 1});
    }
    draw(stripes);
    StudyInputs kept = inputs();
    EXPECT_EQ(kept.parts(0).partCount(), kMaxParts);
    m_study.settings.background = Background::OwnPart;
    StudyInputs own = inputs();
    expectError<BadInput>([&] { own.sample(0); }, "21 parts with its background");
}

TEST_F(BackgroundTest, PicturesToLookAtShowTheSame)
{
    StudyInputs of = inputs();
    const SampleInputs& sample = of.sample(0);
    const auto rowsFrom = [](const Image& image, int first, int last) {
        return std::vector(image.pixels.begin() + 28 * first, image.pixels.begin() + 28 * last);
    };
    for (const Background background : kBackgrounds) {
        m_study.settings.background = background;
        const MaskedPictures shown = maskedPictures(sample.picture, sample.input.parts, m_study);
        EXPECT_EQ(rowsFrom(shown.all, 0, 18), rowsFrom(sample.picture, 0, 18));
        EXPECT_EQ(
            rowsFrom(shown.all, 18, 28),
            rowsFrom(background == Background::Masked ? shown.baseline : sample.picture, 18, 28));
        EXPECT_EQ(rowsFrom(shown.none, 0, 18), rowsFrom(shown.baseline, 0, 18));
        EXPECT_EQ(
            rowsFrom(shown.none, 18, 28),
            rowsFrom(background == Background::Kept ? sample.picture : shown.baseline, 18, 28));
        EXPECT_EQ(shown.parts.partCount(), background == Background::OwnPart ? 3 : 2);
    }
}

} // namespace
} // namespace palimpsest
