// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

// PALIMPSEST_VECTORISED before a function compiles it once for each width of vector registers; the
// program picks when it starts, so that it runs on any x86-64. The bits of the results do not
// depend on the choice: sources with such functions are compiled without fused multiply-adds
// (core/CMakeLists.txt). ThreadSanitizer is not ready yet when the choice is made.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define PALIMPSEST_VECTORISED [[gnu::target_clones("avx512f", "avx2", "default")]]
#else
#define PALIMPSEST_VECTORISED
#endif
