// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/jobs/latest_task.h"
#include "core/setup/part_export.h"

#include <QDialog>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace palimpsest {

class RunStatus;

/// Writes parts of a study as annotations: in which format, of which samples, into which folder.
/// Says before what that comes to and what the format loses. Prepares and writes in the background;
/// is accepted once all files stand there.
class PartExportDialog : public QDialog
{
    Q_OBJECT

public:
    enum Scope { kAll, kShown, kTicked };

    /// Of the study in `folder`, where sample `shown` is looked at.
    PartExportDialog(std::filesystem::path folder, Study study, std::size_t shown, Dialogs& dialogs,
                     QWidget* parent = nullptr);

    /// How many files were written, and the folder that they lie in; once accepted.
    std::size_t fileCount() const { return m_parts->files.size(); }
    std::filesystem::path to() const;

    /// Asks where files would be replaced, then writes. Stays open and says why where that cannot
    /// be.
    void accept() override;
    /// Stops writing first; files that are written stay.
    void reject() override;

    /// Whether nothing is prepared or written just now.
    bool isSettled() const { return m_isSettled; }

signals:
    void settled();

private:
    void makeSamples();
    void layOut();
    void connectChoices();
    void chooseFolder();
    std::optional<std::vector<std::size_t>> samples() const;
    void prepare();
    void showPlan();
    void write();
    void begin(const QString& what);
    void settle(const QString& problem);

    std::filesystem::path m_folder;
    Study m_study;
    std::size_t m_shown;
    Dialogs& m_dialogs;
    QComboBox* m_format;
    QComboBox* m_scope;
    QListWidget* m_samples; ///< to tick
    QLineEdit* m_to;
    QLabel* m_text;
    QLabel* m_problem;
    RunStatus* m_busy;
    QPushButton* m_write;
    std::shared_ptr<const PartExport> m_parts; ///< null until they are prepared as chosen
    bool m_isSettled = true;
    bool m_isWriting = false;
    LatestTask m_work{this}; ///< last: it ends before what its tasks use
};

} // namespace palimpsest
