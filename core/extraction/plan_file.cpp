// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/plan_file.h"

#include "core/base/damaged_file.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/folder_lock.h"
#include "core/base/json.h"
#include "core/study/own_files.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kPlansFormat = 2; // format 1 had neither graph nor layout
constexpr std::uint64_t kMaxBytes = 4u << 20;
constexpr int kMaxThreads = 1024;
constexpr int kMaxBatchSize = 1 << 20;

std::filesystem::path plansPath(const std::filesystem::path& folder)
{
    return ownFile(folder, "plans.json");
}

/// Thrown by what reads plans; says what is wrong with them.
struct DamagedPlans
{
    std::string why;
};

json readPlans(const std::filesystem::path& path)
{
    if (!stands(path)) {
        return {{"format", kPlansFormat}, {"plans", json::array()}};
    }
    const std::string text = readFile(path, kMaxBytes); // what cannot be read is not damaged
    json root;
    try {
        root = parseJson(text, path);
    } catch (const BadFile&) {
        throw DamagedPlans{"it is not valid JSON"};
    }
    const json format = root.is_object() ? root.value("format", json()) : json();
    if (format.is_number_integer() && format > kPlansFormat) {
        throw BadFile(quoted(path) + " was made by a newer version of Palimpsest. Use that one.");
    }
    if (!format.is_number_integer() || format < 1 || !root.contains("plans") ||
        !root["plans"].is_array()) {
        throw DamagedPlans{"it is no list of execution plans"};
    }
    root["format"] = kPlansFormat;
    return root;
}

Graph graphNamed(const json& name)
{
    for (const Graph graph : {Graph::Plain, Graph::Frozen, Graph::Optimised}) {
        if (name == graphName(graph)) {
            return graph;
        }
    }
    throw DamagedPlans{"a plan has a graph that is neither plain, frozen nor optimised"};
}

ExecutionPlan planFrom(const json& entry)
{
    const json threads = entry.value("threads", json());
    const json batch = entry.value("batch_size", json());
    if (!threads.is_number_integer() || threads < 1 || threads > kMaxThreads ||
        !batch.is_number_integer() || batch < 1 || batch > kMaxBatchSize) {
        throw DamagedPlans{"a plan has no sensible numbers of threads and batch size"};
    }
    return {.device = entry.value("device", json()).get<std::string>(),
            .threads = threads.get<int>(),
            .batchSize = batch.get<int>(),
            .graph = graphNamed(entry.value("graph", json("frozen"))),
            .channelsLast = entry.value("channels_last", json(false)) == true,
            .checksEveryUnit = entry.value("checks_every_unit", json(true)) == true};
}

/// Throws DamagedPlans when any plan of the list cannot be used.
void requireSound(const json& root)
{
    for (const json& entry : root["plans"]) {
        if (!entry.is_object() || !entry.value("device", json()).is_string() ||
            !entry.value("template_sha256", json()).is_string()) {
            throw DamagedPlans{"a plan does not say what it is for"};
        }
        planFrom(entry);
    }
}

bool isFor(const json& entry, const std::string& templateSha256, const std::string& device)
{
    return entry["template_sha256"] == templateSha256 && entry["device"] == device;
}

} // namespace

std::optional<ExecutionPlan> readPlan(const std::filesystem::path& folder,
                                      const std::string& templateSha256, const std::string& device)
{
    try {
        const json root = readPlans(plansPath(folder));
        requireSound(root);
        for (const json& entry : root["plans"]) {
            if (isFor(entry, templateSha256, device)) {
                return planFrom(entry);
            }
        }
    } catch (const DamagedPlans&) {
        return std::nullopt; // the next run says so
    }
    return std::nullopt;
}

std::string setAsideDamagedPlans(const std::filesystem::path& folder)
{
    const FolderLock lock(folder, FolderLock::Kind::ExclusiveIfAny);
    const std::filesystem::path path = plansPath(folder);
    try {
        requireSound(readPlans(path));
        return {};
    } catch (const DamagedPlans& damaged) {
        const std::filesystem::path aside = setAside(path);
        return quoted(path) + " is damaged: " + damaged.why + ". It is set aside as " +
               quoted(aside.filename()) + ", and how the models run is chosen anew, so values " +
               "made from now on may differ from stored ones in their last digits.";
    }
}

ExecutionPlan storePlan(const std::filesystem::path& folder, const std::string& templateSha256,
                        const ExecutionPlan& plan)
{
    const FolderLock lock(folder, FolderLock::Kind::ExclusiveIfAny);
    if (const auto first = readPlan(folder, templateSha256, plan.device)) {
        return *first;
    }
    const std::filesystem::path path = plansPath(folder);
    json root = readPlans(path);
    root["plans"].push_back({{"template_sha256", templateSha256},
                             {"device", plan.device},
                             {"threads", plan.threads},
                             {"batch_size", plan.batchSize},
                             {"graph", graphName(plan.graph)},
                             {"channels_last", plan.channelsLast},
                             {"checks_every_unit", plan.checksEveryUnit}});
    writeFileAtomically(path, root.dump(2) + "\n", folder);
    return plan;
}

} // namespace palimpsest
