// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"

#include <QObject>

#include <map>
#include <string>
#include <vector>

class QComboBox;
class QFormLayout;

namespace palimpsest {

/// Rows of a form that ask for what the tensors of networks do not tell, once each.
class NetworkAnswers : public QObject
{
    Q_OBJECT

public:
    /// The rows are added to `form`, which must live as long.
    NetworkAnswers(QFormLayout& form, QObject* parent) : QObject(parent), m_form(form) {}

    /// Adds a row for each question that has none yet.
    void ask(const std::vector<NetworkQuestion>& questions);

    /// What was chosen so far.
    NetworkFacts facts() const;

signals:
    void changed();

private:
    QFormLayout& m_form;
    std::map<std::string, QComboBox*> m_boxes; ///< by the fact that was asked for
};

} // namespace palimpsest
