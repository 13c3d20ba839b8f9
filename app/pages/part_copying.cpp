// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_copying.h"

#include "core/parts/part_names.h"
#include "core/study/part_sets.h"
#include "widgets/commands/command_catalogue.h"

#include <QAction>
#include <QWidget>

#include <optional>
#include <utility>

namespace palimpsest {

PartCopying::PartCopying(StudySession& session, Dialogs& dialogs, QWidget* page,
                         std::function<void(std::size_t)> lay)
    : QObject(page), m_session(session), m_dialogs(dialogs), m_page(page), m_lay(std::move(lay))
{
    m_actions = {makeCommand("copyPreviousParts", this), makeCommand("copyParts", this)};
    connect(m_actions.front(), &QAction::triggered, this, &PartCopying::copyFromBefore);
    connect(m_actions.back(), &QAction::triggered, this, &PartCopying::copyFromOther);
}

/// How many parts a sample has drawn. Most were read in the background.
std::size_t PartCopying::partsOf(std::size_t sample)
{
    if (const SampleLook* look = m_session.looks().of(sample); look != nullptr && look->parts) {
        return look->drawn.size();
    }
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    return sheet.partsProblem.isEmpty() ? drawnParts(sheet.drawing).size() : 0;
}

/// The nearest before it that has parts, of those with the same part set if there is one.
void PartCopying::copyFromBefore()
{
    const Study& study = m_session.study();
    const std::size_t here = m_session.selection().sample();
    const PartNames* set = partSetFor(study, study.samples[here]);
    std::optional<std::size_t> nearest;
    for (std::size_t i = here; i-- > 0;) {
        const bool isAlike = partSetFor(study, study.samples[i]) == set;
        if ((isAlike || !nearest) && partsOf(i) > 0) {
            nearest = i;
            if (isAlike) {
                break;
            }
        }
    }
    if (nearest) {
        m_lay(*nearest);
    } else {
        emit refused(tr("No sample before this one has parts. Copy them from another one with "
                        "“Copy parts from a sample…”."));
    }
}

void PartCopying::copyFromOther()
{
    const Study& study = m_session.study();
    std::vector<std::size_t> samples;
    QStringList names;
    int first = 0;
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        if (i != m_session.selection().sample() && partsOf(i) > 0) {
            first = i < m_session.selection().sample() ? static_cast<int>(samples.size()) : first;
            samples.push_back(i);
            names << tr("%1, a %2 with %3 parts")
                         .arg(QString::fromStdString(study.samples[i].id),
                              QString::fromStdString(study.classes.at(
                                  static_cast<std::size_t>(study.samples[i].label))))
                         .arg(partsOf(i));
        }
    }
    if (samples.empty()) {
        emit refused(tr("No other sample has parts, so there are none to copy."));
        return;
    }
    if (const auto chosen =
            m_dialogs.choose(m_page, tr("Copy parts"), tr("From which sample?"), names, first)) {
        m_lay(samples[static_cast<std::size_t>(*chosen)]);
    }
}

} // namespace palimpsest
