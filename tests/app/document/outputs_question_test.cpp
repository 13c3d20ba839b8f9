// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_session.h"
#include "core/study/study_file.h"
#include "support/application.h"
#include "support/scripted_net.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The small study with a run of a network that ends in sigmoids.
class OutputsQuestion : public testing::Test
{
protected:
    OutputsQuestion()
    {
        needApplication();
        Study study = makeSmallStudy(m_folder.path());
        fs::create_directories(m_folder / "nets");
        writeScriptedNet(m_folder / "nets/0.pt",
                         "m = x.mean([1, 2, 3])\n"
                         "z = torch.stack([m, -m, 0.5 * m, torch.zeros_like(m)], 1)\n"
                         "return torch.sigmoid(z)");
        study.lineages.push_back({.name = "labels",
                                  .role = Role::Other,
                                  .checkpoints = {{.epoch = 0, .weights = "nets/0.pt"}}});
        writeStudy(m_folder.path(), study);
        m_session = std::make_unique<StudySession>();
        m_session->setTrust({.everything = true}, {});
        m_session->open(m_folder.path());
    }

    static bool eventually(const std::function<bool()>& condition)
    {
        return waitUntil(condition, std::chrono::minutes(1));
    }

    bool hasValues() const { return fs::exists(m_folder / "values/labels/0/pullover_1.h5"); }

    TemporaryFolder m_folder;
    std::unique_ptr<StudySession> m_session;
};

TEST_F(OutputsQuestion, IsAskedOnceAndItsAnswerIsKeptInTheStudy)
{
    int asked = 0;
    std::optional<OutputKind> answer;
    m_session->setOutputsQuestion(
        [&](const QString& why, const std::vector<OutputKind>& candidates) {
            ++asked;
            EXPECT_TRUE(why.startsWith("labels/0 answers with numbers from")) << why.toStdString();
            EXPECT_EQ(candidates,
                      (std::vector{OutputKind::Logits, OutputKind::IndependentProbabilities}));
            return answer;
        });
    m_session->extract("labels");
    ASSERT_TRUE(eventually([&] { return asked == 1; }));
    EXPECT_FALSE(m_session->extractor().isRunning());
    EXPECT_FALSE(hasValues());

    answer = OutputKind::IndependentProbabilities;
    m_session->extract("labels");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
    ASSERT_TRUE(eventually([&] { return !m_session->extractor().isRunning(); }));
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(m_session->study().lineages[3].checkpoints[0].outputs, answer);
    ASSERT_TRUE(m_session->document()->save());
    EXPECT_EQ(readStudy(m_folder.path()).lineages[3].checkpoints[0].outputs, answer);
}

} // namespace
} // namespace palimpsest
