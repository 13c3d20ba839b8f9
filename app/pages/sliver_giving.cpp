// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/sliver_giving.h"

#include "core/assists/part_problems.h"
#include "core/samples/picture_view.h"
#include "widgets/style/counted.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

SliverGiving::SliverGiving(StudySession& session, Dialogs& dialogs, QWidget* page,
                           std::function<bool(std::size_t)> isLocked)
    : PageEditor(session, dialogs, page, Attempt::Edit), m_isLocked(std::move(isLocked))
{
    connect(&session, &StudySession::opened, this, [this] { m_task.drop(); });
}

void SliverGiving::give(const std::vector<std::string>& samples)
{
    begin(Attempt::Edit);
    std::vector<Drawn> all;
    std::size_t left = 0;
    for (const std::string& id : samples) {
        const auto sample = session().document()->placeOf(id);
        if (!sample) {
            continue;
        }
        const SampleSheet& sheet = session().document()->sheet(*sample);
        if (m_isLocked(*sample) || !sheet.partsProblem.isEmpty()) {
            ++left;
        } else {
            all.push_back({id, sheet.drawing, sheet.stored.value_or(PixelSize()), {}});
        }
    }
    m_task.post(
        [this, all = std::move(all), left, preprocessing = session().study().preprocessing](
            const LatestTask::Request& request) mutable {
            for (Drawn& one : all) {
                if (!request.goesOn()) {
                    return;
                }
                one.after = withSliversGiven(one.before, [&](const Drawing& drawing) {
                    return paint(onView(drawing, one.stored.width, one.stored.height, preprocessing,
                                        one.sampleId));
                });
            }
            request.deliver([this, all, left] { take(all, left); });
        },
        [this](const QString& why) { fail(why); });
}

void SliverGiving::take(const std::vector<Drawn>& all, std::size_t left)
{
    StudyDocument& document = *session().document();
    std::vector<TakenParts> taken;
    for (const Drawn& one : all) {
        const auto sample = document.placeOf(one.sampleId);
        if (sample && one.after == one.before) {
            continue; // mended since it was listed
        }
        if (sample && document.sheet(*sample).drawing == one.before) {
            taken.push_back({*sample, one.after, document.sheet(*sample).otherKeys});
        } else {
            ++left;
        }
    }
    const QString lefts =
        left == 0 ? QString()
                  : QLatin1Char(' ') +
                        counted(left,
                                tr("1 sample stays as it is: its parts are locked, or were edited "
                                   "meanwhile."),
                                tr("%1 samples stay as they are: their parts are locked, or were "
                                   "edited meanwhile."));
    if (taken.empty()) {
        emit noticed(tr("No sliver was given to its neighbour.") + lefts);
        return;
    }
    if (!document.changeDrawings(taken, tr("give slivers to neighbours"))) {
        return;
    }
    Selection& selection = session().selection();
    if (std::ranges::find(taken, selection.sample(), &TakenParts::sample) == taken.end()) {
        selection.setSample(taken.front().sample);
    }
    emit given(counted(taken.size(), tr("Slivers of 1 sample were given to their neighbours."),
                       tr("Slivers of %1 samples were given to their neighbours.")) +
                   lefts,
               session().study().samples[selection.sample()].id);
}

} // namespace palimpsest
