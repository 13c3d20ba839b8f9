// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/feature_cache.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <stdlib.h>

namespace palimpsest {
namespace {

class FeatureCache : public testing::Test
{
protected:
    FeatureCache()
    {
        writeFileAtomically(m_folder / "a.png", "one");
        writeFileAtomically(m_folder / "b.png", "two");
        m_features.data = {1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F};
    }

    std::string key() const { return featureKey(m_tensors, m_config, m_pictures, m_preprocessing); }

    TemporaryFolder m_folder;
    TensorMap m_tensors = {{"w", {{2}, {1.0F, 2.0F}}}};
    std::string m_config;
    std::vector<ListedPicture> m_pictures = {{.path = m_folder / "a.png"},
                                             {.path = m_folder / "b.png"}};
    Preprocessing m_preprocessing = {.width = 8, .height = 8, .mean = {0.5}, .std = {0.5}};
    Matrix<float> m_features = Matrix<float>(2, 3);
};

TEST_F(FeatureCache, TheKeyFollowsAllThatFeaturesDependOn)
{
    std::string before = key();
    EXPECT_EQ(before, key());
    const auto expectOther = [&](const char* what) {
        EXPECT_NE(key(), before) << what;
        before = key();
    };
    m_tensors["w"].values[1] = 2.5F;
    expectOther("a weight");
    m_config = "{}";
    expectOther("config.json");
    m_preprocessing.mean = {0.4};
    expectOther("normalisation");
    std::swap(m_pictures[0], m_pictures[1]);
    expectOther("the order");
    writeFileAtomically(m_folder / "b.png", "TWO");
    expectOther("a picture's contents");
    m_pictures.push_back({.path = "packed.bin", .image = {1, 1, 1, {7}}});
    expectOther("a packed picture");
    m_pictures.back().image.pixels[0] = 8;
    expectOther("its pixels");
    std::filesystem::remove(m_folder / "a.png");
    expectError<BadFile>([&] { key(); }, "a.png");
}

TEST_F(FeatureCache, GivesBackWhatWasKept)
{
    const auto cache = m_folder / "cache/features";
    EXPECT_FALSE(cachedFeatures(cache, "key", 2, 3));
    cacheFeatures(cache, "key", m_features);
    EXPECT_EQ(cachedFeatures(cache, "key", 2, 3), m_features);
    EXPECT_FALSE(cachedFeatures(cache, "other", 2, 3));
    EXPECT_FALSE(cachedFeatures(cache, "key", 3, 2));
}

TEST_F(FeatureCache, DamageOfAnyByteShows)
{
    cacheFeatures(m_folder.path(), "key", m_features);
    const auto file = m_folder / "key.safetensors";
    const std::string sound = readFile(file, 1 << 20);
    for (std::size_t i = 0; i < sound.size(); i += 3) {
        std::string broken = sound;
        broken[i] = static_cast<char>(broken[i] ^ 0x11);
        writeFileAtomically(file, broken);
        const auto kept = cachedFeatures(m_folder.path(), "key", 2, 3);
        EXPECT_TRUE(!kept || *kept == m_features) << "byte " << i;
    }
    writeFileAtomically(file, sound.substr(0, sound.size() - 1));
    EXPECT_FALSE(cachedFeatures(m_folder.path(), "key", 2, 3));
}

TEST(FeatureCacheFolder, IsWhereTheDesktopWantsIt)
{
    ::setenv("XDG_CACHE_HOME", "/elsewhere", 1);
    EXPECT_EQ(featureCacheFolder(), "/elsewhere/palimpsest/features");
    ::unsetenv("XDG_CACHE_HOME");
    const char* home = ::getenv("HOME");
    const std::string before = home == nullptr ? "" : home;
    ::setenv("HOME", "/home/somebody", 1);
    EXPECT_EQ(featureCacheFolder(), "/home/somebody/.cache/palimpsest/features");
    ::setenv("HOME", before.c_str(), 1);
}

} // namespace
} // namespace palimpsest
