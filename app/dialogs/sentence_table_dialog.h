// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/label_map_box.h"
#include "core/setup/picked_samples.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace palimpsest {

class SplitBox;

/// Draws samples from a table of sentences: which columns hold the text and the class, how many of
/// each class; shows the first rows and what would be added.
class SentenceTableDialog : public QDialog
{
    Q_OBJECT

public:
    /// Reads the table. Throws BadFile.
    SentenceTableDialog(Study study, const std::filesystem::path& source,
                        QWidget* parent = nullptr);

    const PickedSentences& picked() const { return m_picked; }
    const LabelNames& labels() const { return m_labels->told(); }

private:
    QTableWidget* makeFirstRows();
    QWidget* makeColumns();
    SentenceColumns columns() const;
    void pick();

    Study m_study;
    TextTable m_table;
    QFormLayout* m_form;
    QComboBox* m_textColumn;
    QComboBox* m_secondColumn; ///< of the second sentences of pairs
    QComboBox* m_labelColumn;
    QComboBox* m_label; ///< of all sentences where the table tells none
    SplitBox* m_split;
    QSpinBox* m_perClass;
    QSpinBox* m_seed;
    LabelMapBox* m_labels;
    QListWidget* m_list;
    QLabel* m_text;
    QPushButton* m_add;
    PickedSentences m_picked;
};

} // namespace palimpsest
