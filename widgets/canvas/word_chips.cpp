// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/word_chips.h"

#include "widgets/canvas/word_chip_delegate.h"
#include "widgets/tables/word_list_model.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kMargin = 16;

/// How far `position` is from the stretch between `low` and `high`.
int distance(int position, int low, int high)
{
    return std::max({low - position, position - high, 0});
}

} // namespace

WordChips::WordChips(QWidget* parent)
    : QListView(parent), m_words(new WordListModel(this)), m_delegate(new WordChipDelegate(this))
{
    setAccessibleName(tr("Words of the sentence"));
    setModel(m_words);
    setItemDelegate(m_delegate);
    m_delegate->setSelection(selectionModel());
    setFrameShape(QFrame::NoFrame);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true); // the margins too
    setViewportMargins(kMargin, kMargin, kMargin, kMargin);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex& index) {
        emit renameRequested(m_words->partOf(index.row()));
    });
    connect(this, &QAbstractItemView::entered, this, [this](const QModelIndex& index) {
        emit pointed(index.data(Qt::AccessibleTextRole).toString());
    });
    connect(this, &QAbstractItemView::viewportEntered, this, [this] { emit pointed({}); });
}

void WordChips::setWords(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    m_words->setWords(sentence, parts);
    viewport()->update(); // chips join those beside them
}

void WordChips::setCurrentPart(int part)
{
    m_delegate->setCurrentPart(part);
    viewport()->update();
}

std::vector<std::size_t> WordChips::selectedWords() const
{
    std::vector<std::size_t> words;
    for (const QModelIndex& index : selectedIndexes()) {
        words.push_back(static_cast<std::size_t>(index.row()));
    }
    std::ranges::sort(words);
    return words;
}

int WordChips::partAtCursor() const
{
    return m_words->partOf(currentIndex().row());
}

/// What lines leave free behind their last words, where words that belong together stay so; 0 for
/// all other words.
std::vector<int> WordChips::roomBehindWords() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const auto count = static_cast<std::size_t>(m_words->rowCount());
    // As QListView keeps it free for a scroll bar, whether there is one or not.
    const int width = maximumViewportSize().width() - verticalScrollBar()->sizeHint().width() - 1;
    std::vector<int> widths;
    for (std::size_t i = 0; i < count; ++i) {
        widths.push_back(m_delegate->sizeHint(option, m_words->index(static_cast<int>(i))).width());
    }
    std::vector<int> joined = widths; // with the words that no line may begin with
    for (std::size_t i = count; i-- > 1;) {
        const int both = widths[i - 1] + joined[i];
        const QModelIndex index = m_words->index(static_cast<int>(i));
        if (index.data(WordListModel::JoinedRole).toBool() && both <= width) {
            joined[i - 1] = both;
        }
    }
    std::vector<int> room(count, 0);
    int x = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (x > 0 && x + joined[i] > width) {
            room[i - 1] = std::max(width - x, 0);
            x = 0;
        }
        x += widths[i];
    }
    return room;
}

/// QListView puts as many words into a line as there is room for, so that a line which is to end
/// sooner has to be full.
void WordChips::doItemsLayout()
{
    m_delegate->setRoomBehind({});
    m_delegate->setRoomBehind(roomBehindWords());
    QListView::doItemsLayout();
}

QRect WordChips::visualRect(const QModelIndex& index) const
{
    return QListView::visualRect(index).adjusted(0, 0, -m_delegate->roomBehind(index), 0);
}

QModelIndex WordChips::indexAt(const QPoint& position) const
{
    const QModelIndex index = QListView::indexAt(position);
    return visualRect(index).contains(position) ? index : QModelIndex();
}

/// The word in the nearest line whose chip is nearest there; −1 without words.
int WordChips::wordNear(QPoint position) const
{
    constexpr int kFar = std::numeric_limits<int>::max();
    std::pair nearest(kFar, kFar);
    int word = -1;
    for (int i = 0; i < m_words->rowCount(); ++i) {
        const QRect cell = visualRect(m_words->index(i));
        const std::pair here(distance(position.y(), cell.top(), cell.bottom()),
                             distance(position.x(), cell.left(), cell.right()));
        if (here < nearest) {
            nearest = here;
            word = i;
        }
    }
    return word;
}

/// All words from the one at the first corner to the one at the second, as in a text.
void WordChips::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command)
{
    const int from = wordNear(rect.topLeft());
    const int to = wordNear(rect.bottomRight());
    if (from >= 0) {
        selectionModel()->select(
            {m_words->index(std::min(from, to)), m_words->index(std::max(from, to))}, command);
    }
}

/// The word above or below, as a cursor in a text moves.
int WordChips::wordInLine(int from, int lines) const
{
    const QRect cell = visualRect(m_words->index(from));
    const int y = cell.center().y() + lines * cell.height();
    const int last = m_words->rowCount() - 1;
    const bool isThere =
        y >= visualRect(m_words->index(0)).top() && y <= visualRect(m_words->index(last)).bottom();
    return isThere ? wordNear({cell.center().x(), y}) : from;
}

int WordChips::endOfLine(int word, int step) const
{
    const int top = visualRect(m_words->index(word)).top();
    const auto isInLine = [&](int other) {
        return other >= 0 && other < m_words->rowCount() &&
               visualRect(m_words->index(other)).top() == top;
    };
    while (isInLine(word + step)) {
        word += step;
    }
    return word;
}

QModelIndex WordChips::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = m_words->rowCount() - 1;
    if (last < 0) {
        return {};
    }
    if (!currentIndex().isValid()) {
        return m_words->index(0);
    }
    const int word = currentIndex().row();
    const int lines = std::max(1, viewport()->height() / visualRect(currentIndex()).height());
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        return m_words->index(std::max(word - 1, 0));
    case MoveRight:
    case MoveNext:
        return m_words->index(std::min(word + 1, last));
    case MoveUp:
        return m_words->index(wordInLine(word, -1));
    case MoveDown:
        return m_words->index(wordInLine(word, 1));
    case MovePageUp:
        return m_words->index(wordInLine(word, -lines));
    case MovePageDown:
        return m_words->index(wordInLine(word, lines));
    case MoveHome:
        return m_words->index(endOfLine(word, -1));
    case MoveEnd:
        return m_words->index(endOfLine(word, 1));
    }
    return {};
}

void WordChips::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QListView::selectionChanged(selected, deselected);
    viewport()->update(); // runs of selected words end elsewhere
    emit selectedWordsChanged();
}

void WordChips::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    const int part = m_words->partOf(current.row());
    if (part >= 0) {
        emit partChosen(part);
    }
}

/// F2 is for the word that has the keyboard, whatever shortcut of a page has the same key.
bool WordChips::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_F2) {
        event->accept();
        return true;
    }
    return QListView::event(event);
}

void WordChips::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && selectionModel()->hasSelection()) {
        clearSelection();
    } else if (event->key() == Qt::Key_F2 && currentIndex().isValid()) {
        emit renameRequested(partAtCursor());
    } else {
        QListView::keyPressEvent(event);
    }
}

/// Letters are keys of actions, also while these are off.
void WordChips::keyboardSearch(const QString&) {}

void WordChips::leaveEvent(QEvent* event)
{
    emit pointed({});
    QListView::leaveEvent(event);
}

void WordChips::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        scheduleDelayedItemsLayout();
    }
    QListView::changeEvent(event);
}

} // namespace palimpsest
