// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/programs/program_host.h"
#include "core/study/file_hashes.h"
#include "core/study/study.h"
#include "core/study/unit_store.h"
#include "core/study/value_unit.h"
#include "core/units/sample_source.h"
#include "core/units/unit_files.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// What a study's files hold, read when first asked for, and the hashes that say whether
/// stored values still belong to them.
class StudyInputs : public UnitFiles
{
public:
    /// TorchScript files are opened as far as `trust` goes; those of others run in a process of
    /// their own, for which nobody waits any longer when `goesOn` says so.
    StudyInputs(std::filesystem::path folder, Study study, Trust trust = {},
                ProgramHost::GoesOn goesOn = {});

    const Trust& trust() const { return m_programs->trust(); }
    const std::shared_ptr<ProgramHost>& programs() const { return m_programs; }

    /// Picture and parts of a sample, valid until another sample's are asked for: those of hundreds
    /// would fill the memory. Throws BadFile or BadInput that names the sample.
    const SampleInputs& sample(std::size_t index);

    /// The parts alone, which all stay. Throws as sample() does.
    const LabelMap& parts(std::size_t index);

    /// Reads the parts of all samples, with as many threads as there are processors. Those that
    /// cannot be read stay for parts() to throw.
    void readAllParts();

    /// What the values of a unit must have been made from. Of files that are missing it says what
    /// stored values were made of, so that these can be looked at. Throws as sample(),
    /// templatePath() and valueFunction() do, or BadFile when a file is missing that no values were
    /// made of.
    UnitKey key(const UnitIndex& unit);

    /// The key of the values that are stored of a unit; none where there are none, or damaged ones.
    std::optional<UnitKey> storedKey(const UnitIndex& unit);

    /// Whether stored values were made of a sample as it is, but with another choice of what
    /// becomes of its background.
    bool hasOtherBackground(const UnitKey& stored, std::size_t sample);

    /// Hash that stands for a lineage's architecture: of its template or, where it has none, of its
    /// first checkpoint.
    const std::string& templateSha256(std::size_t lineage);

    /// Hashes of a checkpoint's template, which is itself where it stands for itself, and weights.
    /// Throws as templatePath() does, or BadFile when the template is missing.
    struct ModelHashes
    {
        std::string modelTemplate;
        std::string weights;
    };
    const ModelHashes& modelHashes(CheckpointIndex checkpoint);

    /// Takes these hashes of the files as they are now, once, whatever is remembered of them, for
    /// values that are to be made of them. Throws as modelHashes() does.
    void takeModelHashes(CheckpointIndex checkpoint);

    /// The TorchScript file that is run for a checkpoint: its template, or itself; none where the
    /// names of its tensors tell the architecture. Its hash is taken of the file as it is now,
    /// whatever is remembered. Throws as templatePath() does, or BadFile when it cannot be read.
    std::optional<ModelProgram> program(CheckpointIndex checkpoint);

    /// What a checkpoint answers with: as study.json says; logits where the names of its tensors
    /// tell the architecture, as all of these end in them; else as a run found it, or its stored
    /// values show; none where there are none of these, and where v is the bare output, for which
    /// it does not matter. Throws UndecidedOutputs when stored values leave it open.
    std::optional<OutputKind> outputs(CheckpointIndex checkpoint);

    /// The same where v is the bare output too.
    std::optional<OutputKind> knownOutputs(CheckpointIndex checkpoint);

    /// What the stored values of a checkpoint show, whatever was said of it.
    OutputDecision storedOutputs(CheckpointIndex checkpoint);

    /// What a run saw of a checkpoint of which nothing was known.
    void setOutputs(CheckpointIndex checkpoint, OutputDecision seen);

    /// How v is made of the outputs of a checkpoint: as of logits where nothing is known of them.
    /// Throws as outputs() does, or BadInput when the study's value cannot be made of them.
    ValueFunction valueFunction(CheckpointIndex checkpoint);

    /// Saves the hashes that were taken of weights and templates, so that the next one who opens
    /// the study need not read them again. For those who write in a study anyway, as runs do.
    /// Throws NotWritable.
    void rememberHashes() { m_fileHashes.save(); }

    /// Where stored values are found.
    UnitStore& store() { return m_store; }

private:
    struct OpenedSample
    {
        std::size_t index = 0;
        SampleInputs inputs;
    };
    struct SampleHashes
    {
        std::string image;
        std::string baseline;
        std::string labelMap;
    };

    /// Made once it is needed, as it may read a vocabulary.
    const SampleSource& source() const;
    /// A sample of this study, masked as `settings` say.
    SampleInputs read(std::size_t index, const StudySettings& settings) const;
    void remember(std::size_t index, const SampleInputs& inputs);

    /// The same, where the picture is missing, of stored values; BadFile when there are none.
    void rememberStored(std::size_t index);
    UnitKey storedKeyOf(CheckpointIndex checkpoint); ///< where weights are missing
    bool isOfKnownArchitecture(CheckpointIndex checkpoint) const;

    std::shared_ptr<ProgramHost> m_programs;
    std::optional<OpenedSample> m_opened;
    std::vector<std::optional<LabelMap>> m_parts;
    std::vector<SampleHashes> m_hashes;
    std::vector<std::optional<std::vector<SampleHashes>>> m_otherBackgrounds; ///< by sample
    std::map<CheckpointIndex, ModelHashes> m_modelHashes;
    std::map<CheckpointIndex, OutputDecision> m_outputs; ///< of those that study.json does not tell
    std::map<std::filesystem::path, std::string> m_programHashes;
    std::set<std::filesystem::path> m_taken; ///< files whose hashes are their own, not remembered
    FileHashes m_fileHashes;
    UnitStore m_store;
    mutable std::once_flag m_sourceMade;
    mutable std::unique_ptr<SampleSource> m_source;
};

} // namespace palimpsest
