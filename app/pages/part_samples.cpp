// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_samples.h"

#include "app/document/joint_edits.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/style/elided_combo_box.h"
#include "widgets/style/flow_layout.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/sample_filter.h"
#include "widgets/tables/sample_list_model.h"

#include <QAction>
#include <QLabel>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

enum SampleOrder { kOfStudy, kByName, kFewestParts, kMostChanged };

} // namespace

PartSamples::PartSamples(StudySession& session, SampleListModel& model, QWidget* parent)
    : QWidget(parent), m_session(session), m_samples(new SampleFilter(this)),
      m_class(new ElidedComboBox), m_state(new ElidedComboBox), m_order(new ElidedComboBox),
      m_list(new QListView), m_progress(new QLabel), m_check(makeCommand("checkSample", this))
{
    makeList(model);
    makeBoxes();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_class);
    layout->addWidget(m_state);
    layout->addWidget(m_order);
    layout->addWidget(m_list, 1);
    layout->addWidget(makeProgress());
    connectSession();
    fillClasses();
    showChosen();
    showChecked();
}

void PartSamples::makeList(SampleListModel& model)
{
    m_samples->setSourceModel(&model);
    auto* delegate = new SampleDelegate(m_list);
    delegate->setPartsShown(true);
    m_list->setObjectName("samples");
    m_list->setAccessibleName(tr("Samples"));
    m_list->setModel(m_samples);
    m_list->setItemDelegate(delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addAction(m_check);
    keepChoice(*m_list);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid() && !m_isShowing) {
                    m_session.selection().setSample(
                        static_cast<std::size_t>(m_samples->mapToSource(current).row()));
                }
            });
    connect(m_samples, &QAbstractItemModel::modelReset, this, &PartSamples::showChosen);
    connect(&model, &QAbstractItemModel::dataChanged, this, &PartSamples::showChecked);
}

void PartSamples::makeBoxes()
{
    m_class->setObjectName("classFilter");
    m_class->setToolTip(tr("Samples of which class"));
    m_state->setObjectName("stateFilter");
    m_state->setToolTip(tr("Which samples, by what is made of their parts"));
    for (const auto& [text, state] :
         {std::pair(tr("All samples"), SampleState::Any),
          {tr("Without parts"), SampleState::WithoutParts},
          {tr("Missing a part of their set"), SampleState::MissingParts},
          {tr("Not checked"), SampleState::Unchecked},
          {tr("Changed since checked"), SampleState::Changed},
          {tr("With stale values"), SampleState::Stale}}) {
        m_state->addItem(text, static_cast<int>(state));
    }
    m_order->setObjectName("sampleOrder");
    m_order->setToolTip(tr("In which order"));
    m_order->addItems({tr("In the study’s order"), tr("By name"), tr("Fewest parts first"),
                       tr("Most changed first")});
    connect(m_class, &QComboBox::activated, this, [this](int index) {
        m_samples->setClass(index > 0 ? m_class->itemText(index) : QString());
    });
    connect(m_state, &QComboBox::activated, this, [this] {
        m_samples->setState(static_cast<SampleState>(m_state->currentData().toInt()));
    });
    connect(m_order, &QComboBox::activated, this, &PartSamples::sort);
}

QWidget* PartSamples::makeProgress()
{
    m_progress->setObjectName("checkedSamples");
    m_check->setCheckable(true);
    connect(m_check, &QAction::triggered, this, &PartSamples::check);
    auto* button = new QToolButton;
    button->setDefaultAction(m_check);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    auto* row = new QWidget;
    auto* layout = new FlowLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(button);
    layout->addWidget(m_progress);
    return row;
}

void PartSamples::connectSession()
{
    const auto showStudy = [this] {
        fillClasses();
        showChosen();
        showChecked();
    };
    connect(&m_session, &StudySession::opened, this, showStudy);
    connect(&m_session, &StudySession::studyChanged, this, showStudy);
    connect(&m_session, &StudySession::settingsChanged, this, &PartSamples::showChecked);
    connect(&m_session.selection(), &Selection::sampleChanged, this, [this] {
        showChosen();
        showChecked();
    });
}

bool PartSamples::hasSample() const
{
    return m_session.document() != nullptr &&
           m_session.selection().sample() < m_session.study().samples.size();
}

/// Those that samples have; one alone needs no box.
void PartSamples::fillClasses()
{
    QStringList names;
    if (m_session.document() != nullptr) {
        const Study& study = m_session.study();
        for (const Sample& sample : study.samples) {
            names << QString::fromStdString(study.classes[static_cast<std::size_t>(sample.label)]);
        }
    }
    names.removeDuplicates();
    names.sort();
    const QString chosen = m_class->currentIndex() > 0 ? m_class->currentText() : QString();
    m_class->clear();
    m_class->addItem(tr("All classes"));
    m_class->addItems(names);
    m_class->setVisible(names.size() > 1);
    m_class->setCurrentIndex(std::max<int>(0, 1 + static_cast<int>(names.indexOf(chosen))));
    m_samples->setClass(m_class->currentIndex() > 0 ? chosen : QString());
}

void PartSamples::sort(int order)
{
    switch (order) {
    case kByName:
        m_samples->setSortRole(SampleListModel::IdRole);
        m_samples->sort(0, Qt::AscendingOrder);
        break;
    case kFewestParts:
        m_samples->setSortRole(SampleListModel::DrawnRole);
        m_samples->sort(0, Qt::AscendingOrder);
        break;
    case kMostChanged:
        m_samples->setSortRole(SampleListModel::ChangeRole);
        m_samples->sort(0, Qt::DescendingOrder);
        break;
    case kOfStudy:
    default:
        m_samples->sort(-1);
        break;
    }
}

void PartSamples::showChosen()
{
    const int row = hasSample() ? static_cast<int>(m_session.selection().sample()) : -1;
    m_isShowing = true; // one that goes from the list leads the view to its neighbour
    m_samples->setChosen(row);
    const QModelIndex chosen = m_samples->sourceModel()->index(row, 0);
    if (chosen.isValid()) { // the list may be told of the study's samples later
        m_list->setCurrentIndex(m_samples->mapFromSource(chosen));
    }
    m_isShowing = false;
}

void PartSamples::showChecked()
{
    m_check->setEnabled(hasSample());
    if (!hasSample()) {
        m_check->setChecked(false);
        m_progress->clear();
        return;
    }
    const std::vector<Sample>& samples = m_session.study().samples;
    m_check->setChecked(isCheckedAsItIs());
    m_progress->setText(tr("%1 of %2 checked")
                            .arg(std::ranges::count(samples, true, &Sample::isChecked))
                            .arg(samples.size()));
}

/// One that was changed since can be checked once more.
bool PartSamples::isCheckedAsItIs() const
{
    const int row = static_cast<int>(m_session.selection().sample());
    const QModelIndex sample = m_samples->sourceModel()->index(row, 0);
    return m_session.study().samples[m_session.selection().sample()].isChecked &&
           !sample.data(SampleListModel::ChangedRole).toBool();
}

void PartSamples::check(bool isChecked)
{
    if (hasSample()) {
        JointEdits(*m_session.document(), m_session.selection().sample())
            .setChecked(isChecked, isChecked ? tr("check the sample") : tr("uncheck the sample"));
    }
    showChecked(); // it may have been refused
}

void PartSamples::choose(int row)
{
    if (row >= 0 && row < m_samples->rowCount()) {
        m_list->setCurrentIndex(m_samples->index(row, 0));
    }
}

void PartSamples::addToMenu(const QList<QAction*>& actions)
{
    m_list->addActions(actions);
}

void PartSamples::step(int by)
{
    choose(m_list->currentIndex().row() + by);
}

void PartSamples::goToEnd(bool last)
{
    choose(last ? m_samples->rowCount() - 1 : 0);
}

} // namespace palimpsest
