// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/byte_stream.h"
#include "core/models/readers/pickle_value.h"

namespace palimpsest {

/// Reads one pickle of protocol 2 to 5, to its end, and leaves the stream behind it. Nothing is
/// imported, made or called: names are compared with a short list, objects of other classes become
/// inert values. Memory is in proportion to the bytes read. Throws BadFile on what is broken, too
/// large, or asks for a call that rebuilding tensors does not need, with the name.
PickleGraph readPickle(ByteStream& stream);

} // namespace palimpsest
