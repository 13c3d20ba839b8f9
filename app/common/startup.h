// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// Starts the program again, in the same process, with OpenMP threads that wait only briefly for
/// one another before they sleep. By default they spin, and beside any other busy program a network
/// of small layers then runs ten to forty times slower; alone it is no slower this way. libgomp
/// reads its settings while it is loaded, so they cannot be changed any later. Returns when the
/// user has chosen settings, or when this is the second start.
void keepThreadsFromSpinning(char** argv);

/// A file beyond the size that is allowed fails to be written, as on a full disk, instead of ending
/// the program (SIGXFSZ). Programs that this one starts inherit it.
void reportFullDisks();

/// From now on a program in which memory runs out where nobody expects it ends with a sentence and
/// kOutOfMemory. One with too little memory to start at all ends so too, before its libraries are
/// readied: OpenBLAS would wait for its memory for ever. That needs no call.
void endWhenMemoryRunsOut();

} // namespace palimpsest
