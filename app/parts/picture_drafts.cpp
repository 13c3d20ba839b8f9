// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/picture_drafts.h"

#include "app/parts/sample_ghost.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/tools/tool_catalogue.h"

#include <QJsonDocument>

#include <utility>

namespace palimpsest {

namespace {

// Keys beside the ids of tools, whose values are what these have begun.
constexpr QLatin1String kInHand("inHand"); ///< the tool that was chosen, if it has begun
constexpr QLatin1String kFrom("from");     ///< of a ghost: the sample that its parts are of

QJsonObject fromText(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

std::string toText(const QJsonObject& drafts)
{
    return drafts.isEmpty() ? std::string()
                            : QJsonDocument(drafts).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

PictureDrafts::PictureDrafts(StudySession& session, PartsCanvas& canvas, QObject* parent)
    : QObject(parent), m_session(session), m_canvas(canvas)
{
    connect(&session, &StudySession::opened, this, &PictureDrafts::attach);
    connect(&canvas, &PartsCanvas::touched, this, [this] {
        if (!m_shown.empty() && m_session.document() != nullptr) {
            m_session.document()->drafts().touch();
        }
    });
    attach();
}

/// What was on the canvas was of another study, which has it.
void PictureDrafts::attach()
{
    m_shown.clear();
    m_canvas.clear();
    if (StudyDocument* document = m_session.document()) {
        connect(&document->drafts(), &DraftStore::wanted, this, &PictureDrafts::keep);
        connect(&document->drafts(), &DraftStore::renamed, this,
                [this](const std::string& from, const std::string& to) {
                    if (m_shown == from) {
                        m_shown = to;
                    }
                });
        connect(&document->drafts(), &DraftStore::added, this, [this] {
            if (const std::string shown = std::exchange(m_shown, {}); !shown.empty()) {
                show(shown);
            }
        });
    }
}

void PictureDrafts::keep()
{
    if (!m_shown.empty() && m_session.document() != nullptr) { // a study that is closed has kept it
        m_session.document()->drafts().set(m_shown, toText(onCanvas()));
    }
}

void PictureDrafts::setAside()
{
    keep();
    m_shown.clear();
    m_canvas.clear();
}

QJsonObject PictureDrafts::onCanvas() const
{
    QJsonObject drafts;
    for (const UnfinishedWork& work : m_canvas.allUnfinished()) {
        drafts.insert(work.tool, work.drawn);
    }
    if (drafts.contains(m_canvas.tool())) {
        drafts.insert(kInHand, m_canvas.tool());
    }
    if (m_canvas.hasGhost()) {
        drafts.insert(QLatin1String(kGhostTool), ghost());
    }
    return drafts;
}

/// Empty where none is laid.
QJsonObject PictureDrafts::ghost() const
{
    QJsonObject drawn;
    if (m_canvas.hasGhost()) {
        drawn = m_canvas.unfinished().drawn;
        drawn.insert(kFrom, QString::fromStdString(m_ghostFrom));
    }
    return drawn;
}

void PictureDrafts::show(const std::string& sampleId)
{
    if (m_shown == sampleId) {
        return;
    }
    m_shown = sampleId;
    const QJsonObject drafts = fromText(m_session.document()->drafts().of(sampleId));
    for (const ToolEntry& tool : toolCatalogue()) {
        const QString id = QString::fromLatin1(tool.id);
        const QJsonObject drawn = drafts.value(id).toObject();
        if (drawn.isEmpty()) {
            continue;
        }
        m_canvas.put({.tool = id, .drawn = drawn});
        if (drafts.value(kInHand).toString() == id) {
            m_canvas.setTool(id);
        }
    }
    if (const QJsonObject laid = drafts.value(QLatin1String(kGhostTool)).toObject();
        !laid.isEmpty()) {
        put({.tool = QString::fromLatin1(kGhostTool), .drawn = laid});
    }
}

/// On the canvas, where it is seen at once.
void PictureDrafts::put(const UnfinishedWork& work)
{
    if (work.tool != QLatin1String(kGhostTool)) {
        m_canvas.put(work);
        if (!work.drawn.isEmpty() && !m_canvas.hasGhost()) {
            m_canvas.setTool(work.tool);
        }
        return;
    }
    if (m_canvas.hasGhost()) {
        m_canvas.giveUp();
    }
    if (work.drawn.isEmpty()) {
        return;
    }
    const QString from = work.drawn.value(kFrom).toString();
    if (const auto sample = m_session.document()->placeOf(from.toStdString())) {
        lay(*sample, work.drawn);
    } else {
        emit refused(tr("The parts of %1 that were laid here are gone with it.").arg(from));
    }
}

void PictureDrafts::lay(std::size_t from, const QJsonObject& draft)
{
    const std::string& id = m_session.study().samples[from].id;
    const QString name = QString::fromStdString(id);
    StudyDocument& document = *m_session.document();
    const SampleSheet& other = document.sheet(from);
    const SampleGhost ghost =
        ghostOf(other.drawing, name, document.sheet(m_session.selection().sample()).drawing);
    if (ghost.parts.parts.empty() || !other.partsProblem.isEmpty()) {
        emit refused(tr("No part of %1 is drawn, so there is nothing to copy.").arg(name));
        return;
    }
    m_ghostFrom = id;
    emit laid(ghost.what);
    m_canvas.layGhost(ghost.parts, ghost.start, draft);
}

SpentDraft PictureDrafts::spent(UnfinishedWork work)
{
    if (work.tool == QLatin1String(kGhostTool)) {
        work.drawn.insert(kFrom, QString::fromStdString(m_ghostFrom));
    }
    return {.exchange =
                [this, tool = work.tool](const std::string& sample, const QJsonObject& draft) {
                    return exchange(sample, {.tool = tool, .drawn = draft});
                },
            .draft = work.drawn};
}

/// Gives a tool another draft, or none, on the canvas or where it waits; the one that it had.
QJsonObject PictureDrafts::exchange(const std::string& sampleId, const UnfinishedWork& work)
{
    DraftStore& store = m_session.document()->drafts();
    const bool isShown = m_shown == sampleId;
    QJsonObject drafts = isShown ? onCanvas() : fromText(store.of(sampleId));
    const QJsonObject before = drafts.take(work.tool).toObject();
    if (isShown) {
        put(work);
    } else {
        if (!work.drawn.isEmpty()) {
            drafts.insert(work.tool, work.drawn);
        }
        store.set(sampleId, toText(drafts));
    }
    store.touch();
    return before;
}

} // namespace palimpsest
