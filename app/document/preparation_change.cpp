// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_document.h"
#include "core/parts/drawing_change.h"
#include "core/study/study_change.h"
#include "widgets/style/counted.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

// The edit that changes how pictures are prepared, with their parts.

namespace palimpsest {

namespace {

/// Holds the side that does not stand. What is drawn while one side stands belongs to it, so it
/// goes with it and comes back with it.
class PreparationChange : public Reversible
{
public:
    /// Puts a side into place and gives back the one that stood.
    using Swap = std::function<PreparedStudy(PreparedStudy)>;
    using Tell = std::function<void(std::size_t drawn)>;

    PreparationChange(PreparedStudy after, Swap swap, Tell tell)
        : m_waiting(std::move(after)), m_swap(std::move(swap)), m_tell(std::move(tell))
    {
    }

    bool redo() override { return swap(); }
    bool undo() override { return swap(); }

    std::size_t bytes() const override
    {
        return palimpsest::bytesOf(m_waiting.study) + bytesOf(m_waiting.parts) +
               (m_put ? bytesOf(*m_put) : 0);
    }

private:
    using Parts = std::map<std::string, Drawing>;

    static std::size_t bytesOf(const Parts& parts)
    {
        std::size_t bytes = 0;
        for (const auto& [sample, drawing] : parts) {
            bytes += sample.size() + palimpsest::bytesOf(drawing);
        }
        return bytes;
    }

    bool swap()
    {
        auto put = m_waiting.parts;
        m_waiting = m_swap(std::move(m_waiting));
        const auto wasDrawn = [this](const auto& stood) {
            const auto before = m_put->find(stood.first);
            return before == m_put->end() || before->second != stood.second;
        };
        const auto drawn = m_put ? std::ranges::count_if(m_waiting.parts, wasDrawn) : 0;
        if (drawn > 0) {
            m_tell(static_cast<std::size_t>(drawn));
        }
        m_put = std::move(put);
        return true;
    }

    PreparedStudy m_waiting;
    /// Parts of the side that stands, as they were put; none where it is the first.
    std::optional<Parts> m_put;
    Swap m_swap;
    Tell m_tell;
};

} // namespace

void StudyDocument::changePreparation(Study after, std::map<std::string, Drawing> parts,
                                      const QString& what)
{
    if (after == m_study || !startEditing()) {
        return;
    }
    const auto tell = [this](std::size_t drawn) {
        emit told(counted(drawn,
                          tr("1 sample has the parts of the other preparation again. What was "
                             "drawn meanwhile comes back when this step is taken back."),
                          tr("%1 samples have the parts of the other preparation again. What was "
                             "drawn meanwhile comes back when this step is taken back.")));
    };
    const auto swap = [this](PreparedStudy next) { return swapPrepared(std::move(next)); };
    m_history.push(kStudyEdits, what,
                   std::make_unique<PreparationChange>(
                       PreparedStudy{std::move(after), std::move(parts)}, swap, tell));
}

/// Edits of parts before were on other pictures, and cannot be undone any more.
PreparedStudy StudyDocument::swapPrepared(PreparedStudy next)
{
    PreparedStudy before{.study = m_study, .parts = {}};
    const Drawing nothing{.width = next.study.preprocessing.width,
                          .height = next.study.preprocessing.height};
    for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
        const std::string& id = m_study.samples[i].id;
        const SampleSheet& seen = sheet(i);
        if (!seen.drawing.shapes.empty() || next.parts.contains(id)) {
            before.parts.emplace(id, seen.drawing);
            next.parts.emplace(id, nothing); // drawn on this side alone
        }
    }
    m_study = std::move(next.study);
    m_reader = SheetReader(m_folder);
    for (std::size_t i = 0; i < m_study.samples.size(); ++i) {
        const std::string& id = m_study.samples[i].id;
        dropSheet(id);
        sheet(i);
        if (const auto found = next.parts.find(id); found != next.parts.end()) {
            SampleSheet& now = m_sheets.at(id);
            now.drawing = found->second;
            now.parts = paint(now.drawing);
            now.partsProblem.clear();
            m_dirtyDrawings.insert(id);
        }
    }
    m_isStudyDirty = true;
    emit studyChanged(before.study);
    edited();
    return before;
}

} // namespace palimpsest
