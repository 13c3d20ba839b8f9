// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palimpsest {

// Files as torch.save writes them, made step by step, so that tests can also make those it does
// not.

/// Puts the steps of a pickle of protocol 2 one after another.
class PickleWriter
{
public:
    PickleWriter& raw(std::string_view bytes);
    PickleWriter& text(std::string_view text);
    PickleWriter& number(std::int64_t number);
    PickleWriter& name(std::string_view module, std::string_view name);
    PickleWriter& numbers(const std::vector<std::int64_t>& numbers); ///< a tuple
    PickleWriter& call() { return raw("R"); }

    /// The storage `key` of `count` numbers; `type` is "FloatStorage".
    PickleWriter& storage(std::string_view type, std::string_view key, std::int64_t count,
                          std::string_view location = "cpu");

    struct View
    {
        std::string type = "FloatStorage";
        std::string key = "0";
        std::int64_t count = 0;
        std::int64_t offset = 0;
        std::vector<std::int64_t> shape;
        std::vector<std::int64_t> strides;
        std::string location = "cpu";
    };
    /// A tensor by torch._utils._rebuild_tensor_v2.
    PickleWriter& tensor(const View& view);

    /// With its first and its last step.
    std::string whole() const { return "\x80\x02" + m_bytes + "."; }

private:
    std::string m_bytes;
};

/// Little-endian bytes of numbers.
template<typename Number>
std::string bytesOfNumbers(const std::vector<Number>& numbers)
{
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number)};
}

/// A state dict {"w": 2×3 float32 of 1…6, "n": one int64}, of the storages "0" and "1".
std::string smallStatePickle();
std::map<std::string, std::string> smallStorages();

void writeZip(const std::filesystem::path& path,
              const std::vector<std::pair<std::string, std::string>>& entries,
              bool compressed = false);

/// A zip archive of torch.save.
void writeTorchZip(const std::filesystem::path& path, const std::string& pickle,
                   const std::map<std::string, std::string>& storages, bool compressed = false);

struct LegacyStorage
{
    std::string key;
    std::uint64_t count = 0;
    std::string bytes;
};
/// The older format, of storages in the order given.
std::string legacyTorchBytes(const std::string& pickle, const std::vector<LegacyStorage>& storages);

} // namespace palimpsest
