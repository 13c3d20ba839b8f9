// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/data_questions.h"

#include "app/dialogs/dialogs.h"

#include <QCoreApplication>

#include <cstddef>

namespace palimpsest {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DataQuestions", text);
}

/// What the button says that chooses these outputs.
QString answerText(OutputKind kind)
{
    switch (kind) {
    case OutputKind::Logits:
        break;
    case OutputKind::LogProbabilities:
        return tr("Log-probabilities");
    case OutputKind::Probabilities:
        return tr("Probabilities (softmax)");
    case OutputKind::IndependentProbabilities:
        return tr("Independent labels (sigmoid)");
    }
    return tr("Logits");
}

} // namespace

std::optional<OutputKind> askForOutputs(Dialogs& dialogs, QWidget* parent,
                                        const UndecidedOutputs& open)
{
    const std::vector<OutputKind>& candidates = open.decision().candidates;
    QStringList answers;
    for (const OutputKind kind : candidates) {
        answers.append(answerText(kind));
    }
    answers.append(tr("Ask me later"));
    const auto answer = dialogs.decide(parent, tr("What do the networks answer with?"),
                                       QString::fromUtf8(open.what()), answers);
    const auto chosen = static_cast<std::size_t>(answer.value_or(-1));
    return chosen < candidates.size() ? std::optional(candidates[chosen]) : std::nullopt;
}

} // namespace palimpsest
