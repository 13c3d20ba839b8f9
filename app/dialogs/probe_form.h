// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"
#include "core/setup/study_probe.h"
#include "core/study/study.h"

#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace palimpsest {

class Dialogs;
class NetworkAnswers;

/// What the dialog of probes asks: which network, which pictures, how they are split, and what the
/// run is called.
class ProbeForm : public QWidget
{
    Q_OBJECT

public:
    ProbeForm(const Study& study, Dialogs& dialogs, QWidget* parent = nullptr);

    // Paths are empty where nothing is chosen.
    std::filesystem::path model() const;
    std::filesystem::path templateProgram() const;
    std::filesystem::path training() const;
    std::filesystem::path test() const;
    std::string run() const; ///< its name
    NetworkFacts facts() const;
    ProbeOptions options() const;

    /// What network and pictures turned out to be.
    void showRead(const QString& text);
    /// Adds rows for what the tensors of the network do not tell.
    void ask(const std::vector<NetworkQuestion>& questions);
    /// Offers to say anew how the pictures are meant, until others are chosen.
    void offerAskAgain();
    /// Whether the split of the pictures can be changed.
    void setChoosable(bool isChoosable);
    void focusRun();

signals:
    void edited();           ///< a path is being typed; lookRequested follows
    void lookRequested();    ///< network and pictures are to be read
    void choicesForgotten(); ///< what was said of the pictures holds no more
    void optionsChanged();

private:
    QWidget* makeRead();
    QWidget* makeModel();
    QWidget* makeTemplate();
    QWidget* makePictures(QLineEdit* field, const QString& name, const QString& title);
    QWidget* makeValidation();
    void connectPath(QLineEdit* field);
    void requestLook();

    Dialogs& m_dialogs;
    QLineEdit* m_model;
    QLineEdit* m_template;
    QLineEdit* m_training;
    QLineEdit* m_test;
    QPushButton* m_askAgain; ///< shown where it was asked how pictures are meant
    QLabel* m_read;
    QSpinBox* m_share;
    QSpinBox* m_seed;
    QLineEdit* m_run;
    NetworkAnswers* m_answers = nullptr;
    QTimer m_pause; ///< between the last key in a path and the look at what it leads to
};

} // namespace palimpsest
