// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/mask_labels.h"
#include "core/annotations/picture_builder.h"
#include "core/annotations/text_list.h"
#include "core/annotations/xml_file.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::array kVocClasses = {"aeroplane",   "bicycle", "bird",  "boat",      "bottle",
                                    "bus",         "car",     "cat",   "chair",     "cow",
                                    "diningtable", "dog",     "horse", "motorbike", "person",
                                    "pottedplant", "sheep",   "sofa",  "train",     "tvmonitor"};

/// The files that speak of one picture.
struct VocFiles
{
    std::optional<SourceFile> xml;
    std::optional<SourceFile> classes;
    std::optional<SourceFile> objects;
};

std::string stemOf(const fs::path& inside)
{
    return fs::path(inside).replace_extension().generic_string();
}

std::map<std::string, VocFiles> filesByPicture(const SourceFiles& source)
{
    std::map<std::string, VocFiles> pictures;
    for (const SourceFile& file : filesEnding(source, ".png")) {
        if (const fs::path inside = behind(file.inside, "SegmentationClass"); !inside.empty()) {
            pictures[stemOf(inside)].classes = file;
        } else if (const fs::path object = behind(file.inside, "SegmentationObject");
                   !object.empty()) {
            pictures[stemOf(object)].objects = file;
        }
    }
    for (const SourceFile& file : filesEnding(source, ".xml")) {
        const fs::path inside = behind(file.inside, "Annotations");
        pictures[stemOf(inside.empty() ? file.inside : inside)].xml = file;
    }
    return pictures;
}

/// One picture while it is read.
class VocPicture
{
public:
    VocPicture(std::string key, const VocFiles& files, const MaskLabels& labels,
               ReadingRemarks& remarks)
        : m_files(files), m_labels(labels), m_remarks(remarks), m_name(std::move(key))
    {
        if (files.xml) {
            readXml(files.xml->path, m_document);
            m_annotation = m_document.document_element();
            if (*m_annotation.child_value("filename") != '\0') {
                m_on.name = pathWithin(m_annotation.child_value("filename")).filename().string();
            }
            if (!m_on.name.empty() && areCalledAlike(m_on.name, m_name)) { // and has its ending
                m_name = (fs::path(m_name).parent_path() / m_on.name).generic_string();
            }
        }
    }

    std::optional<AnnotatedPicture> read(const Reading& reading);

private:
    const fs::path& file() const
    {
        return m_files.classes ? m_files.classes->path : m_files.xml->path;
    }
    std::optional<PixelSize> saidSize() const;
    void takePixels(const LabelGrid& classes, PictureBuilder& picture);
    void takeBoxes(bool isSegmented, PictureBuilder& picture);
    std::optional<std::vector<Point>> boxOf(const pugi::xml_node& object) const;

    VocFiles m_files;
    const MaskLabels& m_labels;
    ReadingRemarks& m_remarks;
    std::string m_name;
    DrawnOn m_on;
    pugi::xml_document m_document;
    pugi::xml_node m_annotation;
};

std::optional<PixelSize> VocPicture::saidSize() const
{
    const pugi::xml_node size = m_annotation.child("size");
    const auto width = numberIn(size.child_value("width"));
    const auto height = numberIn(size.child_value("height"));
    const bool isSaid =
        width && height && *width >= 1 && *height >= 1 && *width < 1e6 && *height < 1e6;
    return isSaid ? std::optional(PixelSize{static_cast<int>(*width), static_cast<int>(*height)})
                  : std::nullopt;
}

std::optional<AnnotatedPicture> VocPicture::read(const Reading& reading)
{
    if (!m_files.xml && !m_files.classes) {
        m_remarks.leftOut("pixels of objects that no SegmentationClass tells the class of", m_name);
        return std::nullopt;
    }
    std::optional<PixelSize> size = saidSize();
    std::optional<LabelGrid> classes;
    if (m_files.classes) {
        classes = readGrid(*m_files.classes, m_labels);
        const PixelSize own{classes->width, classes->height};
        if (size && *size != own) {
            refuseAnnotations(file(), "it has another size than " +
                                          shown(m_files.xml->inside.string()) +
                                          " says of its picture");
        }
        size = own;
    }
    size = size ? size : reading.sizes(m_name);
    size = size || m_on.name.empty() ? size : reading.sizes(m_on.name);
    if (!size) {
        m_remarks.leftOut("all of a picture whose size nobody says", m_name);
        return std::nullopt;
    }
    PictureBuilder picture(file(), m_name, *size, m_remarks);
    if (classes) {
        takePixels(*classes, picture);
    }
    takeBoxes(classes.has_value(), picture);
    AnnotatedPicture result = std::move(picture).picture();
    result.drawnOn = m_on;
    return result;
}

void VocPicture::takePixels(const LabelGrid& classes, PictureBuilder& picture)
{
    LabelGrid objects = classes;
    if (m_files.objects) {
        objects = readGrid(*m_files.objects, {});
        if (objects.width != classes.width || objects.height != classes.height) {
            refuseAnnotations(m_files.objects->path,
                              "it is of another size than its SegmentationClass");
        }
    }
    for (const int object : labelsIn(objects)) {
        const std::vector<bool> mask = pixelsOf(objects, object);
        std::map<int, std::size_t> votes;
        for (std::size_t i = 0; i < mask.size(); ++i) {
            if (mask[i] && classes.labels[i] > 0) {
                ++votes[classes.labels[i]];
            }
        }
        const std::string where = "object " + std::to_string(object);
        if (votes.empty()) {
            m_remarks.leftOut("objects that have no class", m_name);
            continue;
        }
        const auto most =
            std::ranges::max_element(votes, {}, [](const auto& entry) { return entry.second; });
        const bool isUsual = m_labels.names.empty() && most->first >= 1 &&
                             most->first <= static_cast<int>(kVocClasses.size());
        picture.addObject(isUsual ? kVocClasses[static_cast<std::size_t>(most->first) - 1]
                                  : labelName(most->first, m_labels),
                          {outlineOfMask(mask, picture.size(), {}, file(), where)}, where);
    }
}

void VocPicture::takeBoxes(bool isSegmented, PictureBuilder& picture)
{
    for (const pugi::xml_node& object : m_annotation.children("object")) {
        const std::string name = object.child_value("name");
        const std::string where = "object \"" + shown(name) + "\" of \"" + shown(m_name) + "\"";
        const auto box = boxOf(object);
        if (isSegmented) {
            m_remarks.leftOut("boxes of objects whose pixels are given", m_name);
        } else if (box) {
            picture.addObject(name, {*box}, where);
            m_remarks.became("a box", "a rectangle");
        } else {
            m_remarks.leftOut("the object \"" + shown(name) + "\", which has no bndbox", m_name);
        }
        for (const pugi::xml_node& part : object.children("part")) {
            const std::string called = part.child_value("name");
            if (const auto inner = boxOf(part)) {
                picture.addObject(called, {*inner}, "part \"" + shown(called) + "\" of " + where,
                                  name);
                m_remarks.became("a box", "a rectangle");
            } else {
                m_remarks.leftOut("the part \"" + shown(called) + "\", which has no bndbox",
                                  m_name);
            }
        }
    }
}

/// Pixels are counted from 1, and xmax is the last one.
std::optional<std::vector<Point>> VocPicture::boxOf(const pugi::xml_node& object) const
{
    const pugi::xml_node box = object.child("bndbox");
    if (!box) {
        return std::nullopt;
    }
    std::array<double, 4> sides{};
    constexpr std::array kNames = {"xmin", "ymin", "xmax", "ymax"};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto side = numberIn(box.child_value(kNames[i]));
        if (!side) {
            refuseAnnotations(m_files.xml->path, std::string(object.name()) + " \"" +
                                                     shown(object.child_value("name")) +
                                                     "\" has no number as its " + kNames[i]);
        }
        sides[i] = *side;
    }
    return rectangle(sides[0] - 1.0, sides[1] - 1.0, sides[2], sides[3]);
}

} // namespace

bool isVocSource(const SourceFiles& source)
{
    const auto isSegmentation = [](const SourceFile& file) {
        return !behind(file.inside, "SegmentationClass").empty();
    };
    const auto isAnnotation = [](const SourceFile& file) {
        return rootOfXml(file.path) == "annotation";
    };
    return std::ranges::any_of(filesEnding(source, ".png"), isSegmentation) ||
           std::ranges::any_of(filesEnding(source, ".xml"), isAnnotation);
}

Annotations readVoc(const SourceFiles& source, const Reading& reading)
{
    ReadingRemarks remarks;
    std::vector<AnnotatedPicture> pictures;
    const MaskLabels labels = readMaskLabels(source);
    const auto byPicture = filesByPicture(source);
    std::size_t done = 0;
    for (const auto& entry : byPicture) {
        reading.step(done++, byPicture.size());
        remarks.attempt([&](ReadingRemarks& own) {
            if (auto picture = VocPicture(entry.first, entry.second, labels, own).read(reading)) {
                pictures.push_back(std::move(*picture));
            }
        });
    }
    return annotationsOf(std::move(pictures), remarks);
}

} // namespace palimpsest
