// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// What only the user can say of data.
enum class Question {
    ImageColumn, ///< which column of a table names the pictures
    TextColumn,  ///< which one holds the sentences
    LabelColumn, ///< which one holds their classes
    Labels,      ///< which class of the study a label is
};

/// Data that could mean several things. The message names the candidates; how they are chosen, the
/// program that asks knows.
class Unclear : public BadInput
{
public:
    /// `candidates` are the columns of the table, in order, or of labels the classes of the data,
    /// and `labels` what these are called in its files where that is something else.
    Unclear(Question question, const std::string& message, std::vector<std::string> candidates,
            std::vector<std::string> labels = {})
        : BadInput(message), m_question(question), m_candidates(std::move(candidates)),
          m_labels(std::move(labels))
    {
    }

    Question question() const { return m_question; }
    const std::vector<std::string>& candidates() const { return m_candidates; }
    const std::vector<std::string>& labels() const { return m_labels; }

private:
    Question m_question;
    std::vector<std::string> m_candidates;
    std::vector<std::string> m_labels;
};

} // namespace palimpsest
