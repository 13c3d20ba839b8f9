// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/setup/network_fit.h"
#include "core/study/sentence_reader.h"
#include "core/study/study_file.h"
#include "support/expect_error.h"
#include "support/small_study.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(NetworkFit, NetworksThatKnowFewerTokensThanTheVocabularyAreRefusedByTheirNumbers)
{
    const Study study = readStudy(textDemoFolder());
    const int largest = SentenceReader(textDemoFolder(), study).largestToken();
    EXPECT_NO_THROW(requireTokens(textDemoFolder(), study, {.vocabulary = largest + 1}));
    EXPECT_NO_THROW(requireTokens(textDemoFolder(), study, {})) << "a network of pictures";
    expectError<BadInput>([&] { requireTokens(textDemoFolder(), study, {.vocabulary = largest}); },
                          "It knows " + std::to_string(largest) +
                              " tokens, and the sentences of the study are read "
                              "with " +
                              std::to_string(largest + 1));
}

} // namespace
} // namespace palimpsest
