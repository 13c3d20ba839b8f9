// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/trust/trust.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/models/readers/checkpoint_file.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace {

/// The templates of the studies in data/.
constexpr std::array<std::string_view, 1> kShipped = {
    "e0250eed1939c81aa688e2e0a22292a5bd6ad2f96256d2e2a56a91e3dd7c3a39", // demo/…/garment_net.pt
};

} // namespace

bool isShipped(const std::string& sha256)
{
    return std::ranges::find(kShipped, sha256) != kShipped.end();
}

bool isTrusted(const ModelProgram& program, const Trust& trust)
{
    return trust.everything || trust.hashes.contains(program.sha256) || isShipped(program.sha256);
}

void requireTrusted(const ModelProgram& program, const Trust& trust)
{
    if (!isTrusted(program, trust)) {
        throw Untrusted(quoted(program.path) + " is a TorchScript file, which is a program: to " +
                        "open it is to run it. Its SHA-256 is " + program.sha256 +
                        ". Say that it may run if you trust where it comes from.");
    }
}

void requireTrusted(const std::filesystem::path& path, const Trust& trust)
{
    if (!trust.everything && containerOf(path) == Container::TorchScript) {
        requireTrusted(ModelProgram{.path = path, .sha256 = sha256OfFile(path)}, trust);
    }
}

TrustedProgram::TrustedProgram(std::filesystem::path path, SealedCopy bytes)
    : m_path(std::move(path)), m_bytes(std::move(bytes))
{
}

TrustedProgram::TrustedProgram(const std::filesystem::path& path, const Trust& trust)
    : TrustedProgram(path, SealedCopy(path))
{
    const std::string hash = m_bytes.sha256();
    requireTrusted(ModelProgram{.path = path, .sha256 = hash}, trust);
    m_isShipped = palimpsest::isShipped(hash);
}

TrustedProgram TrustedProgram::handedOver(const std::filesystem::path& path, int descriptor)
{
    return {path, SealedCopy::received(descriptor)};
}

} // namespace palimpsest
