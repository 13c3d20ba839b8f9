// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_page.h"
#include "widgets/style/theme.h"
#include "widgets/tables/unit_matrix_view.h"

#include <QAction>
#include <QMenu>

// Renaming and removing what a study consists of.

namespace palimpsest {

bool StudyPage::hasSample() const
{
    return m_session.document() != nullptr && !m_session.study().samples.empty();
}

bool StudyPage::hasCheckpoint() const
{
    return m_session.document() != nullptr && !m_session.study().lineages.empty();
}

/// What can be done with the sample of `row` and the checkpoint of `column`; −1 is none.
void StudyPage::fillMenu(QMenu* menu, int row, int column)
{
    const auto add = [&](const QString& icon, const QString& text, void (StudyPage::*run)()) {
        connect(menu->addAction(themedIcon(icon), text), &QAction::triggered, this, run);
    };
    // They act on what is chosen.
    const QModelIndex current = m_matrix->currentIndex();
    const int chosenRow = row >= 0 ? row : std::max(0, current.row());
    const int chosenColumn = column >= 0 ? column : std::max(0, current.column());
    m_matrix->setCurrentIndex(m_model->index(chosenRow, chosenColumn));
    if (row >= 0 && hasSample()) {
        menu->addSeparator();
        add("rename", tr("Rename this sample…"), &StudyPage::renameSample);
        add("delete", tr("Remove this sample"), &StudyPage::removeSample);
    }
    if (column >= 0 && hasCheckpoint()) {
        const Study& study = m_session.study();
        const CheckpointIndex checkpoint = unitOfPreview().checkpoint;
        const QString run = QString::fromStdString(study.lineages[checkpoint.lineage].name);
        const QString name = QString::fromStdString(checkpointName(study, checkpoint));
        menu->addSeparator();
        add("rename", tr("Change the epoch of %1…").arg(name), &StudyPage::changeEpoch);
        add("delete", tr("Remove checkpoint %1").arg(name), &StudyPage::removeCheckpoint);
        add("rename", tr("Rename run %1…").arg(run), &StudyPage::renameRun);
        add("delete", tr("Remove run %1").arg(run), &StudyPage::removeRun);
    }
}

bool StudyPage::changeFiles(const QString& what, const std::function<FileEdit(const Study&)>& edit)
{
    StudyDocument& document = *m_session.document();
    if (!document.startEditing()) {
        return false;
    }
    try {
        const Study before = m_session.study();
        document.changeFiles(edit(before), what);
        return m_session.study() != before;
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
}

void StudyPage::renameSample()
{
    if (!hasSample()) {
        return;
    }
    const std::string id = m_session.study().samples[m_session.selection().sample()].id;
    const auto name =
        m_dialogs.askText(this, tr("Rename sample"), tr("Name:"), QString::fromStdString(id));
    if (name && name->toStdString() != id) {
        changeFiles(tr("rename to %1").arg(*name), [&](const Study& study) {
            FileEdit edit = withSampleRenamed(study, id, name->toStdString());
            unpackValuesOf(m_session.document()->folder(), study, id);
            return edit;
        });
    }
}

void StudyPage::removeSample()
{
    if (!hasSample()) {
        return;
    }
    const std::string id = m_session.study().samples[m_session.selection().sample()].id;
    const QString name = QString::fromStdString(id);
    if (changeFiles(tr("remove %1").arg(name), [&](const Study& study) {
            return withoutSample(m_session.document()->folder(), study, id);
        })) {
        emit removed(tr("Sample %1 is removed.").arg(name));
    }
}

void StudyPage::renameRun()
{
    if (!hasCheckpoint()) {
        return;
    }
    const std::string run = m_session.study().lineages[unitOfPreview().checkpoint.lineage].name;
    const auto name =
        m_dialogs.askText(this, tr("Rename run"), tr("Name:"), QString::fromStdString(run));
    if (name && name->toStdString() != run) {
        changeFiles(tr("rename to %1").arg(*name), [&](const Study& study) {
            return withRunRenamed(study, run, name->toStdString());
        });
    }
}

void StudyPage::removeRun()
{
    if (!hasCheckpoint()) {
        return;
    }
    const std::string run = m_session.study().lineages[unitOfPreview().checkpoint.lineage].name;
    const QString name = QString::fromStdString(run);
    if (changeFiles(tr("remove %1").arg(name), [&](const Study& study) {
            return withoutRun(m_session.document()->folder(), study, run);
        })) {
        emit removed(tr("Run %1 is removed.").arg(name));
    }
}

void StudyPage::changeEpoch()
{
    if (!hasCheckpoint()) {
        return;
    }
    const CheckpointIndex checkpoint = unitOfPreview().checkpoint;
    const Checkpoint& of =
        m_session.study().lineages[checkpoint.lineage].checkpoints[checkpoint.checkpoint];
    const auto text =
        m_dialogs.askText(this, tr("Change epoch"), tr("Epoch:"), QString::number(of.epoch));
    if (!text) {
        return;
    }
    bool isNumber = false;
    const int epoch = text->trimmed().toInt(&isNumber);
    if (!isNumber) {
        emit failed(tr("“%1” is no epoch. Give a whole number from 0 on.").arg(*text));
    } else if (epoch != of.epoch) {
        changeFiles(tr("change epoch to %1").arg(epoch),
                    [&](const Study& study) { return withEpochChanged(study, checkpoint, epoch); });
    }
}

void StudyPage::removeCheckpoint()
{
    if (!hasCheckpoint()) {
        return;
    }
    const CheckpointIndex checkpoint = unitOfPreview().checkpoint;
    const QString name = QString::fromStdString(checkpointName(m_session.study(), checkpoint));
    if (changeFiles(tr("remove %1").arg(name), [&](const Study& study) {
            return withoutCheckpoint(m_session.document()->folder(), study, checkpoint);
        })) {
        emit removed(tr("Checkpoint %1 is removed.").arg(name));
    }
}

} // namespace palimpsest
