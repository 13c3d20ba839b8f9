// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/part_sets_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "app/jobs/failure_text.h"
#include "core/base/distinct_names.h"
#include "core/setup/part_set_sources.h"
#include "core/study/own_files.h"
#include "core/study/part_renaming.h"
#include "core/study/part_set_file.h"
#include "core/study/part_sets.h"
#include "widgets/style/string_list.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(620, 560);

QPushButton* button(const char* name, const QString& text, QBoxLayout& row)
{
    QPushButton* result = plainButton(text);
    result->setObjectName(QLatin1String(name));
    row.addWidget(result);
    return result;
}

} // namespace

PartSetsDialog::PartSetsDialog(std::filesystem::path folder, Study study, std::size_t shown,
                               Dialogs& dialogs, QWidget* parent)
    : QDialog(parent), m_folder(std::move(folder)), m_study(std::move(study)), m_shown(shown),
      m_dialogs(dialogs), m_choice(new QComboBox), m_name(new QLineEdit),
      m_classes(new QListWidget), m_parts(new PartSetTable(dialogs)),
      m_remarks(wrappedLabel("partSetRemarks")), m_problem(problemLabel()),
      m_accept(new QPushButton(tr("Use these sets")))
{
    setWindowTitle(tr("Part sets"));
    m_choice->setObjectName("partSetChoice");
    m_choice->setAccessibleName(tr("Part set"));
    m_name->setObjectName("partSetName");
    m_classes->setObjectName("partSetClasses");
    m_classes->setAccessibleName(tr("Classes that the set is for"));
    m_problem->setObjectName("partSetProblem");
    m_accept->setObjectName("usePartSets");
    const PartNames* ofShown = partSetFor(m_study, m_study.samples[m_shown]);
    for (const PartNames& set : m_study.partSets) {
        std::vector<std::string> names;
        std::ranges::transform(set.parts, std::back_inserter(names), &NamedPart::name);
        m_sets.push_back({set, std::move(names)});
        m_current = &set == ofShown ? static_cast<int>(m_sets.size()) - 1 : m_current;
    }
    layOut();
    connect(m_choice, &QComboBox::activated, this, &PartSetsDialog::chooseSet);
    connect(m_name, &QLineEdit::textEdited, this, &PartSetsDialog::takeName);
    connect(m_classes, &QListWidget::itemChanged, this, &PartSetsDialog::takeClasses);
    connect(m_parts, &PartSetTable::changed, this, &PartSetsDialog::showProblem);
    chooseSet(m_current < 0 && !m_sets.empty() ? 0 : m_current);
}

void PartSetsDialog::layOut()
{
    m_fields = new QWidget;
    auto* form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("Name:"), m_name);
    m_classes->setMaximumHeight(110);
    form->addRow(tr("For these classes,\nor all if none:"), m_classes);
    form->addRow(m_parts);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_choice);
    layout->addWidget(makeSetButtons());
    layout->addWidget(m_fields, 1);
    layout->addWidget(longText(tr("A part that gets another name here gets it in every sample. "
                                  "What is taken out of a set stays in the samples.")));
    layout->addWidget(m_remarks);
    layout->addWidget(m_problem);
    layout->addWidget(acceptButtons(*this, m_accept));
    resize(kUsualSize);
}

QWidget* PartSetsDialog::makeSetButtons()
{
    auto* all = new QWidget;
    auto* row = new QHBoxLayout(all);
    row->setContentsMargins(0, 0, 0, 0);
    connect(button("newSet", tr("New"), *row), &QPushButton::clicked, this, [this] {
        addSet({.name = tr("parts").toStdString(),
                .parts = {{.name = tr("part 1").toStdString(), .colour = {}, .key = 1}}});
    });
    connect(button("setOfSample", tr("From this sample"), *row), &QPushButton::clicked, this,
            [this] { attempt([this] { makeFromSample(); }); });
    connect(button("loadSet", tr("Load…"), *row), &QPushButton::clicked, this,
            [this] { attempt([this] { load(); }); });
    connect(button("saveSet", tr("Save…"), *row), &QPushButton::clicked, this,
            [this] { attempt([this] { save(); }); });
    connect(button("removeSet", tr("Remove"), *row), &QPushButton::clicked, this,
            &PartSetsDialog::removeSet);
    return all;
}

EditedPartSet* PartSetsDialog::current()
{
    return m_current < 0 ? nullptr : &m_sets[static_cast<std::size_t>(m_current)];
}

void PartSetsDialog::chooseSet(int index)
{
    m_current = index;
    showSet();
}

void PartSetsDialog::showSet()
{
    m_isShowing = true;
    m_choice->clear();
    for (const EditedPartSet& edited : m_sets) {
        addEntry(*m_choice, QString::fromStdString(edited.set.name));
    }
    m_choice->setCurrentIndex(m_current);
    const EditedPartSet* edited = current();
    m_fields->setEnabled(edited != nullptr);
    const PartNames set = edited != nullptr ? edited->set : PartNames();
    if (const QString name = QString::fromStdString(set.name); m_name->text() != name) {
        m_name->setText(name); // or the cursor would leave its place
    }
    m_classes->clear();
    for (const std::string& name : m_study.classes) {
        auto* item = new QListWidgetItem(QString::fromStdString(name), m_classes);
        const bool isIn = std::ranges::find(set.classes, name) != set.classes.end();
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(isIn ? Qt::Checked : Qt::Unchecked);
    }
    m_parts->setEdited(current());
    m_isShowing = false;
    showProblem();
}

void PartSetsDialog::showProblem()
{
    Study after = m_study;
    after.partSets = sets();
    const std::string problem = partSetsProblem(after);
    m_problem->setText(
        problem.empty()
            ? QString()
            : tr("These sets cannot be used yet: %1.").arg(QString::fromStdString(problem)));
    m_accept->setEnabled(problem.empty());
}

void PartSetsDialog::takeName()
{
    if (EditedPartSet* edited = current()) {
        edited->set.name = m_name->text().trimmed().toStdString();
        m_choice->setItemText(m_current, m_name->text().trimmed());
        showProblem();
    }
}

void PartSetsDialog::takeClasses()
{
    EditedPartSet* edited = current();
    if (m_isShowing || edited == nullptr) {
        return;
    }
    edited->set.classes.clear();
    for (int row = 0; row < m_classes->count(); ++row) {
        if (m_classes->item(row)->checkState() == Qt::Checked) {
            edited->set.classes.push_back(m_study.classes[static_cast<std::size_t>(row)]);
        }
    }
    showProblem();
}

/// Says what `act` throws.
void PartSetsDialog::attempt(const std::function<void()>& act)
{
    m_remarks->clear();
    try {
        act();
    } catch (...) {
        m_problem->setText(failureText());
    }
}

/// With a name that no other has.
void PartSetsDialog::addSet(PartNames set)
{
    std::vector<std::string> names;
    std::ranges::transform(m_sets, std::back_inserter(names),
                           [](const EditedPartSet& edited) { return edited.set.name; });
    names.push_back(set.name);
    set.name = distinctNames(names).back();
    std::erase_if(set.classes, [this](const std::string& name) { // of another study
        return std::ranges::find(m_study.classes, name) == m_study.classes.end();
    });
    const std::vector<std::string> before(set.parts.size());
    m_parts->setEdited(nullptr); // sets may move in memory
    m_sets.push_back({std::move(set), before});
    chooseSet(static_cast<int>(m_sets.size()) - 1);
}

void PartSetsDialog::makeFromSample()
{
    const Sample& sample = m_study.samples[m_shown];
    addSet(partSetOfSample(m_folder, m_study, sample.id,
                           m_study.classes.at(static_cast<std::size_t>(sample.label))));
}

void PartSetsDialog::load()
{
    const QStringList files = m_dialogs.chooseFiles(this, tr("Load a part set"), {}, {});
    std::vector<std::string> remarks;
    for (const std::filesystem::path& file : pathsOf(files)) {
        addSet(partSetOfFile(file, remarks));
    }
    m_remarks->setText(toStringList(remarks).join(QLatin1Char('\n')));
}

void PartSetsDialog::save()
{
    const EditedPartSet* edited = current();
    if (edited == nullptr) {
        return;
    }
    const QString start = QString::fromStdString(edited->set.name) + QStringLiteral(".json");
    if (const auto file = m_dialogs.chooseSaveFile(this, tr("Save the part set"), start,
                                                   tr("Part sets (*.json)"))) {
        const std::filesystem::path path = file->toStdString();
        requireNoOwnFile(path);
        writePartSet(path, edited->set);
        m_remarks->setText(tr("Written: %1").arg(*file));
    }
}

void PartSetsDialog::removeSet()
{
    if (current() != nullptr) {
        m_parts->setEdited(nullptr);
        m_sets.erase(m_sets.begin() + m_current);
        chooseSet(m_sets.empty() ? -1 : std::max(0, m_current - 1));
    }
}

std::vector<PartNames> PartSetsDialog::sets() const
{
    std::vector<PartNames> result;
    std::ranges::transform(m_sets, std::back_inserter(result), &EditedPartSet::set);
    return result;
}

std::vector<PartSetsDialog::Rename> PartSetsDialog::renames() const
{
    std::vector<Rename> result;
    for (const EditedPartSet& edited : m_sets) {
        for (std::size_t i = 0; i < edited.before.size(); ++i) {
            const Rename rename{edited.before[i], edited.set.parts[i].name};
            const bool isOne = !rename.first.empty() && rename.first != rename.second;
            if (isOne && std::ranges::find(result, rename) == result.end()) {
                result.push_back(rename);
            }
        }
    }
    return result;
}

void PartSetsDialog::accept()
{
    try {
        for (const auto& [from, to] : renames()) {
            renamePart(m_folder, m_study, from, to);
        }
        QDialog::accept();
    } catch (...) {
        m_problem->setText(failureText());
    }
}

} // namespace palimpsest
