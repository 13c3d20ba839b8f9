// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/attempt.h"
#include "app/document/known_values.h"
#include "app/document/session_questions.h"
#include "app/document/study_document.h"
#include "app/jobs/extractor.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// What a cell of the matrix shows.
enum class UnitProgress { AtRest, Queued, Running };

/// The extraction of the open study: what it would cost, what has to be asked before it, what of it
/// waits, runs or has failed.
class ExtractionRun : public QObject
{
    Q_OBJECT

public:
    explicit ExtractionRun(const KnownValues& values, QObject* parent = nullptr);

    /// Another document, or none; the one before must have been forgotten.
    void setDocument(StudyDocument* document);
    /// Stops and knows nothing of a run any more.
    void forget();
    /// What is missing has to be counted again.
    void forgetCost();

    Extractor& extractor() { return m_extractor; }
    SessionQuestions& questions() { return m_questions; }
    bool isRunning() const { return m_extractor.isRunning(); }
    /// Whether something of what is missing can be made, of one sample or of any; so it may be as
    /// long as that is not counted.
    bool mayMake(std::size_t sample) const;
    bool mayMake() const { return !m_cost || m_cost->units > 0; }

    /// Whether nothing runs and what is asked before a run allows to begin one. A choice that
    /// changes what it costs lets it wait for `allowed`.
    bool mayBegin(const std::optional<std::string>& only);
    /// Makes what is missing: everything, or "LINEAGE[/EPOCH]".
    void begin(const std::optional<std::string>& only, std::size_t firstSample);
    /// Has it end for its onlookers, too.
    void end();

    void setTrust(Trust trust);
    const Trust& trust() const { return m_trust; }
    bool askForTrust(const std::vector<ModelProgram>& programs);
    bool askForOutputs(const UndecidedOutputs& open);

    UnitProgress progress(const UnitIndex& unit) const;
    /// Why a unit could not be made in the last run; null when nothing is known against it.
    const std::string* failureOf(const UnitIndex& unit) const;
    void fail(const UnitFailure& failure);
    /// Nothing that was said of a sample holds once it is edited.
    void forgetFailuresOf(std::size_t sample);

signals:
    void costChanged(const std::optional<palimpsest::ExtractionCost>& cost);
    void asks(); ///< somebody, before a run that was begun goes on
    void allowed(const std::optional<std::string>& only); ///< what waited for an answer may begin
    void unitsReset();
    void unitChanged(const palimpsest::UnitIndex& unit);
    void unitMade(const palimpsest::UnitIndex& unit,
                  const std::shared_ptr<palimpsest::ValueTable>& table);
    void ended();
    void overcome(); ///< all that the last run found wrong with samples
    void failed(const QString& why, palimpsest::Attempt at);

private:
    const Study& study() const { return m_document->study(); }
    void connectCost();
    void connectUnits();
    void takeUndecided(const UndecidedOutputs& open, bool wasRunning);
    void takeUntrusted(const std::vector<ModelProgram>& programs);
    bool isBaselineChosen(const std::optional<std::string>& only);
    bool isAgreedTo() const;

    const KnownValues& m_values;
    StudyDocument* m_document = nullptr;
    std::map<UnitIndex, std::string> m_failures; ///< of the last run
    std::set<std::size_t> m_blamed; ///< samples with such units, or some that hold no numbers
    std::set<UnitIndex> m_queued;
    std::optional<UnitIndex> m_running;
    std::optional<ExtractionCost> m_cost; ///< of what is missing; none until it is known
    SessionQuestions m_questions;
    Trust m_trust;
    bool m_hasDeclined = false;        ///< to say what outputs are: only a run asks again
    std::optional<std::string> m_only; ///< what the last run was to make
    bool m_runsOnceCounted = false;    ///< a run waits to know what it costs
    Extractor m_extractor;
};

} // namespace palimpsest
