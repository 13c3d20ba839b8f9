// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "core/parts/part_names.h"

#include <QWidget>

#include <string>
#include <vector>

class QBoxLayout;
class QTableWidget;

namespace palimpsest {

/// A part set that is edited, with the names that its parts had before.
struct EditedPartSet
{
    PartNames set;
    std::vector<std::string> before; ///< as many as parts; empty for one that is new
};

/// The parts of a set in a table: keys, colours and names, their order, new ones and those that are
/// taken out.
class PartSetTable : public QWidget
{
    Q_OBJECT

public:
    explicit PartSetTable(Dialogs& dialogs, QWidget* parent = nullptr);

    /// Shows this one and edits it; it must outlive that. Null for none.
    void setEdited(EditedPartSet* edited);

signals:
    void changed();

private:
    void addButtons(QBoxLayout& row);
    void showParts();
    void takeCell(int row, int column);
    void addPart();
    void removePart();
    void movePart(int by);
    void recolourPart();

    Dialogs& m_dialogs;
    EditedPartSet* m_edited = nullptr;
    QTableWidget* m_table;
    bool m_isShowing = false; ///< what cells say comes from the set
};

} // namespace palimpsest
