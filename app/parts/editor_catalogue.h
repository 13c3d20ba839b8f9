// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <vector>

class QObject;

namespace palimpsest {

class PartEditor;
class PartsLock;
class PartsPanel;
class StudySession;
struct Study;

/// An editor of parts for each kind of sample, which are `parent`'s own.
std::vector<PartEditor*> makePartEditors(StudySession& session, const PartsLock& lock,
                                         PartsPanel& panel, QObject* parent);

/// Which of them is for the samples of `study`.
std::size_t partEditorFor(const Study& study);

} // namespace palimpsest
