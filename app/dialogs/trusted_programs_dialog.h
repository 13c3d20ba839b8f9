// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/trust/trust_store.h"

#include <QDialog>

#include <filesystem>
#include <vector>

class QLabel;
class QPushButton;
class QTableWidget;

namespace palimpsest {

/// The programs that the user has agreed to run; what is forgotten here is asked about again. Until
/// the dialog is closed the last step can be taken back.
class TrustedProgramsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Shows and changes what stands in `file`.
    explicit TrustedProgramsDialog(std::filesystem::path file, QWidget* parent = nullptr);

private:
    void list(const std::vector<TrustedFile>& files);
    void refresh();
    void forget(const std::vector<TrustedFile>& files);
    void undo();
    std::vector<TrustedFile> chosen() const;
    void updateButtons();

    std::filesystem::path m_file;
    std::vector<TrustedFile> m_shown;
    std::vector<TrustedFile> m_forgotten; ///< in the last step
    QTableWidget* m_table;
    QLabel* m_text; ///< what went wrong, or that there is none
    QPushButton* m_forget;
    QPushButton* m_forgetAll;
    QPushButton* m_undo;
};

} // namespace palimpsest
