// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"

#include <QStringList>

#include <deque>
#include <functional>
#include <stdexcept>
#include <utility>

namespace palimpsest {

/// Dialogs that answer what a test put there beforehand, in order; a question without an answer
/// fails the test.
class AnsweredDialogs : public Dialogs
{
public:
    std::deque<QStringList> files; ///< for every chooser of files and folders
    std::deque<QString> texts;
    QStringList asked;        ///< the questions that wanted a text
    QStringList textProblems; ///< why texts did not do; then the next one is given
    std::deque<int> choices;
    QStringList chosen; ///< the questions that had choices
    std::deque<QColor> colours;
    std::deque<int> decisions;
    QStringList decided; ///< the questions that were decided
    std::deque<bool> confirmations;
    std::deque<std::function<bool(QDialog&)>> visits; ///< what is done in dialogs that ask more
    std::function<void()> meanwhile;                  ///< happens once, while a text is asked for

    std::optional<QString> chooseFolder(QWidget*, const QString&, const QString&) override
    {
        return next(files).front();
    }
    QStringList chooseFiles(QWidget*, const QString&, const QString&, const QString&) override
    {
        return next(files);
    }
    std::optional<QString> chooseSaveFile(QWidget*, const QString&, const QString&,
                                          const QString&) override
    {
        return next(files).front();
    }
    std::optional<QColor> chooseColour(QWidget*, const QColor&) override { return next(colours); }
    std::optional<QString> askText(QWidget*, const QString&, const QString& question,
                                   const QString&, const Check& check) override
    {
        asked.append(question);
        if (const auto happens = std::exchange(meanwhile, nullptr)) {
            happens();
        }
        QString text = next(texts);
        for (QString problem = check ? check(text) : QString(); !problem.isEmpty();
             problem = check(text)) {
            textProblems.append(problem);
            if (texts.empty()) {
                return std::nullopt; // the user gives up
            }
            text = next(texts);
        }
        return text;
    }
    std::optional<int> choose(QWidget*, const QString&, const QString& question, const QStringList&,
                              int) override
    {
        chosen.append(question);
        return next(choices);
    }
    std::optional<int> decide(QWidget*, const QString&, const QString& question,
                              const QStringList&) override
    {
        decided.append(question);
        return next(decisions);
    }
    bool confirm(QWidget*, const QString&, const QString&, const QString&, EnterMeans) override
    {
        return next(confirmations);
    }
    bool show(QDialog& dialog) override { return next(visits)(dialog); }

private:
    template<typename T>
    static T next(std::deque<T>& answers)
    {
        if (answers.empty()) {
            throw std::logic_error("a question was asked that the test has no answer to");
        }
        T answer = answers.front();
        answers.pop_front();
        return answer;
    }
};

} // namespace palimpsest
