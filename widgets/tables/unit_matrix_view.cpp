// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/unit_matrix_view.h"

#include "widgets/style/flow_layout.h"
#include "widgets/style/theme.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/matrix_columns.h"
#include "widgets/tables/sample_list_model.h"
#include "widgets/tables/unit_cell.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kCell = 20;
constexpr int kRow = 44;
constexpr int kSquare = 15;
constexpr int kSideHeader = 172;
constexpr int kThumbnail = 36;

QRectF squareIn(const QRect& rect)
{
    return {rect.center().x() - kSquare / 2.0 + 0.5, rect.center().y() - kSquare / 2.0 + 0.5,
            kSquare, kSquare};
}

class CellDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        painter->save();
        if (option.state & QStyle::State_Selected) {
            // Over the full colour of the view, in which the states would not be told apart.
            painter->fillRect(option.rect, option.palette.color(QPalette::Window));
            QColor ground = option.palette.color(QPalette::Highlight);
            ground.setAlpha(70);
            painter->fillRect(option.rect, ground);
        }
        drawCell(*painter, squareIn(option.rect),
                 static_cast<UnitCell>(index.data(UnitMatrixModel::CellRole).toInt()),
                 option.palette);
        painter->restore();
    }
};

/// A press chooses what it names, up to the edges, where the sections of other headers are dragged.
class ChoosingHeader : public QHeaderView
{
public:
    ChoosingHeader(Qt::Orientation orientation, QTableView& table)
        : QHeaderView(orientation, &table), m_table(table)
    {
        setSectionsClickable(true);
    }

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        QHeaderView::mousePressEvent(event);
        const int section = logicalIndexAt(event->position().toPoint());
        if (event->button() == Qt::LeftButton && section >= 0) {
            const QModelIndex current = m_table.currentIndex();
            const bool isRow = orientation() == Qt::Vertical;
            m_table.setCurrentIndex(
                model()->index(isRow ? section : std::max(0, current.row()),
                               isRow ? std::max(0, current.column()) : section));
        }
    }

private:
    QTableView& m_table;
};

/// Three lines: the lineage over all its epochs, the epoch, the accuracy in percent.
class LineageHeader : public ChoosingHeader
{
public:
    explicit LineageHeader(QTableView& table) : ChoosingHeader(Qt::Horizontal, table)
    {
        setHighlightSections(true);
        setSectionResizeMode(QHeaderView::Fixed);
        setMinimumSectionSize(kCell);
        setDefaultSectionSize(kCell);
    }

    QSize sizeHint() const override { return {0, 3 * lineHeight() + 8}; }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        const auto* matrix = static_cast<const UnitMatrixModel*>(model());
        const MatrixCheckpoint& column = matrix->checkpoint(section);
        painter->save();
        painter->fillRect(rect, palette().color(QPalette::Window));
        const int top = rect.top() + lineHeight() + 4;
        painter->setFont(numberFont(font()));
        painter->setPen(palette().color(QPalette::WindowText));
        painter->drawText(QRect(rect.left(), top, rect.width(), lineHeight()), Qt::AlignCenter,
                          QString::number(column.epoch));
        painter->setPen(themeColours().faintText);
        painter->drawText(QRect(rect.left(), top + lineHeight(), rect.width(), lineHeight()),
                          Qt::AlignCenter, accuracyText(column));
        painter->restore();
        paintLineage(*painter, *matrix, section);
    }

private:
    int lineHeight() const { return fontMetrics().height() + 1; }

    /// The part of the lineage's name that lies over this section: sections may be painted alone.
    void paintLineage(QPainter& painter, const UnitMatrixModel& matrix, int section) const
    {
        const QString lineage = matrix.checkpoint(section).lineage;
        int first = section;
        int last = section;
        while (first > 0 && matrix.checkpoint(first - 1).lineage == lineage) {
            --first;
        }
        while (last + 1 < count() && matrix.checkpoint(last + 1).lineage == lineage) {
            ++last;
        }
        const QRect span(sectionViewportPosition(first), 0,
                         sectionViewportPosition(last) + sectionSize(last) -
                             sectionViewportPosition(first),
                         lineHeight() + 2);
        painter.save();
        painter.setClipRect(
            QRect(sectionViewportPosition(section), 0, sectionSize(section), height()));
        painter.setPen(palette().color(QPalette::WindowText));
        const int visibleLeft = std::max(span.left(), 0);
        const QRect text = span.adjusted(visibleLeft - span.left() + 3, 0, -2, 0);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(lineage, Qt::ElideMiddle, text.width()));
        painter.setPen(themeColours().line);
        painter.drawLine(span.left() + 2, span.bottom(), span.right() - 2, span.bottom());
        painter.restore();
    }
};

/// Thumbnail, name, and class with the number of parts.
class SampleHeader : public ChoosingHeader
{
public:
    explicit SampleHeader(QTableView& table) : ChoosingHeader(Qt::Vertical, table)
    {
        setSectionResizeMode(QHeaderView::Fixed);
        setDefaultSectionSize(kRow);
        setFixedWidth(kSideHeader);
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        painter->fillRect(rect, palette().color(QPalette::Window));
        const auto thumbnail =
            model()->headerData(section, orientation(), Qt::DecorationRole).value<QImage>();
        const QRect picture(rect.left(), rect.top() + (kRow - kThumbnail) / 2, kThumbnail,
                            kThumbnail);
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        drawThumbnail(*painter, picture, thumbnail);
        const QStringList lines =
            model()->headerData(section, orientation()).toString().split(QLatin1Char('\n'));
        const QRect text = rect.adjusted(thumbnail.isNull() ? 0 : kThumbnail + 9, 5, -6, -5);
        painter->setPen(palette().color(QPalette::WindowText));
        painter->drawText(text, Qt::AlignLeft | Qt::AlignTop,
                          fontMetrics().elidedText(lines.value(0), Qt::ElideMiddle, text.width()));
        painter->setPen(themeColours().faintText);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                          withShortenedClass(lines.value(1), fontMetrics(), text.width()));
        painter->restore();
    }
};

class LegendSquare : public QWidget
{
public:
    explicit LegendSquare(UnitCell cell) : m_cell(cell) { setFixedSize(kSquare + 3, kSquare + 3); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        drawCell(painter, squareIn(rect()), m_cell, palette());
    }

private:
    UnitCell m_cell;
};

} // namespace

QString withShortenedClass(const QString& line, const QFontMetrics& metrics, int width)
{
    if (metrics.horizontalAdvance(line) <= width) { // its pieces may add up to a little more
        return line;
    }
    const qsizetype parts = line.lastIndexOf(QStringLiteral(" · "));
    const QString behind = line.mid(parts);
    const int left = width - metrics.horizontalAdvance(behind);
    const QString className = metrics.elidedText(line.left(parts), Qt::ElideRight, left);
    const bool saysNothing = left <= metrics.horizontalAdvance(QStringLiteral("…"));
    return saysNothing ? metrics.elidedText(behind.mid(3), Qt::ElideRight, width)
                       : className + behind;
}

UnitMatrixView::UnitMatrixView(QWidget* parent)
    : QTableView(parent), m_lineNames(new QLabel(tr("epoch\naccuracy, %"), this))
{
    m_lineNames->setAlignment(Qt::AlignRight | Qt::AlignBottom);
    m_lineNames->setContentsMargins(0, 0, 10, 3);

    setHorizontalHeader(new LineageHeader(*this));
    setVerticalHeader(new SampleHeader(*this));
    viewport()->setBackgroundRole(QPalette::Window);
    setItemDelegate(new CellDelegate(this));
    keepChoice(*this);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setCornerButtonEnabled(false);
    setCornerWidget(new QWidget(this)); // where both bars meet styles draw a stray edge
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(verticalHeader(), &QHeaderView::sectionDoubleClicked, this,
            &UnitMatrixView::sampleActivated);
    for (QHeaderView* header : {horizontalHeader(), verticalHeader()}) {
        header->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(header, &QWidget::customContextMenuRequested, this, [this, header](QPoint at) {
            const bool isRow = header == verticalHeader();
            if (const int section = header->logicalIndexAt(at); section >= 0) {
                showMenu(isRow ? section : -1, isRow ? -1 : section,
                         header->viewport()->mapToGlobal(at));
            }
        });
    }
    connect(this, &QTableView::activated, this,
            [this](const QModelIndex& index) { emit sampleActivated(index.row()); });
}

void UnitMatrixView::updateGeometries()
{
    QTableView::updateGeometries();
    m_lineNames->setGeometry(0, 0, verticalHeader()->width(), horizontalHeader()->height());
    m_lineNames->raise();
}

void UnitMatrixView::setMatrix(UnitMatrixModel* model)
{
    setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, [this, model] { fitLineages(*model); });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) {
                    emit unitChosen(current.row(), current.column());
                }
            });
}

void UnitMatrixView::fitLineages(const UnitMatrixModel& model)
{
    const std::vector<int> widths = columnWidths(model, horizontalHeader()->font(), kCell);
    for (std::size_t column = 0; column < widths.size(); ++column) {
        setColumnWidth(static_cast<int>(column), widths[column]);
    }
}

void UnitMatrixView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = indexAt(viewport()->mapFromGlobal(event->globalPos()));
    if (index.isValid()) {
        showMenu(index.row(), index.column(), event->globalPos());
    }
}

void UnitMatrixView::showMenu(int row, int column, const QPoint& where)
{
    QMenu menu(this);
    if (column >= 0) {
        const MatrixCheckpoint& of =
            static_cast<const UnitMatrixModel*>(model())->checkpoint(column);
        connect(menu.addAction(themedIcon("extract"),
                               tr("Extract %1/%2").arg(of.lineage).arg(of.epoch)),
                &QAction::triggered, this, [&] { emit extractRequested(column); });
    }
    if (row >= 0) {
        connect(menu.addAction(themedIcon("parts"), tr("Parts of this sample")),
                &QAction::triggered, this, [&] { emit sampleActivated(row); });
    }
    emit menuRequested(&menu, row, column);
    menu.exec(where);
}

QWidget* makeMatrixLegend()
{
    auto* legend = new QWidget;
    auto* layout = new FlowLayout(legend);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    for (const UnitCell cell :
         {UnitCell::Empty, UnitCell::Queued, UnitCell::Running, UnitCell::Done, UnitCell::Derived,
          UnitCell::Stale, UnitCell::Failed}) {
        auto* entry = new QWidget;
        auto* row = new QHBoxLayout(entry);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(5);
        row->addWidget(new LegendSquare(cell));
        row->addWidget(new QLabel(unitCellName(cell)));
        layout->addWidget(entry);
    }
    return legend;
}

} // namespace palimpsest
