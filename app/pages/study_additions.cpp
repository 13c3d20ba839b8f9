// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/settings_panel.h"
#include "app/pages/study_page.h"
#include "core/study/study_edits.h"
#include "widgets/style/counted.h"

#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

// Adding samples and checkpoints to a study.

namespace palimpsest {

namespace {

const QStringList kPictures = {"png", "jpg", "jpeg", "bmp", "webp", "tif", "tiff"};
const QStringList kCheckpoints = {"safetensors", "pt", "pth", "th", "ckpt", "bin", "ts"};

bool hasEnding(const QString& file, const QStringList& endings)
{
    return endings.contains(QFileInfo(file).suffix().toLower());
}

QString filterOf(const QString& name, const QStringList& endings)
{
    return QStringLiteral("%1 (*.%2)").arg(name, endings.join(QStringLiteral(" *.")));
}

/// The files themselves, and those in the folders among them.
QStringList expanded(const QStringList& paths)
{
    QStringList files;
    for (const QString& path : paths) {
        if (QFileInfo(path).isDir()) {
            QDirIterator folder(path, QDir::Files, QDirIterator::Subdirectories);
            while (folder.hasNext()) {
                files.append(folder.next());
            }
            files.sort(); // folders are read in no order
        } else {
            files.append(path);
        }
    }
    return files;
}

std::vector<std::filesystem::path> paths(const QStringList& files)
{
    std::vector<std::filesystem::path> result;
    for (const QString& file : files) {
        result.emplace_back(file.toStdString());
    }
    return result;
}

/// The role a run's name speaks of.
Role guessedRole(const std::string& name)
{
    for (const Role role : {Role::Pretrained, Role::Finetuned, Role::Scratch}) {
        if (name.find(roleName(role)) != std::string::npos) {
            return role;
        }
    }
    return Role::Other;
}

} // namespace

void StudyPage::change(const QString& what, const std::function<Study(const Study&)>& edit)
{
    try {
        m_session.document()->changeStudy(edit(m_session.study()), what);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        m_settings->setStudy(m_session.study());
    }
}

void StudyPage::addFiles(const QStringList& dropped)
{
    const QStringList files = expanded(dropped);
    QStringList pictures;
    QStringList checkpoints;
    std::ranges::copy_if(files, std::back_inserter(pictures),
                         [](const QString& file) { return hasEnding(file, kPictures); });
    std::ranges::copy_if(files, std::back_inserter(checkpoints),
                         [](const QString& file) { return hasEnding(file, kCheckpoints); });
    if (pictures.isEmpty() && checkpoints.isEmpty()) {
        emit failed(tr("Nothing among what was dropped is a picture (%1) or a checkpoint (%2).")
                        .arg(kPictures.join(QStringLiteral(", ")),
                             kCheckpoints.join(QStringLiteral(", "))));
    }
    addSampleFiles(pictures);
    addCheckpointFiles(checkpoints);
}

void StudyPage::addSamples()
{
    addSampleFiles(
        m_dialogs.chooseFiles(this, tr("Add samples"), {}, filterOf(tr("Pictures"), kPictures)));
}

void StudyPage::addSampleFiles(const QStringList& files)
{
    if (files.isEmpty()) {
        return;
    }
    QStringList classes;
    for (const std::string& name : m_session.study().classes) {
        classes.append(QString::fromStdString(name));
    }
    const auto label =
        m_dialogs.choose(this, tr("Add samples"),
                         counted(static_cast<std::size_t>(files.size()),
                                 tr("What does %1 show?").arg(QFileInfo(files.front()).fileName()),
                                 tr("What do the %1 pictures show?")),
                         classes);
    if (label) {
        change(tr("added samples"), [&](const Study& before) {
            return withSamples(m_session.document()->folder(), before, paths(files), *label);
        });
        m_session.selection().setSample(m_session.study().samples.size() - 1);
    }
}

void StudyPage::addCheckpoints()
{
    addCheckpointFiles(m_dialogs.chooseFiles(this, tr("Add checkpoints"), {},
                                             filterOf(tr("Checkpoints"), kCheckpoints)));
}

void StudyPage::addCheckpointFiles(const QStringList& files)
{
    if (files.isEmpty()) {
        return;
    }
    QStringList runs;
    for (const Lineage& lineage : m_session.study().lineages) {
        runs.append(QString::fromStdString(lineage.name));
    }
    runs.append(tr("A new run…"));
    const auto run = m_dialogs.choose(this, tr("Add checkpoints"),
                                      counted(static_cast<std::size_t>(files.size()),
                                              tr("Which run does the checkpoint belong to?"),
                                              tr("Which run do the %1 checkpoints belong to?")),
                                      runs);
    if (!run) {
        return;
    }
    QString name = runs[*run];
    if (*run == runs.size() - 1) {
        const auto asked = m_dialogs.askText(
            this, tr("Add checkpoints"),
            tr("Name of the run (“pretrained”, “finetuned” and “scratch” give it that role):"),
            QStringLiteral("finetuned"));
        if (!asked) {
            return;
        }
        name = *asked;
    }
    change(tr("added checkpoints"), [&](const Study& before) {
        return withCheckpoints(m_session.document()->folder(), before, name.toStdString(),
                               guessedRole(name.toStdString()), checkpointFiles(paths(files)));
    });
}

} // namespace palimpsest
