// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/panels/parts_panel.h"

#include "core/base/coalition.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/style/icon_label.h"
#include "widgets/style/part_colours.h"
#include "widgets/style/theme.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/part_list_model.h"
#include "widgets/tables/typed_text_delegate.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kSwatch = 14;
constexpr int kKeyWidth = 28;
constexpr int kNoteIcon = 16;
constexpr int kRowAir = 10; // above and below a line of text, together

void colourText(QLabel* label, const QColor& colour)
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
}

/// A name as it is, without keys of a menu.
QString menuText(QString name)
{
    return name.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QBoxLayout* makeNote(IconLabel* icon, QLabel* text)
{
    text->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(text, 1);
    return row;
}

} // namespace

PartsPanel::PartsPanel(QWidget* parent)
    : QWidget(parent), m_model(new PartListModel(this)), m_view(new QTableView(this)),
      m_mergeMenu(new QMenu(this)), m_summary(new QLabel(this)),
      m_warningIcon(new IconLabel(kNoteIcon, this)), m_warning(new QLabel(this)),
      m_lockIcon(new IconLabel(kNoteIcon, this)), m_lock(new QLabel(this))
{
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setWordWrap(true);
    m_warning->setObjectName(QStringLiteral("warning"));
    m_lock->setObjectName(QStringLiteral("lock"));
    makeAction(Command::New, "newPart");
    makeAction(Command::Merge, "mergePart");
    makeAction(Command::Delete, "deletePart");
    makeAction(Command::Rename, "renamePart");
    makeAction(Command::Recolour, "recolourPart");
    makeAction(Command::Up, "partUp");
    makeAction(Command::Down, "partDown");
    makeView();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addLayout(makeButtons());
    layout->addWidget(m_view, 1);
    layout->addLayout(makeNote(m_warningIcon, m_warning));
    layout->addLayout(makeNote(m_lockIcon, m_lock));
    layout->addWidget(m_summary);
    refresh();
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
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    for (const Command command : {Command::New, Command::Merge, Command::Delete, Command::Rename,
                                  Command::Recolour, Command::Up, Command::Down}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action(command));
        button->setAutoRaise(true);
        row->addWidget(button);
        if (command == Command::New) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            row->addStretch(1);
        } else if (command == Command::Merge) {
            m_mergeButton = button;
        }
    }
    return row;
}

void PartsPanel::makeView()
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TypedTextDelegate(m_view));
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
    m_covered =
        (isAll ? tr("%1 of the picture") : tr("%1 of what the models see")).arg(percentText(share));
    m_hasRest = covered < map.labels.size();
    m_hasWords = false;
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
    m_covered = tr("%1 of %2 words").arg(covered).arg(read);
    m_hasRest = covered < read;
    m_hasWords = true;
    m_isShowing = true;
    m_model->setWords(sentence, parts);
    rowsShown();
}

void PartsPanel::rowsShown()
{
    m_view->setColumnHidden(PartListModel::Coverage, m_hasWords);
    m_isShowing = false;
    setCurrentPart(m_currentPart);
}

void PartsPanel::setCurrentPart(int part)
{
    m_currentPart = part < m_model->rowCount() ? part : -1;
    m_isShowing = true;
    if (m_currentPart >= 0) {
        m_view->selectionModel()->setCurrentIndex(
            m_model->index(m_currentPart, PartListModel::Name),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    } else {
        m_view->selectionModel()->clear();
    }
    m_isShowing = false;
    refresh();
}

void PartsPanel::setLocked(bool locked)
{
    m_isLocked = locked;
    refresh();
}

QAction* PartsPanel::action(Command command) const
{
    return m_actions[static_cast<std::size_t>(command)];
}

void PartsPanel::editName()
{
    if (m_currentPart >= 0) {
        const QModelIndex index = m_model->index(m_currentPart, PartListModel::Name);
        m_view->setFocus();
        m_view->scrollTo(index);
        m_view->edit(index);
    }
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
        m_currentPart = rows.front().row();
        refresh();
        emit partChosen(m_currentPart);
    }
}

void PartsPanel::run(Command command)
{
    switch (command) {
    case Command::New:
        // Of words it may be one of whole parts, whose values hold.
        m_isLocked && !m_hasWords ? emit lockedEdit() : emit partAdded();
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
        emit moveRequested(m_currentPart, m_currentPart - 1);
        break;
    case Command::Down:
        emit moveRequested(m_currentPart, m_currentPart + 1);
        break;
    }
}

void PartsPanel::showMergeMenu()
{
    const int from = m_currentPart;
    m_mergeMenu->clear();
    m_mergeMenu->addSection(tr("Merge %1 into").arg(menuText(m_model->row(from).name)));
    for (int into = 0; into < m_model->rowCount(); ++into) {
        if (into != from) {
            const PartRow& part = m_model->row(into);
            m_mergeMenu->addAction(partSwatch(part.colour), menuText(part.name), this,
                                   [this, from, into] { emit mergeRequested(from, into); });
        }
    }
    m_mergeMenu->popup(m_mergeButton->mapToGlobal(m_mergeButton->rect().bottomLeft()));
}

void PartsPanel::refresh()
{
    const int count = m_model->rowCount();
    const bool hasCurrent = m_currentPart >= 0;
    for (const Command command : {Command::Delete, Command::Rename, Command::Recolour}) {
        action(command)->setEnabled(hasCurrent);
    }
    action(Command::Merge)->setEnabled(hasCurrent && count > 1);
    action(Command::Up)->setEnabled(m_currentPart > 0);
    action(Command::Down)->setEnabled(hasCurrent && m_currentPart + 1 < count);
    refreshNotes();
}

void PartsPanel::refreshNotes()
{
    const int drawn = m_model->rowCount();
    const QLocale locale;
    const bool hasBackground = m_isBackgroundCounted && drawn > 0 && m_hasRest;
    const int count = drawn + (hasBackground ? 1 : 0);
    QString summary = m_hasWords ? tr("No part yet. Select words and press Enter to make them one.")
                                 : tr("No part yet. Press N for a new one, then draw it.");
    if (drawn > 0) {
        summary = drawn == 1 ? tr("1 part") : tr("%1 parts").arg(drawn);
        summary += tr(" · %1").arg(m_covered);
        summary += hasBackground ? tr(" · the rest is one more") : QString();
    }
    QString warning;
    if (count > kMaxParts) {
        warning = hasBackground
                      ? tr("Models take at most %1 parts, the background among them. Merge or "
                           "delete some.")
                            .arg(kMaxParts)
                      : tr("Models take at most %1 parts. Merge or delete some.").arg(kMaxParts);
    } else if (count > 0) {
        summary +=
            tr(" · %1\u00a0maskings").arg(locale.toString(qulonglong{coalitionCount(count)}));
        warning = count >= kManyParts ? tr("Every further part doubles the time. Merge parts "
                                           "that need not be told apart.")
                                      : QString();
    }
    m_summary->setText(summary);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_warningIcon->setVisible(!warning.isEmpty());
    m_lock->setText(m_hasWords
                        ? tr("Parts are locked, as values of them are stored. They can still be "
                             "merged, deleted, moved, renamed and recoloured as they are.")
                        : tr("Shapes are locked, as values of them are stored. Parts can still be "
                             "merged, deleted, moved, renamed and recoloured."));
    m_lock->setVisible(m_isLocked);
    m_lockIcon->setVisible(m_isLocked);

    const ThemeColours& colours = themeColours();
    const bool isError = count > kMaxParts;
    const QColor warningColour = isError ? colours.error : colours.stale;
    colourText(m_summary, colours.faintText);
    colourText(m_lock, colours.faintText);
    colourText(m_warning, warningColour);
    m_warningIcon->setIcon(isError ? QStringLiteral("error") : QStringLiteral("warning"),
                           warningColour);
    m_lockIcon->setIcon(QStringLiteral("lock"), colours.faintText);
}

void PartsPanel::setBackgroundCounted(bool counted)
{
    m_isBackgroundCounted = counted;
    refreshNotes();
}

void PartsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange) {
        refreshNotes(); // their colours are of the theme
    }
    QWidget::changeEvent(event);
}

} // namespace palimpsest
