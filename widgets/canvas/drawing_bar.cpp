// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/drawing_bar.h"

#include "widgets/canvas/parts_canvas.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/style/theme.h"
#include "widgets/tools/tool_catalogue.h"

#include <QActionGroup>
#include <QLabel>
#include <QSpinBox>

namespace palimpsest {

DrawingBar::DrawingBar(PartsCanvas& canvas, QWidget* parent)
    : QToolBar(parent), m_canvas(canvas), m_group(new QActionGroup(this))
{
    setIconSize({20, 20});
    addTools();
    addOptions();
    addSeparator();
    addViews();
    connect(&canvas, &PartsCanvas::toolChosen, this, &DrawingBar::showChosen);
    connect(&canvas, &PartsCanvas::toolOptionsChanged, this, &DrawingBar::showOptions);
    showChosen();
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
    const auto add = [this](const char* id, auto slot) {
        const CommandEntry& command = commandEntry(id);
        addAction(themedIcon(QLatin1String(command.icon)), withKeys(commandText(command.text), id),
                  &m_canvas, slot);
    };
    add("zoomOut", &PictureView::zoomOut);
    add("zoomIn", &PictureView::zoomIn);
    add("zoomFit", &PictureView::zoomToFit);
    QAction* names = addAction(themedIcon("eye"), tr("Names of the parts"));
    names->setCheckable(true);
    names->setChecked(true);
    connect(names, &QAction::toggled, &m_canvas, &PartsCanvas::setNamesVisible);
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
