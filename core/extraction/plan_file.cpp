// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/plan_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kPlansFormat = 1;
constexpr int kMaxThreads = 1024;
constexpr int kMaxBatchSize = 1 << 20;

std::filesystem::path plansPath(const std::filesystem::path& folder)
{
    return folder / "plans.json";
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
    if (!root.is_object() || !root.contains("plans") || !root["plans"].is_array() ||
        root.value("format", json()) != kPlansFormat) {
        refuse(path, "it is no list of execution plans of format " + std::to_string(kPlansFormat));
    }
    return root;
}

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
        return ExecutionPlan{
            .device = device, .threads = threads.get<int>(), .batchSize = batch.get<int>()};
    }
    return std::nullopt;
}

void storePlan(const std::filesystem::path& folder, const std::string& templateSha256,
               const ExecutionPlan& plan)
{
    const std::filesystem::path path = plansPath(folder);
    json root = readPlans(path);
    root["plans"].push_back({{"template_sha256", templateSha256},
                             {"device", plan.device},
                             {"threads", plan.threads},
                             {"batch_size", plan.batchSize}});
    writeFileAtomically(path, root.dump(2) + "\n");
}

} // namespace palimpsest
