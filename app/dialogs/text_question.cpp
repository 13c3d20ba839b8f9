// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/text_question.h"

#include "app/dialogs/dialog_parts.h"
#include "widgets/style/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace palimpsest {

TextQuestion::TextQuestion(const QString& title, const QString& question, const QString& start,
                           Dialogs::Check check, QWidget* parent)
    : QDialog(parent), m_check(std::move(check)), m_field(new QLineEdit(start)),
      m_problem(new QLabel)
{
    setWindowTitle(title);
    m_field->setObjectName("text");
    m_field->setAccessibleName(question);
    m_field->selectAll();
    m_problem->setObjectName("problem");
    m_problem->setWordWrap(true);
    QPalette red = m_problem->palette();
    red.setColor(QPalette::WindowText, themeColours().error);
    m_problem->setPalette(red);
    m_problem->hide();
    connect(m_field, &QLineEdit::textChanged, m_problem, &QWidget::hide);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(longText(question));
    layout->addWidget(m_field);
    layout->addWidget(m_problem);
    layout->addWidget(acceptButtons(*this, new QPushButton(tr("OK"))));
    m_field->setFocus();
}

QString TextQuestion::text() const
{
    return m_field->text().trimmed();
}

void TextQuestion::accept()
{
    const QString problem = m_check ? m_check(text()) : QString();
    if (problem.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_problem->setText(problem);
    m_problem->show();
    growToFit(*this);
    m_field->setFocus();
}

} // namespace palimpsest
