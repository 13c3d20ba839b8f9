// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"

#include <QDialog>

class QLabel;
class QLineEdit;

namespace palimpsest {

/// Asks for a line of text. One that does not do stays where it is, with the reason below it, until
/// it is another.
class TextQuestion : public QDialog
{
    Q_OBJECT

public:
    TextQuestion(const QString& title, const QString& question, const QString& start,
                 Dialogs::Check check, QWidget* parent = nullptr);

    /// Without blanks around it.
    QString text() const;

    void accept() override;

private:
    Dialogs::Check m_check;
    QLineEdit* m_field;
    QLabel* m_problem;
};

} // namespace palimpsest
