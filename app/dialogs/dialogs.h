// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QDialog;
class QWidget;

namespace palimpsest {

/// What Enter answers in a question of yes or no; Esc is a no in either.
enum class EnterMeans {
    Yes, ///< what it is about can be taken back or stopped
    No,  ///< something would be lost, or run, for good
};

/// Every question the window asks goes through here, so that a test can answer beforehand. None
/// means that the user gave up.
class Dialogs
{
public:
    virtual ~Dialogs() = default;

    virtual std::optional<QString> chooseFolder(QWidget* parent, const QString& title,
                                                const QString& start) = 0;
    virtual QStringList chooseFiles(QWidget* parent, const QString& title, const QString& start,
                                    const QString& filter) = 0;
    virtual std::optional<QString> chooseSaveFile(QWidget* parent, const QString& title,
                                                  const QString& start, const QString& filter) = 0;
    virtual std::optional<QColor> chooseColour(QWidget* parent, const QColor& start) = 0;
    /// Why a text does not do, as a sentence; empty when it does.
    using Check = std::function<QString(const QString&)>;
    /// A line of text, without blanks around it. One that does not do is asked for again.
    virtual std::optional<QString> askText(QWidget* parent, const QString& title,
                                           const QString& question, const QString& start,
                                           const Check& check = {}) = 0;
    /// One of `choices`, as its index; `first` is chosen until the user chooses another. With -1
    /// none is, and there is no answer before one is chosen.
    virtual std::optional<int> choose(QWidget* parent, const QString& title,
                                      const QString& question, const QStringList& choices,
                                      int first = 0) = 0;
    /// One of `answers`, each a button; the last changes nothing and is what Enter and Esc mean.
    virtual std::optional<int> decide(QWidget* parent, const QString& title,
                                      const QString& question, const QStringList& answers) = 0;
    /// `yes` names the button that goes on.
    virtual bool confirm(QWidget* parent, const QString& title, const QString& question,
                         const QString& yes, EnterMeans enter) = 0;
    /// Shows a dialog that asks more, until it is left; whether it was accepted.
    virtual bool show(QDialog& dialog) = 0;
};

/// The dialogs of the desktop.
class DesktopDialogs : public Dialogs
{
public:
    std::optional<QString> chooseFolder(QWidget* parent, const QString& title,
                                        const QString& start) override;
    QStringList chooseFiles(QWidget* parent, const QString& title, const QString& start,
                            const QString& filter) override;
    std::optional<QString> chooseSaveFile(QWidget* parent, const QString& title,
                                          const QString& start, const QString& filter) override;
    std::optional<QColor> chooseColour(QWidget* parent, const QColor& start) override;
    std::optional<QString> askText(QWidget* parent, const QString& title, const QString& question,
                                   const QString& start, const Check& check = {}) override;
    std::optional<int> choose(QWidget* parent, const QString& title, const QString& question,
                              const QStringList& choices, int first = 0) override;
    std::optional<int> decide(QWidget* parent, const QString& title, const QString& question,
                              const QStringList& answers) override;
    bool confirm(QWidget* parent, const QString& title, const QString& question, const QString& yes,
                 EnterMeans enter) override;
    bool show(QDialog& dialog) override;
};

} // namespace palimpsest
