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
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace palimpsest {

namespace {

/// Names of patterns have so many pixels at least; the table scrolls where others leave fewer.
constexpr int kLeastNames = 128;

/// How wide the other columns are where there is room.
const std::map<int, int> kUsualWidths = {
    {PatternTableModel::Kind, 44},   {PatternTableModel::Order, 56},
    {PatternTableModel::Kept, 64},   {PatternTableModel::Lost, 56},
    {PatternTableModel::Gained, 66}, {PatternTableModel::Reference, 100},
    {PatternTableModel::Later, 100}, {PatternTableModel::Status, 92}};

/// Columns that become narrower before names do, and what they need at least: titles of effects
/// are elided anyway.
constexpr auto kYielding = std::to_array<std::pair<int, int>>({{PatternTableModel::Reference, 64},
                                                               {PatternTableModel::Later, 64},
                                                               {PatternTableModel::Status, 84}});

/// Whether a column has the name of a checkpoint for its title, which may be of any length.
bool hasLongTitle(int column)
{
    return column == PatternTableModel::Reference || column == PatternTableModel::Later;
}

} // namespace

PatternPane::PatternPane(StudySession& session, const ShownComparison& comparison)
    : m_session(session), m_comparison(comparison), m_model(new PatternTableModel(this)),
      m_filter(new PatternFilter(this)), m_table(new QTableView), m_header(new ElidedHeader),
      m_orders(new ElidedComboBox), m_count(new QLabel), m_widths(kUsualWidths)
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
    m_table->setHorizontalHeader(m_header); // names of checkpoints among its titles
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
    followColumns();
}

/// Keeps names readable and titles whole, whatever the width of the table.
void PatternPane::followColumns()
{
    m_header->setHighlightSections(false);
    connect(m_header, &QHeaderView::geometriesChanged, this, &PatternPane::fitColumns);
    connect(m_header, &QHeaderView::sectionResized, this, [this](int column, int, int width) {
        if (!m_isFitting && width > 0 && m_widths.contains(column)) {
            m_widths[column] = width; // by the user
        }
    });
    fitColumns();
}

/// Names take what numbers leave; where that is little, numbers yield first.
void PatternPane::fitColumns()
{
    if (m_isFitting) {
        return;
    }
    const QScopedValueRollback fitting(m_isFitting, true);
    std::map<int, int> widths = m_widths;
    int room = m_table->viewport()->width();
    std::erase_if(widths, [this](const auto& one) { return m_header->isSectionHidden(one.first); });
    for (auto& [column, width] : widths) {
        width = hasLongTitle(column) ? width : std::max(width, m_header->wholeWidth(column));
        room -= width;
    }
    for (const auto& [column, least] : kYielding) {
        const int yielded = std::clamp(kLeastNames - room, 0, std::max(widths[column] - least, 0));
        widths[column] -= yielded;
        room += yielded;
    }
    for (const auto& [column, width] : widths) {
        m_header->resizeSection(column, width);
    }
    const bool isEnough = room >= kLeastNames;
    m_header->setSectionResizeMode(PatternTableModel::Pattern,
                                   isEnough ? QHeaderView::Stretch : QHeaderView::Fixed);
    if (!isEnough) {
        m_header->resizeSection(PatternTableModel::Pattern, kLeastNames);
    }
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
        fitColumns();
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
