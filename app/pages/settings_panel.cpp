// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/settings_panel.h"

#include "app/dialogs/dialogs.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSignalBlocker>

#include <cmath>

namespace palimpsest {

namespace {

enum BaselineChoice { kBlack, kGrey, kWhite, kMean, kOwnColour };

constexpr double kPercent = 100.0;

std::optional<double> levelOf(int choice)
{
    switch (choice) {
    case kBlack:
        return 0.0;
    case kGrey:
        return 128.0;
    case kWhite:
        return 255.0;
    default:
        return std::nullopt;
    }
}

int choiceOf(const Baseline& baseline, int channels)
{
    if (baseline.kind == BaselineKind::DatasetMean) {
        return kMean;
    }
    for (const int choice : {kBlack, kGrey, kWhite}) {
        if (baseline.colour ==
            std::vector<double>(static_cast<std::size_t>(channels), *levelOf(choice))) {
            return choice;
        }
    }
    return kOwnColour;
}

} // namespace

SettingsPanel::SettingsPanel(Dialogs& dialogs, QWidget* parent)
    : QWidget(parent), m_dialogs(dialogs), m_baseline(new QComboBox), m_value(new QComboBox),
      m_tau(new QDoubleSpinBox), m_scope(new QComboBox)
{
    m_baseline->setObjectName("baseline");
    m_baseline->addItems(
        {tr("Black"), tr("Grey"), tr("White"), tr("Mean of the data set"), tr("Another colour…")});
    m_baseline->setToolTip(tr("What stands in the place of a hidden part. Another baseline makes "
                              "stored values stale."));
    m_value->addItem(tr("Log-odds of the class"));
    m_value->setToolTip(tr("v = log p/(1 − p)"));
    m_value->setEnabled(false); // there is one
    m_tau->setObjectName("tau");
    m_tau->setRange(0.01, 99.0);
    m_tau->setDecimals(2);
    m_tau->setSingleStep(0.5);
    m_tau->setSuffix(tr(" %"));
    m_tau->setKeyboardTracking(false);
    m_tau->setToolTip(tr("Interactions stronger than this share of the largest are salient"));
    m_scope->addItems({tr("of all samples"), tr("of each sample")});
    m_scope->setToolTip(tr("Over what the largest interaction is taken"));

    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Hidden parts"), m_baseline);
    form->addRow(tr("Value v"), m_value);
    form->addRow(tr("Salient above τ"), m_tau);
    form->addRow(tr("The largest"), m_scope);

    connect(m_baseline, &QComboBox::activated, this, &SettingsPanel::chooseBaseline);
    connect(m_tau, &QDoubleSpinBox::valueChanged, this, [this](double percent) {
        StudySettings after = m_settings;
        after.tau = percent / kPercent;
        emit edited(after, tr("change of τ"));
    });
    // Undo is the study's then, not that of the text.
    connect(m_tau, &QDoubleSpinBox::editingFinished, m_tau, &QWidget::clearFocus);
    connect(m_scope, &QComboBox::activated, this, [this](int index) {
        StudySettings after = m_settings;
        after.thresholdScope = index == 0 ? ThresholdScope::Model : ThresholdScope::Sample;
        emit edited(after, tr("change of the threshold’s scope"));
    });
}

void SettingsPanel::setSettings(const StudySettings& settings, const Preprocessing& preprocessing)
{
    m_settings = settings;
    m_channels = preprocessing.channels();
    const QSignalBlocker quietTau(m_tau);
    m_baseline->setCurrentIndex(choiceOf(settings.baseline, m_channels));
    m_tau->setValue(settings.tau * kPercent);
    m_scope->setCurrentIndex(settings.thresholdScope == ThresholdScope::Model ? 0 : 1);
}

void SettingsPanel::chooseBaseline(int index)
{
    StudySettings after = m_settings;
    if (const auto level = levelOf(index)) {
        after.baseline = {.kind = BaselineKind::Colour,
                          .colour =
                              std::vector<double>(static_cast<std::size_t>(m_channels), *level)};
    } else if (index == kMean) {
        after.baseline = {};
    } else {
        chooseColour();
        return;
    }
    emit edited(after, tr("change of the baseline"));
}

void SettingsPanel::chooseColour()
{
    const auto colour = m_dialogs.chooseColour(this, Qt::gray);
    if (!colour) {
        m_baseline->setCurrentIndex(choiceOf(m_settings.baseline, m_channels));
        return;
    }
    StudySettings after = m_settings;
    after.baseline.kind = BaselineKind::Colour;
    if (m_channels == 1) {
        after.baseline.colour = {static_cast<double>(qGray(colour->rgb()))};
    } else {
        after.baseline.colour = {static_cast<double>(colour->red()),
                                 static_cast<double>(colour->green()),
                                 static_cast<double>(colour->blue())};
    }
    emit edited(after, tr("change of the baseline"));
}

} // namespace palimpsest
