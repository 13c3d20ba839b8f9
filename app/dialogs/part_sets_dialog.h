// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/dialogs/part_set_table.h"
#include "core/study/study.h"

#include <QDialog>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace palimpsest {

/// Edits the part sets of a study: makes, loads, saves and removes them, says for which classes
/// each is, and changes names, colours, keys and order of what stands in it. Can only be accepted
/// when the sets can be used.
class PartSetsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Another name for a part that a set had when the dialog was opened.
    using Rename = std::pair<std::string, std::string>;

    /// Of the saved study in `folder`, where sample `shown` is looked at; its set comes first.
    PartSetsDialog(std::filesystem::path folder, Study study, std::size_t shown, Dialogs& dialogs,
                   QWidget* parent = nullptr);

    /// As they are to stand, with the new names.
    std::vector<PartNames> sets() const;
    /// What is to be renamed in samples too, from and to; names that are new are none of these.
    std::vector<Rename> renames() const;

    /// Stays open and says why where parts cannot be called so.
    void accept() override;

private:
    void layOut();
    QWidget* makeSetButtons();
    void attempt(const std::function<void()>& act);
    void addSet(PartNames set);
    void makeFromSample();
    void load();
    void save();
    void removeSet();
    void chooseSet(int index);
    void showSet();
    void takeName();
    void takeClasses();
    void showProblem();
    EditedPartSet* current();

    std::filesystem::path m_folder;
    Study m_study;
    std::size_t m_shown;
    Dialogs& m_dialogs;
    std::vector<EditedPartSet> m_sets;
    int m_current = -1;
    bool m_isShowing = false; ///< what fields say comes from the set
    QComboBox* m_choice;
    QLineEdit* m_name;
    QListWidget* m_classes; ///< ticked where the set is for them alone
    PartSetTable* m_parts;
    QLabel* m_remarks;
    QLabel* m_problem;
    QPushButton* m_accept;
    QWidget* m_fields = nullptr; ///< of the chosen set
};

} // namespace palimpsest
