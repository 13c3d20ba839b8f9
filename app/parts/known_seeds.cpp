// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/known_seeds.h"

#include "app/parts/parts_lock.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/style/counted.h"
#include "widgets/style/theme.h"
#include "widgets/tools/seed_growth.h"

#include <QAction>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr const char* kTool = "seeds";

std::vector<PartSeed> seedsOf(const Drawing& drawing)
{
    std::vector<PartSeed> seeds;
    for (const PartPoint& point : drawing.points) {
        const bool isOnPicture = point.at.x >= 0.0 && point.at.y >= 0.0 &&
                                 point.at.x < drawing.width && point.at.y < drawing.height;
        const bool isDrawn = std::ranges::count(drawing.shapes, point.label, &Shape::label) > 0;
        if (isOnPicture && !isDrawn) {
            seeds.push_back({.part = point.label, .stroke = {.points = {point.at}}});
        }
    }
    return seeds;
}

} // namespace

KnownSeeds::KnownSeeds(StudySession& session, const PartsLock& lock, PartsCanvas& canvas,
                       QObject* parent)
    : QObject(parent), m_session(session), m_lock(lock), m_canvas(canvas), m_use(new QAction(this))
{
    m_use->setObjectName("useKnownSeeds");
    m_use->setIcon(themedIcon("seeds"));
    m_use->setToolTip(tr("The file of the parts says where they lie, and they can grow from "
                         "there: ; has the places as seeds, Enter keeps what has grown. Outline "
                         "the object with GrabCut (C) first, else they fill the picture."));
    m_use->setVisible(false);
    connect(m_use, &QAction::triggered, &canvas, [this] {
        m_canvas.setTool(kTool);
        m_canvas.setFocus();
        offer(); // also where they were dropped and the tool is the chosen one
    });
    // Once the sample, or its lock, is what is shown; what was begun there before goes on then.
    connect(&session.selection(), &Selection::sampleChanged, this, &KnownSeeds::offer,
            Qt::QueuedConnection);
    connect(&lock, &PartsLock::changed, this, &KnownSeeds::offer, Qt::QueuedConnection);
    connect(&canvas, &PartsCanvas::toolChosen, this, &KnownSeeds::offer, Qt::QueuedConnection);
}

void KnownSeeds::refresh()
{
    const SampleSheet& sheet = m_session.document()->sheet(m_session.selection().sample());
    const std::size_t count = seedsOf(sheet.drawing).size();
    const bool isOfUse = count > 0 && !m_lock.isLocked() && !m_lock.isBroken();
    m_use->setVisible(isOfUse);
    m_use->setText(
        counted(count, tr("Place of 1 part is known (;)"), tr("Places of %1 parts are known (;)")));
}

void KnownSeeds::offer()
{
    StudyDocument* document = m_session.document();
    const std::size_t sample = m_session.selection().sample();
    if (document == nullptr || sample >= document->study().samples.size() ||
        kindOf(document->study()) != SampleKind::Picture || m_canvas.tool() != kTool ||
        m_canvas.isLocked() || m_canvas.isDrawing()) {
        return;
    }
    const SampleSheet& sheet = document->sheet(sample);
    const std::vector<PartSeed> seeds = seedsOf(sheet.drawing);
    if (!seeds.empty() && !m_canvas.picture().isNull()) {
        m_canvas.resume({.tool = kTool, .drawn = toJson(seeds)});
    }
}

} // namespace palimpsest
