// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/network_demands.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/samples/picture_view.h"
#include "core/setup/checkpoint_table.h"
#include "core/setup/network_fit.h"
#include "core/setup/sample_setup.h"
#include "core/study/study_names.h"

#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Whether networks that take what `before` makes may not take what `after` makes.
bool isOtherInput(const Preprocessing& before, const Preprocessing& after)
{
    return after.width != before.width || after.height != before.height ||
           after.channels() != before.channels();
}

/// What the network of a run is, by its first checkpoint, as the others are of its architecture;
/// with a template it is a program.
CheckpointLook lookOf(const Lineage& run, const fs::path& folder)
{
    CheckpointLook look;
    if (run.modelTemplate.empty()) {
        look = checkpointLook(folder / run.checkpoints.front().weights);
    } else {
        look.container = Container::TorchScript;
    }
    return look;
}

bool isProgram(const CheckpointLook& look)
{
    return look.container == Container::TorchScript;
}

/// Whether `after` makes samples that a network of the samples of `before` may not take.
bool hasOtherInput(const Study& before, const Study& after)
{
    const bool isLonger =
        before.tokenisation && after.tokenisation &&
        after.tokenisation->options.maximumLength > before.tokenisation->options.maximumLength;
    return isLonger || isOtherInput(before.preprocessing, after.preprocessing);
}

/// Throws where `network` cannot take the samples of `after`.
void requireInputs(const std::string& name, const Architecture& network, const Study& before,
                   const Study& after)
{
    const SampleSetup& setup = sampleSetup(after);
    const InputMisfit misfit = setup.misfit(after, network);
    if (!misfit.reason.empty() && !setup.takesPreprocessing()) {
        throw BadInput(name + ", a " + network.name + ", cannot take sentences of that length: " +
                       misfit.reason + " " + misfit.remedy);
    }
    if (!misfit.reason.empty()) {
        const bool fitsNow = setup.misfit(before, network).reason.empty();
        throw BadInput(name + ", a " + network.name +
                       ", cannot take pictures that are prepared so: " + misfit.reason + " " +
                       (fitsNow ? "Leave their size and channels as they are." : misfit.remedy));
    }
}

} // namespace

void requireNetworksFor(const Study& after, const fs::path& folder, const Study& before)
{
    const bool isOther = hasOtherInput(before, after);
    const bool isOtherValue = after.settings.valueKind != before.settings.valueKind;
    if (!isOther && !isOtherValue) {
        return; // files of networks are large
    }
    for (std::size_t i = 0; i < before.lineages.size(); ++i) {
        const CheckpointLook look = lookOf(before.lineages[i], folder);
        if (isProgram(look) || !look.architecture) {
            continue; // what it takes and answers with is not known
        }
        const std::string name = checkpointName(before, {i, 0});
        if (isOther) {
            requireInputs(name, *look.architecture, before, after);
        }
        const std::string problem =
            isOtherValue ? otherMeaning(after, look.architecture->meaning) : std::string();
        if (!problem.empty()) {
            throw BadInput(name + " cannot be looked at like that: " + problem);
        }
    }
}

std::string untriedPrograms(const Preprocessing& after, const fs::path& folder, const Study& study)
{
    std::vector<std::string> programs;
    for (const Lineage& run : study.lineages) {
        if (isOtherInput(study.preprocessing, after) && isProgram(lookOf(run, folder))) {
            programs.push_back(run.name);
        }
    }
    const bool isOne = programs.size() == 1;
    return programs.empty()
               ? std::string()
               : (isOne ? "The network of " : "The networks of ") + listedNames(programs) +
                     (isOne ? " is a program, and whether it takes "
                            : " are programs, and whether they take ") +
                     "pictures of " + seenSize(after) + " in " +
                     numberOf(static_cast<std::size_t>(after.channels()), "channel", "channels") +
                     " was not tried.";
}

} // namespace palimpsest
