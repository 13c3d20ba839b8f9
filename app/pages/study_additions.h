// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/page_editor.h"
#include "core/setup/picked_samples.h"
#include "core/study/taking_in.h"

#include <optional>

namespace palimpsest {

struct CheckpointsTarget;
class StudyChoices;

/// Adds samples and checkpoints to a study.
class StudyAdditions : public PageEditor
{
    Q_OBJECT

public:
    /// `choices` asks for the baseline of new pictures.
    StudyAdditions(StudySession& session, Dialogs& dialogs, StudyChoices& choices, QWidget* page);

    /// Pictures become samples, checkpoints checkpoints; folders are looked into.
    void addFiles(const QStringList& files);
    void addSamples();
    void addCheckpoints();
    /// A pre-trained network with a classifier for the study's classes, fitted here.
    void fitProbe();

private:
    void addSampleFiles(const QStringList& files);
    /// Asks whether LabelMe files beside pictures give their parts, where there are any; none when
    /// the user gave up.
    std::optional<StartingParts> askForParts(const std::vector<std::filesystem::path>& pictures);
    /// Throws as namedPictures does.
    void addNamedPictures(const std::vector<std::filesystem::path>& files, int label);
    void takePictures(const PickedPictures& picked, Taking taking, const LabelNames& labels);
    void addSentence();
    void addDataSet(const QString& source);
    std::optional<int> askForClass(const QString& question);
    /// Makes `edit` an undoable change, and shows the first of the new samples.
    void takeSamples(const std::function<Study(const Study&, NewFiles&)>& edit);
    /// What dialogs that bring in checkpoints need to know.
    CheckpointsTarget checkpointsTarget() const;
    void addCheckpointFiles(const QStringList& files);

    StudyChoices& m_choices;
};

} // namespace palimpsest
