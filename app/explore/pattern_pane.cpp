// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/explore/pattern_pane.h"

#include "app/document/shown_comparison.h"
#include "app/document/study_session.h"
#include "app/explore/view_layout.h"
#include "widgets/style/elided_combo_box.h"
#include "widgets/style/elided_header.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/pattern_table_model.h"
#include "widgets/tables/shares_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

/// The columns of patterns: names take what numbers leave. The one that is sorted by at first has
/// room for its title and the arrow.
void layOut(QHeaderView& header)
{
    for (const auto& [column, width] : {std::pair(PatternTableModel::Kind, 44),
                                        {PatternTableModel::Order, 56},
                                        {PatternTableModel::Kept, 64},
                                        {PatternTableModel::Lost, 56},
                                        {PatternTableModel::Gained, 66},
                                        {PatternTableModel::Reference, 100},
                                        {PatternTableModel::Later, 100},
                                        {PatternTableModel::Status, 92}}) {
        header.resizeSection(column, width);
    }
    header.setSectionResizeMode(PatternTableModel::Pattern, QHeaderView::Stretch);
    header.setHighlightSections(false);
}

} // namespace

PatternPane::PatternPane(StudySession& session, const ShownComparison& comparison)
    : m_session(session), m_comparison(comparison), m_model(new PatternTableModel(this)),
      m_filter(new PatternFilter(this)), m_table(new QTableView), m_orders(new ElidedComboBox),
      m_count(new QLabel)
{
    setUpTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0); // below its tab
    layout->addWidget(makeFilterBar());
    layout->addWidget(m_table, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &PatternPane::choose);
    connect(&comparison, &ShownComparison::changed, this, &PatternPane::showComparison);
    connect(&session.selection(), &Selection::patternChanged, this, &PatternPane::showPattern);
}

void PatternPane::setUpTable()
{
    m_filter->setSourceModel(m_model);
    m_table->setObjectName("patterns");
    m_table->setAccessibleName(tr("Patterns"));
    m_table->setHorizontalHeader(new ElidedHeader); // names of checkpoints among its titles
    m_table->setModel(m_filter);
    for (const int column :
         {PatternTableModel::Kept, PatternTableModel::Lost, PatternTableModel::Gained}) {
        m_table->setItemDelegateForColumn(column, new SharesDelegate(this));
    }
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(PatternTableModel::Kept, Qt::DescendingOrder);
    m_table->setIconSize({10, 10});
    keepChoice(*m_table);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    layOut(*m_table->horizontalHeader());
}

QWidget* PatternPane::makeFilterBar()
{
    auto* bar = new QWidget;
    auto* layout = viewLayout<QHBoxLayout>(bar);
    auto* search = new QLineEdit;
    search->setObjectName("patternSearch");
    search->setPlaceholderText(tr("Parts the pattern must hold"));
    search->setToolTip(tr("Where there are both kinds, the words “and” and “or” choose one"));
    search->setClearButtonEnabled(true);
    auto* status = new ElidedComboBox;
    status->addItem(tr("Every status"), -1);
    for (const PatternStatus value : {PatternStatus::Preserved, PatternStatus::Flipped,
                                      PatternStatus::Discarded, PatternStatus::New}) {
        status->addItem(statusName(value), static_cast<int>(value));
    }
    m_orders->addItem(tr("Every order"));
    for (int order = 1; order <= kMaxParts; ++order) {
        m_orders->addItem(tr("Order %1").arg(order));
    }
    layout->addWidget(search, 1);
    layout->addWidget(status);
    layout->addWidget(m_orders);
    layout->addWidget(m_count);
    connect(search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        showPattern();
    });
    connect(status, &QComboBox::currentIndexChanged, this, [this, status](int index) {
        const int value = status->itemData(index).toInt();
        m_filter->setStatus(value < 0 ? std::nullopt
                                      : std::optional(static_cast<PatternStatus>(value)));
        showPattern();
    });
    connect(m_orders, &QComboBox::currentIndexChanged, this, [this](int order) {
        m_filter->setOrder(order);
        showPattern();
    });
    return bar;
}

void PatternPane::listOrder(int order)
{
    m_orders->setCurrentIndex(order);
}

void PatternPane::showComparison()
{
    if (const ShownPatterns* shown = m_comparison.get()) {
        const bool hasBothKinds = shown->analysis->split.has_value();
        m_model->setPatterns(shown->patterns, shown->parts(), hasBothKinds,
                             QString::fromStdString(shown->referenceName()),
                             QString::fromStdString(shown->laterName()));
        m_table->setColumnHidden(PatternTableModel::Kind, !hasBothKinds);
    } else {
        m_model->clear();
    }
    showPattern();
}

void PatternPane::showPattern()
{
    const auto pattern = m_session.selection().pattern();
    const int row = pattern ? m_model->rowOf(*pattern) : -1;
    if (row >= 0) {
        const QSignalBlocker quiet(m_table->selectionModel());
        m_table->selectRow(m_filter->mapFromSource(m_model->index(row, 0)).row());
    } else {
        m_table->selectionModel()->clear();
    }
    m_count->setText(tr("%1 of %2").arg(m_filter->rowCount()).arg(m_model->rowCount()));
}

void PatternPane::choose(const QModelIndex& index)
{
    if (index.isValid()) {
        m_session.selection().setPattern(m_model->at(m_filter->mapToSource(index).row()).id());
        m_session.selection().setOverlay(OverlayKind::Pattern);
    }
}

} // namespace palimpsest
