// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/figures/figure_export.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "support/analysed_study.h"
#include "support/application.h"
#include "support/expect_error.h"
#include "support/failing_calls.h"
#include "support/folder_bytes.h"

#include <fstream>
#include <iterator>
#include <string_view>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class FigureExport : public AnalysedStudy
{
protected:
    FigureExport()
    {
        needApplication();
        fs::create_directory(m_folder / "figures");
    }

    void draw(const std::string& name, double width)
    {
        const Analysis analysis = analysed();
        const DateForgotten forgotten{m_folder / "figures" / name};
        const FigureKind& kind = figureKind("knowledge");
        exportFigure(m_inputs, figureContent(m_inputs, kind, analysis, 0),
                     {.kind = kind, .out = forgotten.file, .widthMm = width});
    }

private:
    /// Takes the second of its making out of a PDF, whether or not it could be made: two of the
    /// same figure differ in nothing else.
    struct DateForgotten
    {
        fs::path file;

        ~DateForgotten()
        {
            std::fstream pdf(file, std::ios::in | std::ios::out | std::ios::binary);
            const std::string bytes(std::istreambuf_iterator<char>(pdf), {});
            pdf.clear();
            // Some versions of Qt write it more often, as 20261129062233 or 2026-11-29T06:22:33.
            for (const std::string_view key : {"/CreationDate (D:", "/ModDate (D:", "CreateDate=\"",
                                               "ModifyDate=\"", "MetadataDate=\""}) {
                const std::size_t at = bytes.find(key);
                if (file.extension() == ".pdf" && at != std::string::npos) {
                    const std::size_t begin = at + key.size();
                    const std::size_t end = bytes.find_first_not_of("0123456789T:-", begin);
                    pdf.seekp(static_cast<std::streamoff>(begin));
                    pdf << std::string(end - begin, '0');
                }
            }
        }
    };
};

TEST_F(FigureExport, IsOldOrNewWhicheverCallFails)
{
    for (const char* name : {"figure.svg", "figure.pdf", "figure.png"}) {
        SCOPED_TRACE(name);
        draw(name, 89.0);
        const FailureCounts counts =
            expectOldOrNew(m_folder / "figures", [&] { draw(name, 100.0); });
        EXPECT_GE(counts.failures, 15U); // three files
        EXPECT_GE(counts.kept, 12U);
        std::cout << name << ": " << counts.failures << " calls failed, " << counts.kept
                  << " stopped the write\n";
    }
}

TEST_F(FigureExport, ReplacesNothingButFiles)
{
    fs::create_directory(m_folder / "figures/a.svg");
    fs::create_symlink(m_folder / "study.json", m_folder / "figures/b.json");
    const FolderBytes before = bytesBelow(m_folder.path());
    expectError<NotWritable>([&] { draw("a.svg", 89.0); }, "a folder");
    expectError<NotWritable>([&] { draw("b.svg", 89.0); }, "symbolic link");
    expectError<NotWritable>([&] { draw("none/c.svg", 89.0); }, "no folder");
    EXPECT_EQ(bytesBelow(m_folder.path()), before);
}

TEST_F(FigureExport, PicturesAreReadForThoseThatShowThemAlone)
{
    const Analysis analysis = analysed();
    fs::remove(m_folder / m_study.samples[0].image);
    StudyInputs inputs(m_folder.path(), m_study);
    EXPECT_TRUE(figureContent(inputs, figureKind("knowledge"), analysis, 0).samples.empty());
    EXPECT_THROW(figureContent(inputs, figureKind("overlay"), analysis, 0), BadFile);
}

TEST_F(FigureExport, ProvenanceHasTheCaptionWhichNamesTheCheckpoints)
{
    const FigureKind& kind = figureKind("signed");
    const FigureContent content = figureContent(m_inputs, kind, analysed(), 1);
    exportFigure(m_inputs, content, {.kind = kind, .out = m_folder / "figures" / "signed.svg"});
    const std::string provenance = readFile(m_folder / "figures" / "signed.json", 1 << 20);
    EXPECT_NE(provenance.find("\"caption\": \"finetuned/4 and scratch/4 against pretrained/0"),
              std::string::npos)
        << provenance;
}

} // namespace
} // namespace palimpsest
