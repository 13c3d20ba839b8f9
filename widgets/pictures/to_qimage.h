// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/image.h"

#include <QImage>

namespace palimpsest {

/// A copy of the picture that Qt draws: grey or RGB, 8 bits.
QImage toQImage(const Image& image);

/// RGB.
Image toImage(const QImage& image);

} // namespace palimpsest
