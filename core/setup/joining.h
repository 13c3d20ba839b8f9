// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/programs/program_host.h"
#include "core/setup/checkpoint_table.h"
#include "core/setup/row_template.h"
#include "core/setup/row_text.h"
#include "core/setup/tokenizer_fit.h"
#include "core/study/study_edits.h"
#include "core/study/taking_in.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace palimpsest {

/// How the rows of a table join a study.
struct JoiningChoices
{
    Taking taking = Taking::Copy;
    Trust trust;
    std::string head; ///< how the classifier of epoch 0 came about; empty: as far as files tell it
    std::filesystem::path modelTemplate; ///< TorchScript for weights of unknown architecture;
                                         ///< empty: as templateFor finds it. Chosen, it is used
                                         ///< even where tensors resemble a known architecture
    NetworkFacts network;                ///< what a person has said of the networks that are added
    std::optional<OutputKind> outputs;   ///< what those rows answer with that do not show it
    bool areOutputsOfAll = false;        ///< what all rows do, unless their answers exclude it
};

/// Finds what keeps checkpoints from joining a study.
class RowCheck
{
public:
    explicit RowCheck(std::filesystem::path folder)
        : m_folder(std::move(folder)), m_templates(m_folder)
    {
    }

    /// Writes into each row what its network is built with, and why it cannot join `study` with
    /// what would answer that, or nothing: it cannot be read; its epoch is unknown or taken; a
    /// question is open; its lineage has no fit name, or is of another architecture; it answers
    /// with other classes, or takes other inputs, than the study's; it lies with another tokenizer
    /// than the one that reads the study's sentences; it needs a template; it is a
    /// program that is not trusted; it is a probe that was fitted on another template than it is
    /// put into. What is left is run on the maskings of a made-up sample, which
    /// finds the rest, and what the network answers with; to leave that open is a problem too. To
    /// be called again after each edit: models run only once. `progress` counts the rows. Throws
    /// Cancelled.
    void check(std::vector<CheckpointRow>& rows, const Study& study, const JoiningChoices& choices,
               const Progress& progress = {});

private:
    /// What a trial came to.
    struct Outcome
    {
        std::string problem;
        std::optional<RowQuestion> open;
        OutputDecision outputs;
    };

    void checkNetwork(CheckpointRow& row, const Study& study, const JoiningChoices& choices,
                      const std::shared_ptr<ProgramHost>& programs, const std::string& other);
    void takeReading(CheckpointRow& row, const Study& study);
    NetworkFacts standingFacts(const CheckpointRow& row, const Study& study) const;
    Outcome outcomeOf(const CheckpointRow& row, const Study& study,
                      const std::shared_ptr<ProgramHost>& programs);
    Outcome trial(const std::filesystem::path& modelTemplate, const CheckpointRow& row,
                  const Study& study, const std::shared_ptr<ProgramHost>& programs);

    std::filesystem::path m_folder;
    TemplateHashes m_templates;
    using Trial = std::tuple<std::filesystem::path, std::filesystem::path, NetworkFacts, Study>;
    std::vector<std::pair<Trial, Outcome>> m_trials;
    /// Of files, by how many tokens their networks know; a study keeps its tokenizer.
    std::map<std::pair<std::filesystem::path, std::int64_t>, TokenizerFit> m_readings;
    std::map<std::filesystem::path, CheckpointLook> m_standing; ///< of checkpoints of the study
};

/// Returns `study` with the checkpoints of the rows, which were checked; the .json of a probe comes
/// along. The promises are those of withCheckpoints in core/study. Throws BadInput when a row has a
/// problem, with all of these, and as that does.
Study withCheckpoints(const std::filesystem::path& folder, Study study,
                      const std::vector<CheckpointRow>& rows, const JoiningChoices& choices,
                      NewFiles& made);
Study withCheckpoints(const std::filesystem::path& folder, Study study,
                      const std::vector<CheckpointRow>& rows, const JoiningChoices& choices);

} // namespace palimpsest
