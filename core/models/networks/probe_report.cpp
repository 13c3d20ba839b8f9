// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/probe_report.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/models/networks/config_labels.h"
#include "core/models/networks/network_facts_json.h"
#include "core/samples/preprocessing_json.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

namespace {

json readOr(const fs::path& path, const json& otherwise)
{
    std::error_code status;
    if (!fs::exists(path, status)) {
        return otherwise;
    }
    try {
        return readJson(path);
    } catch (const BadFile&) {
        return otherwise;
    }
}

std::vector<std::string> namesOf(const json& list)
{
    std::vector<std::string> names;
    for (const json& name : list) {
        if (!name.is_string()) {
            return {};
        }
        names.push_back(name.get<std::string>());
    }
    return names;
}

/// Of Hugging Face, else {"label_names": ["cat", "dog"]} of timm. Throws as labelsInConfig().
std::vector<std::string> namesIn(const json& config)
{
    std::vector<std::string> names = labelsInConfig(config);
    const json list = config.is_object() ? config.value("label_names", json()) : json();
    return names.empty() && list.is_array() ? namesOf(list) : names;
}

/// What stands beside a checkpoint; null where nothing does.
json reportOf(const fs::path& checkpoint)
{
    return readOr(probeReport(checkpoint), json());
}

bool isReport(const json& value)
{
    return value.is_object() && value.value("kind", json()) == kProbeKind;
}

} // namespace

fs::path probeReport(const fs::path& out, bool isFolder)
{
    return isFolder ? out / "probe.json" : fs::path(out).replace_extension(".json");
}

bool isProbeReport(const fs::path& file)
{
    return isReport(readOr(file, json()));
}

fs::path probeReport(const fs::path& checkpoint)
{
    std::error_code status;
    return probeReport(checkpoint, fs::is_directory(checkpoint, status));
}

bool isProbe(const fs::path& checkpoint)
{
    return isReport(reportOf(checkpoint));
}

std::optional<Preprocessing> preprocessingOfProbe(const fs::path& checkpoint)
{
    const json report = reportOf(checkpoint);
    if (!isReport(report) || !report.contains("preprocessing")) {
        return std::nullopt;
    }
    try {
        return preprocessingFromJson(report["preprocessing"]);
    } catch (const std::exception&) {
        return std::nullopt; // a report that people edited
    }
}

std::optional<ProbeTemplate> templateOfProbe(const fs::path& checkpoint)
{
    const json report = reportOf(checkpoint);
    const json named = isReport(report) ? report.value("template", json()) : json();
    const json hash = named.is_object() ? named.value("sha256", json()) : json();
    const json path = named.is_object() ? named.value("path", json()) : json();
    if (!hash.is_string()) {
        return std::nullopt;
    }
    return ProbeTemplate{.path = path.is_string() ? path.get<std::string>() : std::string(),
                         .sha256 = hash.get<std::string>()};
}

fs::path placeOfTemplate(const ProbeTemplate& named, const fs::path& checkpoint)
{
    std::error_code status;
    const fs::path whole = fs::absolute(checkpoint, status);
    const fs::path folder = fs::is_directory(whole, status) ? whole : whole.parent_path();
    for (const fs::path& place : {folder / kTemplateBeside, folder / named.path.filename(),
                                  fs::absolute(named.path, status)}) {
        try {
            if (fs::is_regular_file(place, status) && sha256OfFile(place) == named.sha256) {
                return place;
            }
        } catch (const BadFile&) {
            continue; // what cannot be read is not it
        }
    }
    return {};
}

NetworkFacts factsOfProbe(const fs::path& checkpoint)
{
    const json report = reportOf(checkpoint);
    if (!isReport(report) || !report.contains("network")) {
        return {};
    }
    try {
        return networkFactsFromJson(report["network"]);
    } catch (const BadInput&) {
        return {}; // a report that people edited
    }
}

std::vector<std::pair<std::string, std::string>> labelsOfProbe(const fs::path& checkpoint)
{
    const json report = reportOf(checkpoint);
    std::vector<std::pair<std::string, std::string>> labels;
    if (isReport(report) && report.contains("labels") && report["labels"].is_object()) {
        for (const auto& [label, name] : report["labels"].items()) {
            if (name.is_string()) {
                labels.emplace_back(label, name.get<std::string>());
            }
        }
    }
    return labels;
}

std::vector<std::string> classNames(const fs::path& checkpoint)
{
    const json report = reportOf(checkpoint);
    if (isReport(report)) {
        return namesOf(report.value("classes", json::array()));
    }
    std::error_code status;
    const bool isFolder = fs::is_directory(checkpoint, status);
    const fs::path folder = isFolder ? checkpoint : fs::absolute(checkpoint).parent_path();
    return namesIn(readOr(folder / "config.json", json()));
}

} // namespace palimpsest
