// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/number_type.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace palimpsest {

namespace {

static_assert(std::endian::native == std::endian::little, "checkpoints are little-endian");

template<typename Word>
Word wordAt(const char* bytes, std::size_t index)
{
    Word word;
    std::memcpy(&word, bytes + index * sizeof(Word), sizeof(Word));
    return word;
}

float fromHalf(std::uint16_t half)
{
    constexpr std::uint32_t kMantissaBits = 10;
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> kMantissaBits) & 0x1FU;
    const std::uint32_t mantissa = half & 0x3FFU;
    if (exponent == 0) { // zero and the numbers below the smallest normal one
        const float value = std::ldexp(static_cast<float>(mantissa), -24);
        return sign != 0 ? -value : value;
    }
    const std::uint32_t wide = exponent == 0x1F ? 0xFFU : exponent + 127 - 15;
    return std::bit_cast<float>(sign | wide << 23 | mantissa << 13);
}

} // namespace

std::uint64_t bytesOf(NumberType type)
{
    switch (type) {
    case NumberType::Whole1:
        return 1;
    case NumberType::Float16:
    case NumberType::BFloat16:
    case NumberType::Whole2:
        return 2;
    case NumberType::Float32:
    case NumberType::Whole4:
        return 4;
    case NumberType::Float64:
    case NumberType::Whole8:
        return 8;
    case NumberType::Other:
        break;
    }
    return 0;
}

bool isFloat(NumberType type)
{
    return type == NumberType::Float32 || type == NumberType::Float64 ||
           type == NumberType::Float16 || type == NumberType::BFloat16;
}

void toFloats(NumberType type, const char* bytes, std::span<float> out)
{
    if (out.empty()) {
        return;
    }
    if (type == NumberType::Float32) {
        std::memcpy(out.data(), bytes, out.size_bytes());
        return;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (type == NumberType::Float64) {
            out[i] = static_cast<float>(wordAt<double>(bytes, i));
        } else if (type == NumberType::Float16) {
            out[i] = fromHalf(wordAt<std::uint16_t>(bytes, i));
        } else {
            out[i] = std::bit_cast<float>(std::uint32_t{wordAt<std::uint16_t>(bytes, i)} << 16);
        }
    }
}

std::uint16_t toHalf(float value)
{
    constexpr std::uint32_t kInfinity = 0x7F800000;
    constexpr std::uint32_t kTooLarge = 0x477FF000;       // 65520, between the largest and infinity
    constexpr std::uint32_t kSmallestNormal = 0x38800000; // 2^-14
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = bits >> 16 & 0x8000U;
    const std::uint32_t size = bits & 0x7FFFFFFFU;
    std::uint32_t half = 0;
    if (size > kInfinity) {
        half = 0x7E00; // not a number
    } else if (size >= kTooLarge) {
        half = 0x7C00;
    } else if (size < kSmallestNormal) {
        half = static_cast<std::uint32_t>(std::nearbyint(std::ldexp(std::abs(value), 24)));
    } else {
        const std::uint32_t narrow = size - (std::uint32_t{127 - 15} << 23);
        half = (narrow + 0xFFFU + (narrow >> 13 & 1U)) >> 13;
    }
    return static_cast<std::uint16_t>(sign | half);
}

} // namespace palimpsest
