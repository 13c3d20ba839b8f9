// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/example_study.h"

#include "core/extraction/extraction.h"
#include "support/random_tables.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

namespace palimpsest {

ExampleStudy makeExampleStudy(int draws)
{
    const TemporaryFolder folder;
    const Study study = makeSmallStudy(folder.path());
    StudyInputs inputs(folder.path(), study);
    std::uint32_t seed = 0;
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
            for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
                const UnitIndex unit{{lineage, i}, sample};
                writeUnit(inputs.valuesPath(unit),
                          {.key = inputs.key(unit),
                           .table = {.partCount = 3, .v = randomTable(3, ++seed)}});
            }
        }
    }
    ExampleStudy example{study, analyse(inputs, {.nulls = NullSettings{.draws = draws}}), {}};
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        example.samples.push_back(inputs.sample(i));
    }
    return example;
}

} // namespace palimpsest
