// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/working_picture.h"
#include "support/drawn_pixels.h"
#include "widgets/canvas/drawing_bar.h"
#include "widgets/canvas/parts_on_canvas.h"

#include <QLabel>

#include <memory>

namespace palimpsest {
namespace {

class BarOfACanvas : public PartsOnCanvas
{
protected:
    void SetUp() override
    {
        PartsOnCanvas::SetUp();
        bar = std::make_unique<DrawingBar>(*canvas);
    }

    void TearDown() override { bar.reset(); } // before its canvas

    const QLabel& uncovered() const { return *bar->findChild<QLabel*>("uncovered"); }

    std::unique_ptr<DrawingBar> bar;
};

TEST_F(BarOfACanvas, SaysOfWhatHowMuchIsUncoveredAndNothingWhereThereIsNothing)
{
    EXPECT_TRUE(uncovered().isHidden());
    canvas->setLook({.showsUncovered = true});
    EXPECT_FALSE(uncovered().isHidden());
    EXPECT_EQ(uncovered().text(), "uncovered: 0.0 % within the parts");
    drawing.object = objectOfBox(4, 12, 16, 8);
    canvas->setDrawing(drawing);
    EXPECT_EQ(uncovered().text(), "uncovered: 50 % of the object");
    canvas->setDrawing(Drawing{.width = 28, .height = 28});
    EXPECT_TRUE(uncovered().isHidden());
}

TEST_F(BarOfACanvas, CountsWhatSeedsShowBeforeItIsKept)
{
    const WorkingPicture picture = workingPicture(plainPicture(28, 28, 0));
    QObject::connect(canvas.get(), &PartsCanvas::assistAsked, canvas.get(),
                     [&](const Assist& assist) { canvas->takeAssist(assist(picture, {})); });
    drawing = {.width = 28, .height = 28, .shapes = {}, .parts = {{.name = "head", .colour = {}}}};
    drawing.object = objectOfBox(4, 12, 16, 8);
    canvas->setDrawing(drawing);
    canvas->setLook({.showsUncovered = true});
    EXPECT_EQ(uncovered().text(), "uncovered: 100 % of the object");
    canvas->setTool("seeds");
    canvas->setCurrentPart(0);
    click(10, 15);
    ASSERT_TRUE(canvas->previewed());
    EXPECT_EQ(canvas->previewed()->parts[0].pixels, 128u);
    EXPECT_EQ(uncovered().text(), "uncovered: 0.0 % of the object");
    canvas->dismiss();
    EXPECT_FALSE(canvas->previewed());
    EXPECT_EQ(uncovered().text(), "uncovered: 100 % of the object");
}

} // namespace
} // namespace palimpsest
