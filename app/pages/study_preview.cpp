// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_names.h"
#include "app/pages/preview_panel.h"
#include "app/pages/study_page.h"
#include "core/base/error.h"
#include "core/extraction/sample_inputs.h"
#include "core/study/study_names.h"
#include "widgets/canvas/to_qimage.h"
#include "widgets/tables/unit_matrix_view.h"

// What the models see of the chosen sample, and what the chosen checkpoint answers.

namespace palimpsest {

namespace {

PreviewAnswer answerOf(double v, std::optional<double> probability, int target, int predicted,
                       const Study& study)
{
    const bool isNumber = study.settings.valueKind == ValueKind::Output;
    return {.value = probability ? StudyPage::tr("p(%1) = %2")
                                       .arg(className(study, target))
                                       .arg(*probability, 0, 'f', 3)
                                 : StudyPage::tr("v = %1").arg(v, 0, 'f', 3),
            .predicted =
                isNumber ? QString() : StudyPage::tr("says %1").arg(className(study, predicted))};
}

PreviewAnswer answerOf(const UnitValues& values, Coalition visible, const Study& study)
{
    return answerOf(values.v[visible], probabilityOf(values, visible, study.settings.valueKind),
                    values.target, predictedClass(values, visible), study);
}

PreviewAnswer answerOf(double v, std::span<const float> logits, const VisibilityPreview& preview,
                       const Study& study)
{
    const ValueFunction function(study.settings.valueKind, preview.outputs);
    return answerOf(v, probabilityOf(logits, preview.target, function), preview.target,
                    predictedClass(logits, preview.outputs), study);
}

} // namespace

UnitIndex StudyPage::unitOfPreview() const
{
    const Study& study = m_session.study();
    const std::size_t sample = m_session.selection().sample();
    const QModelIndex current = m_matrix->currentIndex();
    return {checkpointOfColumn(study, current.isValid() ? current.column() : 0), sample};
}

/// What a model says is asked for only while it is seen.
void StudyPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showPreview();
}

void StudyPage::showPreview()
{
    if (m_session.document() == nullptr || m_session.study().samples.empty()) {
        m_preview->clear();
        return;
    }
    const Study& study = m_session.study();
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    if (!sheet.pictureProblem.isEmpty()) {
        m_preview->clear();
        return;
    }
    try {
        const MaskedPictures shown = shownPictures(sheet, study);
        m_preview->setPictures(toQImage(shown.all), toQImage(shown.none));
    } catch (const Error& error) {
        m_preview->setPictures(toQImage(sheet.picture), {});
        m_preview->setProblem(QString::fromUtf8(error.what()));
        return;
    }
    if (study.lineages.empty()) {
        m_preview->setProblem(tr("No checkpoint yet"));
    } else {
        showPreviewAnswers();
    }
}

void StudyPage::showPreviewAnswers()
{
    const Study& study = m_session.study();
    const UnitIndex unit = unitOfPreview();
    const QString model = QString::fromStdString(checkpointName(study, unit.checkpoint));
    if (const UnitValues* table = m_session.table(unit)) {
        m_preview->setAnswers(model, answerOf(*table, fullCoalition(table->partCount), study),
                              answerOf(*table, 0, study));
    } else {
        m_preview->setAnswers(model, std::nullopt, std::nullopt);
        if (isVisible() && m_session.values() != nullptr) {
            m_session.extractor().preview(unit);
        }
    }
}

void StudyPage::takePreview(const Preview& preview)
{
    const bool isShown = m_session.document() != nullptr && !m_session.study().samples.empty() &&
                         !m_session.study().lineages.empty();
    if (!isShown || preview.unit != unitOfPreview()) {
        return;
    }
    const Study& study = m_session.study();
    const VisibilityPreview& of = preview.answers;
    m_preview->setAnswers(QString::fromStdString(checkpointName(study, preview.unit.checkpoint)),
                          answerOf(of.all, of.logitsAll, of, study),
                          answerOf(of.none, of.logitsNone, of, study));
}

} // namespace palimpsest
