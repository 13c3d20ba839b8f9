// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/picture_set_dialog.h"
#include "app/dialogs/sentence_table_dialog.h"
#include "core/base/files.h"
#include "core/pictures/image.h"
#include "support/application.h"
#include "support/small_study.h"
#include "support/temporary_folder.h"

#include <QLabel>
#include <QPushButton>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

// What the button promises is what is added.
TEST(KnownSamplesInDialogs, AreNotCountedAmongSentencesToAdd)
{
    needApplication();
    const TemporaryFolder folder;
    writeFileAtomically(folder / "list.tsv", "text\tlabel\na fine film\tgood\na bad plot\tbad\n"
                                             "a fine plot\tgood\na bad film\tbad\n");
    const Study study{.classes = {"bad", "good"},
                      .tokenisation = Tokenisation{.vocabulary = "vocab.txt"},
                      .samples = {{.id = "a", .text = "a fine film", .label = 1}}};
    SentenceTableDialog dialog(study, folder / "list.tsv");
    EXPECT_EQ(dialog.picked().sentences.size(), 3U);
    EXPECT_EQ(dialog.findChild<QPushButton*>("addPicked")->text(), "Add 3 samples");
    EXPECT_TRUE(dialog.findChild<QLabel*>("pickedText")->text().contains("in the study already"));
}

TEST(KnownSamplesInDialogs, AreNotCountedAmongPicturesToAdd)
{
    needApplication();
    const TemporaryFolder folder;
    const Study study = makeSmallStudy(folder / "study");
    const Sample& known = study.samples.front();
    const std::string className = study.classes[static_cast<std::size_t>(known.label)];
    Image other = readImage(folder / "study" / known.image, 1);
    fs::create_directories(folder / "set" / className);
    writePng(folder / "set" / className / "known.png", other);
    other.pixels.front() ^= 1U;
    writePng(folder / "set" / className / "new.png", other);
    PictureSetDialog dialog(study, folder / "set", nullptr, folder / "study");
    ASSERT_TRUE(waitUntil([&] { return dialog.isSettled(); }));
    ASSERT_EQ(dialog.picked().pictures.size(), 1U);
    EXPECT_EQ(dialog.picked().pictures.front().path.filename(), "new.png");
    EXPECT_EQ(dialog.findChild<QPushButton*>("addPicked")->text(), "Add 1 sample");
}

} // namespace
} // namespace palimpsest
