// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/settings_panel.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/dialogs.h"
#include "app/document/study_names.h"
#include "app/pages/baseline_choices.h"
#include "widgets/style/elided_combo_box.h"
#include "widgets/style/string_list.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <cstdint>
#include <limits>

namespace palimpsest {

namespace {

enum TargetChoice { kLabel, kPredicted, kSeparator, kFirstClass };

constexpr double kPercent = 100.0;

int choiceOf(const Target& target)
{
    switch (target.kind) {
    case TargetKind::Label:
        break;
    case TargetKind::Predicted:
        return kPredicted;
    case TargetKind::Class:
        return kFirstClass + target.index;
    }
    return kLabel;
}

Target targetOf(int choice)
{
    if (choice >= kFirstClass) {
        return {.kind = TargetKind::Class, .index = choice - kFirstClass};
    }
    return {.kind = choice == kLabel ? TargetKind::Label : TargetKind::Predicted};
}

/// Shows a number without telling. Text that is being typed stays, and is compared with that number
/// when the field is left.
void showNumber(QDoubleSpinBox* box, double value)
{
    const QSignalBlocker quiet(box);
    auto* field = box->findChild<QLineEdit*>();
    const bool isTyped = box->cleanText() != box->textFromValue(box->value());
    const QString typed = field->text();
    const int cursor = field->cursorPosition();
    box->setValue(value);
    if (isTyped) {
        field->setText(typed);
        field->setCursorPosition(cursor);
    }
}

} // namespace

SettingsPanel::SettingsPanel(Dialogs& dialogs, QWidget* parent)
    : QWidget(parent), m_dialogs(dialogs), m_form(new QFormLayout(this)), m_baseline(new QComboBox),
      m_textBaseline(new QComboBox), m_background(new QComboBox), m_value(new QComboBox),
      m_target(new ElidedComboBox), m_interactions(new QComboBox), m_joint(new QComboBox),
      m_scope(new QComboBox)
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    // Long names, as classes may have, must not widen the panel; its own words do.
    for (QComboBox* box :
         {m_baseline, m_textBaseline, m_background, m_value, m_interactions, m_joint, m_scope}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_target->setMinimumContentsLength(12);
    addMasking();
    addValue();
    addInteractions();
    addChance();
}

void SettingsPanel::addHeading(const QString& text)
{
    auto* heading = new QLabel(text);
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    heading->setContentsMargins(0, m_form->rowCount() > 0 ? 8 : 0, 0, 0);
    m_form->addRow(heading);
}

QDoubleSpinBox* SettingsPanel::addNumber(const char* name, double least, double most,
                                         const QString& suffix)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(name);
    box->setRange(least, most);
    box->setDecimals(2);
    box->setSingleStep(0.5);
    box->setSuffix(suffix);
    box->setKeyboardTracking(false);
    // Undo is the study's then, not that of the text.
    connect(box, &QDoubleSpinBox::editingFinished, box, &QWidget::clearFocus);
    return box;
}

void SettingsPanel::connectChoice(QComboBox* box, const QString& what, auto change)
{
    connect(box, &QComboBox::activated, this, [this, what, change](int index) {
        StudySettings after = m_settings;
        change(after, index);
        emit edited(after, what);
    });
}

void SettingsPanel::connectNumber(QDoubleSpinBox* box, const QString& what, auto change)
{
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, what, change](double value) {
        StudySettings after = m_settings;
        change(after, value);
        emit edited(after, what);
    });
}

void SettingsPanel::addMasking()
{
    addHeading(tr("Masking"));
    m_baseline->setObjectName("baseline");
    m_baseline->addItems({tr("Black"), tr("Grey"), tr("White"), tr("Mean of the normalisation"),
                          tr("Mean of the picture"), tr("Blurred picture"), tr("Inpainted (Telea)"),
                          tr("Inpainted (Navier–Stokes)"), tr("Another colour…")});
    m_baseline->setToolTip(tr("What stands in the place of a hidden part: a colour, or one picture "
                              "made with all parts removed. Inpainting needs a background that is "
                              "always visible. Another choice makes stored values stale."));
    m_textBaseline->setObjectName("textBaseline");
    m_textBaseline->addItems({tr("[MASK]"), tr("[PAD]"), tr("[UNK]"), tr("Deleted")});
    m_textBaseline->setToolTip(
        tr("What stands in the place of the tokens of a hidden part. Another "
           "choice makes stored values stale."));
    m_sigma = addNumber("sigma", 0.1, kMaxBlurSigma, tr(" px"));
    m_sigma->setToolTip(tr("Standard deviation of the blur. Another one makes stored values "
                           "stale."));
    m_background->setObjectName("background");
    m_background->addItems({tr("Always visible"), tr("Always hidden"), tr("One more part")});
    m_background->setToolTip(
        tr("What becomes of the pixels or words that belong to no part. As one more "
           "part it doubles the passes. Another choice makes stored values "
           "stale, but for going from one more part back to always visible."));
    m_form->addRow(tr("Hidden parts"), m_baseline);
    m_form->addRow(tr("Hidden parts"), m_textBaseline);
    m_form->addRow(tr("Blur σ"), m_sigma);
    m_form->addRow(tr("Background"), m_background);
    connect(m_baseline, &QComboBox::activated, this, &SettingsPanel::chooseBaseline);
    connectChoice(m_textBaseline, tr("change of the baseline"),
                  [](StudySettings& after, int index) {
                      after.textBaseline = kTextBaselines[static_cast<std::size_t>(index)];
                  });
    connectNumber(m_sigma, tr("change of the blur"),
                  [](StudySettings& after, double sigma) { after.baseline.sigma = sigma; });
    connectChoice(m_background, tr("change of the background"),
                  [](StudySettings& after, int index) {
                      after.background = kBackgrounds[static_cast<std::size_t>(index)];
                  });
}

void SettingsPanel::addValue()
{
    addHeading(tr("Value"));
    m_value->setObjectName("value");
    for (const ValueKind kind : kValueKinds) {
        m_value->addItem(valueKindText(kind));
        m_value->setItemData(m_value->count() - 1, valueKindDefinition(kind), Qt::ToolTipRole);
    }
    m_target->setObjectName("target");
    const QString costs = tr("Another choice costs no pass where logits are stored, as they are "
                             "unless a picture has very many parts.");
    m_target->setToolTip(tr("The class that v speaks of: the sample’s own, the one each model "
                            "gives the whole picture, or one for all samples.") +
                         QLatin1Char(' ') + costs);
    m_value->setToolTip(tr("What of a model’s answer is explained. Point at a choice to see what "
                           "it is.") +
                        QLatin1Char(' ') + costs);
    m_form->addRow(tr("Value v"), m_value);
    m_form->addRow(tr("Of class"), m_target);
    connectChoice(m_value, tr("change of the value function"), [](StudySettings& after, int index) {
        after.valueKind = kValueKinds[static_cast<std::size_t>(index)];
    });
    connectChoice(m_target, tr("change of the class explained"),
                  [](StudySettings& after, int index) { after.target = targetOf(index); });
}

void SettingsPanel::addInteractions()
{
    addHeading(tr("Interactions"));
    m_interactions->setObjectName("interactions");
    m_interactions->addItems({tr("AND"), tr("AND and OR")});
    m_interactions->setToolTip(tr("AND: the effect of parts being there together. AND and OR: v is "
                                  "split so that few patterns of both explain it. Costs no pass."));
    m_kappa = addNumber("kappa", 0.0, kPercent, tr(" %"));
    m_kappa->setToolTip(tr("How far each v may be missed, as a share of |v(all) − v(nothing)|, so "
                           "that noise needs no patterns. Costs no pass."));
    m_joint->setObjectName("joint");
    m_joint->addItems({tr("Compared ones together"), tr("Each for itself")});
    m_joint->setToolTip(tr("Several splits explain one model equally well; together, models that "
                           "do the same are split the same. Costs no pass."));
    m_tau = addNumber("tau", 0.01, 99.0, tr(" %"));
    m_tau->setToolTip(tr("Interactions stronger than this share of the largest are salient"));
    m_scope->addItems({tr("of all samples"), tr("of each sample")});
    m_scope->setToolTip(tr("Over what the largest interaction is taken"));
    m_form->addRow(tr("Patterns"), m_interactions);
    m_form->addRow(tr("Residual κ"), m_kappa);
    m_form->addRow(tr("Models"), m_joint);
    m_form->addRow(tr("Threshold τ"), m_tau);
    m_form->addRow(tr("The largest"), m_scope);
    connectChoice(
        m_interactions, tr("change of the interactions"), [](StudySettings& after, int index) {
            after.interactions.kind = index == 0 ? InteractionKind::And : InteractionKind::AndOr;
        });
    connectNumber(m_kappa, tr("change of κ"), [](StudySettings& after, double percent) {
        after.interactions.kappa = percent / kPercent;
    });
    connectChoice(m_joint, tr("change of the split"),
                  [](StudySettings& after, int index) { after.interactions.joint = index == 0; });
    connectNumber(m_tau, tr("change of τ"),
                  [](StudySettings& after, double percent) { after.tau = percent / kPercent; });
    connectChoice(
        m_scope, tr("change of the threshold’s scope"), [](StudySettings& after, int index) {
            after.thresholdScope = index == 0 ? ThresholdScope::Model : ThresholdScope::Sample;
        });
}

void SettingsPanel::addChance()
{
    addHeading(tr("Chance"));
    m_draws = addNumber("nullDraws", 1.0, kMostNullDraws, {});
    m_draws->setToolTip(tr("How often the parts of the second model are renamed at random for the "
                           "bands of the nulls: more make them steadier. Costs no pass."));
    m_seed = addNumber("nullSeed", 0.0, std::numeric_limits<std::uint32_t>::max(), {});
    m_seed->setToolTip(tr("Of these renamings, so that anybody can repeat them. A finding must not "
                          "hang on it. Costs no pass."));
    for (QDoubleSpinBox* box : {m_draws, m_seed}) {
        box->setDecimals(0);
        box->setSingleStep(1.0);
    }
    m_form->addRow(tr("Null draws"), m_draws);
    m_form->addRow(tr("Null seed"), m_seed);
    connectNumber(m_draws, tr("change of the null draws"), [](StudySettings& after, double draws) {
        after.nulls.draws = static_cast<int>(draws);
    });
    connectNumber(m_seed, tr("change of the null seed"), [](StudySettings& after, double seed) {
        after.nulls.seed = static_cast<std::uint32_t>(seed);
    });
}

void SettingsPanel::setStudy(const Study& study)
{
    m_settings = study.settings;
    m_preprocessing = study.preprocessing;
    m_kind = kindOf(study);
    m_target->clear();
    m_target->addItems({tr("Label of the sample"), tr("What the model says")});
    m_target->insertSeparator(kSeparator);
    m_target->addItems(toStringList(study.classes));
    showMasking();
    showInteractions();
    showChance();
    m_value->setCurrentIndex(static_cast<int>(m_settings.valueKind));
    m_target->setCurrentIndex(choiceOf(m_settings.target));
}

void SettingsPanel::showMasking()
{
    const bool isBlurred = m_settings.baseline.kind == BaselineKind::Blur;
    m_baseline->setCurrentIndex(choiceOf(m_settings.baseline, m_preprocessing.channels()));
    showNumber(m_sigma, isBlurred ? m_settings.baseline.sigma : defaultBlurSigma(m_preprocessing));
    m_textBaseline->setCurrentIndex(static_cast<int>(m_settings.textBaseline));
    m_form->setRowVisible(m_baseline, m_kind == SampleKind::Picture);
    m_form->setRowVisible(m_textBaseline, m_kind == SampleKind::Sentence);
    m_form->setRowVisible(m_sigma, isBlurred && m_kind == SampleKind::Picture);
    m_background->setCurrentIndex(static_cast<int>(m_settings.background));
    // What core refuses is not offered.
    for (const int choice : {kTelea, kNavierStokes}) {
        enableEntry(*m_baseline, choice, m_settings.background == Background::Kept);
    }
    for (const Background background : {Background::Masked, Background::OwnPart}) {
        enableEntry(*m_background, static_cast<int>(background), !isInpainted(m_settings.baseline));
    }
}

void SettingsPanel::showInteractions()
{
    const InteractionSettings& interactions = m_settings.interactions;
    const bool isSplit = interactions.kind == InteractionKind::AndOr;
    m_interactions->setCurrentIndex(isSplit ? 1 : 0);
    showNumber(m_kappa, interactions.kappa * kPercent);
    m_joint->setCurrentIndex(interactions.joint ? 0 : 1);
    m_form->setRowVisible(m_kappa, isSplit);
    m_form->setRowVisible(m_joint, isSplit);
    showNumber(m_tau, m_settings.tau * kPercent);
    m_scope->setCurrentIndex(m_settings.thresholdScope == ThresholdScope::Model ? 0 : 1);
}

void SettingsPanel::showChance()
{
    showNumber(m_draws, m_settings.nulls.draws);
    showNumber(m_seed, m_settings.nulls.seed);
}

void SettingsPanel::chooseBaseline(int index)
{
    if (index == kOwnColour) {
        chooseColour();
        return;
    }
    StudySettings after = m_settings;
    after.asksBaseline = false;
    after.baseline = baselineOf(index, m_preprocessing);
    emit edited(after, tr("change of the baseline"));
}

void SettingsPanel::chooseColour()
{
    const int channels = m_preprocessing.channels();
    const auto colour = m_dialogs.chooseColour(this, Qt::gray);
    if (!colour) {
        m_baseline->setCurrentIndex(choiceOf(m_settings.baseline, channels));
        return;
    }
    StudySettings after = m_settings;
    after.asksBaseline = false;
    after.baseline = {.kind = BaselineKind::Colour};
    if (channels == 1) {
        after.baseline.colour = {static_cast<double>(qGray(colour->rgb()))};
    } else {
        after.baseline.colour = {static_cast<double>(colour->red()),
                                 static_cast<double>(colour->green()),
                                 static_cast<double>(colour->blue())};
    }
    emit edited(after, tr("change of the baseline"));
}

} // namespace palimpsest
