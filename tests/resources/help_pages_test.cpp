// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/style/palette.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTextDocument>
#include <QUrl>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// A page of the help as a test needs it.
struct Page
{
    QString source;
    QString text; ///< as it is read
    QString title;
    QStringList links;
    QStringList anchors;
    QString error; ///< why it is not well-formed, or empty
};

QString fileText(const QString& name)
{
    QFile file(QStringLiteral(":/help/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Page readPage(const QString& name)
{
    Page page{.source = fileText(name)};
    QTextDocument document;
    document.setHtml(page.source);
    page.text = document.toPlainText();
    page.title = document.metaInformation(QTextDocument::DocumentTitle);
    QXmlStreamReader reader(page.source);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement &&
            reader.name() == QLatin1String("a")) {
            const QXmlStreamAttributes attributes = reader.attributes();
            if (attributes.hasAttribute("href")) {
                page.links.append(attributes.value("href").toString());
            }
            if (attributes.hasAttribute("name")) {
                page.anchors.append(attributes.value("name").toString());
            }
        }
    }
    page.error = reader.errorString();
    return page;
}

/// All pages by name.
const QMap<QString, Page>& pages()
{
    needApplication();
    applyTheme(*qApp, Theme::Light); // brings the resources
    static const QMap<QString, Page> all = [] {
        QMap<QString, Page> read;
        for (const QString& name :
             QDir(QStringLiteral(":/help")).entryList({QStringLiteral("*.html")})) {
            read[name] = readPage(name);
        }
        return read;
    }();
    return all;
}

TEST(HelpPages, AreWellFormedAndHaveATitleAndText)
{
    for (const char* name :
         {"index.html", "first-study.html", "training.html", "method.html", "keys.html"}) {
        EXPECT_TRUE(pages().contains(QLatin1String(name))) << name;
    }
    for (const auto& [name, page] : pages().asKeyValueRange()) {
        EXPECT_TRUE(page.error.isEmpty()) << name.toStdString() << page.error.toStdString();
        EXPECT_FALSE(page.title.isEmpty()) << name.toStdString();
        EXPECT_GT(page.text.size(), 500) << name.toStdString();
    }
}

TEST(HelpPages, EveryLinkLeadsSomewhere)
{
    for (const auto& [name, page] : pages().asKeyValueRange()) {
        for (const QString& link : page.links) {
            const QUrl url(link);
            if (!url.scheme().isEmpty()) {
                EXPECT_TRUE(link.startsWith(QLatin1String("https://arxiv.org/abs/")))
                    << link.toStdString();
                continue;
            }
            const QString target = url.path().isEmpty() ? name : url.path();
            ASSERT_TRUE(pages().contains(target)) << link.toStdString();
            EXPECT_TRUE(url.fragment().isEmpty() ||
                        pages()[target].anchors.contains(url.fragment()))
                << link.toStdString() << " in " << name.toStdString();
        }
    }
}

TEST(HelpPages, AllAreReachedFromTheContents)
{
    for (const QString& name : pages().keys()) {
        EXPECT_TRUE(name == QLatin1String("index.html") ||
                    pages()["index.html"].links.contains(name))
            << name.toStdString();
    }
}

TEST(HelpPages, ShareOneStyleSheet)
{
    EXPECT_FALSE(fileText(QStringLiteral("help.css")).isEmpty());
    for (const auto& [name, page] : pages().asKeyValueRange()) {
        EXPECT_TRUE(page.source.contains(QLatin1String("href=\"help.css\""))) << name.toStdString();
    }
}

// Other colours would not be seen in one of the themes.
TEST(HelpPages, OnlyDataHaveColoursOfTheirOwn)
{
    const QStringList allowed = {palette::kPreserved.name(), palette::kDiscarded.name(),
                                 palette::kNew.name()};
    static const QRegularExpression colour(QStringLiteral("color:\\s*([^;\"]+)"));
    int found = 0;
    for (const Page& page : pages()) {
        for (const QRegularExpressionMatch& match : colour.globalMatch(page.source)) {
            ++found;
            EXPECT_TRUE(allowed.contains(match.captured(1).toLower()))
                << match.captured(0).toStdString();
        }
    }
    EXPECT_GE(found, 6);
    EXPECT_FALSE(fileText(QStringLiteral("help.css")).contains(colour));
}

TEST(HelpPages, NameNoPlaceOutsideOfAStudy)
{
    static const QRegularExpression place(QStringLiteral("(^|[\\s(“\"])[/~]\\w|file:/|\\.\\./"));
    for (const auto& [name, page] : pages().asKeyValueRange()) {
        const auto match = place.match(page.text);
        EXPECT_FALSE(match.hasMatch())
            << name.toStdString() << ": " << match.captured(0).toStdString();
    }
}

} // namespace
} // namespace palimpsest
