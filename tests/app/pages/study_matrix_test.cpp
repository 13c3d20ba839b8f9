// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_matrix.h"
#include "support/session_with_net.h"
#include "widgets/tables/unit_matrix_view.h"

namespace palimpsest {
namespace {

/// A run that ends in softmax.
class StudyMatrixTest : public SessionWithNet
{
protected:
    StudyMatrixTest()
        : SessionWithNet("soft", "m = x.mean([1, 2, 3])\n"
                                 "z = torch.stack([m, -m, 0.5 * m, torch.zeros_like(m)], 1)\n"
                                 "return torch.softmax(z, 1)")
    {
        m_session->setTrust({.everything = true});
    }

    /// What is said of the run.
    QString tip() const
    {
        const QAbstractItemModel* model = m_view->model();
        return model->headerData(model->columnCount() - 1, Qt::Horizontal, Qt::ToolTipRole)
            .toString();
    }

    StudyMatrix m_matrix{*m_session};
    std::unique_ptr<UnitMatrixView> m_view{m_matrix.view()}; ///< which no page has
};

TEST_F(StudyMatrixTest, SaysWhatOutputsAreUsedAndWhatValuesSayAgainstThem)
{
    EXPECT_FALSE(tip().contains("answers with")) << "nothing is known yet";
    Study study = m_session->study();
    study.lineages[3].checkpoints[0].outputs = OutputKind::Logits;
    m_session->document()->changeStudy(study, "said");
    EXPECT_TRUE(tip().contains("answers with logits"));
    m_session->extract("soft");
    ASSERT_TRUE(eventually([&] { return hasValues(); }));
    ASSERT_TRUE(hasEnded());
    EXPECT_TRUE(eventually([&] { return tip().contains("but every answer sums to 1"); }))
        << tip().toStdString();
}

} // namespace
} // namespace palimpsest
