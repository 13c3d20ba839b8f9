// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <vector>

namespace palimpsest {

/// Version of LibTorch, e.g. "1.13.1".
std::string torchVersion();

/// "cuda" when Torch sees a CUDA device, else "cpu".
std::string defaultDevice();

/// Checks that `device` is "cpu", "cuda" or "cuda:N" and is there. Throws BadInput when it is none
/// of these, DeviceError when it is missing.
void requireDevice(const std::string& device);

/// Hardware threads to use when nobody says otherwise.
int defaultThreads();

/// Readies this process for many equal passes: `threads` for matrix products, deterministic
/// kernels, no TF32, and freed
/// memory kept for the next pass instead of given back to the system, which on a small network is
/// two fifths of the time. Throws OutOfMemory when there is too little for so many threads.
void prepareTorch(int threads);

/// Things about this installation that make runs slow or results unsure, one sentence each: above
/// all the reference BLAS, on which matrix products run twenty to forty times slower.
std::vector<std::string> runtimeWarnings();

} // namespace palimpsest
