// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sentence_picture.h"

#include <QFont>
#include <QFontMetrics>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace palimpsest {

namespace {

constexpr int kWidth = 480;
constexpr int kTextHeight = 30; // of the font
constexpr int kMargin = 16;
constexpr int kPadding = 4; // of a word's box
constexpr int kLineGap = 12;
constexpr QColor kPaper(255, 255, 255);
constexpr QColor kInk(20, 20, 20);
constexpr QColor kMasked(190, 190, 190);

QFont textFont()
{
    QFont font;
    font.setPixelSize(kTextHeight);
    return font;
}

bool followsSpace(const TokenisedSentence& sentence, std::size_t word)
{
    return word > 0 && sentence.words[word].begin > sentence.words[word - 1].end;
}

/// Boxes of the words, line by line.
std::vector<QRect> setInLines(const TokenisedSentence& sentence)
{
    const QFontMetrics metrics(textFont());
    const int height = metrics.height() + 2 * kPadding;
    std::vector<QRect> boxes;
    int x = kMargin;
    int y = kMargin;
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        const QString text = QString::fromStdString(sentence.words[i].text);
        const int width = metrics.horizontalAdvance(text) + 2 * kPadding;
        if (followsSpace(sentence, i)) {
            x += metrics.horizontalAdvance(QLatin1Char(' '));
        }
        if (x > kMargin && x + width > kWidth - kMargin) {
            x = kMargin;
            y += height + kLineGap;
        }
        boxes.emplace_back(x, y, width, height);
        x += width;
    }
    return boxes;
}

/// Label of each word: its part + 1, or 0.
std::vector<std::uint8_t> labelsOf(const TokenisedSentence& sentence, const SentenceParts& parts)
{
    std::vector<std::uint8_t> labels(sentence.words.size());
    for (std::size_t part = 0; part < parts.parts.size(); ++part) {
        for (const std::size_t word : parts.parts[part].words) {
            labels.at(word) = static_cast<std::uint8_t>(part + 1);
        }
    }
    return labels;
}

Image imageOf(const QImage& grey)
{
    Image image{.width = grey.width(), .height = grey.height(), .channels = 1};
    for (int y = 0; y < grey.height(); ++y) {
        image.pixels.insert(image.pixels.end(), grey.constScanLine(y),
                            grey.constScanLine(y) + grey.width());
    }
    return image;
}

/// The words that `isHidden` says of as boxes, or left out with `isDeleted`.
Image drawn(const TokenisedSentence& sentence, const std::vector<QRect>& boxes, QSize size,
            bool isDeleted, auto isHidden)
{
    QImage picture(size, QImage::Format_Grayscale8);
    picture.fill(kPaper);
    QPainter painter(&picture);
    painter.setFont(textFont());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!isHidden(i)) {
            painter.setPen(kInk);
            painter.drawText(boxes[i], Qt::AlignCenter,
                             QString::fromStdString(sentence.words[i].text));
        } else if (!isDeleted) {
            painter.fillRect(boxes[i].adjusted(1, kPadding, -1, -kPadding), kMasked);
        }
    }
    painter.end();
    return imageOf(picture);
}

LabelMap labelMap(const std::vector<QRect>& boxes, const std::vector<std::uint8_t>& labels,
                  const SentenceParts& parts, QSize size)
{
    LabelMap map{.width = size.width(), .height = size.height()};
    map.labels.resize(static_cast<std::size_t>(size.width()) * size.height());
    for (const WordPart& part : parts.parts) {
        map.parts.push_back({.name = part.label});
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (int y = boxes[i].top(); labels[i] > 0 && y <= boxes[i].bottom(); ++y) {
            const auto row = map.labels.begin() + static_cast<std::ptrdiff_t>(y) * size.width();
            std::fill(row + boxes[i].left(), row + std::min(boxes[i].right() + 1, size.width()),
                      labels[i]);
            map.parts[labels[i] - 1U].pixels += static_cast<std::size_t>(boxes[i].width());
        }
    }
    return map;
}

} // namespace

MaskedPictures drawSentence(const TokenisedSentence& sentence, const SentenceParts& parts,
                            const StudySettings& settings)
{
    const std::vector<QRect> boxes = setInLines(sentence);
    std::vector<std::uint8_t> labels = labelsOf(sentence, parts);
    SentenceParts masked = parts;
    if (settings.background == Background::OwnPart && std::ranges::count(labels, 0) > 0) {
        masked.parts.push_back({.label = "background", .words = {}});
        std::ranges::replace(labels, 0, static_cast<std::uint8_t>(masked.parts.size()));
    }
    const bool isMaskedForGood = settings.background == Background::Masked;
    const bool isDeleted = settings.textBaseline == TextBaseline::Deletion;
    const int bottom = boxes.empty() ? kMargin : boxes.back().bottom();
    const QSize size(kWidth, bottom + kMargin);
    const auto isRest = [&](std::size_t word) { return isMaskedForGood && labels[word] == 0; };
    const Image none = drawn(sentence, boxes, size, isDeleted,
                             [&](std::size_t word) { return labels[word] > 0 || isRest(word); });
    return {.all = drawn(sentence, boxes, size, isDeleted, isRest),
            .none = none,
            .baseline = none,
            .parts = labelMap(boxes, labels, masked, size)};
}

} // namespace palimpsest
