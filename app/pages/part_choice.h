// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QObject>

#include <map>
#include <string>

namespace palimpsest {

class PartEditor;
class PartSetEdits;
class PartsPanel;

/// Which part of each sample is worked on, or is to be made: one of its part set that is missing.
class PartChoice : public QObject
{
    Q_OBJECT

public:
    PartChoice(StudySession& session, const PartSetEdits& sets, PartsPanel& panel, QObject* parent);

    /// The one that is shown.
    void setEditor(PartEditor* editor) { m_editor = editor; }

    /// Whether there is a sample; else nothing can be chosen.
    bool hasSample() const;
    const std::string& sampleId() const;

    /// −1 for none.
    void choosePart(int part);
    /// What is drawn next becomes this part of the set.
    void chooseMissing(int entry);
    /// The part of that name, or the one of the set that is missing; as it was where there is none.
    void chooseNamed(const std::string& name);
    /// What was chosen, by its name or else its place: it may have been made, renamed or removed
    /// meanwhile. Where the last one is gone, as undo takes it away, it is what was chosen before
    /// that; without any part, the first of the set.
    void chooseAgain();
    /// The part of a digit, which may get what is selected: that which the part set gives it, or
    /// without a set that of this number, the tenth being 0.
    void useKey(int digit);

    /// Shows the set of the sample.
    void showSet();
    void forget() { m_chosen.clear(); }

signals:
    void statusText(const QString& text);

private:
    struct Chosen
    {
        int part = 0;
        std::string name;   ///< of that, or of one of the set that is missing
        std::string before; ///< the name that was chosen before
    };

    void remember(int part, const std::string& name);
    bool chooseCalled(const std::string& name);

    StudySession& m_session;
    const PartSetEdits& m_sets;
    PartsPanel& m_panel;
    PartEditor* m_editor = nullptr;
    std::map<std::string, Chosen> m_chosen; ///< by sample id
};

} // namespace palimpsest
