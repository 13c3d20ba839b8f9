// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/session_with_net.h"

namespace palimpsest {
namespace {

/// The small study with a run of a TorchScript file that nobody has agreed to.
class SessionTrust : public SessionWithNet
{
protected:
    SessionTrust()
        : SessionWithNet("scripted", "m = x.mean([1, 2, 3])\n"
                                     "return torch.stack([m, -m, 0.5 * m, torch.zeros_like(m)], 1)")
    {
    }

    /// Opens the study with one more run, of a program that never ends, and trusts both.
    void openWithEndless()
    {
        Study study = readStudy(m_folder.path());
        addRun(study, "endless", kEndlessNet);
        writeStudy(m_folder.path(), study);
        m_session->open(m_folder.path());
        m_session->setTrust({.everything = true});
    }
};

TEST_F(SessionTrust, AsksBeforeAProgramRunsAndGoesOnWithTheAnswer)
{
    int asked = 0;
    bool answer = false;
    m_session->questions().trust = [&](const std::vector<ModelProgram>& programs) {
        ++asked;
        EXPECT_EQ(programs.size(), 1U);
        EXPECT_EQ(programs.front().path.filename(), "scripted.pt");
        EXPECT_EQ(programs.front().sha256.size(), 64U);
        return answer;
    };
    m_session->extract("scripted");
    ASSERT_TRUE(eventually([&] { return asked == 1; }));
    EXPECT_FALSE(m_session->extractor().isRunning());
    EXPECT_FALSE(hasValues());

    answer = true;
    m_session->extract("scripted");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
    ASSERT_TRUE(eventually([&] { return !m_session->extractor().isRunning(); }));
    EXPECT_EQ(asked, 2);
    m_session->extract();
    ASSERT_TRUE(eventually([&] { return !m_session->extractor().isRunning(); }));
    EXPECT_EQ(asked, 2) << "what is trusted is not asked about again";
}

TEST_F(SessionTrust, ShowsNoPreviewOfAProgramThatIsNotTrusted)
{
    QString why;
    QObject::connect(&m_session->extractor(), &Extractor::previewFailed, m_session.get(),
                     [&](const QString& text) { why = text; });
    m_session->extractor().preview({{3, 0}, 0});
    ASSERT_TRUE(eventually([&] { return !why.isEmpty(); }));
    EXPECT_TRUE(why.contains("which is a program")) << why.toStdString();
}

TEST_F(SessionTrust, CancelEndsAnEndlessProgramSoonAndTheNextRunGoesOn)
{
    openWithEndless();
    bool isInside = false;
    QObject::connect(&m_session->extractor(), &Extractor::started, m_session.get(),
                     [&] { isInside = true; });
    m_session->extract("endless");
    ASSERT_TRUE(eventually([&] { return isInside; }));
    const auto begun = std::chrono::steady_clock::now();
    m_session->extractor().cancel();
    ASSERT_TRUE(eventually([&] { return !m_session->extractor().isRunning(); }));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
    m_session->extract("scripted");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
}

TEST_F(SessionTrust, AnEndlessPreviewHoldsUpNeitherRunsNorClosing)
{
    openWithEndless();
    m_session->extractor().preview({{4, 0}, 0});
    m_session->extract("scripted");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
    ASSERT_TRUE(eventually([&] { return !m_session->extractor().isRunning(); }));
    m_session->extractor().preview({{4, 0}, 0});
    const auto begun = std::chrono::steady_clock::now();
    m_session.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

} // namespace
} // namespace palimpsest
