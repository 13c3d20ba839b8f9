// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_additions.h"

#include "app/dialogs/checkpoints_dialog.h"
#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/probe_dialog.h"
#include "app/pages/picture_additions.h"
#include "app/pages/sentence_additions.h"
#include "core/parts/labelme.h"
#include "core/setup/sample_setup.h"
#include "core/setup/study_probe.h"
#include "core/study/study_edits.h"
#include "widgets/style/counted.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QWidget>

#include <algorithm>
#include <vector>

namespace palimpsest {

namespace {

/// Whether a folder holds pictures as MNIST or CIFAR-10 pack them.
bool holdsPackedPictures(const QString& folder)
{
    const QStringList names = {"*-idx?-ubyte*", "data_batch_*.bin", "test_batch.bin"};
    return !QDir(folder).entryList(names, QDir::Files).isEmpty();
}

/// Whether a folder, at any depth, holds a file that is named so.
bool holds(const QString& folder, bool (*isNamedSo)(const std::filesystem::path&))
{
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (isNamedSo(files.next().toStdString())) {
            return true;
        }
    }
    return false;
}

} // namespace

StudyAdditions::StudyAdditions(StudySession& session, Dialogs& dialogs, StudyChoices& choices,
                               QWidget* page)
    : PageEditor(session, dialogs, page),
      m_pictures(new PictureAdditions(session, dialogs, choices, page)),
      m_sentences(new SentenceAdditions(session, dialogs, page))
{
    for (const SampleAdditions* samples : {m_pictures, m_sentences}) {
        connect(samples, &PageEditor::failed, this, &PageEditor::failed);
        connect(samples, &PageEditor::warned, this, &PageEditor::warned);
        connect(samples, &PageEditor::noticed, this, &PageEditor::noticed);
    }
}

/// Those of the kind that the study has.
SampleAdditions& StudyAdditions::samples() const
{
    switch (kindOf(session().study())) {
    case SampleKind::Picture:
        break;
    case SampleKind::Sentence:
        return *m_sentences;
    }
    return *m_pictures;
}

QString StudyAdditions::wantedSamples() const
{
    return samples().wanted();
}

void StudyAdditions::addFiles(const QStringList& dropped)
{
    begin(Attempt::AddSamples);
    QStringList pictures;
    QStringList tables;
    QStringList checkpoints;
    for (const QString& path : dropped) {
        const std::filesystem::path file = path.toStdString();
        if (file.extension() == ".json" && isLabelMe(file)) {
            continue; // it is offered with the picture that it stands beside
        }
        const bool isFolder = QFileInfo(path).isDir();
        if (isFolder && holdsPackedPictures(path)) {
            tables.append(path);
        } else if (isFolder ? holds(path, isCheckpointName) : isCheckpointName(file)) {
            checkpoints.append(path);
        } else if (isFolder ? holds(path, isPictureName) : isTableName(file)) {
            tables.append(path); // a folder of pictures is a data set, too
        } else if (isPictureName(file)) {
            pictures.append(path);
        }
    }
    if (pictures.isEmpty() && tables.isEmpty() && checkpoints.isEmpty()) {
        const auto listed = [](Endings endings) {
            return QString::fromStdString(listedEndings(endings));
        };
        fail(tr("Nothing among what was dropped is a picture (%1), a table (%2) or a "
                "checkpoint (%3).")
                 .arg(listed(pictureEndings()), listed(tableEndings()),
                      listed(checkpointEndings())));
    }
    samples().addPictures(pathsOf(pictures));
    for (const QString& table : tables) {
        samples().addDataSet(table);
    }
    if (!checkpoints.isEmpty()) {
        begin(Attempt::AddCheckpoints);
        addCheckpointFiles(checkpoints);
    }
}

void StudyAdditions::addSamples()
{
    begin(Attempt::AddSamples);
    samples().addSamples();
}

void StudyAdditions::addCheckpoints()
{
    begin(Attempt::AddCheckpoints);
    enum { kFolder, kFiles, kProbe };
    const auto source =
        dialogs().choose(page(), tr("Add checkpoints"), tr("Where do the checkpoints come from?"),
                         {tr("A folder of checkpoints, or of runs…"), tr("Single files…"),
                          tr("A linear probe on a pre-trained network, fitted here…")});
    if (!source) {
        return;
    }
    if (*source == kProbe) {
        fitProbe();
    } else if (*source == kFiles) {
        addCheckpointFiles(dialogs().chooseFiles(
            page(), tr("Add checkpoints"), {}, fileFilter(tr("Checkpoints"), checkpointEndings())));
    } else if (const auto folder =
                   dialogs().chooseFolder(page(), tr("Folder of checkpoints"), {})) {
        addCheckpointFiles({*folder});
    }
}

CheckpointsTarget StudyAdditions::checkpointsTarget() const
{
    return {.folder = session().document()->folder(),
            .study = session().study(),
            .trust = session().trust(),
            .askForTrust = [this](const std::vector<ModelProgram>& programs) {
                return session().askForTrust(programs);
            }};
}

void StudyAdditions::addCheckpointFiles(const QStringList& files)
{
    if (files.isEmpty()) {
        return;
    }
    const std::filesystem::path& folder = session().document()->folder();
    CheckpointsDialog dialog(checkpointsTarget(), pathsOf(files), dialogs(), page());
    if (!dialogs().show(dialog)) {
        return;
    }
    const auto rows = dialog.rows();
    JoiningChoices choices = dialog.choices();
    const auto waits = [&](const CheckpointRow& row) { return isWaiting(folder, row.path); };
    const bool haveWaited = std::ranges::any_of(rows, waits);
    if (haveWaited) {
        choices.taking = Taking::Copy; // as what waits goes once it has joined
    }
    NewFiles made;
    if (change(tr("added checkpoints"), [&](const Study& before) {
            Study after = withCheckpoints(folder, before, rows, choices, made);
            for (const CheckpointRow& row : rows) {
                after = withLabelsOfProbe(std::move(after), row.path);
            }
            return after;
        })) {
        const std::vector<std::filesystem::path> added = made.keep();
        if (!haveWaited) { // the only copy of a fitted probe outlasts undo
            session().document()->noteAdded(added);
        }
        for (const CheckpointRow& row : rows) {
            endWaitingOf(row.path);
        }
    }
}

void StudyAdditions::endWaitingOf(const std::filesystem::path& probe)
{
    const QString problem = problemOf([&] { endWaiting(session().document()->folder(), probe); });
    if (!problem.isEmpty()) {
        fail(problem);
    }
}

void StudyAdditions::offerWaitingProbes()
{
    enum { kAdd, kDelete };
    StudyDocument* document = session().document(); // a signal may have closed it meanwhile
    if (document == nullptr || !document->access().obstacle().isEmpty()) {
        return; // they may be of its editor
    }
    const std::vector<std::filesystem::path> waiting = waitingProbes(document->folder());
    if (waiting.empty()) {
        return;
    }
    QStringList files;
    for (const std::filesystem::path& probe : waiting) {
        files.append(QString::fromStdString(probe.string()));
    }
    begin(Attempt::AddCheckpoints);
    const auto choice = dialogs().decide(
        page(), tr("Add the fitted probe?"),
        counted(waiting.size(),
                tr("A linear probe was fitted for this study and has not joined it:"),
                tr("%1 linear probes were fitted for this study and have not joined it:")) +
            QStringLiteral("\n\n") + files.join(QLatin1Char('\n')),
        {tr("Add…"), tr("Delete for good"), tr("Later")});
    if (choice == kAdd) {
        addCheckpointFiles(files);
    } else if (choice == kDelete && document->startEditing()) {
        std::ranges::for_each(waiting, [this](const auto& probe) { endWaitingOf(probe); });
    }
}

void StudyAdditions::fitProbe()
{
    begin(Attempt::AddCheckpoints);
    if (!sampleSetup(session().study()).takesProbes()) {
        fail(tr("Linear probes are fitted on pictures, and the samples of this study are "
                "sentences. Add the checkpoint of a classifier that was trained elsewhere."));
        return;
    }
    StudyDocument& document = *session().document();
    ProbeDialog dialog(
        checkpointsTarget(), [&document] { return document.startEditing(); }, dialogs(), page());
    if (dialogs().show(dialog) && change(tr("added a linear probe"), [&](const Study& before) {
            Study after = before;
            after.lineages.push_back(dialog.run());
            after.labels = withTold(before, dialog.labels(), dialog.table());
            return after;
        })) {
        dialog.files().keep(); // not noted as an addition: the only copy outlasts undo
        endWaitingOf(dialog.waiting());
    }
}

} // namespace palimpsest
