// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/dialogs.h"
#include "app/dialogs/trust_question.h"
#include "support/application.h"
#include "support/temporary_folder.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QTest>
#include <QTextEdit>
#include <QTimer>
#include <gtest/gtest.h>

#include <functional>

namespace palimpsest {
namespace {

/// The answer of a modal question to keys that are pressed once it is seen, and looked at.
template<typename Ask>
auto answerTo(const std::vector<Qt::Key>& keys, Ask ask,
              const std::function<void(const QWidget&)>& look = {})
{
    needApplication();
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, [&] {
        if (QWidget* box = QApplication::activeModalWidget(); box != nullptr && box->isVisible()) {
            timer.stop();
            if (look) {
                look(*box);
            }
            for (const Qt::Key key : keys) {
                QWidget* focus = box->focusWidget();
                QTest::keyClick(focus != nullptr ? focus : box, key);
            }
            if (box->isVisible()) {
                ADD_FAILURE() << "the keys do not answer the question";
                qobject_cast<QDialog*>(box)->reject();
            }
        }
    });
    timer.start(1);
    return ask();
}

bool confirmed(const std::vector<Qt::Key>& keys, EnterMeans enter)
{
    return answerTo(keys, [enter] {
        return DesktopDialogs().confirm(nullptr, "Title", "Really?", "Do it", enter);
    });
}

TEST(Confirmation, EnterAndEscRefuseWhereSomethingWouldBeLost)
{
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape}) {
        EXPECT_FALSE(confirmed({key}, EnterMeans::No)) << key;
    }
}

TEST(Confirmation, EnterAgreesToWhatCanBeStopped)
{
    EXPECT_TRUE(confirmed({Qt::Key_Return}, EnterMeans::Yes));
    EXPECT_FALSE(confirmed({Qt::Key_Escape}, EnterMeans::Yes));
}

TEST(Confirmation, OnlyTheButtonThatSaysSoIsAYes)
{
    EXPECT_TRUE(confirmed({Qt::Key_Tab, Qt::Key_Space}, EnterMeans::No));
    EXPECT_FALSE(confirmed({Qt::Key_Tab, Qt::Key_Return}, EnterMeans::No))
        << "Enter refuses wherever the focus is";
}

TEST(Choice, StaysWithinTheScreenHoweverLongAndManyNamesAreAndTellsEqualOnesApart)
{
    const QStringList columns(300, QString(500, 'x'));
    QSize size;
    const auto chosen = answerTo(
        {Qt::Key_End, Qt::Key_Return},
        [&] {
            return DesktopDialogs().choose(nullptr, "Title", columns.join(" or ") + "?", columns);
        },
        [&](const QWidget& box) { size = box.frameGeometry().size(); });
    EXPECT_EQ(chosen, 299);
    const QSize screen = QGuiApplication::primaryScreen()->availableSize();
    EXPECT_LE(size.width(), screen.width());
    EXPECT_LE(size.height(), screen.height());
    EXPECT_FALSE(answerTo({Qt::Key_Escape}, [] {
        return DesktopDialogs().choose(nullptr, "Title", "Which?", {"this", "that"});
    })) << "the user gave up";
}

TEST(Choice, WaitsForOneWhereNoneIsProposed)
{
    const auto chosen = answerTo(
        {Qt::Key_Down, Qt::Key_Return},
        [] {
            return DesktopDialogs().choose(nullptr, "Title", "Which?", {"this", "that"}, -1);
        },
        [](const QWidget& box) {
            const auto* buttons = box.findChild<QDialogButtonBox*>();
            EXPECT_FALSE(buttons->button(QDialogButtonBox::Ok)->isEnabled());
        });
    EXPECT_EQ(chosen, 0);
}

TEST(Choice, ShowsAWholeQuestionThatHasRoom)
{
    needApplication();
    applyTheme(*qApp, Theme::Light);
    const QString words = QStringLiteral("could hold the classes of the samples, ").repeated(3);
    const QString path = QStringLiteral("/data/tables/") + QString(200, 'x');
    for (const QString& question : {QStringLiteral("The role of made is “Other”. What is it?"),
                                    QStringLiteral("one\ntwo\nthree\nfour\nfive\nsix"),
                                    path + " has several columns that " + words + "which one?"}) {
        answerTo(
            {Qt::Key_Escape},
            [&] {
                return DesktopDialogs().choose(nullptr, "Title", question, {"this", "that"});
            },
            [](const QWidget& box) {
                const auto* text = box.findChild<QTextEdit*>();
                EXPECT_FALSE(text->verticalScrollBar()->isVisible())
                    << text->toPlainText().toStdString() << " in " << text->height();
                EXPECT_GE(text->viewport()->height() + 1, text->document()->size().height());
            });
    }
}

/// The folder that is chosen by a path that is typed at `start`, once `look` has seen the dialog.
std::optional<QString> typedFolder(const QString& path, const QString& start,
                                   const std::function<void(const QWidget&)>& look = {})
{
    return answerTo(
        {Qt::Key_Return}, [&] { return DesktopDialogs().chooseFolder(nullptr, "Title", start); },
        [&](const QWidget& dialog) {
            auto* field = dialog.findChild<QLineEdit*>("fileNameEdit");
            ASSERT_NE(field, nullptr);
            ASSERT_TRUE(QTest::qWaitForWindowActive(field->window()));
            field->setFocus();
            QTest::keyClicks(field, path);
            if (look) {
                look(dialog);
            }
        });
}

TEST(FolderChoice, IsTheOneWhosePathIsTyped)
{
    const TemporaryFolder folder;
    const QString start = QString::fromStdString(folder.path().string());
    for (const char* name : {"parent/child", "parent/24\" prints"}) {
        std::filesystem::create_directories(folder / name);
        const QString path = start + "/" + name;
        EXPECT_EQ(typedFolder(path, start), path);
        EXPECT_EQ(typedFolder(path + "/", start), path);
        EXPECT_EQ(typedFolder(path, start + "/parent"), path);
        EXPECT_EQ(typedFolder(name, start), path) << "below the folder that is shown";
    }
}

TEST(FolderChoice, IsTheOneThatIsTypedThoughTheListMarksTheFolderAboveIt)
{
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "parent/child");
    const QString start = QString::fromStdString(folder.path().string());
    const auto markParent = [](const QWidget& dialog) {
        const auto* list = dialog.findChild<QListView*>("listView");
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return list->model()->rowCount(list->rootIndex()) == 1; }));
        list->selectionModel()->select(list->model()->index(0, 0, list->rootIndex()),
                                       QItemSelectionModel::ClearAndSelect |
                                           QItemSelectionModel::Rows);
    };
    EXPECT_EQ(typedFolder(start + "/parent/child", start, markParent), start + "/parent/child");
}

/// The facts of a program in a study, as a stranger might have made it.
ProgramFacts someFacts()
{
    return {.program = {.path = std::filesystem::path("/studies") / std::string(300, 'x') /
                                "checkpoints" / "gnp\u202Etp.exe",
                        .sha256 = std::string(64, 'c')},
            .size = 123'456,
            .isInStudy = true,
            .owner = "mallory",
            .modified = 1'795'000'000,
            .templateOf = {"<b>finetuned</b>"},
            .downloadedFrom = "https://example.org/net.pt"};
}

bool trusted(const std::vector<Qt::Key>& keys)
{
    return answerTo(keys, [] {
        TrustQuestion question({someFacts()});
        return question.exec() == QDialog::Accepted;
    });
}

TEST(TrustQuestion, EnterAndEscRefuse)
{
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape}) {
        EXPECT_FALSE(trusted({key})) << key;
        EXPECT_FALSE(trusted({Qt::Key_Tab, key})) << key;
    }
}

TEST(TrustQuestion, TheButtonThatSaysSoIsAYes)
{
    needApplication();
    TrustQuestion question({someFacts()});
    question.show();
    auto* trust = question.findChild<QPushButton*>("trust");
    trust->setFocus();
    QTest::keyClick(trust, Qt::Key_Return);
    EXPECT_FALSE(question.isVisible()) << "Enter answers wherever the focus is";
    EXPECT_EQ(question.result(), QDialog::Rejected);
    question.show();
    QTest::keyClick(trust, Qt::Key_Space);
    EXPECT_EQ(question.result(), QDialog::Accepted);
}

TEST(TrustQuestion, SaysWhatIsKnownOfTheProgram)
{
    needApplication();
    const TrustQuestion question({someFacts()});
    const auto label = [&](const char* name) { return question.findChild<QLabel*>(name); };
    EXPECT_TRUE(label("file")->text().contains("…"));
    EXPECT_TRUE(label("file")->text().endsWith("gnp\\u202etp.exe"))
        << label("file")->text().toStdString();
    EXPECT_TRUE(label("file")->toolTip().contains(QString(300, 'x')));
    EXPECT_EQ(label("hash")->text(), QString(64, 'c'));
    EXPECT_TRUE(label("size")->text().contains("120"));
    EXPECT_TRUE(label("place")->text().contains("come with the study"));
    EXPECT_EQ(label("use")->text(), "Template of <b>finetuned</b>");
    EXPECT_EQ(label("use")->textFormat(), Qt::PlainText);
    EXPECT_TRUE(label("changed")->text().contains("mallory"));
    EXPECT_EQ(label("origin")->text(), "https://example.org/net.pt");
}

} // namespace
} // namespace palimpsest
