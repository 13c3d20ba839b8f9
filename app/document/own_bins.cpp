// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/own_bins.h"

#include "core/base/error.h"

#include <algorithm>

namespace palimpsest {

void OwnBins::carryOut(const FileEdit& edit)
{
    palimpsest::carryOut(m_folder, edit);
    if (!edit.bin.empty()) {
        m_bins.insert(edit.bin);
    }
}

void OwnBins::takeBack(const FileEdit& edit)
{
    m_bins.erase(edit.bin); // what cannot come back now is offered once more
    palimpsest::takeBack(m_folder, edit);
}

void OwnBins::hasComeBack(const std::filesystem::path& bin)
{
    const auto waiting = binnedFiles(m_folder);
    if (std::ranges::find(waiting, bin, &BinnedFiles::bin) == waiting.end()) {
        m_bins.insert(bin);
    }
}

std::vector<BinnedFiles> OwnBins::others() const
{
    std::vector<BinnedFiles> waiting = binnedFiles(m_folder);
    std::erase_if(waiting, [this](const BinnedFiles& one) { return m_bins.contains(one.bin); });
    return waiting;
}

void OwnBins::empty()
{
    for (const std::filesystem::path& bin : m_bins) {
        empty(bin);
    }
}

void OwnBins::putBackAll(const std::filesystem::path& bin, bool isSaved)
{
    if (isSaved) {
        empty(bin);
    } else {
        m_bins.insert(bin);
    }
}

void OwnBins::empty(const std::filesystem::path& bin) const
{
    try {
        emptyBin(m_folder, bin);
    } catch (const Error&) {
        return; // it is offered at the next opening
    }
}

} // namespace palimpsest
