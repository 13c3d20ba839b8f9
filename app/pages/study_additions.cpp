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
#include "core/study/study_edits.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QWidget>

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
    if (dialogs().show(dialog)) {
        change(tr("added checkpoints"), [&](const Study& before) {
            return withCheckpoints(folder, before, dialog.rows(), dialog.choices());
        });
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
    if (dialogs().show(dialog)) {
        change(tr("added a linear probe"), [&](const Study& before) {
            Study after = before;
            after.lineages.push_back(dialog.run());
            after.labels = withTold(before, dialog.labels(), dialog.table());
            dialog.files().keep();
            return after;
        });
    }
}

} // namespace palimpsest
