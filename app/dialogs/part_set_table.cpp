// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/part_set_table.h"

#include "app/dialogs/dialog_parts.h"
#include "widgets/style/part_colours.h"
#include "widgets/tables/part_list_model.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>

#include <optional>
#include <utility>

namespace palimpsest {

namespace {

enum Column { kKey, kName, kColumns };

constexpr int kNoDigit = -1; // what problemOf() refuses by name

std::optional<int> keyFrom(const QString& text)
{
    if (text.trimmed().isEmpty()) {
        return std::nullopt;
    }
    bool isNumber = false;
    const int key = text.trimmed().toInt(&isNumber);
    return isNumber ? key : kNoDigit;
}

} // namespace

PartSetTable::PartSetTable(Dialogs& dialogs, QWidget* parent)
    : QWidget(parent), m_dialogs(dialogs), m_table(new QTableWidget)
{
    m_table->setObjectName("partSetParts");
    m_table->setAccessibleName(tr("Parts of the set"));
    m_table->setColumnCount(kColumns);
    m_table->setHorizontalHeaderLabels({tr("Key"), tr("Part")});
    m_table->horizontalHeader()->setSectionResizeMode(kName, QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    connect(m_table, &QTableWidget::cellChanged, this, &PartSetTable::takeCell);
    auto* buttons = new QHBoxLayout;
    addButtons(*buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
}

void PartSetTable::addButtons(QBoxLayout& row)
{
    const auto add = [&](const char* name, const QString& text, auto act) {
        QPushButton* button = plainButton(text);
        button->setObjectName(QLatin1String(name));
        connect(button, &QPushButton::clicked, this, act);
        row.addWidget(button);
    };
    add("addSetPart", tr("Add a part"), [this] { addPart(); });
    add("recolourSetPart", tr("Colour…"), [this] { recolourPart(); });
    add("setPartUp", tr("Up"), [this] { movePart(-1); });
    add("setPartDown", tr("Down"), [this] { movePart(1); });
    add("removeSetPart", tr("Take out"), [this] { removePart(); });
}

void PartSetTable::setEdited(EditedPartSet* edited)
{
    m_edited = edited;
    showParts();
}

void PartSetTable::showParts()
{
    m_isShowing = true;
    const PartNames set = m_edited != nullptr ? m_edited->set : PartNames();
    m_table->setRowCount(static_cast<int>(set.parts.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const NamedPart& part = set.parts[static_cast<std::size_t>(row)];
        m_table->setItem(row, kKey,
                         new QTableWidgetItem(part.key ? QString::number(*part.key) : QString()));
        m_table->setItem(row, kName,
                         new QTableWidgetItem(partSwatch(partColour(styleOf(set, row), row)),
                                              QString::fromStdString(part.name)));
    }
    m_isShowing = false;
}

void PartSetTable::takeCell(int row, int column)
{
    if (m_isShowing || m_edited == nullptr) {
        return;
    }
    NamedPart& part = m_edited->set.parts[static_cast<std::size_t>(row)];
    const QString text = m_table->item(row, column)->text();
    if (column == kKey) {
        part.key = keyFrom(text);
    } else {
        part.name = text.trimmed().toStdString();
    }
    emit changed();
}

void PartSetTable::addPart()
{
    if (m_edited == nullptr) {
        return;
    }
    m_edited->set.parts.push_back({.name = {}, .colour = {}, .key = {}});
    m_edited->before.emplace_back();
    showParts();
    emit changed();
    m_table->setCurrentCell(m_table->rowCount() - 1, kName);
    m_table->editItem(m_table->currentItem());
}

void PartSetTable::removePart()
{
    const int row = m_table->currentRow();
    if (m_edited != nullptr && row >= 0) {
        m_edited->set.parts.erase(m_edited->set.parts.begin() + row);
        m_edited->before.erase(m_edited->before.begin() + row);
        showParts();
        emit changed();
    }
}

void PartSetTable::movePart(int by)
{
    const int from = m_table->currentRow();
    const int to = from + by;
    if (m_edited == nullptr || from < 0 || to < 0 || to >= m_table->rowCount()) {
        return;
    }
    std::swap(m_edited->set.parts[static_cast<std::size_t>(from)],
              m_edited->set.parts[static_cast<std::size_t>(to)]);
    std::swap(m_edited->before[static_cast<std::size_t>(from)],
              m_edited->before[static_cast<std::size_t>(to)]);
    showParts();
    emit changed();
    m_table->setCurrentCell(to, kName);
}

void PartSetTable::recolourPart()
{
    const int row = m_table->currentRow();
    if (m_edited == nullptr || row < 0) {
        return;
    }
    const QColor shown = partColour(styleOf(m_edited->set, row), row);
    if (const auto chosen = m_dialogs.chooseColour(this, shown)) {
        m_edited->set.parts[static_cast<std::size_t>(row)].colour = chosen->name().toStdString();
        showParts();
        emit changed();
        m_table->setCurrentCell(row, kName);
    }
}

} // namespace palimpsest
