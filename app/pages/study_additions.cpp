// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/checkpoints_dialog.h"
#include "app/dialogs/picture_set_dialog.h"
#include "app/dialogs/probe_dialog.h"
#include "app/dialogs/sentence_table_dialog.h"
#include "app/pages/settings_panel.h"
#include "app/pages/study_page.h"
#include "core/extraction/study_inputs.h"
#include "core/setup/accuracy.h"
#include "core/study/study_edits.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/counted.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

// Adding samples and checkpoints to a study.

namespace palimpsest {

namespace {

const QStringList kPictures = {"png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff"};
const QStringList kTables = {"csv", "tsv", "jsonl", "txt"};
const QStringList kCheckpoints = {"safetensors", "pt", "pth", "th", "ckpt", "bin", "ts"};

bool hasEnding(const QString& file, const QStringList& endings)
{
    return endings.contains(QFileInfo(file).suffix().toLower());
}

QString filterOf(const QString& name, const QStringList& endings)
{
    return QStringLiteral("%1 (*.%2)").arg(name, endings.join(QStringLiteral(" *.")));
}

/// Whether a folder holds pictures as MNIST or CIFAR-10 pack them.
bool holdsPackedPictures(const QString& folder)
{
    const QStringList names = {"*-idx?-ubyte*", "data_batch_*.bin", "test_batch.bin"};
    return !QDir(folder).entryList(names, QDir::Files).isEmpty();
}

/// Whether a folder, at any depth, holds a file with such an ending.
bool holds(const QString& folder, const QStringList& endings)
{
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (hasEnding(files.next(), endings)) {
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

void StudyPage::change(const QString& what, const std::function<Study(const Study&)>& edit)
{
    if (!m_session.document()->startEditing()) {
        m_settings->setStudy(m_session.study());
        return;
    }
    try {
        m_session.document()->changeStudy(edit(m_session.study()), what);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        m_settings->setStudy(m_session.study());
    }
}

void StudyPage::addFiles(const QStringList& dropped)
{
    QStringList pictures;
    QStringList tables;
    QStringList checkpoints;
    for (const QString& path : dropped) {
        const bool isFolder = QFileInfo(path).isDir();
        if (isFolder && holdsPackedPictures(path)) {
            tables.append(path);
        } else if (isFolder ? holds(path, kCheckpoints) : hasEnding(path, kCheckpoints)) {
            checkpoints.append(path);
        } else if (isFolder ? holds(path, kPictures) : hasEnding(path, kTables)) {
            tables.append(path); // a folder of pictures is a data set, too
        } else if (hasEnding(path, kPictures)) {
            pictures.append(path);
        }
    }
    if (pictures.isEmpty() && tables.isEmpty() && checkpoints.isEmpty()) {
        emit failed(tr("Nothing among what was dropped is a picture (%1), a table (%2) or a "
                       "checkpoint (%3).")
                        .arg(kPictures.join(QStringLiteral(", ")),
                             kTables.join(QStringLiteral(", ")),
                             kCheckpoints.join(QStringLiteral(", "))));
    }
    addSampleFiles(pictures);
    for (const QString& table : tables) {
        addDataSet(table);
    }
    addCheckpointFiles(checkpoints);
}

std::optional<QString> StudyPage::chooseDataSet(const QString& title, DataSetKind kind)
{
    if (kind == DataSetKind::Folder) {
        return m_dialogs.chooseFolder(this, title, {});
    }
    const QStringList files =
        m_dialogs.chooseFiles(this, title, {}, filterOf(tr("Tables"), kTables));
    return files.isEmpty() ? std::nullopt : std::optional(files.front());
}

QStringList StudyPage::pictureSets()
{
    return {tr("A folder: classes, CUB-200-2011, CIFAR-10 or MNIST…"), tr("A table of pictures…")};
}

void StudyPage::addSamples()
{
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
        addSampleFiles(m_dialogs.chooseFiles(this, title, {}, filterOf(tr("Pictures"), kPictures)));
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
        std::vector<AddedPicture> pictures;
        for (const std::filesystem::path& path : paths(files)) {
            pictures.push_back({.path = path, .label = *label});
        }
        takeSamples([&](const Study& before, NewFiles& made) {
            return withSamples(m_session.document()->folder(), before, pictures, Taking::Copy,
                               made);
        });
    }
}

void StudyPage::addSentence()
{
    if (specialTokensOf(m_session.study())) {
        emit failed(tr("The sentences of this study come with their tokens, as it has no "
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
                takeSamples([&](const Study& before, NewFiles& made) {
                    return withSentences(folder, before, dialog.sentences(), made);
                });
            }
            return;
        }
        PictureSetDialog dialog(m_session.study(), source.toStdString(), this);
        if (m_dialogs.show(dialog)) {
            takeSamples([&](const Study& before, NewFiles& made) {
                return withSamples(folder, before, dialog.pictures(), dialog.taking(), made);
            });
        }
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
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
        addCheckpointFiles(m_dialogs.chooseFiles(this, tr("Add checkpoints"), {},
                                                 filterOf(tr("Checkpoints"), kCheckpoints)));
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
    if (m_session.study().tokenisation) {
        emit failed(
            tr("Linear probes are fitted on pictures, and the samples of this study are "
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
            dialog.files().keep();
            return after;
        });
    }
}

void StudyPage::connectMeter()
{
    connect(m_measuring, &RunStatus::cancelRequested, &m_meter, &AccuracyMeter::cancel);
    connect(&m_session, &StudySession::opened, &m_meter, &AccuracyMeter::cancel);
    connect(&m_meter, &AccuracyMeter::failed, this, &StudyPage::failed);
    connect(&m_meter, &AccuracyMeter::finished, this, &StudyPage::takeAccuracies);
    connect(&m_meter, &AccuracyMeter::progressed, m_measuring, &RunStatus::setProgress);
    connect(&m_meter, &AccuracyMeter::runningChanged, this, [this] {
        m_measuring->setText(tr("Measuring accuracies…"));
        m_measuring->setUncertain();
        m_measuring->setVisible(m_meter.isRunning());
    });
}

void StudyPage::measureAccuracies()
{
    const QString title = tr("Measure accuracies");
    std::optional<int> kind = static_cast<int>(DataSetKind::Table); // sentences know no other
    if (!m_session.study().tokenisation) {
        kind = m_dialogs.choose(this, title, tr("What is the data set?"), pictureSets());
    }
    const auto set = kind ? chooseDataSet(title, static_cast<DataSetKind>(*kind)) : std::nullopt;
    if (set && areProgramsTrusted()) {
        m_measured = m_session.study();
        m_meter.measure(m_session.document()->folder(), m_measured, m_session.trust(),
                        set->toStdString());
    }
}

bool StudyPage::areProgramsTrusted()
{
    try {
        StudyInputs inputs(m_session.document()->folder(), m_session.study());
        std::vector<ModelProgram> unknown;
        for (std::size_t i = 0; i < m_session.study().lineages.size(); ++i) {
            const auto& checkpoints = m_session.study().lineages[i].checkpoints;
            for (std::size_t j = 0; j < checkpoints.size(); ++j) {
                const auto program = inputs.program({i, j});
                if (program && !isTrusted(*program, m_session.trust()) &&
                    std::ranges::find(unknown, *program) == unknown.end()) {
                    unknown.push_back(*program);
                }
            }
        }
        return unknown.empty() || m_session.askForTrust(unknown);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
}

void StudyPage::takeAccuracies(const MeasuredAccuracies& measured)
{
    if (m_session.study().lineages != m_measured.lineages) {
        emit failed(tr("Checkpoints were changed meanwhile. Measure their accuracies again."));
        return;
    }
    change(tr("measured accuracies"), [&](Study study) {
        study.lineages = measured.lineages;
        return withAccuracies(std::move(study), measured.shares);
    });
    for (const QString& warning : measured.warnings) {
        emit noticed(warning, true);
    }
    emit noticed(counted(measured.samples, tr("Accuracies are measured on 1 sample."),
                         tr("Accuracies are measured on %1 samples.")) +
                     QLatin1Char(' ') + measured.firstLook,
                 false);
}

} // namespace palimpsest
