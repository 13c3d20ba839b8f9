// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "support/example_study.h"
#include "widgets/plots/figure_catalogue.h"

#include <gtest/gtest.h>

#include <string>

namespace palimpsest {
namespace {

constexpr int kColumn = 1009; // 89 mm

/// The small study with made-up values, analysed.
FigureContent exampleContent()
{
    needApplication();
    const ExampleStudy example = makeExampleStudy();
    return {.study = example.study, .analysis = example.analysis, .epoch = 2, .samples = {}};
}

std::string noteOf(const char* kind, const FigureContent& content)
{
    return makeFigure(figureKind(kind), content, kColumn)->note().toStdString();
}

bool isOfScratch(const std::string& text)
{
    return text.find("scratch") != std::string::npos;
}

TEST(NoteOfAFigure, NamesTheRunFromScratchWhereItIsShown)
{
    FigureContent content = exampleContent();
    const auto comparison = [&](const char* kind) {
        return figureKind(kind).comparison(content.study, content.analysis);
    };
    for (const char* kind : {"knowledge", "orders"}) {
        EXPECT_FALSE(isOfScratch(noteOf(kind, content)) || isOfScratch(comparison(kind))) << kind;
    }
    for (const char* kind : {"signed", "likeness", "ratio", "accuracy"}) {
        EXPECT_TRUE(isOfScratch(noteOf(kind, content)) && isOfScratch(comparison(kind))) << kind;
    }
    content.analysis.scratch.reset();
    for (const char* kind : {"signed", "likeness", "accuracy"}) { // the ratio is nothing without it
        EXPECT_FALSE(isOfScratch(noteOf(kind, content)) || isOfScratch(comparison(kind))) << kind;
    }
}

TEST(NoteOfAFigure, NamesTheCheckpointsOfItsEpoch)
{
    FigureContent content = exampleContent();
    const std::size_t target = content.analysis.target;
    const std::size_t scratch = *content.analysis.scratch;
    const int epoch = content.analysis.curve[content.epoch].epoch;
    const std::string name = content.study.lineages[target].name + "/" + std::to_string(epoch);
    EXPECT_EQ(noteOf("orders", content).rfind(name + " against pretrained/0", 0), 0U);
    EXPECT_EQ(noteOf("signed", content).rfind(name + " and scratch/", 0), 0U)
        << noteOf("signed", content);
    content.analysis.scratch = target; // drawn once
    EXPECT_EQ(noteOf("signed", content), noteOf("orders", content));
    content.analysis.scratch = scratch;
    for (auto& [index, model] : content.analysis.models) {
        if (index.lineage == scratch) {
            model.strengths = {}; // it answers the same to everything and is not drawn
        }
    }
    EXPECT_EQ(noteOf("signed", content), noteOf("orders", content));
}

} // namespace
} // namespace palimpsest
