// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_additions.h"

#include "app/dialogs/checkpoints_dialog.h"
#include "app/dialogs/data_questions.h"
#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/picture_set_dialog.h"
#include "app/dialogs/probe_dialog.h"
#include "app/dialogs/sentence_table_dialog.h"
#include "app/jobs/failure_text.h"
#include "app/pages/study_choices.h"
#include "core/parts/labelme.h"
#include "core/setup/known_samples.h"
#include "core/setup/starting_parts.h"
#include "core/study/study_edits.h"
#include "widgets/style/counted.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QWidget>

#include <algorithm>

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

std::vector<std::filesystem::path> paths(const QStringList& files)
{
    std::vector<std::filesystem::path> result;
    for (const QString& file : files) {
        result.emplace_back(file.toStdString());
    }
    return result;
}

} // namespace

StudyAdditions::StudyAdditions(StudySession& session, Dialogs& dialogs, StudyChoices& choices,
                               QWidget* page)
    : PageEditor(session, dialogs, page), m_choices(choices)
{
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
    addSampleFiles(pictures);
    for (const QString& table : tables) {
        addDataSet(table);
    }
    if (!checkpoints.isEmpty()) {
        begin(Attempt::AddCheckpoints);
        addCheckpointFiles(checkpoints);
    }
}

void StudyAdditions::addSamples()
{
    begin(Attempt::AddSamples);
    const QString title = tr("Add samples");
    const bool isText = session().study().tokenisation.has_value();
    const QStringList sources =
        isText ? QStringList{tr("A sentence that I write…"), tr("A table of sentences (TSV, CSV, "
                                                                "JSONL)…")}
               : QStringList{tr("Pictures of one class…")} + dataSetKinds();
    const auto source =
        dialogs().choose(page(), title, tr("Where do the samples come from?"), sources);
    if (!source) {
        return;
    }
    if (*source > 0) {
        const auto kind = isText ? DataSetKind::Table : static_cast<DataSetKind>(*source - 1);
        if (const auto set = chooseDataSet(dialogs(), page(), title, kind)) {
            addDataSet(*set);
        }
    } else if (isText) {
        addSentence();
    } else {
        addSampleFiles(
            dialogs().chooseFiles(page(), title, {}, fileFilter(tr("Pictures"), pictureEndings())));
    }
}

std::optional<int> StudyAdditions::askForClass(const QString& question)
{
    QStringList classes;
    for (const std::string& name : session().study().classes) {
        classes.append(QString::fromStdString(name));
    }
    return dialogs().choose(page(), tr("Add samples"), question, classes);
}

void StudyAdditions::addSampleFiles(const QStringList& files)
{
    if (files.isEmpty()) {
        return;
    }
    const auto label =
        askForClass(counted(static_cast<std::size_t>(files.size()),
                            tr("What does %1 show?").arg(QFileInfo(files.front()).fileName()),
                            tr("What do the %1 pictures show?")));
    if (label) {
        try {
            addNamedPictures(paths(files), *label);
        } catch (...) {
            fail(failureText());
        }
    }
}

std::optional<StartingParts>
StudyAdditions::askForParts(const std::vector<std::filesystem::path>& pictures)
{
    const auto beside = std::ranges::count_if(
        pictures, [](const auto& picture) { return labelMeBeside(picture).has_value(); });
    if (beside == 0) {
        return StartingParts::None;
    }
    enum { kTake, kLeave };
    const auto answer =
        dialogs().decide(page(), tr("Add samples"),
                         counted(static_cast<std::size_t>(beside),
                                 tr("A LabelMe file stands beside a picture. Take its parts?"),
                                 tr("LabelMe files stand beside %1 pictures. Take their parts?")),
                         {tr("Take the parts"), tr("Add without parts"), tr("Cancel")});
    return answer == kTake    ? std::optional(StartingParts::LabelMe)
           : answer == kLeave ? std::optional(StartingParts::None)
                              : std::nullopt;
}

void StudyAdditions::addNamedPictures(const std::vector<std::filesystem::path>& files, int label)
{
    const auto parts = askForParts(files);
    if (!parts) {
        return;
    }
    const Study& study = session().study();
    PickedPictures picked = namedPictures(files, label, study, {.parts = *parts});
    leaveOutKnown(picked, session().document()->folder(), study);
    takePictures(picked, Taking::Copy, {});
}

void StudyAdditions::takePictures(const PickedPictures& picked, Taking taking,
                                  const LabelNames& labels)
{
    takeSamples([&](const Study& before, NewFiles& made) {
        Study after =
            withSamples(session().document()->folder(), before, picked.pictures, taking, made);
        after.labels = withTold(before.labels, labels, before.classes);
        return after;
    });
    m_choices.askForBaseline();
    for (const std::string& warning : picked.warnings) {
        emit noticed(QString::fromStdString(warning), true);
    }
}

void StudyAdditions::addSentence()
{
    if (specialTokensOf(session().study())) {
        fail(tr("The sentences of this study come with their tokens, as it has no "
                "vocabulary to cut others by. Add them from JSONL with input_ids."));
        return;
    }
    const auto text = dialogs().askText(page(), tr("Add samples"), tr("Sentence:"), {});
    const auto label = text ? askForClass(tr("Which class is it of?")) : std::nullopt;
    if (label) {
        takeSamples([&](const Study& before, NewFiles& made) {
            return withSentences(session().document()->folder(), before,
                                 {{.text = text->toStdString(), .label = *label}}, made);
        });
    }
}

void StudyAdditions::addDataSet(const QString& source)
{
    try {
        const std::filesystem::path& folder = session().document()->folder();
        if (session().study().tokenisation) {
            SentenceTableDialog dialog(session().study(), source.toStdString(), page());
            if (dialogs().show(dialog)) {
                PickedSentences picked = dialog.picked();
                picked.warnings.clear(); // the dialog has shown them
                leaveOutKnown(picked, session().study());
                takeSamples([&](const Study& before, NewFiles& made) {
                    Study after = withSentences(folder, before, picked.sentences, made);
                    after.labels = withTold(before.labels, dialog.labels(), before.classes);
                    return after;
                });
                for (const std::string& warning : picked.warnings) {
                    emit noticed(QString::fromStdString(warning), true);
                }
            }
            return;
        }
        PictureSetDialog dialog(session().study(), source.toStdString(), page());
        if (dialogs().show(dialog)) {
            PickedPictures picked = dialog.picked();
            picked.warnings.clear(); // the dialog has shown them
            leaveOutKnown(picked, folder, session().study());
            takePictures(picked, dialog.taking(), dialog.labels());
        }
    } catch (...) {
        fail(failureText());
    }
}

void StudyAdditions::takeSamples(const std::function<Study(const Study&, NewFiles&)>& edit)
{
    const std::size_t before = session().study().samples.size();
    NewFiles made;
    change(tr("added samples"), [&](const Study& study) { return edit(study, made); });
    if (session().study().samples.size() > before) {
        made.keep();
        session().selection().setSample(before);
    }
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
    CheckpointsDialog dialog(checkpointsTarget(), paths(files), dialogs(), page());
    if (dialogs().show(dialog)) {
        change(tr("added checkpoints"), [&](const Study& before) {
            return withCheckpoints(folder, before, dialog.rows(), dialog.choices());
        });
    }
}

void StudyAdditions::fitProbe()
{
    begin(Attempt::AddCheckpoints);
    if (session().study().tokenisation) {
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
            after.labels = withTold(before.labels, dialog.labels(), before.classes);
            dialog.files().keep();
            return after;
        });
    }
}

} // namespace palimpsest
