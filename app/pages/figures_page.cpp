// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/figures_page.h"

#include "app/figures/figure_export.h"
#include "app/jobs/failure_text.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/empty_state.h"
#include "widgets/plots/figure_render.h"
#include "widgets/style/theme.h"
#include "widgets/tables/kept_choice.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace palimpsest {

namespace {

struct WidthPreset
{
    const char* name;
    double millimetres;
};

constexpr std::array<WidthPreset, 8> kWidths = {{
    {QT_TRANSLATE_NOOP("Figures", "Nature, one column"), 89.0},
    {QT_TRANSLATE_NOOP("Figures", "Nature, two columns"), 183.0},
    {QT_TRANSLATE_NOOP("Figures", "IEEE, one column"), 86.1},
    {QT_TRANSLATE_NOOP("Figures", "IEEE, two columns"), 175.3},
    {QT_TRANSLATE_NOOP("Figures", "NeurIPS"), 139.7},
    {QT_TRANSLATE_NOOP("Figures", "ICML, one column"), 82.6},
    {QT_TRANSLATE_NOOP("Figures", "ICML, two columns"), 171.5},
    {QT_TRANSLATE_NOOP("Figures", "ACL, one column"), 77.0},
}};

/// Of the widths above and the kinds of figures, whose texts are no literals where they are used.
QString translated(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

} // namespace

FiguresPage::FiguresPage(StudySession& session, Dialogs& dialogs, Settings& settings,
                         QWidget* parent)
    : QWidget(parent), m_session(session), m_dialogs(dialogs), m_settings(settings),
      m_preview(new QLabel), m_caption(new QLabel), m_stack(new QStackedWidget),
      m_empty(new EmptyState)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeControls());

    auto* paper = new QWidget;
    auto* paperLayout = new QVBoxLayout(paper);
    paperLayout->setContentsMargins(24, 24, 24, 24);
    m_preview->setObjectName("figurePreview");
    m_preview->setAccessibleName(tr("Preview of the figure"));
    m_caption->setObjectName("figureCaption");
    m_caption->setAlignment(Qt::AlignCenter);
    m_caption->setWordWrap(true);
    paperLayout->addStretch();
    paperLayout->addWidget(m_preview, 0, Qt::AlignCenter);
    paperLayout->addSpacing(10);
    paperLayout->addWidget(m_caption);
    paperLayout->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(paper);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(scroll);
    layout->addWidget(m_stack, 1);

    connect(&session, &StudySession::opened, this, &FiguresPage::updateState);
    connect(&session, &StudySession::analysisChanged, this, &FiguresPage::updateState);
    connect(&session, &StudySession::analysisOutdated, this, &FiguresPage::updateReadiness);
    connect(&session.live(), &LiveAnalysis::comparingChanged, this, &FiguresPage::updateReadiness);
    connect(&session.live(), &LiveAnalysis::comparingChanged, this, &FiguresPage::showLack);
    connect(&session, &StudySession::runningChanged, this, &FiguresPage::showLack);
    connect(&session, &StudySession::costChanged, this, &FiguresPage::showLack);
    connect(&session.selection(), &Selection::epochChanged, this, &FiguresPage::updateState);
    m_kinds->setCurrentRow(0);
    setFocusProxy(m_kinds);
    updateState();
}

QWidget* FiguresPage::makeControls()
{
    auto* side = new QWidget;
    side->setFixedWidth(300);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);

    m_kinds = new QListWidget;
    m_kinds->setObjectName("figureKinds");
    m_kinds->setAccessibleName(tr("Kind of figure"));
    m_kinds->setSpacing(1);
    keepChoice(*m_kinds);
    for (const FigureKind& kind : figureKinds()) {
        auto* item = new QListWidgetItem(translated(kind.title), m_kinds);
        item->setToolTip(translated(kind.what));
        item->setSizeHint({0, 34});
    }
    connect(m_kinds, &QListWidget::currentRowChanged, this, [this] {
        setWidthPreset(kind().widthMm > 100.0 ? 1 : 0);
        updateState();
    });
    layout->addWidget(m_kinds, 1);
    m_note = new QLabel;
    m_note->setWordWrap(true);
    layout->addWidget(m_note);
    layout->addLayout(makeForm());

    m_export = new QPushButton(themedIcon("export"), tr("Export…"));
    m_export->setObjectName("exportFigure");
    m_export->setToolTip(withKeys(
        tr("Write the figure as PDF, SVG or PNG, with its data as CSV and its provenance as JSON"),
        "exportFigure"));
    m_export->setDefault(true);
    layout->addWidget(m_export);
    connect(m_export, &QPushButton::clicked, this, &FiguresPage::exportFigure);
    return side;
}

QFormLayout* FiguresPage::makeForm()
{
    auto* form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_presets = new QComboBox;
    for (const WidthPreset& preset : kWidths) {
        m_presets->addItem(translated(preset.name));
    }
    m_presets->addItem(tr("Own width"));
    m_width = new QDoubleSpinBox;
    m_width->setObjectName("figureWidth");
    m_width->setRange(20.0, 500.0);
    m_width->setDecimals(1);
    m_width->setSuffix(tr(" mm"));
    m_width->setValue(kWidths[0].millimetres);
    m_epoch = new QComboBox;
    m_epoch->setObjectName("figureEpoch");
    form->addRow(tr("For"), m_presets);
    form->addRow(tr("Width"), m_width);
    form->addRow(tr("Epoch"), m_epoch);

    connect(m_presets, &QComboBox::activated, this, &FiguresPage::setWidthPreset);
    connect(m_width, &QDoubleSpinBox::valueChanged, this, [this] {
        m_presets->setCurrentIndex(static_cast<int>(kWidths.size()));
        drawPreview();
    });
    connect(m_epoch, &QComboBox::activated, this, [this](int index) {
        m_session.selection().setEpoch(m_epoch->itemData(index).toInt());
    });
    return form;
}

const FigureKind& FiguresPage::kind() const
{
    return figureKinds()[static_cast<std::size_t>(std::max(0, m_kinds->currentRow()))];
}

void FiguresPage::setWidthPreset(int index)
{
    if (index < static_cast<int>(kWidths.size())) {
        const QSignalBlocker quiet(m_width);
        m_width->setValue(kWidths[static_cast<std::size_t>(index)].millimetres);
        m_presets->setCurrentIndex(index);
        drawPreview();
    }
}

void FiguresPage::updateState()
{
    const bool hasFigures = m_session.analysis() != nullptr;
    m_stack->setCurrentIndex(hasFigures ? 1 : 0);
    updateReadiness();
    if (!hasFigures) {
        showLack();
        return;
    }
    updateEpochs();
    drawPreview();
}

/// Why there is no figure, and what to do about it.
void FiguresPage::showLack()
{
    if (m_session.analysis() != nullptr || m_session.document() == nullptr) {
        return;
    }
    const bool hasUsable = m_session.values() != nullptr && !m_session.values()->tables.empty();
    const bool areStale = !hasUsable && !m_session.staleSamples().empty();
    const bool mayExtract = !m_session.extractor().isRunning() && m_session.mayExtract();
    m_empty->setContent("figures", areStale ? tr("The values are stale") : tr("No figures yet"),
                        hasUsable || areStale
                            ? m_session.live().problem()
                            : tr("Figures are drawn from the values of a study. Extract them on "
                                 "the Study page."),
                        mayExtract && (hasUsable || areStale) ? tr("Extract") : QString(),
                        [this] { m_session.extract(); });
}

/// Whether the figure can go on paper, and what it waits for.
void FiguresPage::updateReadiness()
{
    const bool hasFigures = m_session.analysis() != nullptr;
    const QString obstacle = hasFigures ? whyNothing() : QString();
    m_export->setEnabled(hasFigures && m_session.hasNulls() && obstacle.isEmpty());
    m_epoch->setEnabled(hasFigures && kind().hasEpoch);
    if (!hasFigures || m_session.hasNulls()) {
        m_note->setText(translated(kind().what));
    } else if (m_session.live().wasCancelled()) {
        m_note->setText(tr("The comparison was cancelled. Start it again on the Explore page."));
    } else {
        m_note->setText(m_session.live().isComparing() ? tr("Comparing the checkpoints…")
                                                       : tr("Drawing the nulls…"));
    }
}

/// Why the chosen figure would be empty; empty when it is not.
QString FiguresPage::whyNothing() const
{
    return QString::fromStdString(
        kind()
            .nothingToDraw(m_session.study(), *m_session.analysis(), m_session.epochIndex())
            .value_or(std::string()));
}

void FiguresPage::updateEpochs()
{
    const QSignalBlocker quiet(m_epoch);
    m_epoch->clear();
    for (const EpochKnowledge& point : m_session.analysis()->curve) {
        m_epoch->addItem(QString::number(point.epoch), point.epoch);
    }
    m_epoch->setCurrentIndex(static_cast<int>(m_session.epochIndex()));
}

void FiguresPage::drawPreview()
{
    m_isPreviewOld = true;
    if (!isVisible() || m_session.analysis() == nullptr) {
        return;
    }
    m_isPreviewOld = false;
    if (const QString why = whyNothing(); !why.isEmpty()) {
        m_preview->clear();
        m_caption->setText(why);
        return;
    }
    try {
        StudyInputs inputs(m_session.document()->folder(), m_session.study());
        const FigureContent content =
            figureContent(inputs, kind(), *m_session.analysis(), m_session.epochIndex());
        const auto figure = layOut(kind(), content, m_width->value());
        QImage image = renderImage(*figure, logicalDpiX() * devicePixelRatioF());
        image.setDevicePixelRatio(devicePixelRatioF());
        m_preview->setPixmap(QPixmap::fromImage(image));
        m_caption->setText(tr("%1 · %2 mm wide, shown at 100 %")
                               .arg(figure->note(), QString::number(m_width->value())));
    } catch (...) {
        m_preview->clear();
        m_caption->setText(failureText());
    }
}

void FiguresPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isPreviewOld) {
        drawPreview();
    }
}

void FiguresPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        QPalette colours = palette();
        colours.setColor(QPalette::WindowText, themeColours().faintText);
        m_caption->setPalette(colours);
        m_note->setPalette(colours);
    }
}

QString FiguresPage::suggestedName() const
{
    return QDir(m_settings.figureFolder()).filePath(QLatin1String(kind().name));
}

void FiguresPage::exportFigure()
{
    if (m_session.analysis() != nullptr && !whyNothing().isEmpty()) {
        emit failed(whyNothing());
        return;
    }
    const auto file = m_dialogs.chooseSaveFile(
        this, tr("Export figure"), suggestedName(),
        tr("PDF document (*.pdf);;SVG drawing (*.svg);;PNG picture, 600 dpi (*.png)"));
    if (!file) {
        return;
    }
    if (m_session.analysis() == nullptr || !m_session.hasNulls()) {
        emit failed(
            tr("The figure is not finished: it is not up to date, or its nulls are still being "
               "drawn. Try again in a moment."));
        return;
    }
    try {
        StudyInputs inputs(m_session.document()->folder(), m_session.study());
        palimpsest::exportFigure(
            inputs, figureContent(inputs, kind(), *m_session.analysis(), m_session.epochIndex()),
            {.kind = kind(), .out = file->toStdString(), .widthMm = m_width->value()});
        m_settings.setFigureFolder(QFileInfo(*file).absolutePath());
        emit exported(*file);
    } catch (...) {
        emit failed(failureText());
    }
}

} // namespace palimpsest
