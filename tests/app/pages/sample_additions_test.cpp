// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/study_additions.h"
#include "support/window_test.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/notice_row.h"

#include <QAction>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

/// The window on a study of sentences.
class SampleAdditionsTest : public WindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        fs::remove_all(study());
        fs::copy(textDemoFolder(), study(), fs::copy_options::recursive);
        ASSERT_TRUE(m_window->openStudy(study()));
    }

    bool isSaid(const QString& what) const
    {
        const auto rows = m_window->findChild<NoticeBar*>()->findChildren<NoticeRow*>();
        return std::ranges::any_of(
            rows, [&](const NoticeRow* row) { return row->text().contains(what); });
    }
};

TEST_F(SampleAdditionsTest, SentencesTakeNoPicturesAndAskNothingOfThem)
{
    const Study before = session().study();
    const fs::path picture = demoFolder() / "images/coat_2.png";
    m_window->findChild<StudyAdditions*>()->addFiles({QString::fromStdString(picture.string())});
    EXPECT_EQ(session().study(), before);
    EXPECT_TRUE(isSaid("pictures cannot stand beside them"));
    EXPECT_TRUE(m_dialogs.chosen.isEmpty());
    m_dialogs.choices = {0, 1}; // a sentence that I write, of the second class
    m_dialogs.texts = {"a fine plot"};
    find<QAction>("addSamples")->trigger();
    ASSERT_EQ(session().study().samples.size(), before.samples.size() + 1);
    EXPECT_EQ(session().study().samples.back().text, "a fine plot");
    EXPECT_EQ(session().selection().sample(), before.samples.size());
    EXPECT_TRUE(eventually([&] { return !isSaid("pictures cannot stand beside them"); }))
        << "the next attempt has succeeded";
}

} // namespace
} // namespace palimpsest
