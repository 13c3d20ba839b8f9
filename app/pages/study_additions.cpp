// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/checkpoints_dialog.h"
#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/picture_set_dialog.h"
#include "app/dialogs/probe_dialog.h"
#include "app/dialogs/sentence_table_dialog.h"
#include "app/jobs/failure_text.h"
#include "app/pages/settings_panel.h"
#include "app/pages/study_page.h"
#include "core/parts/labelme.h"
#include "core/setup/known_samples.h"
#include "core/setup/starting_parts.h"
#include "core/study/study_edits.h"
#include "widgets/style/counted.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

// Adding samples and checkpoints to a study.

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

void StudyPage::begin(Attempt attempt)
{
    m_attempt = attempt;
    emit attempted(attempt);
}

void StudyPage::change(const QString& what, const std::function<Study(const Study&)>& edit)
{
    if (!m_session.document()->startEditing()) {
        m_settings->setStudy(m_session.study());
        return;
    }
    try {
        m_session.document()->changeStudy(edit(m_session.study()), what);
    } catch (...) {
        fail(failureText());
        m_settings->setStudy(m_session.study());
    }
}

void StudyPage::addFiles(const QStringList& dropped)
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

std::optional<QString> StudyPage::chooseDataSet(const QString& title, DataSetKind kind)
{
    if (kind == DataSetKind::Folder) {
        return m_dialogs.chooseFolder(this, title, {});
    }
    const QStringList files =
        m_dialogs.chooseFiles(this, title, {}, fileFilter(tr("Tables"), tableEndings()));
    return files.isEmpty() ? std::nullopt : std::optional(files.front());
}

QStringList StudyPage::pictureSets()
{
    return {tr("A folder: classes, CUB-200-2011, CIFAR-10 or MNIST…"), tr("A table of pictures…")};
}

void StudyPage::addSamples()
{
    begin(Attempt::AddSamples);
    const QString title = tr("Add samples");
    const bool isText = m_session.study().tokenisation.has_value();
    const QStringList sources =
        isText ? QStringList{tr("A sentence that I write…"), tr("A table of sentences (TSV, CSV, "
                                                                "JSONL)…")}
               : QStringList{tr("Pictures of one class…")} + pictureSets();
    const auto source =
        m_dialogs.choose(this, title, tr("Where do the samples come from?"), sources);
    if (!source) {
        return;
    }
    if (*source > 0) {
        const auto kind = isText ? DataSetKind::Table : static_cast<DataSetKind>(*source - 1);
        if (const auto set = chooseDataSet(title, kind)) {
            addDataSet(*set);
        }
    } else if (isText) {
        addSentence();
    } else {
        addSampleFiles(
            m_dialogs.chooseFiles(this, title, {}, fileFilter(tr("Pictures"), pictureEndings())));
    }
}

std::optional<int> StudyPage::askForClass(const QString& question)
{
    QStringList classes;
    for (const std::string& name : m_session.study().classes) {
        classes.append(QString::fromStdString(name));
    }
    return m_dialogs.choose(this, tr("Add samples"), question, classes);
}

void StudyPage::addSampleFiles(const QStringList& files)
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
StudyPage::askForParts(const std::vector<std::filesystem::path>& pictures)
{
    const auto beside = std::ranges::count_if(
        pictures, [](const auto& picture) { return labelMeBeside(picture).has_value(); });
    if (beside == 0) {
        return StartingParts::None;
    }
    enum { kTake, kLeave };
    const auto answer =
        m_dialogs.decide(this, tr("Add samples"),
                         counted(static_cast<std::size_t>(beside),
                                 tr("A LabelMe file stands beside a picture. Take its parts?"),
                                 tr("LabelMe files stand beside %1 pictures. Take their parts?")),
                         {tr("Take the parts"), tr("Add without parts"), tr("Cancel")});
    return answer == kTake    ? std::optional(StartingParts::LabelMe)
           : answer == kLeave ? std::optional(StartingParts::None)
                              : std::nullopt;
}

void StudyPage::addNamedPictures(const std::vector<std::filesystem::path>& files, int label)
{
    const auto parts = askForParts(files);
    if (!parts) {
        return;
    }
    const Study& study = m_session.study();
    PickedPictures picked = namedPictures(files, label, study, {.parts = *parts});
    leaveOutKnown(picked, m_session.document()->folder(), study);
    takePictures(picked, Taking::Copy, {});
}

void StudyPage::takePictures(const PickedPictures& picked, Taking taking, const LabelNames& labels)
{
    takeSamples([&](const Study& before, NewFiles& made) {
        Study after =
            withSamples(m_session.document()->folder(), before, picked.pictures, taking, made);
        after.labels = withTold(before.labels, labels, before.classes);
        return after;
    });
    askForBaseline();
    for (const std::string& warning : picked.warnings) {
        emit noticed(QString::fromStdString(warning), true);
    }
}

void StudyPage::addSentence()
{
    if (specialTokensOf(m_session.study())) {
        fail(tr("The sentences of this study come with their tokens, as it has no "
                "vocabulary to cut others by. Add them from JSONL with input_ids."));
        return;
    }
    const auto text = m_dialogs.askText(this, tr("Add samples"), tr("Sentence:"), {});
    const auto label = text ? askForClass(tr("Which class is it of?")) : std::nullopt;
    if (label) {
        takeSamples([&](const Study& before, NewFiles& made) {
            return withSentences(m_session.document()->folder(), before,
                                 {{.text = text->toStdString(), .label = *label}}, made);
        });
    }
}

void StudyPage::addDataSet(const QString& source)
{
    try {
        const std::filesystem::path& folder = m_session.document()->folder();
        if (m_session.study().tokenisation) {
            SentenceTableDialog dialog(m_session.study(), source.toStdString(), this);
            if (m_dialogs.show(dialog)) {
                PickedSentences picked = dialog.picked();
                picked.warnings.clear(); // the dialog has shown them
                leaveOutKnown(picked, m_session.study());
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
        PictureSetDialog dialog(m_session.study(), source.toStdString(), this);
        if (m_dialogs.show(dialog)) {
            PickedPictures picked = dialog.picked();
            picked.warnings.clear(); // the dialog has shown them
            leaveOutKnown(picked, folder, m_session.study());
            takePictures(picked, dialog.taking(), dialog.labels());
        }
    } catch (...) {
        fail(failureText());
    }
}

void StudyPage::takeSamples(const std::function<Study(const Study&, NewFiles&)>& edit)
{
    const std::size_t before = m_session.study().samples.size();
    NewFiles made;
    change(tr("added samples"), [&](const Study& study) { return edit(study, made); });
    if (m_session.study().samples.size() > before) {
        made.keep();
        m_session.selection().setSample(before);
    }
}

void StudyPage::addCheckpoints()
{
    begin(Attempt::AddCheckpoints);
    enum { kFolder, kFiles, kProbe };
    const auto source =
        m_dialogs.choose(this, tr("Add checkpoints"), tr("Where do the checkpoints come from?"),
                         {tr("A folder of checkpoints, or of runs…"), tr("Single files…"),
                          tr("A linear probe on a pre-trained network, fitted here…")});
    if (!source) {
        return;
    }
    if (*source == kProbe) {
        fitProbe();
    } else if (*source == kFiles) {
        addCheckpointFiles(m_dialogs.chooseFiles(
            this, tr("Add checkpoints"), {}, fileFilter(tr("Checkpoints"), checkpointEndings())));
    } else if (const auto folder = m_dialogs.chooseFolder(this, tr("Folder of checkpoints"), {})) {
        addCheckpointFiles({*folder});
    }
}

CheckpointsTarget StudyPage::checkpointsTarget() const
{
    return {.folder = m_session.document()->folder(),
            .study = m_session.study(),
            .trust = m_session.trust(),
            .askForTrust = [this](const std::vector<ModelProgram>& programs) {
                return m_session.askForTrust(programs);
            }};
}

void StudyPage::addCheckpointFiles(const QStringList& files)
{
    if (files.isEmpty()) {
        return;
    }
    const std::filesystem::path& folder = m_session.document()->folder();
    CheckpointsDialog dialog(checkpointsTarget(), paths(files), m_dialogs, this);
    if (m_dialogs.show(dialog)) {
        change(tr("added checkpoints"), [&](const Study& before) {
            return withCheckpoints(folder, before, dialog.rows(), dialog.choices());
        });
    }
}

void StudyPage::fitProbe()
{
    begin(Attempt::AddCheckpoints);
    if (m_session.study().tokenisation) {
        fail(tr("Linear probes are fitted on pictures, and the samples of this study are "
                "sentences. Add the checkpoint of a classifier that was trained elsewhere."));
        return;
    }
    StudyDocument& document = *m_session.document();
    ProbeDialog dialog(
        checkpointsTarget(), [&document] { return document.startEditing(); }, m_dialogs, this);
    if (m_dialogs.show(dialog)) {
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
