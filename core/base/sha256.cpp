// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"

#include "core/base/open_file.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <vector>

namespace palimpsest {

namespace {

class Digest
{
public:
    Digest() : m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
    }

    void add(std::string_view bytes)
    {
        EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size());
    }

    std::string hex()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned int length = 0;
        EVP_DigestFinal_ex(m_context.get(), bytes.data(), &length);
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text;
        for (unsigned int i = 0; i < length; ++i) {
            text += digits[bytes[i] >> 4];
            text += digits[bytes[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context;
};

} // namespace

std::string sha256(std::string_view bytes)
{
    Digest digest;
    digest.add(bytes);
    return digest.hex();
}

std::string sha256OfFile(const std::filesystem::path& path)
{
    constexpr std::uint64_t kBlock = 1 << 20;
    const OpenFile file(path);
    std::vector<char> block(kBlock);
    Digest digest;
    for (std::uint64_t at = 0, size = file.stamp().size; at < size; at += kBlock) {
        const std::span<char> piece(block.data(), std::min(kBlock, size - at));
        file.readInto(at, piece);
        digest.add({piece.data(), piece.size()});
    }
    file.requireUnchanged(); // or it goes on growing
    return digest.hex();
}

} // namespace palimpsest
