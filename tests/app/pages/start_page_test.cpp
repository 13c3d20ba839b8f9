// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/start_page.h"
#include "support/application.h"
#include "support/temporary_folder.h"

#include <QPushButton>
#include <gtest/gtest.h>

#include <vector>

namespace palimpsest {
namespace {

TEST(StartPageTest, OffersAllDemos)
{
    needApplication();
    const TemporaryFolder folder;
    Settings settings(folder.path());
    StartPage page(settings);
    std::vector<Demo> asked;
    QObject::connect(&page, &StartPage::demoRequested, [&](Demo demo) { asked.push_back(demo); });
    page.findChild<QPushButton*>("openDemo")->click();
    page.findChild<QPushButton*>("openTextDemo")->click();
    page.findChild<QPushButton*>("openPhotoDemo")->click();
    EXPECT_EQ(asked, (std::vector{Demo::Garments, Demo::FilmReviews, Demo::Photographs}));
}

} // namespace
} // namespace palimpsest
