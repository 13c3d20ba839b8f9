// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// What happens to annotations that are read, gathered so that a kind of thing is one sentence
/// however often it comes.
class ReadingRemarks
{
public:
    /// `what` is as it stands in the sentence: "the polyline \"tail\"".
    void leftOut(const std::string& what, const std::string& picture);

    /// `what` became `into`: "a box", "a rectangle".
    void became(const std::string& what, const std::string& into) { ++m_became[{what, into}]; }

    /// A part of its own that is one more object of a category.
    void further(const std::string& part, const std::string& picture);

    /// Lets `read` take one of several files. Where that is damaged (BadFile), a remark says why it
    /// is left out, and what `read` said of it by `own` does not count.
    void attempt(const std::function<void(ReadingRemarks& own)>& read);

    /// Throws BadFile that says why, where attempts failed.
    void requireNoneFailed() const;

    void say(const std::string& sentence) { m_sentences.push_back(sentence); }

    std::vector<std::string> sentences() const;

private:
    void take(const ReadingRemarks& others);

    std::map<std::string, std::set<std::string>> m_leftOut; ///< pictures by what
    std::map<std::pair<std::string, std::string>, int> m_became;
    std::set<std::string> m_further;
    std::set<std::string> m_picturesOfFurther;
    std::vector<std::string> m_failed; ///< why, by attempt
    std::vector<std::string> m_sentences;
};

} // namespace palimpsest
