// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/dialog_parts.h"

#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"
#include "widgets/style/wrapped_text.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStringList>

#include <algorithm>
#include <limits>
#include <vector>

namespace palimpsest {

namespace {

/// Text that is scrolled where it would take more than a third of the screen.
class LongText : public WrappedText
{
public:
    int heightForWidth(int width) const override
    {
        return std::min(WrappedText::heightForWidth(width), screen()->availableSize().height() / 3);
    }

    QSize sizeHint() const override
    {
        constexpr int kUsualWidth = 520;
        const int widest = std::min(kUsualWidth, screen()->availableSize().width() / 2);
        const int width = std::min(WrappedText::sizeHint().width() + 1, widest);
        return {width, heightForWidth(width)};
    }

protected:
    /// A bar that came while there was less room would stay: beside it the text needs more lines.
    void resizeEvent(QResizeEvent* event) override
    {
        const bool isWhole = height() >= WrappedText::heightForWidth(width());
        setVerticalScrollBarPolicy(isWhole ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
        WrappedText::resizeEvent(event);
    }

    void wheelEvent(QWheelEvent* event) override { QTextEdit::wheelEvent(event); }
};

} // namespace

QDialogButtonBox* acceptButtons(QDialog& dialog, QPushButton* accept)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    accept->setDefault(true);
    buttons->addButton(accept, QDialogButtonBox::AcceptRole);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    return buttons;
}

QString fileFilter(const QString& name, Endings endings)
{
    QStringList patterns;
    for (const std::string_view ending : endings) {
        const QString small = QString::fromUtf8(ending.data(), static_cast<int>(ending.size()));
        patterns << QLatin1Char('*') + small << QLatin1Char('*') + small.toUpper();
    }
    return QStringLiteral("%1 (%2)").arg(name, patterns.join(QLatin1Char(' ')));
}

std::vector<std::filesystem::path> pathsOf(const QStringList& files)
{
    std::vector<std::filesystem::path> result;
    for (const QString& file : files) {
        result.emplace_back(file.toStdString());
    }
    return result;
}

QPushButton* plainButton(const QString& text)
{
    auto* button = new QPushButton(text);
    button->setAutoDefault(false);
    return button;
}

QWidget* pathRow(QLineEdit* path, QPushButton* choose)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(path, 1);
    layout->addWidget(choose);
    return row;
}

QWidget* longText(const QString& text)
{
    auto* shown = new LongText;
    shown->setPlainText(text);
    return shown;
}

QLabel* wrappedLabel(const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void addEntry(QComboBox& box, const QString& text, int widest)
{
    const QString shown = box.fontMetrics().elidedText(text.simplified(), Qt::ElideMiddle, widest);
    box.addItem(shown);
    if (shown != text) {
        box.setItemData(box.count() - 1, plainTip(text), Qt::ToolTipRole);
    }
}

void enableEntry(QComboBox& box, int entry, bool isEnabled)
{
    qobject_cast<QStandardItemModel*>(box.model())->item(entry)->setEnabled(isEnabled);
}

QScrollArea* scrolled(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    return area;
}

void alignLabels(const QWidget& dialog)
{
    std::vector<QWidget*> labels;
    for (const QFormLayout* form : dialog.findChildren<QFormLayout*>()) {
        for (int row = 0; row < form->rowCount(); ++row) {
            labels.push_back(form->itemAt(row, QFormLayout::LabelRole)->widget());
        }
    }
    int widest = 0;
    for (const QWidget* label : labels) {
        widest = std::max(widest, label->sizeHint().width());
    }
    for (QWidget* label : labels) {
        label->setMinimumWidth(widest);
    }
}

QLabel* problemLabel()
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    QPalette red = label->palette();
    red.setColor(QPalette::WindowText, themeColours().error);
    label->setPalette(red);
    return label;
}

void clearOnceEdited(QLabel& problem, QWidget& form)
{
    const auto clear = [&problem] { problem.clear(); };
    for (const auto* field : form.findChildren<QLineEdit*>()) { // those of spin boxes among them
        QObject::connect(field, &QLineEdit::textChanged, &problem, clear);
    }
    for (const auto* field : form.findChildren<QPlainTextEdit*>()) {
        QObject::connect(field, &QPlainTextEdit::textChanged, &problem, clear);
    }
    for (const auto* field : form.findChildren<QComboBox*>()) {
        QObject::connect(field, &QComboBox::currentIndexChanged, &problem, clear);
    }
    for (const auto* field : form.findChildren<QAbstractButton*>()) {
        QObject::connect(field, &QAbstractButton::toggled, &problem, clear);
    }
}

void growToFit(QDialog& dialog)
{
    dialog.layout()->activate();
    const int width = dialog.width();
    const int height = dialog.layout()->hasHeightForWidth()
                           ? dialog.layout()->totalHeightForWidth(width)
                           : dialog.layout()->totalSizeHint().height();
    dialog.resize(width, std::max(dialog.height(), height));
}

QSpinBox* perClassBox()
{
    constexpr int kMost = 10'000;
    auto* box = new QSpinBox;
    box->setObjectName("perClass");
    box->setRange(0, kMost);
    box->setValue(2); // as many as the paper takes
    box->setSpecialValueText(QCoreApplication::translate("DialogParts", "all"));
    box->setToolTip(QCoreApplication::translate("DialogParts", "Drawn at random; 0 takes all"));
    return box;
}

QSpinBox* seedBox(const QString& tip)
{
    auto* box = new QSpinBox;
    box->setObjectName("seed");
    box->setRange(0, std::numeric_limits<int>::max());
    box->setToolTip(tip);
    return box;
}

} // namespace palimpsest
