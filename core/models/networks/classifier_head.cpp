// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/classifier_head.h"

namespace palimpsest {

std::string layerName(const ClassifierHead& head)
{
    return head.weight.substr(0, head.weight.rfind('.'));
}

} // namespace palimpsest
