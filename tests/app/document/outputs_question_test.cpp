// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/session_with_net.h"

#include <deque>
#include <vector>

namespace palimpsest {
namespace {

constexpr const char* kSigmoids = "m = x.mean([1, 2, 3])\n"
                                  "z = torch.stack([m, -m, 0.5 * m, torch.zeros_like(m)], 1)\n"
                                  "return torch.sigmoid(z)";

/// The small study with a run of a network that ends in sigmoids.
class OutputsQuestion : public SessionWithNet
{
protected:
    OutputsQuestion() : SessionWithNet("labels", kSigmoids)
    {
        m_session->setTrust({.everything = true});
        m_session->questions().outputs =
            [this](const UndecidedOutputs& open) -> std::optional<OutputKind> {
            m_asked.push_back(open.who());
            EXPECT_EQ(open.decision().candidates,
                      (std::vector{OutputKind::Logits, OutputKind::IndependentProbabilities}));
            if (m_answers.empty()) {
                return std::nullopt;
            }
            const OutputKind answer = m_answers.front();
            m_answers.pop_front();
            return answer;
        };
    }

    std::optional<OutputKind> told(std::size_t lineage) const
    {
        return m_session->study().lineages[lineage].checkpoints[0].outputs;
    }

    /// Waits for values that tell what this run answers with.
    bool areKnown(std::size_t lineage) const
    {
        return eventually([&] {
            return m_session->values() && m_session->values()->outputs.contains({lineage, 0});
        });
    }

    std::vector<std::string> m_asked;
    std::deque<OutputKind> m_answers; ///< none are left: declined
};

TEST_F(OutputsQuestion, IsAskedOnceAndItsAnswerIsKeptInTheStudy)
{
    m_session->extract("labels");
    ASSERT_TRUE(eventually([&] { return m_asked.size() == 1; }));
    EXPECT_FALSE(m_session->extractor().isRunning());
    EXPECT_FALSE(hasValues());

    m_answers = {OutputKind::IndependentProbabilities};
    m_session->extract("labels");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
    ASSERT_TRUE(hasEnded());
    EXPECT_EQ(m_asked, (std::vector<std::string>{"labels/0", "labels/0"}));
    EXPECT_EQ(told(3), OutputKind::IndependentProbabilities);
    ASSERT_TRUE(m_session->document()->save());
    EXPECT_EQ(readStudy(m_folder.path()).lineages[3].checkpoints[0].outputs, told(3));
}

TEST_F(OutputsQuestion, IsAnsweredForTheRunItWasAskedOfAlone)
{
    Study study = readStudy(m_folder.path());
    addRun(study, "numbers", kSigmoids);
    writeStudy(m_folder.path(), study);
    m_session->open(m_folder.path());
    m_answers = {OutputKind::IndependentProbabilities, OutputKind::Logits};
    m_session->extract("labels");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
    ASSERT_TRUE(hasEnded());
    EXPECT_EQ(told(3), OutputKind::IndependentProbabilities);
    EXPECT_EQ(told(4), std::nullopt);
    EXPECT_EQ(told(0), std::nullopt);
    m_session->extract("numbers");
    ASSERT_TRUE(eventually([&] { return hasValuesOf("numbers"); }));
    ASSERT_TRUE(hasEnded());
    EXPECT_EQ(told(4), OutputKind::Logits);
    EXPECT_EQ(m_asked, (std::vector<std::string>{"labels/0", "numbers/0"}));
}

TEST_F(OutputsQuestion, ThatWasDeclinedIsPutAgainByARunAlone)
{
    m_answers = {OutputKind::IndependentProbabilities};
    m_session->extract("labels");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
    ASSERT_TRUE(hasEnded());
    Study untold = m_session->study(); // its values alone leave it open
    untold.lineages[3].checkpoints[0].outputs.reset();
    int problems = 0;
    QObject::connect(m_session.get(), &StudySession::failed, m_session.get(),
                     [&](const QString& why) { problems += why.startsWith("labels/0 answers"); });
    m_asked.clear();
    m_session->document()->changeStudy(untold, "forgotten");
    ASSERT_TRUE(eventually([&] { return problems == 1; }));
    EXPECT_EQ(m_asked.size(), 1U);
    for (int looks = 2; looks < 5; ++looks) {
        m_session->extractor().estimate({});
        ASSERT_TRUE(eventually([&] { return problems == looks; }));
    }
    EXPECT_EQ(m_asked.size(), 1U);
    m_session->extract("labels");
    ASSERT_TRUE(eventually([&] { return m_asked.size() == 2; }));
}

TEST_F(OutputsQuestion, ToTellWhatIsKnownDropsNoValues)
{
    m_session->extract("pretrained");
    ASSERT_TRUE(eventually([&] { return hasValuesOf("pretrained"); }));
    ASSERT_TRUE(hasEnded());
    ASSERT_TRUE(areKnown(0));
    const auto tell = [&](OutputKind kind) {
        m_session->document()->changeStudy(withOutputs(m_session->study(), {0, 0}, kind), "told");
        return m_session->values() != nullptr;
    };
    EXPECT_TRUE(tell(OutputKind::Logits));
    EXPECT_EQ(told(0), OutputKind::Logits);
    EXPECT_FALSE(tell(OutputKind::Probabilities)) << "these are other values";
}

} // namespace
} // namespace palimpsest
