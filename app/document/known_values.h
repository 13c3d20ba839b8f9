// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/value_reader.h"
#include "core/analysis/study_values.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>

namespace palimpsest {

/// Stored values of the open study as far as they are read, and those that a run has made since. A
/// comparison may be reading the first, so the others stand beside them until it has ended; copying
/// them all would take longer than a frame.
class KnownValues : public QObject
{
    Q_OBJECT

public:
    explicit KnownValues(QObject* parent = nullptr);

    /// Reads all that is stored. What there was stays until then.
    void load(std::filesystem::path folder, Study study);
    void forget();
    bool areLoading() const { return m_areLoading; }

    /// Null until something is read.
    const StudyValues* stored() const { return m_stored.get(); }
    std::shared_ptr<const StudyValues> shared() const { return m_stored; }

    /// Takes in what a run has made, when something is read. Throws as comparedValues does.
    void add(const Study& study, const UnitIndex& unit, const ValueTable& table);
    /// Whether somebody reads what is stored, so that nothing can be merged into it.
    bool areShared() const { return m_stored.use_count() > 1; }
    /// Makes what was added part of what is stored.
    void merge(const Study& study);

    UnitReport report(const UnitIndex& unit) const;
    const UnitValues* table(const UnitIndex& unit) const; ///< or null
    bool hasSample(std::size_t sample) const;
    /// How many stored units hold what is no number.
    std::size_t notFiniteUnits() const;
    /// What checkpoints answer with, where it is known.
    std::map<CheckpointIndex, OutputKind> outputs() const;

signals:
    void loaded();
    void failed(const QString& why); ///< to load

private:
    std::shared_ptr<StudyValues> m_stored;
    std::map<UnitIndex, UnitValues> m_arrived;
    bool m_areLoading = false;
    ValueReader m_reader;
};

} // namespace palimpsest
