// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace palimpsest {

/// Dense row-major matrix.
template<typename T>
struct Matrix
{
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<T> data;

    Matrix() = default;
    Matrix(std::size_t rowCount, std::size_t columnCount)
        : rows(rowCount), columns(columnCount), data(rowCount * columnCount)
    {
    }

    std::span<T> row(std::size_t index) { return {data.data() + index * columns, columns}; }
    std::span<const T> row(std::size_t index) const
    {
        return {data.data() + index * columns, columns};
    }

    bool operator==(const Matrix&) const = default;
};

} // namespace palimpsest
