// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/parts_panel.h"

#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/part_notes.h"
#include "widgets/style/elided_label.h"
#include "widgets/style/flow_layout.h"
#include "widgets/style/part_colours.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/part_list_model.h"
#include "widgets/tables/part_name_delegate.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kSwatch = 14;
constexpr int kKeyWidth = 28;
constexpr int kRowAir = 10; // above and below a line of text, together

/// A name as it is, without keys of a menu.
QString menuText(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

PartsPanel::PartsPanel(QWidget* parent)
    : QWidget(parent), m_model(new PartListModel(this)), m_view(new QTableView(this)),
      m_delegate(new PartNameDelegate(m_view)), m_mergeMenu(new QMenu(this)),
      m_setName(new ElidedLabel), m_addToSet(new QPushButton), m_notes(new PartNotes)
{
    makeAction(Command::New, "newPart");
    makeAction(Command::Merge, "mergePart");
    makeAction(Command::Delete, "deletePart");
    makeAction(Command::Rename, "renamePart");
    makeAction(Command::Recolour, "recolourPart");
    makeAction(Command::Up, "partUp");
    makeAction(Command::Down, "partDown");
    makeAction(Command::AddToSet, "addToSet");
    makeView();
    m_addToSet->setObjectName(QStringLiteral("addToSet"));
    m_addToSet->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // whatever the name
    connect(m_addToSet, &QPushButton::clicked, this, [this] { run(Command::AddToSet); });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(makeSetRow());
    layout->addLayout(makeButtons());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_addToSet);
    layout->addWidget(m_notes);
    refresh();
}

QLayout* PartsPanel::makeSetRow()
{
    m_setName->setObjectName(QStringLiteral("partSet"));
    auto* sets = new QToolButton;
    sets->setObjectName(QStringLiteral("partSetsButton"));
    sets->setText(commandText(commandEntry("partSets").text).remove(QLatin1Char('&')));
    sets->setToolTip(tr("Make part sets, change, load and save them"));
    sets->setAutoRaise(true);
    connect(sets, &QToolButton::clicked, this, &PartsPanel::setsRequested);
    auto* row = new QHBoxLayout;
    row->addWidget(m_setName, 1);
    row->addWidget(sets);
    return row;
}

void PartsPanel::makeAction(Command command, const char* id)
{
    QAction* action = makeCommand(id, this);
    connect(action, &QAction::triggered, this, [this, command] { run(command); });
    addAction(action);
    m_actions[static_cast<std::size_t>(command)] = action;
}

QLayout* PartsPanel::makeButtons()
{
    auto* row = new FlowLayout;
    row->setSpacing(0);
    for (const Command command : {Command::New, Command::Merge, Command::Delete, Command::Rename,
                                  Command::Recolour, Command::Up, Command::Down}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action(command));
        button->setAutoRaise(true);
        row->addWidget(button);
        if (command == Command::New) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        } else if (command == Command::Merge) {
            m_mergeButton = button;
        }
    }
    return row;
}

void PartsPanel::makeView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setAccessibleName(tr("Parts"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDragDropOverwriteMode(false);
    m_view->setTabKeyNavigation(false);
    keepChoice(*m_view);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setIconSize({kSwatch, kSwatch});
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({m_actions.begin(), m_actions.end()});
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kRowAir);
    QHeaderView* header = m_view->horizontalHeader();
    header->hide();
    header->setMinimumSectionSize(kSwatch);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(PartListModel::Name, QHeaderView::Stretch);
    header->setSectionResizeMode(PartListModel::Key, QHeaderView::Fixed);
    header->resizeSection(PartListModel::Key, kKeyWidth);
    // Not the current row: that of a view changes when it merely gets the focus.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PartsPanel::selectionChanged);
    connect(m_model, &PartListModel::renameRequested, this, &PartsPanel::renameRequested);
    connect(m_model, &PartListModel::moveRequested, this, &PartsPanel::moveRequested);
    connect(m_model, &PartListModel::entryMoveRequested, this, &PartsPanel::entryMoveRequested);
}

void PartsPanel::setDrawing(const Drawing& drawing, const LabelMap& map)
{
    std::size_t covered = 0;
    for (const Part& part : map.parts) {
        covered += part.pixels;
    }
    const double share =
        map.labels.empty() ? 0.0
                           : static_cast<double>(covered) / static_cast<double>(map.labels.size());
    const bool isAll = map.width == drawing.width && map.height == drawing.height;
    PartFacts facts = m_notes->facts();
    facts.covered =
        (isAll ? tr("%1 of the picture") : tr("%1 of what the models see")).arg(percentText(share));
    facts.hasRest = covered < map.labels.size();
    facts.hasWords = false;
    facts.empty = static_cast<int>(std::ranges::count(map.parts, 0U, &Part::pixels));
    m_notes->setFacts(facts);
    m_isShowing = true;
    m_model->setDrawing(drawing, map);
    rowsShown();
}

void PartsPanel::setWords(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    const auto tokens = tokensOfWords(sentence);
    std::size_t covered = 0;
    for (const WordPart& part : parts.parts) {
        covered += static_cast<std::size_t>(std::ranges::count_if(
            part.words, [&](std::size_t word) { return !tokens[word].empty(); }));
    }
    const auto read = static_cast<std::size_t>(
        std::ranges::count_if(tokens, [](const auto& of) { return !of.empty(); }));
    PartFacts facts = m_notes->facts();
    facts.covered = tr("%1 of %2 words").arg(covered).arg(read);
    facts.hasRest = covered < read;
    facts.hasWords = true;
    facts.empty = 0;
    m_notes->setFacts(facts);
    m_isShowing = true;
    m_model->setWords(sentence, parts);
    rowsShown();
}

void PartsPanel::setNames(const std::optional<PartNames>& set)
{
    m_isShowing = true;
    m_model->setNames(set);
    rowsShown();
}

void PartsPanel::rowsShown()
{
    m_view->setColumnHidden(PartListModel::Coverage,
                            m_notes->facts().hasWords && !m_model->names());
    m_isShowing = false;
    m_missing >= 0 ? setMissingPart(m_missing) : setCurrentPart(m_currentPart);
}

void PartsPanel::setCurrentPart(int part)
{
    m_currentPart = part < m_model->partCount() ? part : -1;
    m_missing = -1;
    choose(m_model->rowOfPart(m_currentPart));
}

void PartsPanel::setMissingPart(int entry)
{
    const int row = m_model->rowOfEntry(entry);
    m_currentPart = m_model->partAt(row); // another program may have drawn it
    m_missing = m_currentPart < 0 && row >= 0 ? entry : -1;
    choose(row);
}

/// Shows that a row is chosen; −1 for none.
void PartsPanel::choose(int row)
{
    m_isShowing = true;
    if (row >= 0) {
        m_view->selectionModel()->setCurrentIndex(m_model->index(row, PartListModel::Name),
                                                  QItemSelectionModel::ClearAndSelect |
                                                      QItemSelectionModel::Rows);
    } else {
        m_view->selectionModel()->clear();
    }
    m_isShowing = false;
    refresh();
}

int PartsPanel::currentRow() const
{
    return m_missing >= 0 ? m_model->rowOfEntry(m_missing) : m_model->rowOfPart(m_currentPart);
}

void PartsPanel::setLocked(bool locked)
{
    PartFacts facts = m_notes->facts();
    facts.isLocked = locked;
    m_notes->setFacts(facts);
}

QAction* PartsPanel::action(Command command) const
{
    return m_actions[static_cast<std::size_t>(command)];
}

void PartsPanel::editName()
{
    if (m_currentPart >= 0) {
        const QModelIndex index = m_model->index(currentRow(), PartListModel::Name);
        m_view->setFocus();
        m_view->scrollTo(index);
        m_view->edit(index);
    }
}

void PartsPanel::askNameAgain(const QString& refused)
{
    openAgain(*m_view, m_model->index(currentRow(), PartListModel::Name), refused);
}

void PartsPanel::commitName()
{
    if (auto* name = m_view->viewport()->findChild<QLineEdit*>(); name && name->hasFocus()) {
        name->clearFocus();
    }
}

void PartsPanel::giveUpName()
{
    m_view->reset();
}

void PartsPanel::selectionChanged()
{
    const QModelIndexList rows = m_view->selectionModel()->selectedRows();
    if (!m_isShowing && !rows.isEmpty()) {
        const int row = rows.front().row();
        m_currentPart = m_model->partAt(row);
        m_missing = m_currentPart < 0 ? m_model->entryAt(row) : -1;
        refresh();
        m_missing >= 0 ? emit missingChosen(m_missing) : emit partChosen(m_currentPart);
    }
}

void PartsPanel::run(Command command)
{
    switch (command) {
    case Command::New:
        // Of words it may be one of whole parts, whose values hold.
        m_notes->facts().isLocked && !m_notes->facts().hasWords ? emit lockedEdit()
                                                                : emit
                                                                  partAdded();
        break;
    case Command::Merge:
        showMergeMenu();
        break;
    case Command::Delete:
        emit deleteRequested(m_currentPart);
        break;
    case Command::Rename:
        editName();
        break;
    case Command::Recolour:
        emit recolourRequested(m_currentPart);
        break;
    case Command::Up:
        m_model->move(currentRow(), currentRow() - 1);
        break;
    case Command::Down:
        m_model->move(currentRow(), currentRow() + 1);
        break;
    case Command::AddToSet:
        emit addToSetRequested(m_model->entryAt(currentRow()) < 0 ? m_currentPart : -1);
        break;
    }
}

void PartsPanel::showMergeMenu()
{
    const int from = m_currentPart;
    m_mergeMenu->clear();
    m_mergeMenu->addSection(tr("Merge %1 into").arg(menuText(m_model->part(from).name)));
    for (int into = 0; into < m_model->partCount(); ++into) {
        if (into != from) {
            const PartRow& part = m_model->part(into);
            m_mergeMenu->addAction(partSwatch(part.colour), menuText(part.name), this,
                                   [this, from, into] { emit mergeRequested(from, into); });
        }
    }
    m_mergeMenu->popup(m_mergeButton->mapToGlobal(m_mergeButton->rect().bottomLeft()));
}

void PartsPanel::refresh()
{
    const bool hasCurrent = m_currentPart >= 0;
    const int row = currentRow();
    for (const Command command : {Command::Delete, Command::Rename, Command::Recolour}) {
        action(command)->setEnabled(hasCurrent);
    }
    action(Command::Merge)->setEnabled(hasCurrent && m_model->partCount() > 1);
    action(Command::Up)->setEnabled(m_model->canMove(row, row - 1));
    action(Command::Down)->setEnabled(m_model->canMove(row, row + 1));
    refreshSet();
    refreshNotes();
}

/// The name of the set, which names are offered, and what stands beside it.
void PartsPanel::refreshSet()
{
    const std::optional<PartNames>& set = m_model->names();
    std::vector<KnownName> names;
    for (int entry = 0; set && entry < static_cast<int>(set->parts.size()); ++entry) {
        const PartStyle style = styleOf(*set, entry);
        names.push_back({.name = QString::fromStdString(style.name),
                         .colour = partColour(style, entry),
                         .isHere = m_model->partAt(m_model->rowOfEntry(entry)) >= 0});
    }
    m_delegate->setNames(std::move(names));
    const QString name = set ? QString::fromStdString(set->name) : QString();
    m_setName->setText(set ? tr("Part set: %1").arg(name) : tr("No part set"));

    const int others = set ? m_model->rowCount() - static_cast<int>(set->parts.size()) : 0;
    const bool isOther = m_currentPart >= 0 && m_model->entryAt(currentRow()) < 0;
    action(Command::AddToSet)->setEnabled(others > 0);
    m_addToSet->setVisible(others > 0);
    if (others > 0 && isOther) {
        m_addToSet->setText(
            tr("Add “%1” to the set").arg(menuText(m_model->part(m_currentPart).name)));
    } else if (others > 0) {
        m_addToSet->setText(others == 1 ? tr("Add the other part to the set")
                                        : tr("Add the %1 others to the set").arg(others));
    }
}

void PartsPanel::refreshNotes()
{
    PartFacts facts = m_notes->facts();
    facts.parts = m_model->partCount();
    facts.missing = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        facts.missing += m_model->partAt(row) < 0 ? 1 : 0;
    }
    m_notes->setFacts(facts);
}

void PartsPanel::setBackgroundCounted(bool counted)
{
    PartFacts facts = m_notes->facts();
    facts.countsRest = counted;
    m_notes->setFacts(facts);
}

} // namespace palimpsest
