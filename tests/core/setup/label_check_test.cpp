// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/preprocessing_presets.h"
#include "core/setup/accuracy.h"
#include "core/setup/label_check.h"
#include "core/setup/new_study.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Answers to `perClass` samples of each class: logit `margin` for the class that `answer` says, 0
/// for the others, with some noise.
struct Answers
{
    Matrix<float> logits;
    std::vector<int> labels;
};

template<typename Answer>
Answers answers(std::size_t classes, int perClass, double rightShare, Answer answer)
{
    Answers result{.logits = Matrix<float>(classes * perClass, classes), .labels = {}};
    std::mt19937 random(3);
    for (std::size_t label = 0; label < classes; ++label) {
        for (int i = 0; i < perClass; ++i) {
            const bool isRight = i < rightShare * perClass;
            const std::size_t said = isRight ? answer(label) : random() % classes;
            const auto row = result.logits.row(result.labels.size());
            std::ranges::generate(row, [&] { return static_cast<float>(random() % 100) * 0.001F; });
            row[said] += 2.0F;
            result.labels.push_back(static_cast<int>(label));
        }
    }
    return result;
}

const auto kSame = [](std::size_t label) { return label; };

std::vector<std::string> numbered(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        names.push_back("class_" + std::to_string(i));
    }
    return names;
}

void expectWarning(const LabelCheck& check, const std::string& text)
{
    ASSERT_EQ(check.warnings.size(), 1u);
    EXPECT_NE(check.warnings[0].find(text), std::string::npos) << check.warnings[0];
}

TEST(LabelFit, IsAccuracyAndCrossEntropyOfTheLogitsAsTheyAre)
{
    Matrix<float> logits(3, 2);
    logits.data = {4.0F, 0.0F, 4.0F, 0.0F, 0.0F, 4.0F};
    const LabelFit fit = labelFit(logits, {0, 1, 1}, {"a", "b"});
    EXPECT_DOUBLE_EQ(fit.accuracy, 2.0 / 3.0);
    EXPECT_NEAR(fit.crossEntropy, std::log1p(std::exp(-4.0)) + 4.0 / 3.0, 1e-9);
    EXPECT_EQ(fit.losses.size(), 3u);
    EXPECT_NEAR(labelFit(logits, {0, 0, 1}, {"a", "b"}).crossEntropy, std::log1p(std::exp(-4.0)),
                1e-9)
        << "where all are right, it still says how sure the model is";
    Matrix<float> one(3, 1);
    one.data = {-1.0F, 2.0F, 3.0F};
    EXPECT_EQ(labelFit(one, {0, 1, 1}, {"a", "b"}).accuracy, 1.0);
    expectError<BadInput>([&] { labelFit(logits, {0, 1, 1}, {"a", "b", "c"}); }, "2 classes");
    expectError<BadInput>([&] { labelFit({}, {}, {"a", "b"}); }, "no labelled samples");
}

TEST(CheckLabels, IsContentWithAGoodModelAndTellsChance)
{
    const Answers good = answers(10, 12, 0.7, kSame);
    EXPECT_TRUE(checkLabels(good.logits, good.labels, numbered(10)).warnings.empty());
    const Answers none = answers(10, 12, 0.0, kSame);
    const LabelCheck check = checkLabels(none.logits, none.labels, numbered(10));
    EXPECT_NEAR(check.chance, 0.1, 1e-9);
    expectWarning(check, "hardly better than naming one class always (10 %)");
    const Answers weak = answers(10, 12, 0.3, kSame);
    EXPECT_TRUE(checkLabels(weak.logits, weak.labels, numbered(10)).warnings.empty());
}

TEST(CheckLabels, SaysThatAnswersAreNoNumbersAndLooksNoFurther)
{
    Answers broken = answers(10, 12, 0.7, kSame);
    broken.logits.row(7)[2] = std::numeric_limits<float>::quiet_NaN();
    expectWarning(checkLabels(broken.logits, broken.labels, numbered(10)),
                  "1 of 120 samples with what is no number");
}

TEST(CheckLabels, NamesTheOrderThatFits)
{
    // Trained on 0, 1, 2, …, 11 and listed by text: 0, 1, 10, 11, 2, …
    std::vector<std::string> byText = numbered(12);
    std::ranges::sort(byText);
    const std::vector<std::string> natural = numbered(12);
    const auto trained = [](const std::vector<std::string>& listed,
                            const std::vector<std::string>& model) {
        return answers(12, 10, 0.7, [&](std::size_t label) {
            return static_cast<std::size_t>(std::ranges::find(model, listed[label]) -
                                            model.begin());
        });
    };
    const Answers listedByText = trained(byText, natural);
    const LabelCheck check = checkLabels(listedByText.logits, listedByText.labels, byText);
    expectWarning(check, "with \"2\" before \"10\". List");
    EXPECT_GT(*check.otherOrder, 0.65);
    const Answers listedNaturally = trained(natural, byText);
    expectWarning(checkLabels(listedNaturally.logits, listedNaturally.labels, natural),
                  "by text, \"10\" before \"2\". List");
}

TEST(CheckLabels, SpeaksOfNoNumbersWhereClassesHaveNone)
{
    const Answers alphabetical = answers(4, 12, 0.8, [](std::size_t label) { return 3 - label; });
    const LabelCheck check =
        checkLabels(alphabetical.logits, alphabetical.labels, {"top", "right", "left", "bottom"});
    expectWarning(check, "numbered in the order of their names, \"bottom\" first. List");
    EXPECT_EQ(check.numbering.find("10"), std::string::npos) << check.numbering;
    EXPECT_EQ(check.numbering.find("natural"), std::string::npos) << check.numbering;
}

TEST(CheckLabels, FindsAnyOtherNumbering)
{
    const Answers shifted = answers(5, 12, 0.8, [](std::size_t label) { return (label + 1) % 5; });
    const LabelCheck check =
        checkLabels(shifted.logits, shifted.labels, {"ant", "bee", "cat", "dog", "elk"});
    expectWarning(check, "its number 0 mostly is \"elk\", and the study's is \"ant\"");
    EXPECT_FALSE(check.otherOrder);
    EXPECT_GT(check.renumbered, 0.75);
}

TEST(CheckPictureLabels, NamesTheNormalisationThatFits)
{
    Preprocessing used = torchvisionPreprocessing();
    const auto logitsOf = [&](const Preprocessing& preprocessing) {
        const bool isRight = preprocessing.mean[0] == 0.5;
        return answers(10, 12, isRight ? 0.8 : 0.5, kSame).logits;
    };
    const std::vector<int> labels = answers(10, 12, 1.0, kSame).labels;
    const LabelCheck check = checkPictureLabels(logitsOf, used, labels, numbered(10));
    expectWarning(check, "levels from −1 to 1 (mean 0.5,0.5,0.5");
    EXPECT_NEAR(check.otherNormalisation->accuracy, 0.8, 0.06);
    used.mean = used.std = {0.5, 0.5, 0.5};
    EXPECT_TRUE(checkPictureLabels(logitsOf, used, labels, numbered(10)).warnings.empty());
}

/// Whether levels from −1 to 1 are advised, where a network answers otherwise with them.
bool isOtherAdvised(const Answers& used, const Answers& other)
{
    const auto logitsOf = [&](const Preprocessing& preprocessing) {
        return preprocessing.mean[0] == 0.5 ? other.logits : used.logits;
    };
    const LabelCheck check =
        checkPictureLabels(logitsOf, torchvisionPreprocessing(), used.labels, numbered(10));
    EXPECT_GT(check.normalisations.size(), 1u) << "the table is shown anyway";
    return check.otherNormalisation.has_value();
}

TEST(CheckPictureLabels, AdvisesNothingByAHandfulOfSamples)
{
    for (const int perClass : {1, 2}) {
        EXPECT_EQ(
            isOtherAdvised(answers(10, perClass, 0.0, kSame), answers(10, perClass, 1.0, kSame)),
            perClass == 2)
            << perClass;
    }
}

TEST(CheckPictureLabels, AdvisesNothingWhereAModelIsOnlySurer)
{
    const Answers unsure = answers(10, 12, 0.8, kSame);
    Answers sure = unsure;
    for (float& logit : sure.logits.data) {
        logit *= 1.5F;
    }
    ASSERT_LT(labelFit(sure.logits, sure.labels, numbered(10)).crossEntropy,
              labelFit(unsure.logits, unsure.labels, numbered(10)).crossEntropy);
    EXPECT_FALSE(isOtherAdvised(unsure, sure));
}

TEST(LabelCheck, OfFewSamplesSaysNothingOfChance)
{
    const Matrix<float> right = answers(2, 2, 1.0, kSame).logits;
    const std::vector<int> labels = answers(2, 2, 1.0, kSame).labels;
    ASSERT_EQ(labels.size(), 4u);
    const LabelCheck check = checkLabels(right, labels, numbered(2));
    EXPECT_EQ(check.fit.accuracy, 1.0);
    EXPECT_TRUE(check.warnings.empty()) << check.warnings[0];
    const auto ofOneClass = [](std::size_t samples) {
        Matrix<float> logits(samples, 2);
        for (std::size_t i = 0; i < samples; ++i) {
            logits.row(i)[1] = 1.0F;
        }
        return logits;
    };
    EXPECT_TRUE(checkLabels(ofOneClass(4), labels, numbered(2)).warnings.empty());
    expectWarning(checkLabels(ofOneClass(6), answers(2, 3, 1.0, kSame).labels, numbered(2)),
                  "hardly better than naming one class always");
}

TEST(LabelCheck, TakesNoLabelForAPlace)
{
    Matrix<float> logits(2, 2);
    expectError<BadInput>([&] { checkLabels(logits, {0, 2}, numbered(2)); }, "class number 2");
    expectError<BadInput>([&] { checkLabels(logits, {0, -1}, numbered(2)); }, "class number -1");
    logits.row(0)[0] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(checkLabels(logits, {0, 1}, numbered(2)).fit.accuracy, 0.0)
        << "what is no number speaks for no class";
}

TEST(TopClasses, AreTheLargestLogits)
{
    const std::vector<float> logits = {1.0F, 3.0F, 2.0F};
    EXPECT_EQ(topClasses(logits, {"a", "b", "c"}, 2), (std::vector<std::string>{"b", "c"}));
    EXPECT_EQ(topClasses(logits, {"a", "b", "c"}).size(), 3u);
}

/// The real network that was fine-tuned on ten birds, on the pictures it was tested with.
class RealLabels : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!fs::exists(m_birds) || !fs::exists(m_weights)) {
            GTEST_SKIP() << "The data set and the models are not on this machine.";
        }
        m_study = makeStudy(m_folder / "study",
                            {.name = "birds",
                             .classes = listPictures(m_birds, ClassOrder::ByText).classes,
                             .preprocessing = torchvisionPreprocessing(),
                             .tokenisation = {}});
    }

    LabelCheck check()
    {
        return checkModel({.files = {.modelTemplate = {}, .weights = m_weights}, .programs = {}},
                          labelledSet(m_birds, m_study), m_folder / "study", m_study,
                          {.threads = 2, .channelsLast = true});
    }

    fs::path m_data = sourceFolder() / "../shared/data";
    fs::path m_birds = m_data / "images/cub200_10classes";
    fs::path m_weights = m_data / "models/derived_cub10_squeezenet_finetune/epoch_06.pth";
    TemporaryFolder m_folder;
    Study m_study;
};

TEST_F(RealLabels, AreFineAsTheModelWasTrained)
{
    const LabelCheck as = check();
    EXPECT_EQ(as.samples, 60u);
    EXPECT_NEAR(as.fit.accuracy, 0.683, 0.02); // 41 of 60 by another implementation
    EXPECT_TRUE(as.warnings.empty()) << as.warnings[0];
    EXPECT_EQ(as.firstTop.size(), 5u);
    EXPECT_EQ(as.firstClass, "001.Black_footed_Albatross");
}

TEST_F(RealLabels, ShowAWrongOrderOfClasses)
{
    std::ranges::reverse(m_study.classes);
    expectWarning(check(), "numbered in another order");
}

TEST_F(RealLabels, ShowAWrongNormalisation)
{
    m_study.preprocessing.mean = {0.0, 0.0, 0.0};
    m_study.preprocessing.std = {1.0, 1.0, 1.0};
    expectWarning(check(), "normalised otherwise than in training");
}

} // namespace
} // namespace palimpsest
