// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/edit_history.h"
#include "app/sheets/sheet_source.h"
#include "core/study/seen_file.h"
#include "core/study/unsaved_edits.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace palimpsest {

/// A study and the parts of its pictures, by sample.
struct PreparedStudy
{
    Study study;
    std::map<std::string, Drawing> parts;
};

/// A study as it stands in memory: the sheets of its samples, what of it is not saved, what its
/// files held when they were last looked at, and the edits that can be undone, which go with the
/// sheet that they are of. Writes nothing and tells nobody.
class OpenStudy
{
public:
    /// Reads study.json. Throws BadFile.
    explicit OpenStudy(std::filesystem::path folder);

    const std::filesystem::path& folder() const { return m_folder; }
    const Study& study() const { return m_study; }
    EditHistory& history() { return m_history; }
    const EditHistory& history() const { return m_history; }

    /// Picture and parts of a sample, read when first asked for.
    SampleSheet& sheet(std::size_t sample);
    bool hasSheet(const std::string& sampleId) const { return m_sheets.contains(sampleId); }
    /// Takes a sheet that was read elsewhere, of the study as it is. False when there is one, which
    /// may hold edits.
    bool takeSheet(const Sample& sample, SeenSheet seen);
    /// One that was read.
    const SampleSheet& sheetOf(const std::string& sampleId) const { return m_sheets.at(sampleId); }
    /// What the files of a sample say now.
    SampleSheet readAgain(const Sample& sample) { return m_source->read(m_study, sample); }

    /// Position of a sample; none when it was removed.
    std::optional<std::size_t> placeOf(const std::string& sampleId) const;

    /// What models see of a sample. Throws as maskedPictures does.
    MaskedPictures shown(std::size_t at) { return m_source->shown(sheet(at), m_study); }
    /// Writes the parts of a sample whose sheet was read; where they are again what was read, its
    /// file gets the bytes that it had. Throws NotWritable.
    void writeParts(const Sample& sample) const;

    // Edits, which are to be saved. Those of the study give back what stood.

    Study edit(const Study& study);
    PreparedStudy editPreparation(PreparedStudy next);
    void editDrawing(const std::string& sampleId, const Drawing& drawing);
    void editWords(const std::string& sampleId, const SentenceParts& words);
    /// Keys that are to stand in the file of a sample's parts, once these are written.
    void addKeys(const std::string& sampleId, std::string otherKeys);
    /// What is open of a sample is of another name in the study by now, as its files are.
    void renameSample(const std::string& from, const std::string& to);

    /// Puts the study of others into the place of ours, which it gives back.
    Study takeIn(Study theirs);

    /// Forgets sheets that the study has otherwise or no more, but none that is not saved.
    void dropOldSheets(const Study& before);
    /// Forgets sheets of samples that are not in the study.
    void dropHiddenSheets();
    /// The file of a sample's parts was read again.
    void forgetBytes(const std::string& sampleId) { m_readParts.erase(sampleId); }

    bool isDirty() const;
    bool isStudyDirty() const { return m_isStudyDirty; }
    void setStudyDirty(bool isDirty) { m_isStudyDirty = isDirty; }
    /// Ids of samples whose parts are not saved, of removed samples too.
    const std::set<std::string>& dirtyParts() const { return m_dirtyParts; }

    UnsavedEdits unsaved() const;
    /// These need no saving any more.
    void forget(const UnsavedEdits& edits);
    void forgetParts(const std::string& sampleId) { m_dirtyParts.erase(sampleId); }

    SeenFiles& seen() { return m_seen; }

private:
    /// Parts as they were read, and the file that said so.
    struct ReadParts
    {
        Drawing drawing;
        SentenceParts words;
        std::string bytes;
    };

    void rememberBytes(const std::string& sampleId);
    void dropSheet(const std::string& sampleId);

    std::filesystem::path m_folder;
    SeenFiles m_seen;
    Study m_study;
    std::unique_ptr<SheetSource> m_source;
    std::map<std::string, SampleSheet> m_sheets;  ///< by sample id
    std::map<std::string, ReadParts> m_readParts; ///< of samples that were edited since
    std::set<std::string> m_dirtyParts;
    bool m_isStudyDirty = false;
    EditHistory m_history;
};

} // namespace palimpsest
