// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <string>

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
    Unclear(Question question, const std::string& message) : BadInput(message), m_question(question)
    {
    }

    Question question() const { return m_question; }

private:
    Question m_question;
};

} // namespace palimpsest
