// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/class_labels.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Texts = std::vector<std::string>;

TEST(ClassLabels, AreValuesHoweverTheyAreWritten)
{
    for (const char* one :
         {"1", " 1 ", "01", "+1", "1.0", "1.000", "1.", "1e+00", "1E+0", "10e-1", "0.1e+1"}) {
        EXPECT_EQ(labelValue(one), "1") << one;
    }
    EXPECT_EQ(labelValue("-0.0"), "0");
    EXPECT_EQ(labelValue("-01.0"), "-1");
    EXPECT_EQ(labelValue("000"), "0");
    for (const char* other : {"1.5", "1e-3", "1e3", "2e5", "1e+99", "e3", "1e", "1e3x", "0x1",
                              "cat", "n01440764", "1.0.0", "-", ".", "1 2", "٣"}) {
        EXPECT_EQ(labelValue(other), other);
    }
    EXPECT_EQ(labelValue("-1.5e+03"), "-1500");
    EXPECT_EQ(labelValue("  "), "");
}

TEST(ClassLabels, AreInTheOrderOfTheirValuesBeforeNames)
{
    EXPECT_EQ(distinctLabels({"10", "2.0", "-1", "2", "", "1e+01", "b", "a10", "a9", "0.5"},
                             ClassOrder::ByText),
              (Texts{"-1", "0.5", "2", "10", "a10", "a9", "b"}));
    EXPECT_EQ(distinctLabels({"b", "a10", "a9", "3"}, ClassOrder::Natural),
              (Texts{"3", "a9", "a10", "b"}));
    EXPECT_EQ(distinctLabels({"4", "0", "0.0", "4.0"}, ClassOrder::ByText), (Texts{"0", "4"}));
}

TEST(ClassLabels, ThatAreLongNumbersAreInTheOrderOfTheirValues)
{
    const std::string long1 = "99999999999999999999";
    const std::string long2 = "100000000000000000000";
    const std::string huge = "1" + std::string(400, '0'); // more than a double holds
    for (const ClassOrder order : {ClassOrder::ByText, ClassOrder::Natural}) {
        EXPECT_EQ(distinctLabels({huge, "b", long2, "-" + long1, "-" + long2, long1, "-5"}, order),
                  (Texts{"-" + long2, "-" + long1, "-5", long1, long2, huge, "b"}));
    }
}

TEST(Splits, AreKnownByTheirUsualNames)
{
    EXPECT_EQ(splitNamed("Training"), Split::Train);
    EXPECT_EQ(splitNamed("VAL"), Split::Validation);
    EXPECT_EQ(splitNamed("dev"), Split::Validation);
    EXPECT_EQ(splitNamed("cat"), std::nullopt);
    EXPECT_EQ(splitIn("sst2-dev.tsv"), Split::Validation);
    EXPECT_EQ(splitIn("train-00000-of-00001.csv"), Split::Train);
    EXPECT_EQ(splitIn("train_test.csv"), std::nullopt) << "which of both?";
    EXPECT_EQ(splitIn("latest.csv"), std::nullopt);
    EXPECT_EQ(splitIn("my_training_test_testing.csv"), std::nullopt);
}

TEST(Labels, ThatSayMissingAreNoted)
{
    EXPECT_EQ(noteOnOdd({"0", "1", "n", "none"}), std::nullopt);
    for (const char* label : {"nan", "NaN", "-", "N/A", "null"}) {
        const auto note = noteOnOdd({"0", label});
        ASSERT_TRUE(note) << label;
        EXPECT_NE(note->find(label), std::string::npos);
    }
}

TEST(Labels, ThatAreNoNumberAmongNumbersAreNoted)
{
    for (const char* label : {"1e0", "1e-1", "0x1", "inf", "0.5"}) {
        const auto note = noteOnOdd({"0", "1", "2", label});
        ASSERT_TRUE(note) << label;
        EXPECT_NE(note->find("\"" + std::string(label) + "\" is no whole number"),
                  std::string::npos)
            << *note;
    }
    EXPECT_EQ(noteOnOdd({"0", "1", "cat", "dog"}), std::nullopt) << "names beside numbers";
    EXPECT_EQ(noteOnOdd({"0", "1", "2"}), std::nullopt);
    EXPECT_EQ(noteOnOdd({"1", "cat"}), std::nullopt) << "which is the odd one?";
}

TEST(Labels, ThatDifferInCapitalsAloneAreNoted)
{
    const auto note = noteOnCase({"CAT", "Cat", "FALSE", "True", "cat", "dog", "true"});
    ASSERT_TRUE(note);
    EXPECT_NE(note->find("CAT / Cat / cat"), std::string::npos) << *note;
    EXPECT_NE(note->find("True / true"), std::string::npos) << *note;
    EXPECT_EQ(note->find("FALSE"), std::string::npos) << *note;
    EXPECT_EQ(noteOnCase({"cat", "dog", "1"}), std::nullopt);
}

} // namespace
} // namespace palimpsest
