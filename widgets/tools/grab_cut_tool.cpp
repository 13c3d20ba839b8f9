// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/grab_cut_tool.h"

#include "core/assists/masks.h"
#include "widgets/tools/draft_json.h"
#include "widgets/tools/picking.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

Stroke toStroke(const QPolygonF& points, double width)
{
    Stroke stroke{.points = {}, .width = width};
    for (const QPointF& point : points) {
        stroke.points.push_back(toPoint(point));
    }
    return stroke;
}

ToolMark toMark(const QPolygonF& points, bool isDropped)
{
    return {.points = points, .part = -1, .isDropped = isDropped};
}

/// The object that the hints lead to. Where they correct one it is another under `strokes` alone.
ObjectOutline corrected(const WorkingPicture& picture, const ObjectHints& hints,
                        const std::vector<Stroke>& strokes, const Progress& progress)
{
    const Mask found = grabCut(picture, hints, progress);
    const Mask near =
        changedUnder(wholeMask(hints.previous, picture.original, "The outline that is corrected"),
                     found, strokes);
    const bool isCorrected = !hints.previous.pixels.empty() && pixelCount(near) > 0;
    const Mask& object = isCorrected ? near : found;
    return objectOf(pixelsWith(1, object.pixels, object.width), hints);
}

ToolAnswer withObject(const ToolScene& scene, ObjectOutline object)
{
    ToolAnswer answer{.edit = scene.drawing, .what = GrabCutTool::tr("outline the object")};
    answer.edit->object = std::move(object);
    return answer;
}

} // namespace

bool GrabCutTool::hasObject(const ToolScene& scene) const
{
    return scene.drawing.object || !m_hints.empty();
}

/// An object that has one part is that part; more of them grow within it.
bool GrabCutTool::isForManyParts(const ToolScene& scene)
{
    return scene.drawing.parts.size() > 1;
}

GrabCutTool::Says GrabCutTool::saidBy(const ToolScene& scene, const ToolPointer& pointer) const
{
    if (!hasObject(scene) || pointer.keys.testFlag(Qt::ShiftModifier)) {
        return Says::Box;
    }
    return pointer.keys.testFlag(Qt::ControlModifier) ? Says::Drop : Says::Keep;
}

ToolAnswer GrabCutTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    m_isFinished = false;
    m_isConcluded = false;
    m_drawn =
        Hint{.says = saidBy(scene, pointer), .points = {}, .width = static_cast<double>(m_width)};
    m_drawn->points << pointer.position << pointer.position;
    m_pointer = pointer.position;
    return {};
}

ToolAnswer GrabCutTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_pointer = pointer.position;
    if (!m_drawn) {
        return prepare(scene);
    }
    if (m_drawn->says == Says::Box) {
        m_drawn->points.back() = pointer.position;
    } else if (m_drawn->points.back() != pointer.position) {
        m_drawn->points << pointer.position;
    }
    return {};
}

ToolAnswer GrabCutTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    move(scene, pointer);
    if (!m_drawn) {
        return {};
    }
    const Hint drawn = *std::exchange(m_drawn, std::nullopt);
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    if (drawn.says == Says::Box) {
        if (!isDrag(drawn.points.front(), pointer)) {
            return {.refusal = tr("Drag a box around the object, from one corner to the other.")};
        }
        m_hints.clear(); // of the object before
    }
    m_hints.push_back(drawn);
    m_isAsked = false;
    return prepare(scene);
}

/// What is known of the object, with what is not in it yet.
ObjectHints GrabCutTool::hintsFor(const ToolScene& scene) const
{
    ObjectHints hints;
    if (scene.drawing.object && m_hints.front().says != Says::Box) {
        hints = hintsOf(*scene.drawing.object);
    }
    for (const Hint& hint : m_hints) {
        if (hint.says == Says::Box) {
            hints.a = toPoint(hint.points.front());
            hints.b = toPoint(hint.points.back());
        } else {
            auto& strokes = hint.says == Says::Keep ? hints.keep : hints.drop;
            strokes.push_back(toStroke(hint.points, hint.width));
        }
    }
    return hints;
}

ToolAnswer GrabCutTool::prepare(const ToolScene& scene)
{
    if (m_hints.empty() || m_isAsked || scene.isLocked) {
        return {};
    }
    m_isAsked = true;
    return {.assist = [this, hints = hintsFor(scene), strokes = strokes()](
                          const WorkingPicture& picture, const Progress& progress) -> AssistResult {
        const ObjectOutline object = corrected(picture, hints, strokes, progress);
        return [this, object](const ToolScene& now) { return take(now, object); };
    }};
}

/// Those that are not in the object yet.
std::vector<Stroke> GrabCutTool::strokes() const
{
    std::vector<Stroke> strokes;
    for (const Hint& hint : m_hints) {
        if (hint.says != Says::Box) {
            strokes.push_back(toStroke(hint.points, hint.width));
        }
    }
    return strokes;
}

ToolAnswer GrabCutTool::take(const ToolScene& scene, const ObjectOutline& object)
{
    if (!std::exchange(m_isAsked, false)) {
        return {}; // its hints were taken back
    }
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    m_hints.clear();
    ToolAnswer answer = withObject(scene, object);
    if (std::exchange(m_isFinished, false)) {
        answer.then = [this](const ToolScene& now) {
            return now.drawing.object ? finish(now) : ToolAnswer{}; // none where it was refused
        };
    }
    return answer;
}

ToolAnswer GrabCutTool::finish(const ToolScene& scene)
{
    const bool isKept = hasObject(scene) && isForManyParts(scene);
    if (const auto why = obstacle(scene, !isKept)) {
        return *why;
    }
    if (m_drawn) {
        return {};
    }
    const bool wasConcluded = std::exchange(m_isConcluded, false);
    if (!m_hints.empty()) {
        m_isFinished = true;
        return prepare(scene);
    }
    if (!scene.drawing.object) {
        return objectOfPart(scene);
    }
    if (wasConcluded) {
        return {}; // it is shown again
    }
    m_isConcluded = true;
    return isKept ? ToolAnswer{.refusal = keptText(scene)}
                  : paintPixels(scene, scene.drawing.object->pixels);
}

/// Where none was outlined, the pixels of the current part are the object.
ToolAnswer GrabCutTool::objectOfPart(const ToolScene& scene)
{
    const Mask pixels = pixelsWith(static_cast<std::uint8_t>(scene.currentPart + 1),
                                   paint(scene.drawing).labels, scene.drawing.width);
    if (pixels.pixels.empty()) {
        return {.refusal = tr("Drag a box around the object, from one corner to the other.")};
    }
    const Point first{static_cast<double>(pixels.left), static_cast<double>(pixels.top)};
    return withObject(scene, {.pixels = pixels,
                              .a = first,
                              .b = {first.x + pixels.width, first.y + pixels.height},
                              .keep = {},
                              .drop = {},
                              .isDrawn = true});
}

ToolAnswer GrabCutTool::takeBackPoint(const ToolScene& scene)
{
    if (m_drawn) {
        m_drawn.reset();
        return {};
    }
    if (!m_hints.empty()) {
        m_hints.pop_back();
        m_isFinished = false;
        m_isAsked = false; // for what is no longer meant
        return prepare(scene);
    }
    return {};
}

void GrabCutTool::assistFailed()
{
    m_isAsked = false;
    m_isFinished = false;
    if (!m_hints.empty()) {
        m_hints.pop_back();
    }
}

void GrabCutTool::giveUp()
{
    m_drawn.reset();
    m_hints.clear();
    dropAssist();
}

void GrabCutTool::dropAssist()
{
    m_isAsked = false;
    m_isFinished = false;
}

void GrabCutTool::outlinesChanged(const Drawing& before, const Drawing& after)
{
    AbstractTool::outlinesChanged(before, after);
    dropAssist();
}

QJsonObject GrabCutTool::unfinished() const
{
    QJsonArray hints;
    for (const Hint& hint : m_hints) {
        QJsonObject value = toJson(toStroke(hint.points, hint.width));
        value.insert(QLatin1String("says"), static_cast<int>(hint.says));
        hints.append(value);
    }
    return hints.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("hints"), hints}};
}

void GrabCutTool::resume(const QJsonObject& unfinished)
{
    giveUp();
    for (const QJsonValue& value : unfinished.value(QLatin1String("hints")).toArray()) {
        const QJsonObject hint = value.toObject();
        const Stroke stroke = strokeFrom(hint);
        const int says = hint.value(QLatin1String("says")).toInt(-1);
        const bool isBox = says == static_cast<int>(Says::Box);
        if (says < 0 || says > static_cast<int>(Says::Drop) || stroke.points.empty() ||
            (isBox && stroke.points.size() != 2)) {
            continue;
        }
        m_hints.push_back({.says = static_cast<Says>(says),
                           .points = toQPolygonF(stroke.points),
                           .width = stroke.width});
    }
}

ToolAnswer GrabCutTool::dismiss(const ToolScene& scene)
{
    const bool isDrawn = m_drawn || !m_hints.empty();
    giveUp();
    if (isDrawn || !scene.drawing.object || scene.isLocked) {
        return {};
    }
    return attempt(scene, tr("forget the object"), [](Drawing drawing) {
        drawing.object.reset();
        return drawing;
    });
}

std::vector<ToolOption> GrabCutTool::options() const
{
    constexpr int kWidest = 512;
    return {{.name = tr("Width of a stroke, in pixels"),
             .before = tr("Width of strokes"),
             .unit = tr(" px"),
             .value = m_width,
             .most = kWidest}};
}

void GrabCutTool::setOption(std::size_t, int value)
{
    m_width = value;
}

ToolOverlay GrabCutTool::overlay(const ToolScene& scene) const
{
    ToolOverlay overlay;
    std::vector<Hint> hints = m_hints;
    if (m_drawn) {
        hints.push_back(*m_drawn);
    }
    overlay.object = m_isConcluded ? nullptr : objectOn(scene.drawing);
    for (const Hint& hint : hints) {
        if (hint.says == Says::Box) {
            overlay.outline =
                QPolygonF(QRectF(hint.points.front(), hint.points.back()).normalized());
            overlay.outline.removeLast(); // the first corner once more
            overlay.isClosed = true;
            overlay.object = nullptr; // that of the box before
        } else {
            overlay.marks.push_back(toMark(hint.points, hint.says == Says::Drop));
        }
    }
    overlay.target = m_pointer;
    overlay.targetWidth = hasObject(scene) ? m_width : 0.0;
    return overlay;
}

/// "“wing”", or what stands for a part where none is chosen.
QString GrabCutTool::partName(const ToolScene& scene)
{
    const auto part = static_cast<std::size_t>(scene.currentPart);
    return part < scene.drawing.parts.size() && scene.currentPart >= 0
               ? tr("“%1”").arg(QString::fromStdString(scene.drawing.parts[part].name))
               : tr("the chosen part");
}

/// What finish() has done, as it is not seen.
QString GrabCutTool::keptText(const ToolScene& scene)
{
    return tr("The outline is kept, and no part has changed. Seeds (;) grow all parts within it; "
              "Fill a gap (K) and a click in it give it to %1.")
        .arg(partName(scene));
}

QString GrabCutTool::hint(const ToolScene& scene) const
{
    if (scene.isLocked) {
        return {};
    }
    if (!hasObject(scene)) {
        return tr("drag a box around the object; Enter: take the pixels of %1 for it")
            .arg(partName(scene));
    }
    const QString enter = m_isConcluded ? tr("Enter: show the outline again")
                          : isForManyParts(scene)
                              ? tr("Enter: keep it as the outline in which seeds (;) grow")
                              : tr("Enter: give it to %1").arg(partName(scene));
    return tr("%1; drag over what is missing, with Ctrl over what is too much; Shift: a new box; "
              "Esc: forget it")
        .arg(enter);
}

} // namespace palimpsest
