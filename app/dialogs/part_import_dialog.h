// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/latest_task.h"
#include "core/setup/study_annotations.h"

#include <QDialog>

#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace palimpsest {

class RunStatus;

/// What annotations of others come to in a study: in which format they are, what each sample gets,
/// what is left out, and which stored values would hold no more. Parts that were drawn before are
/// left alone unless it is said that they are replaced, and so are samples whose files seem to be
/// of other pictures. Reads in the background, and writes nothing.
class PartImportDialog : public QDialog
{
    Q_OBJECT

public:
    enum Column { kSample, kPicture, kParts, kValues, kColumns };

    /// For the study in `folder`; values of the samples `valued` are stored and hold.
    PartImportDialog(std::filesystem::path folder, Study study, std::set<std::size_t> valued,
                     std::filesystem::path source, QWidget* parent = nullptr);

    const PartImport& import() const { return *m_import; }
    /// What samples get that have it not already, with what is replaced if that was agreed to.
    std::vector<ImportedParts> taken() const;

    /// Whether the annotations are read in the chosen format, or could not be.
    bool isSettled() const { return m_isSettled; }

signals:
    void settled();

private:
    void makeTable();
    void layOut();
    void read();
    void readAs(const std::string& format);
    void showImport();
    void showRows();
    void showRow(int row, const ImportedParts* parts);
    void showWhatFollows();
    void settle(const QString& text);
    bool isTaken(const ImportedParts& parts) const;
    QString partsCell(const ImportedParts& parts) const;
    QString valuesCell(const ImportedParts& parts) const;
    std::vector<std::string> staleSamples() const;

    std::filesystem::path m_folder;
    Study m_study;
    std::set<std::size_t> m_valued;
    std::filesystem::path m_source;
    QComboBox* m_format;
    QLabel* m_read;
    QTableWidget* m_rows;
    QCheckBox* m_replace;
    QCheckBox* m_others; ///< whether files that seem to be of other pictures are taken, too
    QLabel* m_text;
    RunStatus* m_busy;
    QPushButton* m_take;
    std::shared_ptr<PartImport> m_import = std::make_shared<PartImport>();
    bool m_isSettled = false;
    LatestTask m_work{this}; ///< last: it ends before what its tasks use
};

} // namespace palimpsest
