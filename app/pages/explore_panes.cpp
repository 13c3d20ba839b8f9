// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/answer_table.h"
#include "app/pages/explore_page.h"
#include "widgets/panels/empty_state.h"
#include "widgets/panels/epoch_control.h"
#include "widgets/plots/order_bars.h"
#include "widgets/plots/strength_strip.h"
#include "widgets/style/elided_combo_box.h"
#include "widgets/style/elided_label.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"
#include "widgets/tables/kept_choice.h"
#include "widgets/tables/pattern_table_model.h"
#include "widgets/tables/shares_delegate.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

// The panes of the explore page: what they hold and what their controls do.

namespace palimpsest {

namespace {

constexpr int kMargin = 12;
// On small screens the panes are narrower than their bars would like.
constexpr int kNarrowestPicture = 330;
constexpr int kNarrowestCurves = 470;

QVBoxLayout* paneLayout(QWidget* pane)
{
    auto* layout = new QVBoxLayout(pane);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->setSpacing(8);
    return layout;
}

QHBoxLayout* barLayout(QWidget* bar)
{
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    return layout;
}

/// The columns of patterns: names take what numbers leave.
void layOut(QHeaderView& header)
{
    for (const auto& [column, width] : {std::pair(PatternTableModel::Kind, 44),
                                        {PatternTableModel::Order, 56},
                                        {PatternTableModel::Kept, 56},
                                        {PatternTableModel::Lost, 56},
                                        {PatternTableModel::Gained, 66},
                                        {PatternTableModel::Reference, 100},
                                        {PatternTableModel::Later, 100},
                                        {PatternTableModel::Status, 92}}) {
        header.resizeSection(column, width);
    }
    header.setSectionResizeMode(PatternTableModel::Pattern, QHeaderView::Stretch);
    header.setHighlightSections(false);
    header.setTextElideMode(Qt::ElideMiddle); // the end of a checkpoint's name is its epoch
}

} // namespace

QWidget* ExplorePage::makePicturePane()
{
    auto* pane = new QWidget;
    pane->setMinimumWidth(kNarrowestPicture);
    auto* layout = paneLayout(pane);
    m_view = new KnowledgeView;
    m_view->setAccessibleName(tr("Picture of the sample with its parts"));
    m_answers = new AnswerTable;
    // Longer words must not move the picture under the pointer.
    m_answers->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_strip = new StrengthStrip;
    layout->addWidget(makeOverlayBar());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_answers);
    layout->addSpacing(4);
    layout->addWidget(m_strip);
    connect(m_view, &KnowledgeView::partClicked, this, &ExplorePage::togglePart);
    connect(m_view, &KnowledgeView::pointed, this, &ExplorePage::statusText);
    connect(m_answers, &AnswerTable::showAllRequested, this,
            [this] { m_session.selection().setHidden(0); });
    connect(m_strip, &StrengthStrip::tauMoved, &m_session, &StudySession::tryTau);
    connect(m_strip, &StrengthStrip::tauChosen, &m_session, &StudySession::chooseTau);
    return pane;
}

QWidget* ExplorePage::makeOverlayBar()
{
    auto* bar = new QWidget;
    auto* layout = barLayout(bar);
    m_overlays = new QButtonGroup(this);
    const auto add = [&](OverlayKind kind, const QString& text, const QString& what) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setToolTip(what);
        button->setCheckable(true);
        m_overlays->addButton(button, static_cast<int>(kind));
        layout->addWidget(button);
    };
    layout->setSpacing(2);
    add(OverlayKind::Parts, tr("Parts"), tr("Outlines of the parts alone"));
    add(OverlayKind::Preserved, tr("Preserved"),
        tr("Strength of preserved interactions that each part takes part in"));
    add(OverlayKind::Discarded, tr("Discarded"),
        tr("Strength of discarded interactions that each part takes part in"));
    add(OverlayKind::New, tr("New"),
        tr("Strength of new interactions that each part takes part in"));
    add(OverlayKind::Pattern, tr("Pattern"), tr("The pattern selected in the list"));
    layout->addStretch();
    connect(m_overlays, &QButtonGroup::idClicked, this,
            [this](int kind) { m_session.selection().setOverlay(static_cast<OverlayKind>(kind)); });
    showOverlay();
    return bar;
}

QWidget* ExplorePage::makeCurvePane()
{
    auto* top = new QWidget;
    auto* layout = paneLayout(top);
    m_curves = new CurveView;
    m_curves->setAccessibleName(tr("Curves over epochs"));
    layout->addWidget(makeCurveBar());
    layout->addWidget(m_curves, 1);
    layout->addWidget(makeEpochBar());
    const auto chooseEpoch = [this](std::size_t index) {
        if (m_session.analysis() != nullptr) {
            m_session.selection().setEpoch(m_session.analysis()->curve[index].epoch);
        }
    };
    connect(m_curves, &CurveView::epochChosen, this, chooseEpoch);
    connect(m_epochControl, &EpochControl::epochChosen, this, chooseEpoch);

    m_right = new QSplitter(Qt::Vertical);
    m_right->addWidget(top);
    m_right->addWidget(makePatternPane());
    m_right->setChildrenCollapsible(false);
    m_right->setMinimumWidth(kNarrowestCurves);
    m_right->setSizes({460, 340});
    return m_right;
}

QWidget* ExplorePage::makeCurveBar()
{
    auto* bar = new QWidget;
    auto* layout = barLayout(bar);
    m_curveKind = new ElidedComboBox;
    m_curveKind->setObjectName("curveKind");
    m_curveKind->addItem(tr("Preserved, discarded, new"), static_cast<int>(CurveKind::Knowledge));
    m_curveKind->addItem(tr("Shares"), static_cast<int>(CurveKind::Shares));
    m_curveKind->addItem(tr("Likeness J"), static_cast<int>(CurveKind::Likeness));
    m_curveKind->addItem(tr("Scratch ratio"), static_cast<int>(CurveKind::Ratio));
    m_curveKind->addItem(tr("Accuracy"), static_cast<int>(CurveKind::Accuracy));
    m_curveKind->setToolTip(tr("What the curves show"));
    m_scope = new ElidedComboBox;
    m_scope->setObjectName("curveScope");
    m_scope->addItems({tr("all samples"), tr("this sample")});
    m_note = new QLabel;
    m_note->setTextFormat(Qt::RichText); // it may have a link
    m_note->setObjectName("curveNote");
    m_remarks = new QToolButton;
    m_remarks->setObjectName("remarks");
    m_remarks->setIcon(themedIcon("warning"));
    m_remarks->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_remarks->setToolTip(tr("What makes these numbers doubtful"));
    layout->addWidget(m_curveKind);
    layout->addWidget(m_scope);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addWidget(m_remarks);
    connect(m_remarks, &QToolButton::clicked, this, &ExplorePage::showRemarks);
    connect(m_note, &QLabel::linkActivated, &m_session, &StudySession::refreshAnalysis);
    connect(m_curveKind, &QComboBox::activated, this, &ExplorePage::showCurves);
    connect(m_scope, &QComboBox::activated, this, &ExplorePage::showCurves);
    return bar;
}

QWidget* ExplorePage::makeEpochBar()
{
    auto* bar = new QWidget;
    auto* layout = barLayout(bar);
    m_epochControl = new EpochControl;
    const auto addChoice = [&](const char* name, const QString& tip) {
        auto* choice = new ElidedComboBox;
        choice->setObjectName(QLatin1String(name));
        choice->setToolTip(tip);
        return choice;
    };
    m_target = addChoice("target", tr("The run whose epochs are walked"));
    m_reference = addChoice("reference", tr("The checkpoint to compare with"));
    m_salient = new ElidedLabel;
    m_salient->setObjectName("salientCount");
    m_salient->setMinimumWidth(1); // the first to give way; its tip says more
    layout->addWidget(m_epochControl);
    layout->addWidget(m_salient, 1);
    layout->addWidget(m_target);
    layout->addWidget(new QLabel(tr("against")));
    layout->addWidget(m_reference);
    connect(m_target, &QComboBox::textActivated, this,
            [this](const QString& name) { m_session.selection().setTarget(name.toStdString()); });
    connect(m_reference, &QComboBox::textActivated, this, [this](const QString& name) {
        m_session.selection().setReference(name.toStdString());
    });
    return bar;
}

QWidget* ExplorePage::makePatternPane()
{
    m_model = new PatternTableModel(this);
    m_filter = new PatternFilter(this);
    m_filter->setSourceModel(m_model);
    m_patterns = new QTableView;
    m_patterns->setObjectName("patterns");
    m_patterns->setAccessibleName(tr("Patterns"));
    m_patterns->setModel(m_filter);
    for (const int column :
         {PatternTableModel::Kept, PatternTableModel::Lost, PatternTableModel::Gained}) {
        m_patterns->setItemDelegateForColumn(column, new SharesDelegate(this));
    }
    m_patterns->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_patterns->setSelectionMode(QAbstractItemView::SingleSelection);
    m_patterns->setSortingEnabled(true);
    m_patterns->sortByColumn(PatternTableModel::Kept, Qt::DescendingOrder);
    m_patterns->setIconSize({10, 10});
    keepChoice(*m_patterns);
    m_patterns->setShowGrid(false);
    m_patterns->setWordWrap(false);
    m_patterns->verticalHeader()->hide();
    m_patterns->verticalHeader()->setDefaultSectionSize(26);
    layOut(*m_patterns->horizontalHeader());
    connect(m_patterns->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { choosePatternRow(current); });

    auto* list = new QWidget;
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 8, 0, 0);
    listLayout->addWidget(makeFilterBar());
    listLayout->addWidget(m_patterns, 1);
    m_orders = new OrderBars;
    connect(m_orders, &OrderBars::orderChosen, this, [this](int order) {
        m_orderFilter->setCurrentIndex(order);
        m_tabs->setCurrentIndex(0);
    });
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->addTab(list, tr("Patterns"));
    m_tabs->addTab(m_orders, tr("Orders"));
    m_leftOut = new EmptyState;
    m_leftOut->setObjectName("leftOut");
    m_patternStack = new QStackedWidget;
    m_patternStack->addWidget(m_tabs);
    m_patternStack->addWidget(m_leftOut);
    auto* pane = new QWidget;
    paneLayout(pane)->addWidget(m_patternStack);
    return pane;
}

void ExplorePage::nameTabs(const QString& sample)
{
    constexpr int kWidest = 150;
    const QString name = m_tabs->fontMetrics().elidedText(sample, Qt::ElideRight, kWidest);
    m_tabs->setTabText(0, tr("Patterns of %1").arg(name));
    m_tabs->setTabToolTip(0, plainTip(tr("Patterns of %1").arg(sample)));
    m_tabs->setTabText(1, tr("Orders of %1").arg(name));
    m_tabs->setTabToolTip(1, plainTip(tr("Orders of %1").arg(sample)));
}

QWidget* ExplorePage::makeFilterBar()
{
    auto* bar = new QWidget;
    auto* layout = barLayout(bar);
    auto* search = new QLineEdit;
    search->setObjectName("patternSearch");
    search->setPlaceholderText(tr("Parts the pattern must hold"));
    search->setToolTip(tr("Where there are both kinds, the words “and” and “or” choose one"));
    search->setClearButtonEnabled(true);
    auto* status = new ElidedComboBox;
    status->addItem(tr("Every status"), -1);
    for (const PatternStatus value : {PatternStatus::Preserved, PatternStatus::Flipped,
                                      PatternStatus::Discarded, PatternStatus::New}) {
        status->addItem(statusName(value), static_cast<int>(value));
    }
    m_orderFilter = new ElidedComboBox;
    m_orderFilter->addItem(tr("Every order"));
    for (int order = 1; order <= kMaxParts; ++order) {
        m_orderFilter->addItem(tr("Order %1").arg(order));
    }
    m_count = new QLabel;
    layout->addWidget(search, 1);
    layout->addWidget(status);
    layout->addWidget(m_orderFilter);
    layout->addWidget(m_count);
    connect(search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        showPattern();
    });
    connect(status, &QComboBox::currentIndexChanged, this, [this, status](int index) {
        const int value = status->itemData(index).toInt();
        m_filter->setStatus(value < 0 ? std::nullopt
                                      : std::optional(static_cast<PatternStatus>(value)));
        showPattern();
    });
    connect(m_orderFilter, &QComboBox::currentIndexChanged, this, [this](int order) {
        m_filter->setOrder(order);
        showPattern();
    });
    return bar;
}

} // namespace palimpsest
