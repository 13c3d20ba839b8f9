// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/study/study_file.h"
#include "support/window_test.h"

#include <QImage>
#include <QListView>

namespace palimpsest {
namespace {

namespace fs = std::filesystem;

class SampleListTest : public WindowTest
{
protected:
    QImage thumbnail(int row)
    {
        QAbstractItemModel* model = find<QListView>("samples")->model();
        return model->index(row, 0).data(Qt::DecorationRole).value<QImage>();
    }

    bool haveThumbnailsCome()
    {
        return eventually([&] { return !thumbnail(0).isNull() && !thumbnail(1).isNull(); });
    }
};

TEST_F(SampleListTest, ThumbnailsComeByThemselvesAndFollowDrawings)
{
    ASSERT_TRUE(m_window->openStudy(study()));
    EXPECT_TRUE(thumbnail(1).isNull()) << "the window does not wait for them";
    ASSERT_TRUE(haveThumbnailsCome());
    const QImage before = thumbnail(1);
    StudyDocument& document = *session().document();
    document.changeDrawing(1, withoutPart(document.sheet(1).drawing, 0), "a part less");
    const QImage drawn = thumbnail(1);
    EXPECT_NE(drawn, before);
    ASSERT_TRUE(document.save());
    document.activateSample(1);
    document.undoGroup().undo();
    EXPECT_EQ(thumbnail(1), before);
}

TEST_F(SampleListTest, PicturesThatAreChangedOutsideAreSeen)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(haveThumbnailsCome());
    const QImage before = thumbnail(1);
    Image grey{.width = 28, .height = 28, .channels = 1};
    grey.pixels.assign(28 * 28, 128);
    writePng(study() / session().study().samples[1].image, grey);
    EXPECT_TRUE(eventually([&] { return thumbnail(1) != before; }));
}

TEST_F(SampleListTest, PartsOfSamplesThatAreNotChosenAreWatched)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(extractAll());
    ASSERT_TRUE(haveThumbnailsCome());
    const fs::path parts = partsPath(study(), session().study().samples[1]);
    Drawing drawing = readLabelMe(parts);
    for (Shape& shape : drawing.shapes) {
        shape.polygon[0].y += 3.0;
    }
    writeLabelMe(parts, drawing, "../images/x.png", study());
    EXPECT_TRUE(eventually([&] { return session().hasStaleValues(1); }));
}

TEST_F(SampleListTest, ThumbnailsOfAStudyAreNotTakenForThoseOfTheNext)
{
    ASSERT_TRUE(open());
    ASSERT_TRUE(haveThumbnailsCome());
    session().close();
    ASSERT_TRUE(m_window->openStudy(study()));
    EXPECT_TRUE(thumbnail(1).isNull());
    EXPECT_TRUE(haveThumbnailsCome());
}

} // namespace
} // namespace palimpsest
