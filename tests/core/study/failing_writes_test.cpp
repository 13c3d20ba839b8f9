// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every call by which a study's files are written fails once: old bytes or new ones, no leftovers.

#include "core/analysis/analysis_export.h"
#include "core/analysis/study_export.h"
#include "core/analysis/study_values.h"
#include "core/extraction/plan_file.h"
#include "core/models/readers/safetensors.h"
#include "core/parts/labelme.h"
#include "core/samples/sentence_parts.h"
#include "core/study/file_hashes.h"
#include "core/study/packing.h"
#include "core/study/study_file.h"
#include "core/study/taking_in.h"
#include "support/analysed_study.h"
#include "support/failing_calls.h"
#include "support/packed_units.h"

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// Of a study that is whole.
class FailingWrites : public AnalysedStudy
{
protected:
    /// Some opens, one write, one sync of the file and one of its folder, one rename, some closes.
    void expectAll(const std::function<void()>& change, const std::function<void()>& holds = {})
    {
        const FailureCounts counts = expectOldOrNew(m_folder.path(), change, holds);
        EXPECT_GE(counts.failures, 8U);
        EXPECT_GE(counts.kept, 5U); // an open, write, short write, fsync, rename
        RecordProperty("failures", static_cast<int>(counts.failures));
        std::cout << counts.failures << " calls failed, " << counts.kept << " stopped the write\n";
    }

    fs::path unit(std::size_t sample = 0) const
    {
        return unitPath(m_folder.path(), m_study, {1, 0}, sample);
    }
};

TEST_F(FailingWrites, OfStudyJson)
{
    Study changed = m_study;
    changed.name = "Another name";
    expectAll([&] { writeStudy(m_folder.path(), changed); });
}

TEST_F(FailingWrites, OfDrawnParts)
{
    const fs::path path = partsPath(m_folder.path(), m_study.samples[0]);
    Drawing drawing = readLabelMe(path);
    drawing.parts[0].colour = "#123456";
    expectAll([&] { writeLabelMe(path, drawing, "../images/a.png", m_folder.path()); });
}

TEST_F(FailingWrites, OfPartsOfASentence)
{
    const fs::path path = partsPath(m_folder.path(), "words");
    writeSentenceParts(path, {.text = "a b", .parts = {{.label = "a", .words = {0}}}});
    const SentenceParts after{.text = "a b", .parts = {{.label = "both", .words = {0, 1}}}};
    expectAll([&] { writeSentenceParts(path, after, m_folder.path()); });
}

TEST_F(FailingWrites, OfAUnit)
{
    expectAll([&] { writeUnit(unit(), randomUnit(3, 7)); });
}

TEST_F(FailingWrites, OfAPack)
{
    const std::string first = unitBytes(unit(0), readUnit(unit(0)));
    const std::string second = unitBytes(unit(1), readUnit(unit(1)));
    expectAll([&] { EXPECT_TRUE(packUnits(unit().parent_path()).left.empty()); },
              [&] {
                  UnitStore store;
                  EXPECT_EQ(unitBytes(unit(0), store.read(unit(0)).value()), first);
                  EXPECT_EQ(unitBytes(unit(1), store.read(unit(1)).value()), second);
              });
}

TEST_F(FailingWrites, OfPlans)
{
    storePlan(m_folder.path(), "one", {.device = "cpu", .threads = 1, .batchSize = 8});
    expectAll([&] {
        storePlan(m_folder.path(), "two", {.device = "cpu", .threads = 2, .batchSize = 16});
    });
}

TEST_F(FailingWrites, OfHashes)
{
    const fs::path weights = m_folder / "weights.bin";
    writeFileAtomically(weights, "weights");
    const auto settled = std::chrono::milliseconds(20);
    const auto takeHash = [&] {
        FileHashes hashes(m_folder.path(), settled);
        hashes.of(weights);
        hashes.save();
    };
    while (!fs::exists(m_folder / "hashes.json")) { // until the file is old enough
        takeHash();
    }
    fs::remove(m_folder / "hashes.json");
    expectAll(takeHash);
}

TEST_F(FailingWrites, OfPicturesAndWeights)
{
    const fs::path picture = m_folder / "images/other.png";
    writePng(picture, {.width = 1, .height = 1, .channels = 1, .pixels = {1}});
    expectAll([&] {
        writePng(picture, {.width = 1, .height = 1, .channels = 1, .pixels = {9}}, m_folder.path());
    });
    const fs::path weights = m_folder / "checkpoints/other.safetensors";
    writeSafetensors(weights, {{"w", {.shape = {1}, .values = {1.0F}}}});
    expectAll([&] { writeSafetensors(weights, {{"w", {.shape = {2}, .values = {1.0F, 2.0F}}}}); });
}

TEST_F(FailingWrites, OfFilesThatAreTakenIn)
{
    const TemporaryFolder elsewhere;
    writeFileAtomically(elsewhere / "weights.pt", std::string(3 << 20, 'w'));
    expectAll([&] {
        NewFiles made;
        made.take(elsewhere / "weights.pt", m_folder / "checkpoints/new/copy.pt", Taking::Copy,
                  m_folder.path());
        made.keep();
    });
}

TEST_F(FailingWrites, OfExports)
{
    fs::create_directory(m_folder / "out");
    writeFileAtomically(m_folder / "out/all.h5", "old");
    writeFileAtomically(m_folder / "out/curve.csv", "old");
    const StudyValues values = loadValues(m_inputs);
    const ComparedModels compared = compareModels(m_study, values, {});
    const Analysis analysis = analysed();
    expectAll([&] { exportStudy(m_inputs, m_folder / "out/all.h5"); });
    expectAll([&] { exportCsv(m_study, values, compared, analysis, m_folder / "out"); });
}

} // namespace
} // namespace palimpsest
