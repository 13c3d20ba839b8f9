// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/format_catalogue.h"
#include "core/base/files.h"
#include "support/drawings.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace palimpsest {

/// Files of annotations in a folder, and what is read of them.
class AnnotationBench : public testing::Test
{
protected:
    void write(const std::string& name, const std::string& bytes)
    {
        writeFileAtomically(m_folder / name, bytes);
    }

    void write(const AnnotationFiles& files)
    {
        for (const AnnotationFile& file : files.files) {
            writeFileAtomically(m_folder.path() / file.path, file.bytes);
        }
    }

    Annotations read(const std::string& format = {}) const
    {
        const PictureSizes sizes = [this](const std::string&) {
            return m_size.width > 0 ? std::optional(m_size) : std::nullopt;
        };
        return readAnnotations(m_folder.path(), format, {.sizes = sizes, .progress = {}});
    }

    /// The drawing of the only picture there is.
    Drawing only(const std::string& format = {}) const
    {
        const Annotations annotations = read(format);
        EXPECT_EQ(annotations.pictures.size(), 1U);
        return annotations.pictures.empty() ? Drawing() : annotations.pictures[0].drawing;
    }

    std::string remarks(const std::string& format = {}) const
    {
        std::string all;
        for (const std::string& remark : read(format).remarks) {
            all += remark + "\n";
        }
        return all;
    }

    TemporaryFolder m_folder;
    PixelSize m_size; ///< of pictures, for formats that do not say it; 0 × 0: nobody knows
};

inline std::vector<std::string> namesOf(const Drawing& drawing)
{
    std::vector<std::string> names;
    for (const PartStyle& part : drawing.parts) {
        names.push_back(part.name);
    }
    return names;
}

} // namespace palimpsest
