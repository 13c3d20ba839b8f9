// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace palimpsest {

namespace {

struct StudyNames
{
    Q_DECLARE_TR_FUNCTIONS(StudyNames)
};

} // namespace

QString className(const Study& study, int index)
{
    return index < 0 || index >= static_cast<int>(study.classes.size())
               ? QStringLiteral("?")
               : QString::fromStdString(study.classes[static_cast<std::size_t>(index)]);
}

QString valueKindText(ValueKind kind)
{
    switch (kind) {
    case ValueKind::LogOdds:
        break;
    case ValueKind::Logit:
        return StudyNames::tr("Raw logit");
    case ValueKind::Margin:
        return StudyNames::tr("Margin");
    case ValueKind::Probability:
        return StudyNames::tr("Probability");
    case ValueKind::SigmoidLogOdds:
        return StudyNames::tr("Log-odds of a label");
    case ValueKind::Output:
        return StudyNames::tr("Output as a number");
    }
    return StudyNames::tr("Log-odds");
}

QString valueKindDefinition(ValueKind kind)
{
    switch (kind) {
    case ValueKind::LogOdds:
        break;
    case ValueKind::Logit:
        return StudyNames::tr("The class’s logit as the model gives it");
    case ValueKind::Margin:
        return StudyNames::tr("The class’s logit less the largest of the others");
    case ValueKind::Probability:
        return StudyNames::tr(
            "The class’s probability p: what a sure model still learns hardly moves it");
    case ValueKind::SigmoidLogOdds:
        return StudyNames::tr(
            "log p/(1 − p) with a sigmoid of the label’s own: for models that give a picture "
            "several labels");
    case ValueKind::Output:
        return StudyNames::tr("The output as it is: for models that answer with a quantity");
    }
    return StudyNames::tr("log p/(1 − p) of the class’s probability p");
}

CheckpointIndex checkpointOfColumn(const Study& study, int column)
{
    // A view may still have the columns of a moment ago, when the study had more.
    const std::vector<CheckpointIndex> all = allCheckpoints(study);
    return all.empty() ? CheckpointIndex()
                       : all[std::min(static_cast<std::size_t>(column), all.size() - 1)];
}

int columnOfCheckpoint(const Study& study, CheckpointIndex checkpoint)
{
    std::size_t column = checkpoint.checkpoint;
    for (std::size_t lineage = 0; lineage < checkpoint.lineage; ++lineage) {
        column += study.lineages[lineage].checkpoints.size();
    }
    return static_cast<int>(column);
}

} // namespace palimpsest
