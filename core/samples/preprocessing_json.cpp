// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/preprocessing_json.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

nlohmann::ordered_json toJson(const Preprocessing& preprocessing)
{
    nlohmann::ordered_json result = {{"width", preprocessing.width},
                                     {"height", preprocessing.height},
                                     {"mean", preprocessing.mean},
                                     {"std", preprocessing.std}};
    const Resizing& resizing = preprocessing.resizing;
    if (resizing.mode != ResizeMode::None) {
        result["resize"] = {{"mode", resizeModeName(resizing.mode)},
                            {"side", resizing.side},
                            {"interpolation", interpolationName(resizing.interpolation)},
                            {"crop", cropStartName(resizing.cropStart)}};
    }
    return result;
}

} // namespace palimpsest
