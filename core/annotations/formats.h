// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/annotations.h"
#include "core/annotations/source_files.h"

#include <vector>

namespace palimpsest {

// One format after the other: whether a source looks like it, what it says, and what is written of
// annotations. Readers execute nothing and open no file that a file names, only those of the
// source. Of several files those that are damaged, so that nothing can be told from them, are left
// out with a remark that names file and element; where nothing else is there they throw that as
// BadFile. What they do not take they say in remarks. Writers throw BadInput where a format
// cannot hold annotations at all.

/// LabelMe, one JSON file a picture, with the parts in their order. Shapes that carry one label are
/// one part, as in a study. Points say where parts lie; lines are left out.
bool isLabelMeSource(const SourceFiles& source);
Annotations readLabelMeFiles(const SourceFiles& source, const Reading& reading);
AnnotationFiles writeLabelMeFiles(const std::vector<AnnotatedPicture>& pictures);

/// CUB-200-2011: where parts lie (parts/part_locs.txt), by their names (parts/parts.txt), on
/// pictures (images.txt), as points; a part that is not visible has none. The folder, or
/// part_locs.txt with the others where the data set has them. Nothing is written so: there are
/// outlines to be kept.
bool isCubSource(const SourceFiles& source);
Annotations readCub(const SourceFiles& source, const Reading& reading);

/// COCO's instances: polygons, and masks as runs, plain or compressed; objects that only have a box
/// become rectangles. Source: https://cocodataset.org/#format-data.
bool isCocoSource(const SourceFiles& source);
Annotations readCoco(const SourceFiles& source, const Reading& reading);
AnnotationFiles writeCoco(const std::vector<AnnotatedPicture>& pictures);

/// Pascal VOC: pixels of objects (SegmentationClass, SegmentationObject; labelmap.txt names
/// colours) or, where there are none, their boxes (Annotations), and boxes of `part` on top. Boxes
/// count pixels from 1 and hold the last one, as the development kit says.
bool isVocSource(const SourceFiles& source);
Annotations readVoc(const SourceFiles& source, const Reading& reading);
AnnotationFiles writeVoc(const std::vector<AnnotatedPicture>& pictures);

/// CVAT for images, XML 1.1: polygons, boxes, ellipses, masks, by their z_order. Shapes of one
/// label and group are one part, each other shape is a part of its own.
bool isCvatSource(const SourceFiles& source);
Annotations readCvat(const SourceFiles& source, const Reading& reading);
AnnotationFiles writeCvat(const std::vector<AnnotatedPicture>& pictures);

/// YOLO: a .txt a picture, a line an object, outlines or boxes as shares of the picture; data.yaml,
/// obj.names or classes.txt name the classes.
bool isYoloSource(const SourceFiles& source);
Annotations readYolo(const SourceFiles& source, const Reading& reading);
AnnotationFiles writeYolo(const std::vector<AnnotatedPicture>& pictures);

/// A PNG of labels a picture; labelmap.txt, labels.txt, class_names.txt or classes.txt names them.
/// 0 is no part, and nor is 255 where nothing names it.
bool isLabelMaskSource(const SourceFiles& source);
Annotations readLabelMasks(const SourceFiles& source, const Reading& reading);
AnnotationFiles writeLabelMasks(const std::vector<AnnotatedPicture>& pictures);

/// A folder a picture, in it a PNG a part whose pixels are not black: 001_beak.png. Numbers in
/// front tell the order.
bool isPartMaskSource(const SourceFiles& source);
Annotations readPartMasks(const SourceFiles& source, const Reading& reading);
AnnotationFiles writePartMasks(const std::vector<AnnotatedPicture>& pictures);

} // namespace palimpsest
