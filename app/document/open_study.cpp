// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/open_study.h"

#include "app/sheets/sentence_picture.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/picture_view.h"
#include "core/study/study_change.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

OpenStudy::OpenStudy(fs::path folder) : m_folder(std::move(folder))
{
    m_seen.look(studyPath(m_folder));
    m_study = readStudy(m_folder);
    m_source = sheetSource(m_folder, m_study);
}

SampleSheet& OpenStudy::sheet(std::size_t sample)
{
    const Sample& entry = m_study.samples[sample];
    if (!hasSheet(entry.id)) {
        takeSheet(entry, m_source->readSeen(m_study, entry));
    }
    return m_sheets.at(entry.id);
}

bool OpenStudy::takeSheet(const Sample& sample, SeenSheet seen)
{
    if (hasSheet(sample.id)) {
        return false;
    }
    m_seen.set(partsPath(m_folder, sample), std::move(seen.parts));
    m_seen.set(m_folder / sample.image, std::move(seen.picture));
    m_sheets.emplace(sample.id, std::move(seen.sheet));
    return true;
}

std::optional<std::size_t> OpenStudy::placeOf(const std::string& sampleId) const
{
    const auto sample = std::ranges::find(m_study.samples, sampleId, &Sample::id);
    return sample != m_study.samples.end()
               ? std::optional(static_cast<std::size_t>(sample - m_study.samples.begin()))
               : std::nullopt;
}

Study OpenStudy::edit(const Study& study)
{
    m_isStudyDirty = true;
    return std::exchange(m_study, study);
}

/// Edits of parts before were on other pictures, and cannot be undone any more.
PreparedStudy OpenStudy::editPreparation(PreparedStudy next)
{
    PreparedStudy before{.study = m_study, .parts = {}};
    for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
        const std::string& id = m_study.samples[i].id;
        const SampleSheet& seen = sheet(i);
        if (!seen.drawing.shapes.empty() || !seen.drawing.points.empty() || seen.drawing.object ||
            next.parts.contains(id)) {
            before.parts.emplace(id, seen.drawing);
        }
    }
    m_study = std::move(next.study);
    m_source = sheetSource(m_folder, m_study);
    for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
        const std::string& id = m_study.samples[i].id;
        // A sentence has all its words still, wherever it is cut.
        const SentenceParts words = hasSheet(id) ? m_sheets.at(id).words : SentenceParts();
        dropSheet(id);
        const SampleSheet& read = sheet(i);
        if (m_dirtyParts.contains(id) && read.partsProblem.isEmpty() &&
            words.text == read.sentence.text && words != read.words) {
            editWords(id, words); // chosen, and not saved yet
        }
        if (!before.parts.contains(id)) {
            continue;
        }
        const auto found = next.parts.find(id); // none: drawn on the other side alone
        const Drawing drawing = found != next.parts.end()
                                    ? found->second
                                    : blankDrawing(read.stored, m_study.preprocessing);
        if (drawing != read.drawing || !read.partsProblem.isEmpty()) {
            editDrawing(id, drawing);
        }
    }
    m_isStudyDirty = true;
    return before;
}

void OpenStudy::writeParts(const Sample& sample) const
{
    const SampleSheet& sheet = sheetOf(sample.id);
    const auto read = m_readParts.find(sample.id);
    if (read != m_readParts.end() && sheet.drawing == read->second.drawing &&
        sheet.words == read->second.words) {
        writeFileAtomically(partsPath(m_folder, sample), read->second.bytes, m_folder);
    } else {
        m_source->writeParts(sheet, sample);
    }
}

/// Before the first edit of a sample's parts, which may be undone.
void OpenStudy::rememberBytes(const std::string& sampleId)
{
    constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20;
    const fs::path file = partsPath(m_folder, sampleId);
    const SampleSheet& sheet = m_sheets.at(sampleId);
    if (m_readParts.contains(sampleId) || m_dirtyParts.contains(sampleId) ||
        !sheet.partsProblem.isEmpty()) {
        return;
    }
    try {
        if (stands(file) && m_seen.mayReplace(file)) {
            m_readParts[sampleId] = {sheet.drawing, sheet.words, readFile(file, kMostBytes)};
        }
    } catch (const Error&) { // it is written as any other then
    }
}

void OpenStudy::editDrawing(const std::string& sampleId, const Drawing& drawing)
{
    rememberBytes(sampleId);
    SampleSheet& sheet = m_sheets.at(sampleId);
    sheet.drawing = drawing;
    sheet.partsProblem.clear();
    try {
        sheet.parts = partsSeen(drawing, sheet, m_study.preprocessing, sampleId);
    } catch (const BadInput& error) { // others have put a picture of another size there
        sheet.partsProblem = QString::fromUtf8(error.what());
    }
    m_dirtyParts.insert(sampleId);
}

void OpenStudy::editWords(const std::string& sampleId, const SentenceParts& words)
{
    rememberBytes(sampleId);
    SampleSheet& sheet = m_sheets.at(sampleId);
    sheet.words = words;
    sheet.parts = drawSentence(sheet.sentence, words, StudySettings()).parts;
    m_dirtyParts.insert(sampleId);
}

void OpenStudy::addKeys(const std::string& sampleId, std::string otherKeys)
{
    m_sheets.at(sampleId).otherKeys = std::move(otherKeys);
}

void OpenStudy::renameSample(const std::string& from, const std::string& to)
{
    const auto follow = [&](auto& all) {
        all.erase(to);
        if (auto own = all.extract(from)) {
            own.key() = to;
            all.insert(std::move(own));
        }
    };
    follow(m_sheets);
    follow(m_readParts);
    if (m_dirtyParts.erase(from) > 0) {
        m_dirtyParts.insert(to);
    }
    m_seen.follow(partsPath(m_folder, from), partsPath(m_folder, to));
    m_history.rename(from, to);
}

Study OpenStudy::takeIn(Study theirs)
{
    return std::exchange(m_study, std::move(theirs));
}

void OpenStudy::dropOldSheets(const Study& before)
{
    const bool isAllOther = !prepareAlike(before, m_study);
    if (isAllOther) {
        m_source = sheetSource(m_folder, m_study);
    }
    for (const Sample& sample : before.samples) {
        const auto now = std::ranges::find(m_study.samples, sample.id, &Sample::id);
        const bool isSame = now != m_study.samples.end() && sameContent(*now, sample);
        if ((isAllOther || !isSame) && !m_dirtyParts.contains(sample.id)) {
            dropSheet(sample.id);
        }
    }
}

void OpenStudy::dropHiddenSheets()
{
    std::erase_if(m_sheets, [this](const auto& sheet) {
        const std::string& id = sheet.first;
        const bool isHidden = !placeOf(id);
        if (isHidden) {
            m_history.clear(id);
            m_dirtyParts.erase(id);
            forgetBytes(id);
        }
        return isHidden;
    });
}

void OpenStudy::dropSheet(const std::string& sampleId)
{
    m_sheets.erase(sampleId);
    forgetBytes(sampleId);
    m_history.clear(sampleId);
}

bool OpenStudy::isDirty() const
{
    return m_isStudyDirty || std::ranges::any_of(m_study.samples, [this](const Sample& sample) {
               return m_dirtyParts.contains(sample.id);
           });
}

UnsavedEdits OpenStudy::unsaved() const
{
    UnsavedEdits edits;
    if (m_isStudyDirty) {
        edits.study = m_study;
    }
    for (const Sample& sample : m_study.samples) {
        if (!m_dirtyParts.contains(sample.id)) {
            continue;
        }
        m_source->keepParts(m_sheets.at(sample.id), sample.id, edits);
    }
    return edits;
}

void OpenStudy::forget(const UnsavedEdits& edits)
{
    m_isStudyDirty = m_isStudyDirty && !edits.study;
    std::erase_if(m_dirtyParts, [&](const std::string& id) {
        return edits.drawings.contains(id) || edits.words.contains(id);
    });
}

} // namespace palimpsest
