// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands.h"
#include "app/common/exit_code.h"
#include "app/common/stop_signals.h"
#include "core/base/error.h"
#include "core/extraction/study_packing.h"
#include "core/study/study_file.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace palimpsest {

namespace {

void print(const StudyPacking& result, const char* what, bool asJson)
{
    if (asJson) {
        std::cout << nlohmann::ordered_json{{what, result.units},
                                            {"packs", result.packs},
                                            {"pack_bytes", result.packBytes},
                                            {"left", result.left}}
                         .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
                  << "\n";
        return;
    }
    std::cout << result.units << " units changed their place; there are " << result.packs
              << " packs of " << result.packBytes / 1'000'000 << " MB.\n";
    for (const std::string& why : result.left) {
        std::cerr << "Left as it is: " << why << "\n";
    }
}

int runPacking(const std::filesystem::path& folder, const char* what, bool asJson,
               StudyPacking (*work)(StudyInputs&, const Progress&))
{
    StudyInputs inputs(folder, readStudy(folder));
    const StopSignals signals;
    try {
        const StudyPacking result =
            work(inputs, [&](std::size_t, std::size_t) { return signals.received() == 0; });
        print(result, what, asJson);
        return result.left.empty() ? kOk : kSomeUnitsFailed;
    } catch (const Cancelled&) {
        std::cerr << "Stopped; nothing is lost. Run the same command to go on.\n";
        return signals.exitCode();
    }
}

} // namespace

int run(const PackCommand& command)
{
    return runPacking(command.study, "units_packed", command.json, packStudy);
}

int run(const UnpackCommand& command)
{
    return runPacking(command.study, "units_unpacked", command.json, unpackStudy);
}

} // namespace palimpsest
