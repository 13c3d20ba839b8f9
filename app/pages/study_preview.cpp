// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_preview.h"

#include "app/document/study_names.h"
#include "app/pages/preview_panel.h"
#include "app/pages/study_matrix.h"
#include "core/base/error.h"
#include "core/study/study_names.h"
#include "core/units/sample_inputs.h"
#include "widgets/pictures/to_qimage.h"

#include <QWidget>

namespace palimpsest {

namespace {

PreviewAnswer answerOf(double v, std::optional<double> probability, int target, int predicted,
                       const Study& study)
{
    const bool isNumber = study.settings.valueKind == ValueKind::Output;
    return {.value = probability ? StudyPreview::tr("p(%1) = %2")
                                       .arg(className(study, target))
                                       .arg(*probability, 0, 'f', 3)
                                 : StudyPreview::tr("v = %1").arg(v, 0, 'f', 3),
            .predicted = isNumber ? QString()
                                  : StudyPreview::tr("says %1").arg(className(study, predicted))};
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

StudyPreview::StudyPreview(StudySession& session, StudyMatrix& matrix, QWidget* page)
    : QObject(page), m_session(session), m_matrix(matrix), m_page(page), m_panel(new PreviewPanel)
{
    connect(&session, &StudySession::opened, this, &StudyPreview::show);
    connect(&session, &StudySession::studyChanged, this, &StudyPreview::show);
    connect(&session, &StudySession::drawingChanged, this, &StudyPreview::show);
    connect(&session, &StudySession::unitsReset, this, &StudyPreview::show);
    connect(&session.selection(), &Selection::sampleChanged, this, &StudyPreview::show);
    connect(&matrix, &StudyMatrix::unitChosen, this, &StudyPreview::show);
    connect(&session.extractor(), &Extractor::previewFailed, m_panel, &PreviewPanel::setProblem);
    connect(&session.extractor(), &Extractor::previewed, this, &StudyPreview::take);
}

void StudyPreview::show()
{
    if (m_session.document() == nullptr || m_session.study().samples.empty()) {
        m_panel->clear();
        return;
    }
    const Study& study = m_session.study();
    const std::size_t sample = m_session.selection().sample();
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    if (!sheet.pictureProblem.isEmpty()) {
        m_panel->clear();
        return;
    }
    try {
        const MaskedPictures shown = m_session.document()->shown(sample);
        m_panel->setPictures(toQImage(shown.all), toQImage(shown.none));
    } catch (const Error& error) {
        m_panel->setPictures(toQImage(sheet.picture), {});
        m_panel->setProblem(QString::fromUtf8(error.what()));
        return;
    }
    if (study.lineages.empty()) {
        m_panel->setProblem(tr("No checkpoint yet"));
    } else {
        showAnswers();
    }
}

void StudyPreview::showAnswers()
{
    const Study& study = m_session.study();
    const UnitIndex unit = m_matrix.chosenUnit();
    const QString model = QString::fromStdString(checkpointName(study, unit.checkpoint));
    if (const UnitValues* table = m_session.table(unit)) {
        m_panel->setAnswers(model, answerOf(*table, fullCoalition(table->partCount), study),
                            answerOf(*table, 0, study));
    } else {
        m_panel->setAnswers(model, std::nullopt, std::nullopt);
        if (m_page->isVisible() && m_session.values() != nullptr) {
            m_session.extractor().preview(unit);
        }
    }
}

void StudyPreview::take(const Preview& preview)
{
    const bool isShown = m_session.document() != nullptr && !m_session.study().samples.empty() &&
                         !m_session.study().lineages.empty();
    if (!isShown || preview.unit != m_matrix.chosenUnit()) {
        return;
    }
    const Study& study = m_session.study();
    const VisibilityPreview& of = preview.answers;
    m_panel->setAnswers(QString::fromStdString(checkpointName(study, preview.unit.checkpoint)),
                        answerOf(of.all, of.logitsAll, of, study),
                        answerOf(of.none, of.logitsNone, of, study));
}

} // namespace palimpsest
