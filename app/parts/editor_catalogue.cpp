// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/editor_catalogue.h"

#include "app/parts/picture_editor.h"
#include "app/parts/word_editor.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace palimpsest {

namespace {

template<typename Editor>
PartEditor* make(StudySession& session, const PartsLock& lock, PartsPanel& panel, QObject* parent)
{
    return new Editor(session, lock, panel, parent);
}

struct EditorEntry
{
    SampleKind kind;
    PartEditor* (*make)(StudySession&, const PartsLock&, PartsPanel&, QObject* parent);
};

const std::array kEditors = {
    EditorEntry{SampleKind::Picture, make<PictureEditor>},
    EditorEntry{SampleKind::Sentence, make<WordEditor>},
};

} // namespace

std::vector<PartEditor*> makePartEditors(StudySession& session, const PartsLock& lock,
                                         PartsPanel& panel, QObject* parent)
{
    std::vector<PartEditor*> editors;
    for (const EditorEntry& entry : kEditors) {
        editors.push_back(entry.make(session, lock, panel, parent));
    }
    return editors;
}

std::size_t partEditorFor(const Study& study)
{
    const auto found = std::ranges::find(kEditors, kindOf(study), &EditorEntry::kind);
    return static_cast<std::size_t>(std::distance(kEditors.begin(), found));
}

} // namespace palimpsest
