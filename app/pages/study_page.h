// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "app/jobs/accuracy_meter.h"
#include "app/pages/study_removals.h"
#include "core/setup/picked_samples.h"
#include "core/study/taking_in.h"
#include "widgets/tables/unit_matrix_model.h"

#include <QWidget>

#include <functional>

class QMenu;
class QPushButton;
class QStackedWidget;

namespace palimpsest {

struct CheckpointsTarget;
class EmptyState;
class PreviewPanel;
class RunPanel;
class RunStatus;
class SettingsPanel;
class UnitMatrixView;

/// What a study consists of, which of its values are there, what the rest would cost, and the
/// settings that decide numbers.
class StudyPage : public QWidget
{
    Q_OBJECT

public:
    StudyPage(StudySession& session, Dialogs& dialogs, QWidget* parent = nullptr);

    /// Pictures become samples, checkpoints checkpoints; folders are looked into.
    void addFiles(const QStringList& files);

    /// Of the chosen sample, and of the checkpoint whose cell is chosen.
    StudyRemovals& removals() { return *m_removals; }

    /// Asks where pictures make the baseline matter and nobody has chosen it; false when it stays
    /// open.
    bool askForBaseline();

public slots:
    void addSamples();
    void addCheckpoints();
    /// A pre-trained network with a classifier for the study's classes, fitted here.
    void fitProbe();
    /// Of every checkpoint, on a labelled set that is asked for.
    void measureAccuracies();

signals:
    void sampleActivated();
    void attempted(palimpsest::Attempt what);
    void failed(const QString& why, palimpsest::Attempt at);
    void noticed(const QString& what, bool isWarning);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeMatrixPane();
    QWidget* makeSidePane();
    void connectMatrix();
    void showStudy();
    void showSettings();
    MatrixSample matrixSample(std::size_t sample);
    void showSample(std::size_t sample);
    void showUnits();
    void showUnitsOf(std::size_t sample);
    void showUnit(const UnitIndex& unit);
    void showPreview();
    void showPreviewAnswers();
    void takePreview(const Preview& preview);
    UnitIndex unitOfPreview() const;
    /// What can be done with the sample of a row and the checkpoint of a column; −1 is none.
    void fillMenu(QMenu* menu, int row, int column);
    void addSampleFiles(const QStringList& files);
    /// Asks whether LabelMe files beside pictures give their parts, where there are any; none when
    /// the user gave up.
    std::optional<StartingParts> askForParts(const std::vector<std::filesystem::path>& pictures);
    /// Throws as namedPictures does.
    void addNamedPictures(const std::vector<std::filesystem::path>& files, int label);
    /// Another way to prepare pictures; their parts go along.
    void preparePictures();
    void takePictures(const PickedPictures& picked, Taking taking, const LabelNames& labels);
    void addSentence();
    void addDataSet(const QString& source);
    enum class DataSetKind { Folder, Table };
    /// What data sets of pictures come as, in the order of DataSetKind.
    static QStringList pictureSets();
    /// None when the user gave up.
    std::optional<QString> chooseDataSet(const QString& title, DataSetKind kind);
    void connectMeter();
    /// Asks about those that are not; false when one must not be run.
    bool areProgramsTrusted();
    void measure();
    void goOnMeasuring(bool isAnswered, const Error& question);
    void takeFailure(const QString& why);
    bool areMeasuredOnes() const;
    void takeAccuracies(const MeasuredAccuracies& measured);
    /// What dialogs that bring in checkpoints need to know.
    CheckpointsTarget checkpointsTarget() const;
    void addCheckpointFiles(const QStringList& files);
    std::optional<int> askForClass(const QString& question);
    /// Makes `edit` an undoable change, and shows the first of the new samples.
    void takeSamples(const std::function<Study(const Study&, NewFiles&)>& edit);
    /// What is done from now on is a part of `attempt`.
    void begin(Attempt attempt);
    void fail(const QString& why) { emit failed(why, m_attempt); }
    /// Makes `edit` of the study an undoable change; what it throws becomes failed().
    void change(const QString& what, const std::function<Study(const Study&)>& edit);

    StudySession& m_session;
    Dialogs& m_dialogs;
    Attempt m_attempt = Attempt::ChangeSettings; ///< the latest
    StudyRemovals* m_removals;
    UnitMatrixModel* m_model;
    UnitMatrixView* m_matrix;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    RunPanel* m_run;
    SettingsPanel* m_settings;
    QPushButton* m_prepare;
    PreviewPanel* m_preview;
    RunStatus* m_measuring;           ///< shown while accuracies are measured
    Study m_measured;                 ///< as it was when that began
    std::filesystem::path m_labelled; ///< the samples that are measured on
    SetChoices m_setChoices;          ///< what the user said of them
    bool m_isAnswered = false;        ///< they are read as the user has just said
    QString m_refused;                ///< why an earlier answer did not do
    AccuracyMeter m_meter;
};

} // namespace palimpsest
