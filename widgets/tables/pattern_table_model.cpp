// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/pattern_table_model.h"

#include "widgets/style/plain_text.h"
#include "widgets/style/status_colour.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

/// "+1.20", "−0.40", and "–" for what rounds to nothing.
QString effectText(double effect)
{
    constexpr int kDecimals = 2;
    const QString digits = QString::number(std::abs(effect), 'f', kDecimals);
    if (digits.toDouble() == 0.0) {
        return QStringLiteral("–");
    }
    return (effect < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

/// As many digits as tell effects apart.
QString exactText(double effect)
{
    const QString digits = QString::number(std::abs(effect), 'g', 5);
    return (effect < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + digits;
}

bool isShare(int column)
{
    return column == PatternTableModel::Kept || column == PatternTableModel::Lost ||
           column == PatternTableModel::Gained;
}

bool isNumber(int column)
{
    return column == PatternTableModel::Order || column == PatternTableModel::Reference ||
           column == PatternTableModel::Later || isShare(column);
}

/// Strength that is kept, lost or gained.
double amountOf(const PatternShares& shares, int column)
{
    return column == PatternTableModel::Kept   ? std::abs(shares.shared)
           : column == PatternTableModel::Lost ? shares.lost
                                               : shares.gained;
}

/// "1.20", and "–" for what rounds to nothing.
QString amountText(double amount)
{
    const QString digits = QString::number(amount, 'f', 2);
    return digits.toDouble() == 0.0 ? QStringLiteral("–") : digits;
}

QString sharesText(const PatternShares& shares)
{
    const auto number = [](double amount) { return QString::number(amount, 'g', 4); };
    return PatternTableModel::tr("kept %1, lost %2, gained %3")
        .arg(number(std::abs(shares.shared)), number(shares.lost), number(shares.gained));
}

QString kindName(bool isOr)
{
    return isOr ? PatternTableModel::tr("or") : PatternTableModel::tr("and");
}

/// A small square in the hue of a status, the same in selected rows.
QIcon swatch(PatternStatus status)
{
    constexpr int kSide = 10;
    constexpr double kScale = 3.0; // sharp on every screen
    QPixmap pixmap(QSize(kSide, kSide) * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette::statusColour(status));
    painter.drawRoundedRect(QRectF(0, 0, kSide, kSide), 2, 2);
    painter.end();
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

} // namespace

QString statusName(PatternStatus status)
{
    switch (status) {
    case PatternStatus::Preserved:
        return PatternTableModel::tr("preserved");
    case PatternStatus::Flipped:
        return PatternTableModel::tr("flipped");
    case PatternStatus::Discarded:
        return PatternTableModel::tr("discarded");
    case PatternStatus::New:
        return PatternTableModel::tr("new");
    case PatternStatus::NotSalient:
        break;
    }
    return PatternTableModel::tr("not salient");
}

void PatternTableModel::setPatterns(std::vector<ComparedPattern> patterns,
                                    std::vector<std::string> partNames, bool hasBothKinds,
                                    const QString& referenceName, const QString& laterName)
{
    beginResetModel();
    m_patterns = std::move(patterns);
    m_partNames = std::move(partNames);
    m_hasBothKinds = hasBothKinds;
    m_referenceName = referenceName;
    m_laterName = laterName;
    m_largest = 0.0;
    for (const ComparedPattern& pattern : m_patterns) {
        for (const int column : {Kept, Lost, Gained}) {
            m_largest = std::max(m_largest, amountOf(pattern.shares, column));
        }
    }
    endResetModel();
}

void PatternTableModel::clear()
{
    beginResetModel();
    m_patterns.clear();
    endResetModel();
}

int PatternTableModel::rowOf(const PatternId& pattern) const
{
    const auto found = std::ranges::find(m_patterns, pattern, &ComparedPattern::id);
    return found == m_patterns.end() ? -1 : static_cast<int>(found - m_patterns.begin());
}

int PatternTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_patterns.size());
}

int PatternTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PatternTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const ComparedPattern& pattern = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(pattern, index.column());
    case ShareRole:
        return isShare(index.column()) && m_largest > 0.0
                   ? QVariant(amountOf(pattern.shares, index.column()) / m_largest)
                   : QVariant();
    case Qt::ToolTipRole:
        return plainTip(toolTip(pattern));
    case Qt::DecorationRole:
        return index.column() == Status ? QVariant(swatch(pattern.shares.status)) : QVariant();
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return {};
    }
}

QVariant PatternTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    switch (role) {
    case Qt::TextAlignmentRole:
        return alignment(section);
    case Qt::DisplayRole:
        return heading(section, false);
    case Qt::InitialSortOrderRole:
        return static_cast<int>(isNumber(section) ? Qt::DescendingOrder : Qt::AscendingOrder);
    case Qt::ToolTipRole:
        return plainTip(heading(section, true));
    default:
        return {};
    }
}

QString PatternTableModel::heading(int column, bool isTip) const
{
    switch (column) {
    case Pattern:
        return isTip ? tr("Parts that act together") : tr("pattern");
    case Kind:
        return isTip ? tr("and: acts when all its parts are visible; or: when any of them is")
                     : tr("kind");
    case Order:
        return isTip ? tr("Number of parts") : tr("order");
    case Reference:
        return isTip ? tr("Effect in %1, normalised").arg(m_referenceName) : m_referenceName;
    case Later:
        return isTip ? tr("Effect in %1, normalised").arg(m_laterName) : m_laterName;
    case Kept:
        return isTip ? tr("Strength that both have, with the same sign") : tr("kept");
    case Lost:
        return isTip ? tr("Strength that only %1 has").arg(m_referenceName) : tr("lost");
    case Gained:
        return isTip ? tr("Strength that only %1 has").arg(m_laterName) : tr("gained");
    default:
        return isTip ? tr("What became of the pattern") : tr("status");
    }
}

QString PatternTableModel::text(const ComparedPattern& pattern, int column) const
{
    switch (column) {
    case Pattern:
        return namesOf(pattern);
    case Kind:
        return kindName(pattern.isOr);
    case Order:
        return QString::number(orderOf(pattern.pattern));
    case Reference:
        return effectText(pattern.reference);
    case Later:
        return effectText(pattern.later);
    case Status:
        return statusName(pattern.shares.status);
    default:
        return amountText(amountOf(pattern.shares, column));
    }
}

QString PatternTableModel::namesOf(const ComparedPattern& pattern) const
{
    QStringList names;
    for (std::size_t i = 0; i < m_partNames.size(); ++i) {
        if (pattern.pattern.contains(static_cast<int>(i))) {
            names << QString::fromStdString(m_partNames[i]);
        }
    }
    return names.join(!m_hasBothKinds ? QStringLiteral(" · ")
                      : pattern.isOr  ? QStringLiteral(" ∨ ")
                                      : QStringLiteral(" ∧ "));
}

double PatternTableModel::sortNumber(const ComparedPattern& pattern, int column)
{
    switch (column) {
    case Order:
        return orderOf(pattern.pattern);
    case Reference:
        return std::abs(pattern.reference);
    case Later:
        return std::abs(pattern.later);
    case Status:
        return static_cast<double>(pattern.shares.status);
    default:
        return amountOf(pattern.shares, column);
    }
}

bool PatternTableModel::isDash(const ComparedPattern& pattern, int column)
{
    constexpr double kRoundsToNothing = 0.005;
    const bool isAmount = column == Reference || column == Later || isShare(column);
    return isAmount && sortNumber(pattern, column) < kRoundsToNothing;
}

QString PatternTableModel::toolTip(const ComparedPattern& pattern) const
{
    return tr("%1: %2\n%3 %4\n%5 %6\n%7")
        .arg(namesOf(pattern), statusName(pattern.shares.status), m_referenceName,
             exactText(pattern.reference), m_laterName, exactText(pattern.later),
             sharesText(pattern.shares));
}

QVariant PatternTableModel::alignment(int column)
{
    return QVariant::fromValue(
        Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

PatternFilter::PatternFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void PatternFilter::setStatus(std::optional<PatternStatus> status)
{
    m_status = status;
    invalidateFilter();
}

void PatternFilter::setOrder(int order)
{
    m_order = order;
    invalidateFilter();
}

void PatternFilter::setText(const QString& text)
{
    m_words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool PatternFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const auto& model = static_cast<const PatternTableModel&>(*sourceModel());
    const ComparedPattern& pattern = model.at(row);
    if (m_status && pattern.shares.status != *m_status) {
        return false;
    }
    if (m_order > 0 && orderOf(pattern.pattern) != m_order) {
        return false;
    }
    if (m_words.isEmpty()) {
        return true;
    }
    const QString names = model.index(row, PatternTableModel::Pattern, parent).data().toString();
    return std::ranges::all_of(m_words,
                               [&](const QString& word) { return hasWord(pattern, names, word); });
}

/// Numbers are compared as such: with tens of thousands of patterns, making variants of them would
/// be seen as a halt.
bool PatternFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    if (PatternTableModel::isText(left.column())) {
        return QSortFilterProxyModel::lessThan(left, right);
    }
    const auto& model = static_cast<const PatternTableModel&>(*sourceModel());
    const auto number = [&](const QModelIndex& index) {
        return PatternTableModel::sortNumber(model.at(index.row()), index.column());
    };
    const auto isDash = [&](const QModelIndex& index) {
        return PatternTableModel::isDash(model.at(index.row()), index.column());
    };
    if (isDash(left) != isDash(right)) { // below all numbers, whichever of these are first
        return isDash(sortOrder() == Qt::AscendingOrder ? right : left);
    }
    return number(left) < number(right);
}

bool PatternFilter::hasWord(const ComparedPattern& pattern, const QString& names,
                            const QString& word) const
{
    const auto& model = static_cast<const PatternTableModel&>(*sourceModel());
    for (const bool isOr : {false, true}) {
        if (model.hasBothKinds() && word.compare(kindName(isOr), Qt::CaseInsensitive) == 0) {
            return pattern.isOr == isOr;
        }
    }
    return names.contains(word, Qt::CaseInsensitive);
}

} // namespace palimpsest
