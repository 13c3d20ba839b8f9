// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/jobs/latest_task.h"
#include "core/setup/joining.h"

#include <QDialog>

#include <functional>
#include <memory>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTableView;

namespace palimpsest {

class CheckpointRowsModel;
class NetworkAnswers;
class RunStatus;

/// What a dialog that brings checkpoints into a study needs to know of it.
struct CheckpointsTarget
{
    std::filesystem::path folder;
    Study study;
    Trust trust;
    /// Asks whether programs may be opened; true makes them trusted from then on.
    std::function<bool(const std::vector<ModelProgram>&)> askForTrust;
};

/// The table of files that were chosen to become checkpoints: what each is, which run and epoch it
/// is taken for, and what keeps it from joining. Reads and tries them in the background; can be
/// accepted once nothing is wrong.
class CheckpointsDialog : public QDialog
{
    Q_OBJECT

public:
    CheckpointsDialog(CheckpointsTarget target, std::vector<std::filesystem::path> paths,
                      Dialogs& dialogs, QWidget* parent = nullptr);

    /// The rows to be added, and how.
    std::vector<CheckpointRow> rows() const;
    JoiningChoices choices() const;

    /// Whether everything is read and checked.
    bool isSettled() const { return m_isSettled; }

signals:
    void settled();

private:
    QWidget* makeTable();
    QWidget* makeChoices();
    QLayout* makeButtons();
    void look(const std::vector<std::filesystem::path>& paths);
    void check();
    void showChecked(const std::vector<CheckpointRow>& checked);
    void showColumns(bool hasProblems);
    void showBusy(const QString& what);
    void settle(const QString& text);
    void chooseTemplate();
    /// Programs that the chosen rows may run and that nobody has agreed to. Throws BadFile.
    std::vector<ModelProgram> untrustedPrograms() const;
    void trustPrograms();

    CheckpointsTarget m_target;
    Dialogs& m_dialogs;
    CheckpointRowsModel* m_model;
    QTableView* m_table;
    QRadioButton* m_copies;
    QRadioButton* m_links;
    QFormLayout* m_form;
    NetworkAnswers* m_answers;
    QLineEdit* m_template;
    QLineEdit* m_head;
    QComboBox* m_outputs;
    QLabel* m_text;
    RunStatus* m_busy;
    QPushButton* m_trust;
    QPushButton* m_leaveOut;
    QPushButton* m_add;
    std::shared_ptr<RowCheck> m_rowCheck; ///< used by the thread of m_work alone
    QStringList m_leftOut;                ///< sentences on files that were passed over
    bool m_isRead = false;
    bool m_isSettled = false;
    LatestTask m_work{this}; ///< last: it ends before what its tasks use
};

} // namespace palimpsest
