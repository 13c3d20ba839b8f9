// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/drawing_bar.h"

#include "widgets/canvas/look_actions.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/style/theme.h"
#include "widgets/tools/tool_catalogue.h"

#include <QActionGroup>
#include <QFormLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QWidgetAction>

namespace palimpsest {

DrawingBar::DrawingBar(PartsCanvas& canvas, QWidget* parent)
    : QToolBar(parent), m_canvas(canvas), m_group(new QActionGroup(this)),
      m_look(new LookActions(canvas, this)), m_opacity(new QSlider(Qt::Horizontal)),
      m_uncovered(new QLabel)
{
    setIconSize({20, 20});
    addTools();
    addOptions();
    addSeparator();
    addViews();
    addLook();
    connect(&canvas, &PartsCanvas::lookChanged, this, &DrawingBar::showLook);
    connect(&canvas, &PartsCanvas::toolChosen, this, &DrawingBar::showChosen);
    connect(&canvas, &PartsCanvas::toolOptionsChanged, this, &DrawingBar::showOptions);
    showChosen();
    showLook();
}

void DrawingBar::addTools()
{
    for (const ToolEntry& entry : toolCatalogue()) {
        const QString text = toolText(entry.text);
        const QString key = QLatin1String(entry.key);
        auto* action = new QAction(themedIcon(QLatin1String(entry.icon)), text, m_group);
        action->setCheckable(true);
        action->setData(QLatin1String(entry.id));
        action->setShortcut(QKeySequence(key));
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, key));
        connect(action, &QAction::triggered, &m_canvas, [this, action] {
            m_canvas.setTool(action->data().toString());
            m_canvas.setFocus();
        });
        addAction(action);
        m_tools.append(action);
    }
}

void DrawingBar::addOptions()
{
    for (const ToolEntry& entry : toolCatalogue()) {
        const QString id = QLatin1String(entry.id);
        const std::vector<ToolOption> options = m_canvas.toolOptions(id);
        for (std::size_t i = 0; i < options.size(); ++i) {
            const ToolOption& option = options[i];
            if (!option.before.isEmpty()) {
                m_options.append({id, addWidget(new QLabel(option.before))});
            }
            auto* spin = new QSpinBox;
            spin->setRange(option.least, option.most);
            spin->setValue(option.value);
            spin->setAccessibleName(option.name);
            spin->setToolTip(option.name);
            connect(spin, &QSpinBox::valueChanged, &m_canvas,
                    [this, id, i](int value) { m_canvas.setToolOption(id, i, value); });
            m_options.append({id, addWidget(spin)});
            m_fields.append({id, i, spin});
        }
    }
}

void DrawingBar::addViews()
{
    const CommandEntry& command = commandEntry("zoomFit");
    addAction(themedIcon(QLatin1String(command.icon)),
              withKeys(commandText(command.text), "zoomFit"), &m_canvas, &PictureView::zoomToFit);
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
    auto* button = new QToolButton;
    button->setIcon(themedIcon("eye"));
    button->setToolTip(tr("How parts are shown"));
    button->setAccessibleName(button->toolTip());
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    addWidget(button);
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
    m_uncoveredPlace = addWidget(m_uncovered);
}

QList<QAction*> DrawingBar::lookActions() const
{
    return m_look->places() + m_look->toggles() + m_look->steps();
}

void DrawingBar::showLook()
{
    const PartsLook& look = m_canvas.look();
    m_opacity->setValue(look.opacity);
    m_opacity->setEnabled(!look.isOutlineOnly);
    m_uncoveredPlace->setVisible(look.showsUncovered);
    const double percent = 100.0 * m_canvas.uncoveredShare();
    constexpr double kLeast = 0.1;
    m_uncovered->setText(percent > 0.0 && percent < kLeast
                             ? tr("uncovered < 0.1 %")
                             : tr("uncovered %1 %").arg(percent, 0, 'f', percent < 10.0 ? 1 : 0));
}

void DrawingBar::showChosen()
{
    for (QAction* action : m_tools) {
        action->setChecked(action->data().toString() == m_canvas.tool());
    }
    for (const auto& [tool, action] : m_options) {
        action->setVisible(tool == m_canvas.tool());
    }
}

void DrawingBar::showOptions()
{
    for (const OptionField& field : m_fields) {
        field.spin->setValue(m_canvas.toolOptions(field.tool)[field.index].value);
    }
}

} // namespace palimpsest
