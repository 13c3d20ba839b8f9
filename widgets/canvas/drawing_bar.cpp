// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/drawing_bar.h"

#include "widgets/canvas/look_actions.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/style/theme.h"
#include "widgets/tools/tool_catalogue.h"

#include <QAction>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QWidgetAction>

namespace palimpsest {

DrawingBar::DrawingBar(PartsCanvas& canvas, QWidget* parent)
    : FlowBar(parent), m_canvas(canvas), m_look(new LookActions(canvas, this)),
      m_opacity(new QSlider(Qt::Horizontal)), m_uncovered(new QLabel)
{
    addOptions();
    addViews();
    addLook();
    connect(&canvas, &PartsCanvas::lookChanged, this, &DrawingBar::showLook);
    connect(&canvas, &PartsCanvas::toolChosen, this, &DrawingBar::showChosen);
    connect(&canvas, &PartsCanvas::toolOptionsChanged, this, &DrawingBar::showOptions);
    showChosen();
    showLook();
}

void DrawingBar::addOptions()
{
    for (const ToolEntry& entry : toolCatalogue()) {
        const QString id = QLatin1String(entry.id);
        for (std::size_t i = 0; i < m_canvas.toolOptions(id).size(); ++i) {
            addOption(id, i);
        }
    }
}

void DrawingBar::addOption(const QString& tool, std::size_t index)
{
    const ToolOption option = m_canvas.toolOptions(tool)[index];
    auto* before = new QLabel(option.before);
    before->setToolTip(option.name);
    auto* spin = new QSpinBox;
    spin->setRange(option.least, option.most);
    spin->setValue(option.value);
    spin->setSuffix(option.unit);
    spin->setAccessibleName(option.name);
    spin->setToolTip(option.name);
    connect(spin, &QSpinBox::valueChanged, &m_canvas,
            [this, tool, index](int value) { m_canvas.setToolOption(tool, index, value); });
    auto* field = new QWidget;
    auto* layout = new QHBoxLayout(field);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(6);
    layout->addWidget(before);
    layout->addWidget(spin);
    addField(field);
    m_fields.append({tool, index, field, spin});
}

void DrawingBar::addViews()
{
    const CommandEntry& command = commandEntry("zoomFit");
    auto* fit = new QAction(themedIcon(QLatin1String(command.icon)),
                            withKeys(commandText(command.text), "zoomFit"), this);
    connect(fit, &QAction::triggered, &m_canvas, &PictureView::zoomToFit);
    addButton(fit);
}

/// None of these is used often, so they stand in a menu.
void DrawingBar::addLook()
{
    auto* menu = new QMenu(this);
    auto* field = new QWidget;
    auto* layout = new QFormLayout(field);
    layout->addRow(tr("Opacity"), m_opacity);
    auto* opacity = new QWidgetAction(menu);
    opacity->setDefaultWidget(field);
    menu->addAction(opacity);
    menu->addSeparator();
    menu->addActions(m_look->toggles());
    menu->addSeparator();
    menu->addActions(m_look->steps());
    menu->addSeparator();
    menu->addActions(m_look->places());
    menu->menuAction()->setIcon(themedIcon("eye"));
    menu->menuAction()->setToolTip(tr("How parts are shown"));
    QToolButton* button = addButton(menu->menuAction());
    button->setAccessibleName(tr("How parts are shown"));
    button->setPopupMode(QToolButton::InstantPopup);
    m_opacity->setRange(0, 100);
    m_opacity->setToolTip(tr("Opacity of the parts"));
    m_opacity->setAccessibleName(m_opacity->toolTip());
    connect(m_opacity, &QSlider::valueChanged, &m_canvas, [this](int percent) {
        PartsLook look = m_canvas.look();
        look.opacity = percent;
        m_canvas.setLook(look);
    });
    m_uncovered->setToolTip(
        tr("How much of the object is in no part; where none is outlined, of the parts and "
           "what they enclose"));
    m_uncovered->setMargin(4);
    addField(m_uncovered);
}

QList<QAction*> DrawingBar::lookActions() const
{
    return m_look->places() + m_look->toggles() + m_look->steps();
}

QAction* DrawingBar::zoomPart() const
{
    return m_look->places().front();
}

void DrawingBar::showLook()
{
    const PartsLook& look = m_canvas.look();
    m_opacity->setValue(look.opacity);
    m_opacity->setEnabled(!look.isOutlineOnly);
    m_uncovered->setVisible(look.showsUncovered);
    const double percent = 100.0 * m_canvas.uncoveredShare();
    constexpr double kLeast = 0.1;
    m_uncovered->setText(percent > 0.0 && percent < kLeast
                             ? tr("uncovered < 0.1 %")
                             : tr("uncovered %1 %").arg(percent, 0, 'f', percent < 10.0 ? 1 : 0));
}

void DrawingBar::showChosen()
{
    for (const OptionField& option : m_fields) {
        option.field->setVisible(option.tool == m_canvas.tool());
    }
}

void DrawingBar::showOptions()
{
    for (const OptionField& field : m_fields) {
        field.spin->setValue(m_canvas.toolOptions(field.tool)[field.index].value);
    }
}

} // namespace palimpsest
