// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/problem_list.h"

#include "widgets/commands/command_catalogue.h"
#include "widgets/style/counted.h"
#include "widgets/style/plain_text.h"
#include "widgets/tables/kept_choice.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::chrono::milliseconds kSoon(100);

/// Rows as wide as the list, in which texts are elided: by itself a list scrolls aside.
class FittedRows : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return {0, QStyledItemDelegate::sizeHint(option, index).height()};
    }
};

} // namespace

ProblemList::ProblemList(StudySession& session, QWidget* parent)
    : QWidget(parent), m_search(new ProblemSearch(session, this)),
      m_rows(new QStandardItemModel(this)), m_list(new QListView), m_summary(new QLabel),
      m_give(makeCommand("giveSlivers", this))
{
    makeList();
    setFocusProxy(m_list);
    m_summary->setObjectName("problemSummary");
    m_summary->setWordWrap(true);
    auto* give = new QToolButton;
    give->setDefaultAction(m_give);
    give->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    give->setAutoRaise(true);
    give->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // its tip has the whole text
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_summary);
    layout->addWidget(m_list, 1);
    layout->addWidget(give);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &ProblemList::refresh);
    connect(m_search, &ProblemSearch::changed, this, [this] {
        if (!m_soon.isActive()) { // it is told sample by sample
            m_soon.start();
        }
    });
    connect(m_search, &ProblemSearch::failed, this, &ProblemList::failed);
    connect(m_give, &QAction::triggered, this, [this] { emit giveRequested(withSlivers()); });
    showSummary();
}

void ProblemList::makeList()
{
    m_list->setObjectName("problems");
    m_list->setAccessibleName(tr("Problems of parts"));
    m_list->setModel(m_rows);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setItemDelegate(new FittedRows(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* jump = new QAction(tr("Go there"), m_list);
    connect(jump, &QAction::triggered, this, [this] { choose(chosenRow()); });
    m_list->addActions({jump, m_give});
    keepChoice(*m_list);
    // Not the current row: that of a view changes when it merely gets the focus.
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isShowing) {
            choose(chosenRow());
        }
    });
    // The chosen one once more, after one has looked elsewhere.
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex& row) { choose(row.row()); });
    connect(m_list, &QListView::activated, this,
            [this](const QModelIndex& row) { choose(row.row()); });
}

/// −1 for none.
int ProblemList::chosenRow() const
{
    const QModelIndexList rows = m_list->selectionModel()->selectedIndexes();
    return rows.isEmpty() ? -1 : rows.front().row();
}

void ProblemList::choose(int row)
{
    if (row >= 0 && row < static_cast<int>(m_shown.size())) {
        m_next = row + 1;
        emit chosen(SampleProblem(m_shown[static_cast<std::size_t>(row)])); // it may be mended
    }
}

void ProblemList::goToNext()
{
    const int row = m_next < m_rows->rowCount() ? m_next : 0;
    m_isShowing = true;
    m_list->setCurrentIndex(m_rows->index(row, 0));
    m_isShowing = false;
    choose(row);
}

void ProblemList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_search->setWanted(true);
    refresh();
}

void ProblemList::hideEvent(QHideEvent* event)
{
    m_search->setWanted(false);
    QWidget::hideEvent(event);
}

/// The chosen row stays while there is one like it; else what comes next is what took its place.
void ProblemList::refresh()
{
    std::vector<SampleProblem> problems = isVisible() ? m_search->problems() : m_shown;
    if (problems != m_shown) {
        const int before = chosenRow();
        const auto same =
            before < 0 ? problems.end()
                       : std::ranges::find(problems, m_shown.at(static_cast<std::size_t>(before)));
        const int chosen = same == problems.end() ? -1 : static_cast<int>(same - problems.begin());
        m_shown = std::move(problems);
        m_isShowing = true;
        fillRows();
        m_list->setCurrentIndex(m_rows->index(chosen, 0));
        m_isShowing = false;
        m_next = chosen >= 0 ? chosen + 1 : before >= 0 ? before : m_next;
    }
    showSummary();
}

void ProblemList::fillRows()
{
    m_rows->clear();
    for (const SampleProblem& problem : m_shown) {
        const QString sample = QString::fromStdString(problem.sample);
        auto* item = new QStandardItem(sample + QLatin1Char('\n') + problem.text);
        item->setToolTip(plainTip(sample + QStringLiteral(": ") + problem.text));
        item->setEditable(false);
        m_rows->appendRow(item);
    }
}

std::vector<std::string> ProblemList::withSlivers() const
{
    std::vector<std::string> samples;
    for (const SampleProblem& problem : m_shown) {
        if (problem.isSliver && (samples.empty() || samples.back() != problem.sample)) {
            samples.push_back(problem.sample);
        }
    }
    return samples;
}

void ProblemList::showSummary()
{
    const auto slivers = std::ranges::count(m_shown, true, &SampleProblem::isSliver);
    m_give->setEnabled(slivers > 0);
    std::set<std::string> samples;
    for (const SampleProblem& problem : m_shown) {
        samples.insert(problem.sample);
    }
    QString text = m_shown.empty()
                       ? tr("No problem was found.")
                       : tr("%1 in %2.")
                             .arg(counted(m_shown.size(), tr("1 problem"), tr("%1 problems")),
                                  counted(samples.size(), tr("1 sample"), tr("%1 samples")));
    if (!m_search->isDone()) {
        text = (m_shown.empty() ? QString() : text + QLatin1Char(' ')) + tr("Looking…");
    }
    m_summary->setText(text);
}

} // namespace palimpsest
