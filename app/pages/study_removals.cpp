// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_removals.h"

#include "app/dialogs/checkpoint_rows_model.h"
#include "app/jobs/failure_text.h"
#include "core/study/study_names.h"
#include "widgets/style/theme.h"

#include <QAction>
#include <QMenu>
#include <QWidget>

#include <utility>

namespace palimpsest {

namespace {

std::optional<int> numberIn(const QString& text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

StudyRemovals::StudyRemovals(StudySession& session, Dialogs& dialogs,
                             std::function<CheckpointIndex()> chosen, QWidget* page)
    : PageEditor(session, dialogs, page), m_chosen(std::move(chosen))
{
}

bool StudyRemovals::hasSample() const
{
    return session().document() != nullptr && !session().study().samples.empty();
}

bool StudyRemovals::hasCheckpoint() const
{
    return session().document() != nullptr && !session().study().lineages.empty();
}

const std::string& StudyRemovals::chosenSample() const
{
    return session().study().samples[session().selection().sample()].id;
}

const std::string& StudyRemovals::chosenRun() const
{
    return session().study().lineages[m_chosen().lineage].name;
}

void StudyRemovals::offer(QMenu* menu, const QString& icon, const QString& text,
                          void (StudyRemovals::*run)())
{
    connect(menu->addAction(themedIcon(icon), text), &QAction::triggered, this, run);
}

void StudyRemovals::offerSample(QMenu* menu)
{
    if (hasSample()) {
        menu->addSeparator();
        offer(menu, "rename", tr("Rename this sample…"), &StudyRemovals::renameSample);
        offer(menu, "delete", tr("Remove this sample"), &StudyRemovals::removeSample);
    }
}

void StudyRemovals::offerCheckpoint(QMenu* menu)
{
    if (!hasCheckpoint()) {
        return;
    }
    const QString run = QString::fromStdString(chosenRun());
    const QString name = QString::fromStdString(checkpointName(session().study(), m_chosen()));
    menu->addSeparator();
    offer(menu, "rename", tr("Change the epoch of %1…").arg(name), &StudyRemovals::changeEpoch);
    offer(menu, "delete", tr("Remove checkpoint %1").arg(name), &StudyRemovals::removeCheckpoint);
    offer(menu, "rename", tr("Rename run %1…").arg(run), &StudyRemovals::renameRun);
    offer(menu, "rename", tr("Change the role of run %1…").arg(run), &StudyRemovals::changeRole);
    offer(menu, "delete", tr("Remove run %1").arg(run), &StudyRemovals::removeRun);
}

bool StudyRemovals::changeFiles(const QString& what,
                                const std::function<FileEdit(const Study&)>& edit)
{
    begin(Attempt::RenameOrRemove);
    StudyDocument& document = *session().document();
    if (!document.startEditing()) {
        return false;
    }
    try {
        const Study before = session().study();
        document.changeFiles(edit(before), what);
        return session().study() != before;
    } catch (...) {
        fail(failureText());
        return false;
    }
}

std::optional<QString>
StudyRemovals::askForName(const QString& title, const QString& question, const std::string& before,
                          const std::function<void(const std::string&)>& rename)
{
    const auto name = dialogs().askText(
        page(), title, question, QString::fromStdString(before), [&](const QString& text) {
            const std::string typed = text.toStdString();
            return typed == before ? QString() : problemOf([&] { rename(typed); });
        });
    return name && name->toStdString() != before ? name : std::nullopt;
}

void StudyRemovals::renameSample()
{
    if (!hasSample()) {
        return;
    }
    const std::string id = chosenSample();
    const auto name = askForName(
        tr("Rename sample"), tr("New name of sample %1:").arg(QString::fromStdString(id)), id,
        [&](const std::string& typed) { withSampleRenamed(session().study(), id, typed); });
    if (name) {
        changeFiles(tr("rename to %1").arg(*name), [&](const Study& study) {
            FileEdit edit = withSampleRenamed(study, id, name->toStdString());
            unpackValuesOf(session().document()->folder(), study, id);
            return edit;
        });
    }
}

void StudyRemovals::removeSample()
{
    if (!hasSample()) {
        return;
    }
    const std::string id = chosenSample();
    const QString name = QString::fromStdString(id);
    if (changeFiles(tr("remove %1").arg(name), [&](const Study& study) {
            return withoutSample(session().document()->folder(), study, id);
        })) {
        emit removed(tr("Sample %1 is removed.").arg(name));
    }
}

void StudyRemovals::renameRun()
{
    if (!hasCheckpoint()) {
        return;
    }
    const std::string run = chosenRun();
    const auto name = askForName(
        tr("Rename run"), tr("New name of run %1:").arg(QString::fromStdString(run)), run,
        [&](const std::string& typed) { withRunRenamed(session().study(), run, typed); });
    if (name) {
        changeFiles(tr("rename to %1").arg(*name), [&](const Study& study) {
            return withRunRenamed(study, run, name->toStdString());
        });
    }
}

void StudyRemovals::changeRole()
{
    if (!hasCheckpoint()) {
        return;
    }
    // By its name: another program may change the study while the question waits.
    const std::string run = chosenRun();
    const QString name = QString::fromStdString(run);
    const Lineage& before = session().study().lineages[m_chosen().lineage];
    const auto role =
        dialogs().choose(page(), tr("Change role"),
                         tr("The role of %1 is “%2”. What is this run in the comparison?")
                             .arg(name, roleTexts()[static_cast<int>(before.role)]),
                         roleTexts(), static_cast<int>(before.role));
    if (!role || session().document() == nullptr) {
        return;
    }
    begin(Attempt::RenameOrRemove);
    change(tr("change the role of %1").arg(name),
           [&](const Study& study) { return withRole(study, run, static_cast<Role>(*role)); });
}

void StudyRemovals::removeRun()
{
    if (!hasCheckpoint()) {
        return;
    }
    const std::string run = chosenRun();
    const QString name = QString::fromStdString(run);
    if (changeFiles(tr("remove %1").arg(name), [&](const Study& study) {
            return withoutRun(session().document()->folder(), study, run);
        })) {
        emit removed(tr("Run %1 is removed.").arg(name));
    }
}

void StudyRemovals::changeEpoch()
{
    if (!hasCheckpoint()) {
        return;
    }
    // By its name: another program may change the study while the question waits.
    const CheckpointIndex checkpoint = m_chosen();
    const std::string name = checkpointName(session().study(), checkpoint);
    const int before =
        session().study().lineages[checkpoint.lineage].checkpoints[checkpoint.checkpoint].epoch;
    const auto changed = [&](const Study& study, int epoch) {
        return withEpochChanged(study, findCheckpoint(study, name), epoch);
    };
    const auto text = dialogs().askText(
        page(), tr("Change epoch"), tr("New epoch of %1:").arg(QString::fromStdString(name)),
        QString::number(before), [&](const QString& typed) {
            const auto epoch = numberIn(typed);
            if (!epoch) {
                return tr("“%1” is no epoch. Give a whole number from 0 on.").arg(typed);
            }
            return epoch == before ? QString()
                                   : problemOf([&] { changed(session().study(), *epoch); });
        });
    if (const auto epoch = text ? numberIn(*text) : std::nullopt; epoch && epoch != before) {
        changeFiles(tr("change epoch to %1").arg(*epoch),
                    [&](const Study& study) { return changed(study, *epoch); });
    }
}

void StudyRemovals::removeCheckpoint()
{
    if (!hasCheckpoint()) {
        return;
    }
    const CheckpointIndex checkpoint = m_chosen();
    const QString name = QString::fromStdString(checkpointName(session().study(), checkpoint));
    if (changeFiles(tr("remove %1").arg(name), [&](const Study& study) {
            return withoutCheckpoint(session().document()->folder(), study, checkpoint);
        })) {
        emit removed(tr("Checkpoint %1 is removed.").arg(name));
    }
}

} // namespace palimpsest
