// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/part_name_delegate.h"

#include "widgets/style/part_colours.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kMostShown = 8; // lines

/// The field, with the list of names. The list lies in the window, so that it takes no focus and is
/// seen beside other windows.
class NameField : public QLineEdit
{
public:
    NameField(std::vector<KnownName> names, QWidget* parent)
        : QLineEdit(parent), m_names(std::move(names)), m_list(new QListWidget(parent->window()))
    {
        setFrame(false);
        m_list->setObjectName(QStringLiteral("knownNames"));
        m_list->setAccessibleName(PartNameDelegate::tr("Names of the part set"));
        m_list->setFocusPolicy(Qt::NoFocus);
        m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_list->hide();
        connect(this, &QLineEdit::textEdited, this, &NameField::offer);
        connect(m_list, &QListWidget::itemPressed, this, [this](QListWidgetItem* item) {
            take(*item);
            QApplication::postEvent(this, new QKeyEvent(QEvent::KeyPress, Qt::Key_Return, {}));
        });
        QTimer::singleShot(0, this, &NameField::offer); // once it has its place
    }

    ~NameField() override { delete m_list.data(); }

    bool isOffering() const { return m_list != nullptr && m_list->isVisible(); }
    void stopOffering() { m_list->hide(); }

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        switch (event->key()) {
        case Qt::Key_Down:
        case Qt::Key_Up:
            if (isOffering()) {
                step(event->key() == Qt::Key_Down ? 1 : -1);
                return;
            }
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (isOffering() && m_list->currentItem() != nullptr) {
                take(*m_list->currentItem());
            }
            break;
        default:
            break;
        }
        QLineEdit::keyPressEvent(event);
    }

private:
    /// Shows the names that begin as what is typed, those that are not here yet before the others.
    void offer()
    {
        const QString typed = isModified() ? text().trimmed() : QString();
        m_list->clear();
        for (const bool isHere : {false, true}) {
            for (const KnownName& known : m_names) {
                if (known.isHere == isHere && known.name.startsWith(typed, Qt::CaseInsensitive)) {
                    add(known);
                }
            }
        }
        const bool isTaken = !typed.isEmpty() && m_list->count() > 0 && canBeTaken(0);
        m_list->setCurrentRow(isTaken ? 0 : -1);
        m_list->setVisible(m_list->count() > 0);
        layOut();
    }

    void add(const KnownName& known)
    {
        auto* item = new QListWidgetItem(
            partSwatch(known.colour),
            known.isHere ? PartNameDelegate::tr("%1 – is here already").arg(known.name)
                         : known.name,
            m_list);
        item->setData(Qt::UserRole, known.name);
        if (known.isHere) {
            item->setFlags(item->flags() & ~(Qt::ItemIsEnabled | Qt::ItemIsSelectable));
        }
    }

    bool canBeTaken(int row) const
    {
        return m_list->item(row)->flags().testFlag(Qt::ItemIsEnabled);
    }

    void layOut()
    {
        const int lines = std::min(m_list->count(), kMostShown);
        const int height =
            lines * std::max(1, m_list->sizeHintForRow(0)) + 2 * m_list->frameWidth();
        QRect place(mapTo(window(), QPoint(0, this->height())), QSize(width(), height));
        if (place.bottom() > window()->rect().bottom()) {
            place.moveBottom(mapTo(window(), QPoint(0, 0)).y() - 1); // above the field
        }
        m_list->setGeometry(place);
        m_list->raise();
    }

    void step(int by)
    {
        int row = m_list->currentRow() + by;
        while (row >= 0 && row < m_list->count() && !canBeTaken(row)) {
            row += by;
        }
        if (row < m_list->count()) {
            m_list->setCurrentRow(std::max(-1, row));
        }
    }

    void take(const QListWidgetItem& item)
    {
        if (item.flags().testFlag(Qt::ItemIsEnabled)) {
            setText(item.data(Qt::UserRole).toString());
            setModified(true);
        }
        stopOffering();
    }

    std::vector<KnownName> m_names;
    QPointer<QListWidget> m_list; ///< which the window may have deleted before
};

} // namespace

void openAgain(QAbstractItemView& view, const QModelIndex& index, const QString& typed)
{
    const QWidget* field = view.indexWidget(index);
    if (field == nullptr || !field->hasFocus()) {
        return;
    }
    QTimer::singleShot(0, &view, [&view, cell = QPersistentModelIndex(index), typed] {
        view.setFocus();
        view.edit(cell);
        if (auto* again = qobject_cast<QLineEdit*>(view.indexWidget(cell))) {
            again->setText(typed);
            again->setModified(true);
        }
    });
}

QWidget* PartNameDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const
{
    return m_names.empty() ? TypedTextDelegate::createEditor(parent, option, index)
                           : new NameField(m_names, parent);
}

bool PartNameDelegate::eventFilter(QObject* editor, QEvent* event)
{
    auto* field = dynamic_cast<NameField*>(editor);
    if (field != nullptr && field->isOffering() && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        field->stopOffering();
        return true;
    }
    return TypedTextDelegate::eventFilter(editor, event);
}

} // namespace palimpsest
