// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/page_editor.h"

#include <filesystem>

namespace palimpsest {

struct CheckpointsTarget;
class SampleAdditions;
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
    /// What a study without samples asks for, as a sentence.
    QString wantedSamples() const;
    void addCheckpoints();
    /// A pre-trained network with a classifier for the study's classes, fitted here.
    void fitProbe();
    /// Asks what becomes of probes that were fitted and wait to join, where a window ended before
    /// that was said.
    void offerWaitingProbes();

private:
    SampleAdditions& samples() const;
    /// What dialogs that bring in checkpoints need to know.
    CheckpointsTarget checkpointsTarget() const;
    void addCheckpointFiles(const QStringList& files);
    void endWaitingOf(const std::filesystem::path& probe);

    SampleAdditions* m_pictures;
    SampleAdditions* m_sentences;
};

} // namespace palimpsest
