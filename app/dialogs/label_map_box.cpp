// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/label_map_box.h"

#include "core/samples/class_labels.h"
#include "core/samples/unclear.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/string_list.h"

#include <QComboBox>
#include <QHeaderView>
#include <QStringList>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kMostRowsShown = 5; // without scrolling

} // namespace

LabelMapBox::LabelMapBox(QWidget* parent) : QTableWidget(0, 2, parent)
{
    setObjectName("labelMap");
    setAccessibleName(tr("Labels of the data and the classes they stand for"));
    setHorizontalHeaderLabels({tr("Label in the data"), tr("Class of the study")});
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch); // however long labels are
    setTextElideMode(Qt::ElideMiddle);
    verticalHeader()->hide();
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    hide();
}

bool LabelMapBox::showMatch(const std::vector<std::string>& ofSet,
                            const std::vector<std::string>& ofStudy, const LabelNames& known,
                            const std::vector<std::string>& labels)
{
    const LabelNames told = toldLabels(m_told, known, ofSet, labels);
    m_written = labels.empty() ? ofSet : labels;
    m_classes = ofStudy;
    std::vector<int> positions(ofSet.size(), -1);
    bool isClear = true;
    bool areNames = false;
    try {
        const ClassMatch match = matchClasses(ofSet, ofStudy, told, labels);
        positions = match.positions;
        areNames = match.table.empty();
    } catch (const Unclear&) {
        isClear = false;
        for (std::size_t i = 0; i < ofSet.size(); ++i) {
            const auto found = told.find(labelValue(m_written[i]));
            positions[i] = found == told.end() ? -1 : classNamed(found->second, ofStudy);
        }
    }
    setVisible(!areNames);
    setRowCount(0);
    for (std::size_t i = 0; !areNames && i < ofSet.size(); ++i) {
        addRow(static_cast<int>(i), positions[i]);
    }
    const int shown = std::min(rowCount(), kMostRowsShown);
    setFixedHeight(horizontalHeader()->sizeHint().height() + 2 * frameWidth() + 2 +
                   (shown > 0 ? shown * rowHeight(0) : 0));
    return isClear;
}

void LabelMapBox::addRow(int row, int chosen)
{
    insertRow(row);
    auto* item =
        new QTableWidgetItem(QString::fromStdString(m_written[static_cast<std::size_t>(row)]));
    item->setToolTip(plainTip(item->text()));
    setItem(row, 0, item);
    auto* box = new QComboBox;
    box->addItems(toStringList(m_classes));
    box->setPlaceholderText(tr("choose"));
    box->setCurrentIndex(chosen);
    box->setAccessibleName(tr("Class that %1 stands for").arg(item->text()));
    connect(box, &QComboBox::activated, this, [this, row](int index) {
        tell(row, index);
        // The rows are made anew, this one among them: once it has said all it has to.
        QMetaObject::invokeMethod(this, &LabelMapBox::toldChanged, Qt::QueuedConnection);
    });
    setCellWidget(row, 1, box);
}

/// What the other rows show holds as well from now on, as it was looked at; but one that nobody
/// has chosen gives its class up to the one that was.
void LabelMapBox::tell(int row, int chosen)
{
    for (int other = 0; other < rowCount(); ++other) {
        const std::string label = labelValue(m_written[static_cast<std::size_t>(other)]);
        const int shown = qobject_cast<const QComboBox*>(cellWidget(other, 1))->currentIndex();
        const bool givesUp = other != row && shown == chosen && !m_byHand.contains(label);
        if (givesUp) {
            m_told.erase(label);
        } else if (shown >= 0) {
            m_told[label] = m_classes[static_cast<std::size_t>(shown)];
        }
    }
    m_byHand.insert(labelValue(m_written[static_cast<std::size_t>(row)]));
}

} // namespace palimpsest
