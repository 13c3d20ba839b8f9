// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/seed_tool.h"

#include "core/assists/label_counts.h"
#include "core/parts/painting.h"
#include "widgets/tools/picking.h"

#include <QStringList>

#include <algorithm>
#include <ranges>
#include <utility>

namespace palimpsest {

namespace {

std::vector<std::string> namesOf(const Drawing& drawing)
{
    std::vector<std::string> names;
    for (const PartStyle& part : drawing.parts) {
        names.push_back(part.name);
    }
    return names;
}

bool hasSeed(const std::vector<PartSeed>& seeds, const std::string& part)
{
    return std::ranges::find(seeds, part, &PartSeed::part) != seeds.end();
}

bool isDrawn(const Drawing& drawing, const std::string& part)
{
    return std::ranges::find(drawing.shapes, part, &Shape::label) != drawing.shapes.end();
}

ToolMark toMark(const PartSeed& seed, const Drawing& drawing)
{
    ToolMark mark{.points = {}, .part = partIndex(drawing, seed.part)};
    for (const Point& point : seed.stroke.points) {
        mark.points << toQPointF(point);
    }
    return mark;
}

} // namespace

ToolAnswer SeedTool::prepare(const ToolScene& scene)
{
    followNames(scene.drawing);
    if (m_seeds.empty() || m_isGrown || m_isAsked || scene.isLocked) {
        return {};
    }
    m_isAsked = true;
    return {.assist = [this, plan = planFor(scene)](const WorkingPicture& picture,
                                                    const Progress& progress) -> AssistResult {
        const auto growth = std::make_shared<const SeedGrowth>(grownSeeds(picture, plan, progress));
        return [this, growth](const ToolScene& now) { return take(now, *growth); };
    }};
}

SeedPlan SeedTool::planFor(const ToolScene& scene) const
{
    return {.drawing = scene.drawing,
            .seeds = m_seeds,
            .widened = m_object,
            .colourScale = static_cast<double>(m_colourScale)};
}

/// Seeds go with a part that is renamed, and vanish with one that does.
void SeedTool::followNames(const Drawing& drawing)
{
    std::vector<std::string> names = namesOf(drawing);
    if (names == m_names) {
        return;
    }
    const auto [before, after] = std::ranges::mismatch(m_names, names);
    const bool isRenamed =
        m_names.size() == names.size() && std::ranges::find(names, *before) == names.end();
    for (std::vector<PartSeed>* seeds : {&m_seeds, &m_takenBack}) {
        for (PartSeed& seed : *seeds) {
            seed.part = isRenamed && seed.part == *before ? *after : seed.part;
        }
        std::erase_if(*seeds, [&](const PartSeed& seed) {
            return std::ranges::find(names, seed.part) == names.end();
        });
    }
    m_names = std::move(names);
    m_grown.reset(); // whose labels are places of the parts
    forgetGrowth();
}

void SeedTool::forgetGrowth()
{
    m_isGrown = false;
    m_isAsked = false;
}

ToolAnswer SeedTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    m_isFinished = false;
    m_isFurther = pointer.keys.testFlag(Qt::ShiftModifier) && !m_seeds.empty();
    if (const auto why = obstacle(scene, !m_isFurther)) {
        return *why;
    }
    const std::string& part =
        m_isFurther ? m_seeds.back().part
                    : scene.drawing.parts[static_cast<std::size_t>(scene.currentPart)].name;
    m_drawn = PartSeed{.part = part, .stroke = {.points = {toPoint(pointer.position)}}};
    m_pointer = pointer.position;
    return {};
}

ToolAnswer SeedTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_pointer = pointer.position;
    if (!m_drawn) {
        return prepare(scene);
    }
    std::vector<Point>& points = m_drawn->stroke.points;
    if (points.size() > 1 || isDrag(toQPointF(points.front()), pointer)) {
        points.push_back(toPoint(pointer.position));
    }
    return {};
}

ToolAnswer SeedTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    move(scene, pointer);
    if (!m_drawn) {
        return {};
    }
    PartSeed seed = *std::exchange(m_drawn, std::nullopt);
    if (const auto why = obstacle(scene, !m_isFurther)) {
        return *why;
    }
    if (partIndex(scene.drawing, seed.part) < 0) {
        return {}; // it was deleted meanwhile
    }
    m_takenBack.clear();
    ToolAnswer answer = sow(scene, std::move(seed));
    if (m_isFurther) {
        answer.chosenPart.reset();
    }
    return answer;
}

ToolAnswer SeedTool::sow(const ToolScene& scene, PartSeed seed)
{
    m_seeds.push_back(std::move(seed));
    forgetGrowth();
    ToolAnswer answer = prepare(scene);
    answer.chosenPart = isSowing(scene.drawing) ? nextPart(scene.drawing) : std::nullopt;
    return answer;
}

/// Whether parts that have no pixel get their seeds; else those that are drawn are corrected.
bool SeedTool::isSowing(const Drawing& drawing) const
{
    return std::ranges::any_of(m_seeds,
                               [&](const PartSeed& seed) { return !isDrawn(drawing, seed.part); });
}

/// The next part after the one seeded last, the first after the last, that has neither pixels nor a
/// seed.
std::optional<int> SeedTool::nextPart(const Drawing& drawing) const
{
    const auto last = static_cast<std::size_t>(partIndex(drawing, m_seeds.back().part));
    for (std::size_t by = 1; by < drawing.parts.size(); ++by) {
        const std::size_t part = (last + by) % drawing.parts.size();
        const std::string& name = drawing.parts[part].name;
        if (!isDrawn(drawing, name) && !hasSeed(m_seeds, name)) {
            return static_cast<int>(part);
        }
    }
    return std::nullopt;
}

ToolAnswer SeedTool::take(const ToolScene& scene, const SeedGrowth& growth)
{
    if (!std::exchange(m_isAsked, false)) {
        return {}; // the seeds are others now
    }
    if (!growth.idle.empty()) {
        return refuseIdle(scene, growth.idle);
    }
    m_object = growth.widened;
    m_grown = std::make_shared<const LabelMap>(growth.map);
    m_isLastCut = growth.isLastCut;
    m_isGrown = true;
    return m_isFinished ? commit(scene) : ToolAnswer{};
}

/// The part of a seed that is gone, which is to be chosen again; none where a seed with Shift would
/// be of it, whatever is chosen.
std::optional<int> SeedTool::partAgain(const Drawing& drawing, const std::string& part) const
{
    const int place = partIndex(drawing, part);
    const bool isLast = !m_seeds.empty() && m_seeds.back().part == part;
    return place < 0 || isLast ? std::nullopt : std::optional(place);
}

/// Takes back the seeds that have no place to grow.
ToolAnswer SeedTool::refuseIdle(const ToolScene& scene, const std::vector<IdleSeed>& idle)
{
    m_isFinished = false;
    const std::string part = m_seeds.at(idle.back().seed).part;
    for (const IdleSeed& each : std::views::reverse(idle)) {
        m_seeds.erase(m_seeds.begin() + static_cast<std::ptrdiff_t>(each.seed));
    }
    m_grown = m_seeds.empty() ? nullptr : m_grown;
    ToolAnswer answer = prepare(scene);
    answer.chosenPart = partAgain(scene.drawing, part);
    answer.refusal = whyIdle(idle.back());
    return answer;
}

ToolAnswer SeedTool::finish(const ToolScene& scene)
{
    if (m_seeds.empty() || m_drawn) {
        return {};
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    if (m_isGrown) {
        return commit(scene);
    }
    m_isFinished = true;
    return prepare(scene);
}

ToolAnswer SeedTool::commit(const ToolScene& scene)
{
    m_isFinished = false;
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    ToolAnswer answer = attempt(scene, tr("grow parts from seeds"), [&](const Drawing& drawing) {
        Drawing after = withLabels(drawing, laidOver(paint(drawing), *m_grown).labels);
        after.object = m_object ? *m_object : after.object;
        return after;
    });
    if (answer.edit) {
        answer.spent = unfinished();
        giveUp();
    }
    return answer;
}

ToolAnswer SeedTool::takeBackPoint(const ToolScene& scene)
{
    m_isFinished = false;
    if (m_drawn) {
        m_drawn.reset();
        return {};
    }
    if (m_seeds.empty()) {
        return {};
    }
    const std::string part = m_seeds.back().part;
    m_takenBack.push_back(std::move(m_seeds.back()));
    m_seeds.pop_back();
    m_object.reset();
    m_grown = m_seeds.empty() ? nullptr : m_grown;
    forgetGrowth();
    ToolAnswer answer = prepare(scene);
    answer.chosenPart = partAgain(scene.drawing, part);
    return answer;
}

ToolAnswer SeedTool::bringBackPoint(const ToolScene& scene)
{
    followNames(scene.drawing);
    if (m_takenBack.empty() || m_drawn) {
        return {};
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    m_isFinished = false;
    PartSeed seed = std::move(m_takenBack.back());
    m_takenBack.pop_back();
    return sow(scene, std::move(seed));
}

void SeedTool::outlinesChanged(const Drawing& before, const Drawing& after)
{
    AbstractTool::outlinesChanged(before, after);
    m_takenBack.clear(); // what is brought back next is another edit
    forgetGrowth();
}

/// Seeds grow anew within it, and are not shown as they grew within the one before.
void SeedTool::objectChanged()
{
    m_object.reset();
    m_grown.reset();
    m_isFinished = false;
    forgetGrowth();
}

/// What was finished is shown again before it becomes an edit.
void SeedTool::dropAssist()
{
    m_isAsked = false;
    m_isFinished = false;
}

void SeedTool::assistFailed()
{
    forgetGrowth();
    m_isFinished = false;
    if (!m_seeds.empty()) {
        m_seeds.pop_back();
    }
}

void SeedTool::giveUp()
{
    m_drawn.reset();
    m_seeds.clear();
    m_takenBack.clear();
    m_grown.reset();
    m_object.reset();
    dropAssist();
    forgetGrowth();
}

void SeedTool::resume(const QJsonObject& unfinished)
{
    giveUp();
    m_names.clear();
    m_seeds = seedsFrom(unfinished);
}

std::vector<ToolOption> SeedTool::options() const
{
    constexpr int kWidest = 100;
    return {{.name = tr("How freely seeds cross differences of colour: at this one, a distance "
                        "in CIELab, a step counts twice"),
             .before = tr("Across colours"),
             .unit = tr(" ΔE"),
             .value = m_colourScale,
             .most = kWidest}};
}

void SeedTool::setOption(std::size_t, int value)
{
    m_colourScale = value;
    forgetGrowth();
}

ToolOverlay SeedTool::overlay(const ToolScene& scene) const
{
    ToolOverlay overlay;
    if (isBusy()) { // once all is done, the picture is as it was
        overlay.object = m_object ? m_object.get() : objectOn(scene.drawing);
    }
    overlay.labels = m_grown;
    for (const PartSeed& seed : m_seeds) {
        overlay.marks.push_back(toMark(seed, scene.drawing));
    }
    if (m_drawn) {
        overlay.marks.push_back(toMark(*m_drawn, scene.drawing));
    }
    overlay.target = m_pointer;
    return overlay;
}

QString SeedTool::hint(const ToolScene& scene) const
{
    if (scene.isLocked) {
        return {};
    }
    QStringList texts;
    if (!scene.drawing.object) {
        texts << tr("no outline: the whole picture is the object; GrabCut (C) outlines it");
    }
    if (!m_seeds.empty()) {
        if (m_isGrown && m_isLastCut) {
            texts << tr("of the last one, only what lies within the object and in no part without "
                        "a seed counts");
        }
        texts << tr("Enter: keep what is shown; Backspace: take the last one back; Esc: drop all");
    }
    if (!obstacle(scene, true)) {
        const auto part = static_cast<std::size_t>(scene.currentPart);
        texts << tr("click in “%1”, or drag along it")
                     .arg(QString::fromStdString(scene.drawing.parts[part].name));
    }
    if (!m_seeds.empty()) {
        texts << tr("Shift: once more in “%1”").arg(QString::fromStdString(m_seeds.back().part));
    }
    return texts.join(QStringLiteral("; "));
}

} // namespace palimpsest
