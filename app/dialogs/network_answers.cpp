// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/network_answers.h"

#include "widgets/style/plain_text.h"
#include "widgets/style/string_list.h"

#include <QComboBox>
#include <QFormLayout>

namespace palimpsest {

namespace {

/// What the row is called that asks for a fact: in words where we have some, else by its name.
QString rowName(const std::string& fact)
{
    if (fact == kHeadsFact) {
        return NetworkAnswers::tr("Attention heads:");
    }
    if (fact == kHeadActivationFact) {
        return NetworkAnswers::tr("Activation in the head:");
    }
    return QString::fromStdString(fact).replace('_', ' ') + ':';
}

} // namespace

void NetworkAnswers::ask(const std::vector<NetworkQuestion>& questions)
{
    for (const NetworkQuestion& question : questions) {
        if (m_boxes.contains(question.fact)) {
            continue;
        }
        auto* box = new QComboBox;
        box->setObjectName(QString::fromStdString(question.fact));
        box->addItem(tr("choose…"));
        box->addItems(toStringList(question.candidates));
        box->setToolTip(plainTip(QString::fromStdString(question.text)));
        connect(box, &QComboBox::currentIndexChanged, this, &NetworkAnswers::changed);
        m_boxes.emplace(question.fact, box);
        m_form.addRow(rowName(question.fact), box);
    }
}

NetworkFacts NetworkAnswers::facts() const
{
    NetworkFacts facts;
    for (const auto& [fact, box] : m_boxes) {
        if (box->currentIndex() > 0) {
            answer(facts, fact, box->currentText().toStdString());
        }
    }
    return facts;
}

} // namespace palimpsest
