// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/row_text.h"

#include "core/setup/network_fit.h"
#include "core/setup/output_trial.h"
#include "core/setup/row_template.h"

namespace palimpsest {

std::string describe(const CheckpointRow& row)
{
    std::string text = row.look.text;
    if (row.look.architecture && row.modelTemplate.empty()) {
        for (const std::string& note : row.look.architecture->notes) {
            text += ". " + note.substr(0, note.size() - 1);
        }
        if (const std::string note = overrideNote(row.network, row.look.architecture->facts);
            !note.empty()) {
            text += ". " + note.substr(0, note.size() - 1);
        }
    }
    if (nameNoClasses(row.look.classes)) {
        text += ". It names no classes, but numbers them, and is taken to have the study's order";
    }
    if (row.outputs.kind) {
        const std::string note = row.look.architecture && row.modelTemplate.empty()
                                     ? outputsNote(*row.look.architecture, *row.outputs.kind)
                                     : std::string();
        text += ". " + (note.empty() ? "Its outputs are " + describe(*row.outputs.kind)
                                     : note.substr(0, note.size() - 1));
    }
    if (row.outputs.isSingle) {
        text += ". Its single output is taken to speak for the second class";
    }
    if (row.isStep && row.source != EpochSource::Step) { // whose look says so
        text += ". Its number is a step of training, not an epoch";
    }
    return text + templateNote(row);
}

std::vector<NetworkQuestion> openQuestions(const CheckpointRow& row)
{
    std::vector<NetworkQuestion> open;
    for (const NetworkQuestion& question : row.look.architecture ? row.look.architecture->questions
                                                                 : std::vector<NetworkQuestion>()) {
        if (row.network.assumed.contains(question.fact)) {
            open.push_back(question);
        }
    }
    return open;
}

} // namespace palimpsest
