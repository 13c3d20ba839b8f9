// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <map>
#include <string>

namespace palimpsest {

/// What was begun on samples of a study and is no edit yet, as text by sample id. It is kept for
/// recovery with unsaved edits, and still there when the study is opened again.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    const std::map<std::string, std::string>& all() const { return m_drafts; }
    std::string of(const std::string& sampleId) const;

    /// An empty text for none.
    void set(const std::string& sampleId, std::string text);
    /// Takes those of samples that have none.
    void add(const std::map<std::string, std::string>& drafts);
    /// The sample `from` is called `to` now.
    void rename(const std::string& from, const std::string& to);

    void touch() { emit touched(); }
    /// Has those set that stand elsewhere.
    void gather() { emit wanted(); }

signals:
    void renamed(const std::string& from, const std::string& to);
    void touched(); ///< there is something new to be kept
    void wanted();  ///< they are about to be kept: who has some sets them
    void added();   ///< some that were left behind

private:
    std::map<std::string, std::string> m_drafts;
};

} // namespace palimpsest
