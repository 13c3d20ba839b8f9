// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/dialogs.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/text_question.h"

#include <QColorDialog>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

std::optional<QString> unlessEmpty(const QString& text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

/// Asks for a folder. Qt's own dialog answers with what its list marks while a path is typed, which
/// may be a folder above that, and takes a name with a quotation mark apart; here, what stands in
/// its field is the answer if it is a folder. No Q_OBJECT: the desktop's dialog would not be used.
class FolderDialog : public QFileDialog
{
public:
    FolderDialog(QWidget* parent, const QString& title, const QString& start)
        : QFileDialog(parent, title, start)
    {
        setFileMode(QFileDialog::Directory);
        setOption(QFileDialog::ShowDirsOnly);
    }

    QString folder() const { return m_written.isEmpty() ? selectedFiles().value(0) : m_written; }

    void accept() override
    {
        const auto* field = findChild<QLineEdit*>("fileNameEdit"); // not in the desktop's dialog
        const QString text = field != nullptr ? field->text() : QString();
        const QFileInfo written(directory(), text);
        if (!text.isEmpty() && written.isDir()) {
            m_written = QDir::cleanPath(written.absoluteFilePath());
            QDialog::accept();
        } else {
            QFileDialog::accept();
        }
    }

private:
    QString m_written; ///< or empty
};

} // namespace

std::optional<QString> DesktopDialogs::chooseFolder(QWidget* parent, const QString& title,
                                                    const QString& start)
{
    FolderDialog dialog(parent, title, start);
    return dialog.exec() == QDialog::Accepted ? unlessEmpty(dialog.folder()) : std::nullopt;
}

QStringList DesktopDialogs::chooseFiles(QWidget* parent, const QString& title, const QString& start,
                                        const QString& filter)
{
    return QFileDialog::getOpenFileNames(parent, title, start, filter);
}

std::optional<QString> DesktopDialogs::chooseSaveFile(QWidget* parent, const QString& title,
                                                      const QString& start, const QString& filter)
{
    QFileDialog dialog(parent, title, QFileInfo(start).path(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.selectFile(QFileInfo(start).fileName());
    // A name without an ending gets that of the chosen kind before it is asked about.
    const auto useEnding = [&dialog](const QString& chosen) {
        static const QRegularExpression ending(QStringLiteral("\\*\\.(\\w+)"));
        dialog.setDefaultSuffix(ending.match(chosen).captured(1));
    };
    QObject::connect(&dialog, &QFileDialog::filterSelected, useEnding);
    useEnding(dialog.selectedNameFilter());
    return dialog.exec() == QDialog::Accepted ? std::optional(dialog.selectedFiles().front())
                                              : std::nullopt;
}

std::optional<QColor> DesktopDialogs::chooseColour(QWidget* parent, const QColor& start)
{
    const QColor colour = QColorDialog::getColor(start, parent);
    return colour.isValid() ? std::optional(colour) : std::nullopt;
}

std::optional<QString> DesktopDialogs::askText(QWidget* parent, const QString& title,
                                               const QString& question, const QString& start,
                                               const Check& check)
{
    TextQuestion dialog(title, question, start, check, parent);
    return dialog.exec() == QDialog::Accepted ? unlessEmpty(dialog.text()) : std::nullopt;
}

std::optional<int> DesktopDialogs::choose(QWidget* parent, const QString& title,
                                          const QString& question, const QStringList& choices,
                                          int first)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(title);
    auto* box = new QComboBox;
    box->setAccessibleName(title);
    for (const QString& choice : choices) {
        addEntry(*box, choice);
    }
    box->setPlaceholderText(QCoreApplication::translate("Dialogs", "choose one"));
    box->setCurrentIndex(first);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton* ok = buttons->button(QDialogButtonBox::Ok);
    ok->setEnabled(first >= 0);
    QObject::connect(box, &QComboBox::currentIndexChanged, ok,
                     [ok](int index) { ok->setEnabled(index >= 0); });
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(&dialog);
    layout->addWidget(longText(question));
    layout->addWidget(box);
    layout->addWidget(buttons);
    box->setFocus();
    return dialog.exec() == QDialog::Accepted ? std::optional(box->currentIndex()) : std::nullopt;
}

std::optional<int> DesktopDialogs::decide(QWidget* parent, const QString& title,
                                          const QString& question, const QStringList& answers)
{
    QMessageBox box(QMessageBox::NoIcon, title, question, QMessageBox::NoButton, parent);
    QList<QAbstractButton*> buttons;
    for (const QString& answer : answers) {
        const bool isLast = buttons.size() + 1 == answers.size();
        buttons.append(
            box.addButton(answer, isLast ? QMessageBox::RejectRole : QMessageBox::ActionRole));
    }
    box.setEscapeButton(buttons.last());
    box.setDefaultButton(qobject_cast<QPushButton*>(buttons.last()));
    box.exec();
    const qsizetype clicked = buttons.indexOf(box.clickedButton());
    return clicked < 0 ? std::nullopt : std::optional(static_cast<int>(clicked));
}

bool DesktopDialogs::confirm(QWidget* parent, const QString& title, const QString& question,
                             const QString& yes, EnterMeans enter)
{
    QMessageBox box(QMessageBox::NoIcon, title, question, QMessageBox::Cancel, parent);
    QPushButton* accept = box.addButton(yes, QMessageBox::AcceptRole);
    const bool isUsual = enter == EnterMeans::Yes;
    box.setDefaultButton(isUsual ? accept
                                 : qobject_cast<QPushButton*>(box.button(QMessageBox::Cancel)));
    accept->setAutoDefault(isUsual); // else Enter would press it once Tab has led to it
    box.exec();
    return box.clickedButton() == accept;
}

bool DesktopDialogs::show(QDialog& dialog)
{
    return dialog.exec() == QDialog::Accepted;
}

} // namespace palimpsest
