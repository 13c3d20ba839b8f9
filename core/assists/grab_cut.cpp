// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/grab_cut.h"

#include "core/assists/components.h"
#include "core/assists/masks.h"
#include "core/assists/opencv_views.h"
#include "core/base/error.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::size_t kRounds = 2; // after which outlines hardly move
constexpr double kCore = 0.5;      // of the sides of the box, when the object is lost without one
constexpr double kEnough = 0.6;    // of the box, which the box of an object that is not lost fills

/// The part of the working picture that is looked at, in some size of its own.
struct Scene
{
    cv::Rect crop; ///< of the working picture
    cv::Size size; ///< of the matrices
    cv::Mat pixels;
    cv::Mat labels; ///< of GrabCut
    cv::Rect box;
};

/// The box in pixels of the working picture, as far as it lies in it.
cv::Rect2d boxOf(const ObjectHints& hints, const WorkingPicture& picture)
{
    const Point a = toWorking(hints.a, picture);
    const Point b = toWorking(hints.b, picture);
    if (!std::isfinite(a.x + a.y + b.x + b.y)) {
        throw BadInput("The box around the object has no corner. Draw it anew.");
    }
    const cv::Rect2d box(cv::Point2d(std::min(a.x, b.x), std::min(a.y, b.y)),
                         cv::Point2d(std::max(a.x, b.x), std::max(a.y, b.y)));
    return box & cv::Rect2d(0.0, 0.0, picture.size().width, picture.size().height);
}

/// The box, and the object so far, with something around them that tells what is not the object.
cv::Rect cropAround(const cv::Rect2d& box, const ObjectHints& hints, const Mask& previous,
                    const WorkingPicture& picture)
{
    constexpr double kMargin = 0.25; // of the longer side
    constexpr double kLeastMargin = 8.0;
    cv::Rect2d all = box;
    for (const Stroke& stroke : hints.keep) {
        for (const std::size_t at : pixelsUnder(toWorking(stroke, picture), picture.size())) {
            const auto width = static_cast<std::size_t>(picture.size().width);
            all |= cv::Rect2d(static_cast<double>(at % width), static_cast<double>(at / width), 1.0,
                              1.0);
        }
    }
    all |= cv::Rect2d(cv::boundingRect(viewOf(previous)));
    const double margin = std::max(kLeastMargin, kMargin * std::max(all.width, all.height));
    const cv::Rect2d wide(all.x - margin, all.y - margin, all.width + 2.0 * margin,
                          all.height + 2.0 * margin);
    return cv::Rect(cv::Point(cvFloor(wide.x), cvFloor(wide.y)),
                    cv::Point(cvCeil(wide.br().x), cvCeil(wide.br().y))) &
           cv::Rect(0, 0, picture.size().width, picture.size().height);
}

void drawStrokes(const std::vector<Stroke>& strokes, int label, const WorkingPicture& picture,
                 Scene& scene)
{
    const double scale = static_cast<double>(scene.size.width) / scene.crop.width;
    for (const Stroke& stroke : strokes) {
        Stroke here = toWorking(stroke, picture);
        here.width *= scale;
        for (Point& point : here.points) {
            point = {(point.x - scene.crop.x) * scale,
                     (point.y - scene.crop.y) * scene.size.height / scene.crop.height};
        }
        for (const std::size_t at : pixelsUnder(here, {scene.size.width, scene.size.height})) {
            scene.labels.data[at] = static_cast<std::uint8_t>(label);
        }
    }
}

/// What the hints say of the pixels in `crop`, when it is looked at in `size`.
Scene sceneOf(const WorkingPicture& picture, const ObjectHints& hints, const Mask& previous,
              const cv::Rect& crop, cv::Size size)
{
    Scene scene{.crop = crop, .size = size};
    cv::resize(viewOf(picture.picture)(crop), scene.pixels, size, 0.0, 0.0, cv::INTER_AREA);
    const cv::Rect2d box = boxOf(hints, picture);
    const double scaleX = static_cast<double>(size.width) / crop.width;
    const double scaleY = static_cast<double>(size.height) / crop.height;
    const cv::Point from(cvFloor((box.x - crop.x) * scaleX), cvFloor((box.y - crop.y) * scaleY));
    const cv::Point to(cvCeil((box.br().x - crop.x) * scaleX),
                       cvCeil((box.br().y - crop.y) * scaleY));
    scene.box = cv::Rect(from, to) & cv::Rect(cv::Point(), size);
    scene.labels = cv::Mat(size, CV_8UC1, cv::Scalar(cv::GC_BGD));
    const bool isCorrected = pixelCount(previous) > 0;
    scene.labels(scene.box).setTo(isCorrected ? cv::GC_PR_BGD : cv::GC_PR_FGD);
    if (isCorrected) {
        cv::Mat before;
        cv::resize(viewOf(previous)(crop), before, size, 0.0, 0.0, cv::INTER_NEAREST);
        scene.labels.setTo(cv::GC_PR_FGD, before);
    }
    drawStrokes(hints.keep, cv::GC_FGD, picture, scene);
    drawStrokes(hints.drop, cv::GC_BGD, picture, scene);
    return scene;
}

cv::Mat objectOf(const cv::Mat& labels)
{
    return labels & 1; // GC_FGD and GC_PR_FGD
}

void requireBothSides(const Scene& scene)
{
    constexpr int kComponents = 5; // of GrabCut's mixtures, each of which needs a pixel
    const int object = cv::countNonZero(objectOf(scene.labels));
    if (object < kComponents) {
        throw BadInput("The box around the object is too small, or the strokes drop all that is in "
                       "it. Draw a larger box, or drop less.");
    }
    if (static_cast<int>(scene.labels.total()) - object < kComponents) {
        throw BadInput("The box covers the whole picture, so nothing tells what is not the object. "
                       "Draw it closer around the object, or drop what is not of it.");
    }
}

/// Counts the rounds of both beginnings.
class Rounds
{
public:
    explicit Rounds(const Progress& progress) : m_progress(progress) {}

    void next()
    {
        if (m_progress && !m_progress(m_done, 2 * kRounds)) {
            throw Cancelled();
        }
        ++m_done;
    }

private:
    const Progress& m_progress;
    std::size_t m_done = 0;
};

/// What rounds made of the object.
struct Cut
{
    cv::Mat object;   ///< 1 where it is
    double fit = 0.0; ///< how much of the box that was drawn its own box has, in [0, 1]
};

/// Over how many neighbours pixels of the object, 1, and of the rest, 0, are joined.
std::size_t neighboursOf(std::uint8_t value)
{
    return value == 0 ? 4 : 8;
}

/// Turns round small pieces of the object and small holes in it that no stroke speaks of.
void tidy(cv::Mat& object, const cv::Mat& labels)
{
    constexpr double kSmall = 0.02; // of the largest piece of the object
    const PixelSize size{object.cols, object.rows};
    std::vector<std::uint8_t> values(object.begin<std::uint8_t>(), object.end<std::uint8_t>());
    const Components pieces = componentsOf(values, size, neighboursOf);
    std::size_t largest = 0;
    std::vector<bool> isAsked(pieces.firsts.size());
    for (std::size_t i = 0; i < pieces.firsts.size(); ++i) {
        largest = values[pieces.firsts[i]] != 0 ? std::max(largest, pieces.pixels[i]) : largest;
    }
    for (std::size_t at = 0; at < values.size(); ++at) {
        const bool isSaid = labels.data[at] == (values[at] != 0 ? cv::GC_FGD : cv::GC_BGD);
        const auto id = static_cast<std::size_t>(pieces.ids[at]);
        isAsked[id] = isAsked[id] || isSaid;
    }
    for (std::size_t at = 0; at < values.size(); ++at) {
        const auto id = static_cast<std::size_t>(pieces.ids[at]);
        const bool isSmall =
            static_cast<double>(pieces.pixels[id]) < kSmall * static_cast<double>(largest);
        object.data[at] = isSmall && !isAsked[id] ? 1 - values[at] : values[at];
    }
}

/// How much of the box the box of the object has, specks left out; 0 where there is next to nothing
/// of it.
double fitOf(const cv::Mat& object, const Scene& scene)
{
    constexpr double kLeast = 0.05; // of the box
    cv::Mat tidied = object.clone();
    tidy(tidied, scene.labels);
    const bool isSomething = cv::countNonZero(tidied) >= kLeast * scene.box.area();
    return isSomething ? static_cast<double>(cv::boundingRect(tidied).area()) / scene.box.area()
                       : 0.0;
}

/// The last round that left something of the object; before the first, what was known is left.
Cut cutFrom(const Scene& scene, Rounds& rounds)
{
    Cut cut{.object = objectOf(scene.labels)};
    cv::Mat labels = scene.labels.clone();
    cv::Mat background;
    cv::Mat foreground;
    cv::theRNG() = cv::RNG(1); // which k-means draws its first centres from
    for (std::size_t round = 0; round < kRounds; ++round) {
        rounds.next();
        cv::grabCut(scene.pixels, labels, {}, background, foreground, 1,
                    round == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
        const cv::Mat object = objectOf(labels);
        if (cv::countNonZero(object) == 0) {
            break;
        }
        cut.object = object;
        cut.fit = fitOf(object, scene);
    }
    return cut;
}

/// `scene` with the middle of the box taken to be of the object, where no stroke drops it.
Scene withCore(Scene scene)
{
    cv::Mat core = cv::Mat::zeros(scene.size, CV_8UC1);
    const cv::Rect& box = scene.box;
    cv::ellipse(core, cv::Point(box.x + box.width / 2, box.y + box.height / 2),
                cv::Size(cvRound(box.width * kCore / 2.0), cvRound(box.height * kCore / 2.0)), 0.0,
                0.0, 360.0, cv::Scalar(1), cv::FILLED);
    scene.labels = scene.labels.clone();
    scene.labels.setTo(cv::GC_FGD, core & objectOf(scene.labels));
    return scene;
}

/// The cut that the hints lead to or, where it lost the object of which the box alone is known, the
/// better of that and the one with a core.
Cut bestCut(const Scene& scene, bool isHinted, Rounds& rounds)
{
    Cut cut = cutFrom(scene, rounds);
    if (isHinted || cut.fit >= kEnough) {
        return cut;
    }
    Cut fromCore = cutFrom(withCore(scene), rounds);
    return fromCore.fit > cut.fit ? fromCore : cut;
}

enum Marker { Open = 0, Inside = 1, Outside = 2 };

/// Markers of all pixels, where the line that parts the two goes inside. Of the pixels at the edge
/// OpenCV says nothing, so the picture is continued by one.
cv::Mat flooded(const cv::Mat& pixels, const cv::Mat& markers)
{
    cv::Mat wide;
    cv::Mat result;
    cv::copyMakeBorder(pixels, wide, 1, 1, 1, 1, cv::BORDER_REPLICATE);
    cv::copyMakeBorder(markers, result, 1, 1, 1, 1, cv::BORDER_REPLICATE);
    cv::watershed(wide, result);
    result = result(cv::Rect(1, 1, pixels.cols, pixels.rows)).clone();
    result.setTo(Inside, result != Outside);
    return result;
}

/// What is thinner than `disc` in `mask`, but for pieces smaller than it, which are corners.
cv::Mat thinIn(const cv::Mat& mask, const cv::Mat& disc)
{
    cv::Mat thin;
    cv::morphologyEx(mask, thin, cv::MORPH_TOPHAT, disc);
    const std::vector<std::uint8_t> values(thin.begin<std::uint8_t>(), thin.end<std::uint8_t>());
    const Components pieces = componentsOf(values, {thin.cols, thin.rows}, neighboursOf);
    for (std::size_t at = 0; at < values.size(); ++at) {
        const std::size_t pixels = pieces.pixels[static_cast<std::size_t>(pieces.ids[at])];
        thin.data[at] = pixels < disc.total() ? 0 : values[at];
    }
    return thin;
}

/// `cut` at the size of `scene`, its outline moved to the edges of the picture that it is near.
cv::Mat refined(const Scene& scene, const Cut& cut)
{
    const double scale = static_cast<double>(scene.size.width) / cut.object.cols;
    cv::Mat object;
    cv::resize(cut.object * 255, object, scene.size, 0.0, 0.0, cv::INTER_LINEAR);
    cv::threshold(object, object, 127.0, 1.0, cv::THRESH_BINARY);
    const int reach = cvCeil(scale) + 1;
    const cv::Mat disc =
        cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * reach + 1, 2 * reach + 1));
    cv::Mat near;
    cv::morphologyEx(object, near, cv::MORPH_GRADIENT, disc);
    // All of what is thin is near an outline, and would be lost if it said nothing of itself.
    cv::Mat markers(scene.size, CV_32SC1, cv::Scalar(Open));
    markers.setTo(Inside, object & ((near == 0) | (thinIn(object, disc) == 1)));
    markers.setTo(Outside, (object == 0) & ((near == 0) | (thinIn(1 - object, disc) == 1)));
    markers.setTo(Inside, scene.labels == cv::GC_FGD);
    markers.setTo(Outside, scene.labels == cv::GC_BGD);
    const cv::Mat moved = flooded(scene.pixels, markers) == Inside;
    return cv::countNonZero(moved) > 0 ? cv::Mat(moved & 1) : object;
}

/// The object within `crop`, of its size.
cv::Mat objectIn(const cv::Rect& crop, const WorkingPicture& picture, const ObjectHints& hints,
                 const Mask& previous, const Progress& progress)
{
    const double scale =
        std::min(1.0, std::sqrt(static_cast<double>(kMaxRoundPixels) / crop.area()));
    const cv::Size small(std::max(1, cvFloor(crop.width * scale)),
                         std::max(1, cvFloor(crop.height * scale)));
    const Scene coarse = sceneOf(picture, hints, previous, crop, small);
    requireBothSides(coarse);
    Rounds rounds(progress);
    const bool isHinted = !hints.keep.empty() || pixelCount(previous) > 0;
    const Cut cut = bestCut(coarse, isHinted, rounds);
    const Scene fine = sceneOf(picture, hints, previous, crop, crop.size());
    cv::Mat object = scale < 1.0 ? refined(fine, cut) : cut.object;
    tidy(object, fine.labels);
    return object;
}

} // namespace

ObjectHints hintsOf(const ObjectOutline& object)
{
    return {.a = object.a,
            .b = object.b,
            .keep = object.keep,
            .drop = object.drop,
            .previous = object.pixels};
}

ObjectOutline objectOf(Mask pixels, ObjectHints hints)
{
    return {.pixels = std::move(pixels),
            .a = hints.a,
            .b = hints.b,
            .keep = std::move(hints.keep),
            .drop = std::move(hints.drop)};
}

Mask grabCut(const WorkingPicture& picture, const ObjectHints& hints, const Progress& progress)
{
    const Mask previous = reduced(
        wholeMask(hints.previous, picture.original, "The outline that is corrected"), picture);
    const cv::Rect2d box = boxOf(hints, picture);
    Mask object = emptyMask(picture.size());
    callOpenCv("The object cannot be cut out", [&] {
        const cv::Rect crop = cropAround(box, hints, previous, picture);
        const cv::Mat found = objectIn(crop, picture, hints, previous, progress);
        cv::Mat whole(object.height, object.width, CV_8UC1, object.pixels.data());
        found.copyTo(whole(crop));
    });
    return {.width = picture.original.width,
            .height = picture.original.height,
            .pixels = enlarged(object.pixels, picture)};
}

} // namespace palimpsest
