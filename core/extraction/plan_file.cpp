// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/plan_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/study/own_files.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kPlansFormat = 2; // format 1 had neither graph nor layout
constexpr int kMaxThreads = 1024;
constexpr int kMaxBatchSize = 1 << 20;

std::filesystem::path plansPath(const std::filesystem::path& folder)
{
    return ownFile(folder, "plans.json");
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " cannot be used: " + why +
                  ". Delete it; the next extraction makes a new one.");
}

json readPlans(const std::filesystem::path& path)
{
    std::error_code status;
    if (!std::filesystem::exists(path, status)) {
        return {{"format", kPlansFormat}, {"plans", json::array()}};
    }
    json root = readJson(path);
    const json format = root.is_object() ? root.value("format", json()) : json();
    if (!format.is_number_integer() || format < 1 || format > kPlansFormat ||
        !root.contains("plans") || !root["plans"].is_array()) {
        refuse(path,
               "it is no list of execution plans of format 1 to " + std::to_string(kPlansFormat));
    }
    root["format"] = kPlansFormat;
    return root;
}

Graph graphNamed(const json& name, const std::filesystem::path& path)
{
    for (const Graph graph : {Graph::Plain, Graph::Frozen, Graph::Optimised}) {
        if (name == graphName(graph)) {
            return graph;
        }
    }
    refuse(path, "a plan has a graph that is neither plain, frozen nor optimised");
}

/// Keeps others from writing plans while it lives. The folder itself is locked, so nothing is left
/// behind.
class PlansLock
{
public:
    explicit PlansLock(const std::filesystem::path& folder)
        : m_folder(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {
        if (m_folder >= 0) {
            ::flock(m_folder, LOCK_EX); // some file systems have no locks: then the last one wins
        }
    }
    ~PlansLock()
    {
        if (m_folder >= 0) {
            ::close(m_folder);
        }
    }
    PlansLock(const PlansLock&) = delete;
    PlansLock& operator=(const PlansLock&) = delete;

private:
    int m_folder;
};

bool isFor(const json& entry, const std::string& templateSha256, const std::string& device)
{
    return entry.is_object() && entry.value("template_sha256", json()) == templateSha256 &&
           entry.value("device", json()) == device;
}

} // namespace

std::optional<ExecutionPlan> readPlan(const std::filesystem::path& folder,
                                      const std::string& templateSha256, const std::string& device)
{
    const std::filesystem::path path = plansPath(folder);
    const json root = readPlans(path);
    for (const json& entry : root["plans"]) {
        if (!isFor(entry, templateSha256, device)) {
            continue;
        }
        const json threads = entry.value("threads", json());
        const json batch = entry.value("batch_size", json());
        if (!threads.is_number_integer() || threads < 1 || threads > kMaxThreads ||
            !batch.is_number_integer() || batch < 1 || batch > kMaxBatchSize) {
            refuse(path, "a plan has no sensible numbers of threads and batch size");
        }
        return ExecutionPlan{.device = device,
                             .threads = threads.get<int>(),
                             .batchSize = batch.get<int>(),
                             .graph = graphNamed(entry.value("graph", json("frozen")), path),
                             .channelsLast = entry.value("channels_last", json(false)) == true,
                             .checksEveryUnit =
                                 entry.value("checks_every_unit", json(true)) == true};
    }
    return std::nullopt;
}

ExecutionPlan storePlan(const std::filesystem::path& folder, const std::string& templateSha256,
                        const ExecutionPlan& plan)
{
    const PlansLock lock(folder);
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
