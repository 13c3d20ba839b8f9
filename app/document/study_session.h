// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/attempt.h"
#include "app/document/extraction_run.h"
#include "app/document/known_values.h"
#include "app/document/live_analysis.h"
#include "app/document/sample_looks.h"
#include "app/document/selection.h"
#include "app/document/study_document.h"
#include "core/analysis/analysis.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// Everything the pages look at: the open study, its values, what they amount to, the extraction
/// that makes them, and the selection. Pages know this and not one another.
class StudySession : public QObject
{
    Q_OBJECT

public:
    explicit StudySession(QObject* parent = nullptr);
    ~StudySession() override;

    /// Opens the study in `folder` in the place of the one before, which must be saved.
    /// Throws BadFile; then that stays. Unsaved edits are kept below `recovery`, if it is given.
    void open(const std::filesystem::path& folder, const std::filesystem::path& recovery = {});
    void close();        ///< what was removed goes for good
    void closeUnasked(); ///< by no user: what was removed is offered at the next opening
    /// Saves and closes unasked, without a signal, for when those who would show it may be half
    /// gone. False when something could not be saved.
    bool closeUntold();

    StudyDocument* document() { return m_document.get(); } ///< null when nothing is open
    const Study& study() const { return m_document->study(); }
    Selection& selection() { return m_selection; }
    SampleLooks& looks() { return m_looks; }
    Extractor& extractor() { return m_run.extractor(); }

    /// Stored values as far as they are read; null until then.
    const StudyValues* values() const { return m_values.stored(); }
    UnitReport report(const UnitIndex& unit) const;
    UnitProgress progress(const UnitIndex& unit) const { return m_run.progress(unit); }
    bool hasValues(std::size_t sample) const { return m_values.hasSample(sample); }
    /// Whether values of it were made for something else than it is now.
    bool hasStaleValues(std::size_t sample) const { return staleSamples().contains(sample); }
    /// All of which that holds.
    std::set<std::size_t> staleSamples() const;
    /// Whether a run could make values that are missing, of one sample or of any; so it may be as
    /// long as that is not counted.
    bool mayExtract(std::size_t sample) const { return m_run.mayMake(sample); }
    bool mayExtract() const { return m_run.mayMake(); }
    const UnitValues* table(const UnitIndex& unit) const { return m_values.table(unit); }

    /// Knowledge as the values stood when it was last computed, or null. See LiveAnalysis.
    const Analysis* analysis() const { return m_live.analysis(); }
    /// Computes it, tells whether it is up to date and why there is none.
    const LiveAnalysis& live() const { return m_live; }
    bool hasNulls() const { return m_live.hasNulls(); }
    /// Gives up the comparison under way, or begins it again.
    void cancelAnalysis() { m_live.cancel(); }
    void refreshAnalysis();

    /// The chosen epoch as an index into the analysis's curve, and its checkpoint.
    std::size_t epochIndex() const;
    CheckpointIndex laterCheckpoint() const;

    /// Position of the chosen sample among the analysis's; none when it is not complete.
    std::optional<std::size_t> analysedSample() const;

    double tau() const { return m_tau; }
    /// Looks at another τ without deciding for it.
    void tryTau(double tau);
    /// Makes τ the study's, as an edit that can be undone.
    void chooseTau(double tau);

    SessionQuestions& questions() { return m_run.questions(); }

    /// TorchScript files that may be opened.
    void setTrust(Trust trust) { m_run.setTrust(std::move(trust)); }
    const Trust& trust() const { return m_run.trust(); }
    /// Puts the question of trust; true makes the programs trusted from then on.
    bool askForTrust(const std::vector<ModelProgram>& programs)
    {
        return m_run.askForTrust(programs);
    }

    /// Puts the question of a checkpoint of the study. The answer is kept for those of its run that
    /// do not tell or show their outputs, as an edit that can be undone; false where there is none.
    bool askForOutputs(const UndecidedOutputs& open) { return m_run.askForOutputs(open); }

    /// Saves, then makes what is missing: everything, or "LINEAGE[/EPOCH]".
    void extract(const std::optional<std::string>& only = std::nullopt);

signals:
    void opened();          ///< or closed
    void studyChanged();    ///< samples, lineages, or what values depend on
    void settingsChanged(); ///< these and thresholds
    void interrupted();     ///< an extraction, by an edit of the study
    void drawingChanged(std::size_t sample);
    void unitsReset();
    void unitChanged(const palimpsest::UnitIndex& unit);
    void analysisChanged();
    void analysisOutdated(); ///< what is shown waits for a successor
    void costChanged(const std::optional<palimpsest::ExtractionCost>& cost);
    void runningChanged();
    void runAsks(); ///< a run that was begun puts a question
    void attempted(palimpsest::Attempt what);
    void failed(const QString& why, palimpsest::Attempt at);

private:
    void connectDocument();
    void reloadUnlessRunning();
    void connectValues();
    void connectRun();
    void documentStudyChanged(const Study& before);
    void forgetValues();
    void forgetGoneRuns();
    void reload();
    void valuesLoaded();
    void takeUnit(const UnitIndex& unit, const ValueTable& table);
    void lookAtNewValues();
    void runEnded();
    SalienceSettings salience() const;
    void updateHaste();

    std::unique_ptr<StudyDocument> m_document;
    Selection m_selection;
    double m_tau = 0.0;
    QTimer m_refresh; ///< new values are looked at together
    QTimer m_reload;
    SampleLooks m_looks;
    KnownValues m_values;
    ExtractionRun m_run;
    LiveAnalysis m_live;
};

} // namespace palimpsest
