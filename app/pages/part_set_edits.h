// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/page_editor.h"

#include <string>

namespace palimpsest {

class PartEditor;

/// Edits the part sets of the study, where a sample is looked at: each is a step of the study and
/// of that sample.
class PartSetEdits : public PageEditor
{
    Q_OBJECT

public:
    PartSetEdits(StudySession& session, Dialogs& dialogs, QWidget* page);

    /// The set that names the parts of the chosen sample, which there must be; null without one.
    const PartNames* shown() const;

    /// How a part of the chosen sample looks that is called so: as its set says, else by name only.
    PartStyle lookOf(const std::string& name) const;

    /// A part of the chosen sample, which `editor` shows, comes to stand in its set, behind the
    /// others; −1 for all that are in no set.
    void add(const PartEditor& editor, int part);
    /// An entry of its set goes to another place.
    void move(int from, int to);
    /// Everything else, in a dialog.
    void edit();

private:
    std::size_t sample() const { return session().selection().sample(); }
    bool isSaved();
    void rename(const std::string& from, const std::string& to);
    void put(const PartNames& set, const QString& what);
    void attempt(const std::function<void()>& edit);
};

} // namespace palimpsest
