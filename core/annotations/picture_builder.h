// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/annotations.h"
#include "core/annotations/reading_remarks.h"

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// Corners that all polygons of one picture may have together: more are no drawing.
inline constexpr std::size_t kMaxCorners = 500'000;

/// Makes the drawing of a picture from the objects that a file names, each on top of those before
/// it.
class PictureBuilder
{
public:
    /// `file` is named in messages. Throws BadFile when the size makes no sense or is larger than
    /// that of any picture that is read.
    PictureBuilder(std::filesystem::path file, std::string name, PixelSize size,
                   ReadingRemarks& remarks);

    const std::string& name() const { return m_picture.name; }
    PixelSize size() const { return {m_picture.drawing.width, m_picture.drawing.height}; }

    /// One more object, which is a part: called like its category or, as long as that is taken,
    /// "category 2" and so on. Polygons are united; those of fewer than three points are left out,
    /// as are objects without a polygon and those beyond kMaxDrawnParts. `partOf` is the category
    /// of the object that this one belongs to. `where` names it in messages. Returns the part's
    /// name; empty where it was left out. Throws BadFile when points are not finite or millions of
    /// pixels away, or polygons have more than kMaxCorners.
    std::string addObject(const std::string& category, std::vector<std::vector<Point>> polygons,
                          const std::string& where, const std::string& partOf = {});

    /// One more polygon of the object that became `part`.
    void addToObject(const std::string& part, std::vector<Point> polygon, const std::string& where);

    AnnotatedPicture picture() && { return std::move(m_picture); }

private:
    std::string freeName(const std::string& category) const;
    void addPolygon(const std::string& part, std::vector<Point> polygon, const std::string& where,
                    const std::string& otherKeys);

    std::filesystem::path m_file;
    AnnotatedPicture m_picture;
    ReadingRemarks& m_remarks;
    std::set<std::string> m_names;
    std::size_t m_corners = 0;
};

/// The closed polygon around the set pixels of a mask, as outlineOf() makes it. Throws BadFile
/// where it would have more than kMaxCorners, before it is made.
std::vector<Point> outlineOfMask(const std::vector<bool>& mask, PixelSize size, Point corner,
                                 const std::filesystem::path& file, const std::string& where);

/// An upright rectangle as a polygon.
std::vector<Point> rectangle(double left, double top, double right, double bottom);

/// The category of the object that a shape is of: its label, but that of objects which were told
/// apart by a number, as addObject() does, is what their file calls it.
std::string categoryOf(const Shape& shape);

/// The category of what an object belongs to; empty where it belongs to none.
std::string ownerOf(const Shape& shape);

/// All that was read of a source. Where pictures of one name are in several files, the first with
/// parts is kept, which a remark says. Throws BadFile where nothing was read, as attempts failed.
Annotations annotationsOf(std::vector<AnnotatedPicture> pictures, ReadingRemarks& remarks);

} // namespace palimpsest
