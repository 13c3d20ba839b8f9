// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"
#include "core/base/error.h"
#include "core/study/bin.h"
#include "core/study/study_change.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

// Edits of a study that files go along with.

namespace palimpsest {

namespace {

/// Moves files with every undo and redo.
class FileChange : public Reversible
{
public:
    using Move = std::function<bool(bool isUndo)>;

    FileChange(Move move, std::size_t bytes) : m_move(std::move(move)), m_bytes(bytes) {}

    bool undo() override { return m_move(true); }
    bool redo() override { return m_move(false); }
    std::size_t bytes() const override { return m_bytes; }

private:
    Move m_move;
    std::size_t m_bytes;
};

std::size_t bytesOf(const FileEdit& edit)
{
    std::size_t bytes = bytesOf(edit.removed);
    for (const FileMove& move : edit.moves) {
        bytes += sizeof(FileMove) + move.from.native().size() + move.to.native().size();
    }
    return bytes;
}

} // namespace

void StudyDocument::changeFiles(FileEdit edit, const QString& what)
{
    if (!startEditing()) {
        return;
    }
    if (!save()) {
        emit refused(tr("What was changed before is not saved yet, so files stay where they are. "
                        "Save it first."));
        return;
    }
    const StudyChange change = changeBetween(m_study, edit.after);
    edit.after = Study(); // the change holds it
    const std::size_t bytes = bytesOf(change) + bytesOf(edit);
    const auto move = [this, change, edit = std::move(edit)](bool isUndo) {
        if (!moveFilesOf(edit, isUndo)) {
            return false;
        }
        const Study shown = m_study;
        setStudy(isUndo ? withoutChange(shown, change) : withChange(shown, change));
        dropOldSheets(shown);
        if (save() && isUndo && !edit.bin.empty()) {
            emptyOwnBin(edit.bin);
        }
        return true;
    };
    m_history.push(kStudyEdits, what, std::make_unique<FileChange>(move, bytes));
}

void StudyDocument::emptyAtClose(const std::filesystem::path& bin)
{
    const auto waiting = binnedFiles(m_folder);
    if (std::ranges::find(waiting, bin, &BinnedFiles::bin) == waiting.end()) {
        m_bins.insert(bin);
    }
}

bool StudyDocument::moveFilesOf(const FileEdit& edit, bool isUndo)
{
    try {
        if (isUndo) {
            m_bins.erase(edit.bin); // what cannot come back now is offered at the next opening
            palimpsest::takeBack(m_folder, edit);
        } else {
            carryOut(m_folder, edit);
            if (!edit.bin.empty()) {
                m_bins.insert(edit.bin);
            }
        }
        return true;
    } catch (const std::exception& error) {
        emit refused(QString::fromUtf8(error.what()));
        return false;
    }
}

/// What was removed goes for good, once study.json says that it is.
void StudyDocument::emptyOwnBins()
{
    if (isDirty()) {
        return;
    }
    for (const std::filesystem::path& bin : m_bins) {
        emptyOwnBin(bin);
    }
}

void StudyDocument::emptyOwnBin(const std::filesystem::path& bin)
{
    try {
        emptyBin(m_folder, bin);
    } catch (const Error&) {
        return; // it is offered at the next opening
    }
}

} // namespace palimpsest
