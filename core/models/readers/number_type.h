// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace palimpsest {

/// How the numbers of a stored tensor are written, little-endian.
enum class NumberType {
    Float32,
    Float64,
    Float16,
    BFloat16,
    Whole1, ///< integers and truth values, by their bytes; they are left out
    Whole2,
    Whole4,
    Whole8,
    Other, ///< complex, quantised, 8-bit floats: not read
};

/// Bytes of one number, 0 for Other.
std::uint64_t bytesOf(NumberType type);

/// Whether tensors of the type are read.
bool isFloat(NumberType type);

/// Turns the numbers that begin at `bytes` into float32; float64 is rounded to nearest.
void toFloats(NumberType type, const char* bytes, std::span<float> out);

/// The bits of the float16 nearest to `value`; of two as near the even one, infinity from 65520 on.
std::uint16_t toHalf(float value);

} // namespace palimpsest
