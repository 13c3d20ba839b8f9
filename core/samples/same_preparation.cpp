// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/same_preparation.h"

#include "core/base/error.h"
#include "core/pictures/picture_header.h"
#include "core/samples/picture_view.h"

namespace palimpsest {

namespace {

/// Whether a picture that has the network's size already is left as it is.
bool keepsItsSize(const Preprocessing& preprocessing)
{
    const Fitting fitting = fittingOf(preprocessing.width, preprocessing.height, preprocessing);
    return fitting.width == preprocessing.width && fitting.height == preprocessing.height;
}

} // namespace

bool makeTheSame(Preprocessing own, const Preprocessing& used,
                 const std::function<bool()>& haveSize)
{
    if (describe(own) == describe(used)) { // numbers as people write them down, to six digits
        return true;
    }
    const bool isSizeKept = keepsItsSize(own) && keepsItsSize(used);
    own.resizing = used.resizing;
    return isSizeKept && describe(own) == describe(used) && haveSize();
}

bool hasSize(const std::filesystem::path& picture, const Preprocessing& preprocessing)
{
    try {
        const PictureHeader header = readPictureHeader(picture);
        return (header.isOnItsSide() ? header.height : header.width) == preprocessing.width &&
               (header.isOnItsSide() ? header.width : header.height) == preprocessing.height;
    } catch (const Error&) {
        return false; // who takes the picture in says why
    }
}

} // namespace palimpsest
