// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/sample_picks.h"

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/setup/known_samples.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Whether a source is a data set, not a picture.
bool isSet(const fs::path& source)
{
    std::error_code status;
    return fs::is_directory(source, status) || isTableName(source);
}

int requiredLabel(const AddSamplesCommand& command, const Study& study, const std::string& what)
{
    if (!command.label) {
        throw BadInput("Nobody says which class " + what + " is of. Name it with --label.");
    }
    return classNamed(*command.label, study.classes, study.labels);
}

class PicturePicks : public SamplePicks
{
public:
    PicturePicks(const AddSamplesCommand& command, const Study& study);

    Study added(const Study& before, NewFiles& made) const override
    {
        return withSamples(m_command.study, before, m_picked.pictures,
                           m_command.link ? Taking::Link : Taking::Copy, made);
    }

    void report(std::size_t at, const Sample&, nlohmann::ordered_json& entry) const override
    {
        const AddedPicture& picture = m_picked.pictures[at];
        entry["source"] = picture.path.string();
        entry["parts"] = picture.parts ? picture.parts->parts.size() : 0;
    }

private:
    AddSamplesCommand m_command;
    PickedPictures m_picked;
};

PicturePicks::PicturePicks(const AddSamplesCommand& command, const Study& study)
    : m_command(command)
{
    if (!command.sentences.empty()) {
        throw BadInput("The samples of this study are pictures, and sentences cannot stand beside "
                       "them. Make a study of sentences.");
    }
    const ClassOrder order = command.naturalOrder ? ClassOrder::Natural : ClassOrder::ByText;
    const PictureColumns columns{.image = command.imageColumn, .label = command.columns.label};
    Study known = study; // with what labels of the sources before were taken for
    for (const fs::path& source : command.sources) {
        PickedPictures more =
            isSet(source) ? pickPictures(listPictures(source, order, columns), known, command.picks)
                          : namedPictures({source}, requiredLabel(command, study, quoted(source)),
                                          study, command.picks);
        known.labels = withTold(known, {}, more.table);
        std::ranges::move(more.table, std::back_inserter(table));
        std::ranges::move(more.pictures, std::back_inserter(m_picked.pictures));
        m_picked.labelMeFiles += more.labelMeFiles;
        std::ranges::move(more.warnings, std::back_inserter(warnings));
    }
    leaveOutKnown(m_picked, command.study, study);
    std::ranges::move(m_picked.warnings, std::back_inserter(warnings));
    if (m_picked.labelMeFiles == 0 && command.picks.parts == StartingParts::LabelMe) {
        warnings.push_back("No LabelMe file stands beside any of the pictures, so they start "
                           "without parts.");
    }
    if (m_picked.labelMeFiles > 0 && command.picks.parts != StartingParts::LabelMe) {
        warnings.push_back(numberOf(m_picked.labelMeFiles,
                                    "of the pictures has a LabelMe file beside it.",
                                    "of the pictures have a LabelMe file beside them.") +
                           " Take its parts with --parts labelme.");
    }
}

class SentencePicks : public SamplePicks
{
public:
    SentencePicks(const AddSamplesCommand& command, const Study& study);

    Study added(const Study& before, NewFiles& made) const override
    {
        return withSentences(m_folder, before, m_picked.sentences, made);
    }

    void report(std::size_t, const Sample& sample, nlohmann::ordered_json& entry) const override
    {
        entry["text"] = sample.text;
    }

private:
    fs::path m_folder;
    PickedSentences m_picked;
};

SentencePicks::SentencePicks(const AddSamplesCommand& command, const Study& study)
    : m_folder(command.study)
{
    std::optional<int> label;
    if (command.label) {
        label = classNamed(*command.label, study.classes, study.labels);
    }
    Study known = study; // as of pictures
    for (const fs::path& source : command.sources) {
        const TextTable rows = readSentenceTable(source, specialTokensOf(study), command.columns);
        PickedSentences more =
            pickSentences(rows, chosenColumns(rows, command.columns), known, command.picks, label);
        known.labels = withTold(known, {}, more.table);
        std::ranges::move(more.table, std::back_inserter(table));
        std::ranges::move(more.sentences, std::back_inserter(m_picked.sentences));
        std::ranges::move(more.warnings, std::back_inserter(warnings));
    }
    for (const std::string& text : command.sentences) {
        m_picked.sentences.push_back(
            {.text = text, .label = requiredLabel(command, study, "\"" + shown(text) + "\"")});
    }
    leaveOutKnown(m_picked, study);
    std::ranges::move(m_picked.warnings, std::back_inserter(warnings));
    if (std::string note = noteOnCut(m_picked.sentences, m_folder, study); !note.empty()) {
        warnings.push_back(std::move(note));
    }
}

} // namespace

std::unique_ptr<SamplePicks> pickSamples(const AddSamplesCommand& command, const Study& study)
{
    switch (kindOf(study)) {
    case SampleKind::Picture:
        break;
    case SampleKind::Sentence:
        return std::make_unique<SentencePicks>(command, study);
    }
    return std::make_unique<PicturePicks>(command, study);
}

} // namespace palimpsest
