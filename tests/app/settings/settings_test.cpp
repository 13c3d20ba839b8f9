// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/settings.h"
#include "core/base/files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

QString studyIn(const TemporaryFolder& folder, const std::string& name)
{
    fs::create_directories(folder / name / "study.json");
    return QString::fromStdString((folder / name).string());
}

TEST(Settings, RemembersTheLatestTenStudiesThatAreStillThere)
{
    const TemporaryFolder folder;
    {
        Settings settings(folder.path());
        for (int i = 0; i < 12; ++i) {
            settings.addRecentStudy(studyIn(folder, "study" + std::to_string(i)));
        }
        settings.addRecentStudy(studyIn(folder, "study5"));
    }
    fs::remove_all(folder / "study11");
    const QStringList recent = Settings(folder.path()).recentStudies();
    EXPECT_EQ(recent.size(), 9);
    EXPECT_TRUE(recent.front().endsWith("study5"));
    EXPECT_TRUE(recent[1].endsWith("study10"));
}

TEST(Settings, RemembersHowPartsLook)
{
    const TemporaryFolder folder;
    const PartsLook look{
        .opacity = 80, .isOutlineOnly = true, .hasNames = false, .showsUncovered = true};
    EXPECT_EQ(Settings(folder.path()).partsLook(), PartsLook{});
    Settings(folder.path()).setPartsLook(look);
    EXPECT_EQ(Settings(folder.path()).partsLook(), look);
}

TEST(Settings, WorksWhereNothingCanBeWritten)
{
    Settings settings("/proc/no/such/place");
    settings.setTheme(Theme::Dark);
    settings.setWindowGeometry("anything");
    EXPECT_TRUE(settings.recentStudies().isEmpty());
}

TEST(Settings, SetsDamagedFilesAsideAndSaysSo)
{
    const TemporaryFolder folder;
    const std::string damaged = "[General]\nrecent=/a\nno line of settings\n";
    writeFileAtomically(folder / "state.ini", damaged);
    {
        Settings settings(folder.path());
        ASSERT_EQ(settings.problems().size(), 1);
        EXPECT_TRUE(settings.problems().front().contains("state.ini.damaged"));
        settings.setWindowGeometry("anything");
    }
    EXPECT_EQ(readFile(folder / "state.ini.damaged", 1000), damaged);
    const Settings again(folder.path());
    EXPECT_TRUE(again.problems().isEmpty());
    EXPECT_EQ(again.windowGeometry(), "anything");
}

TEST(Settings, BrokenFilesMeanDefaults)
{
    const TemporaryFolder folder;
    for (const char* name : {"palimpsest.ini", "state.ini"}) {
        fs::create_directories(folder / name); // not even a file
    }
    const Settings settings(folder.path());
    EXPECT_FALSE(settings.theme().has_value());
    EXPECT_TRUE(settings.windowGeometry().isEmpty());
}

} // namespace
} // namespace palimpsest
