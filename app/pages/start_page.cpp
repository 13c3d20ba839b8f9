// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/start_page.h"

#include "widgets/commands/command_catalogue.h"
#include "widgets/style/theme.h"

#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace palimpsest {

namespace {

constexpr int kColumnWidth = 720;

} // namespace

StartPage::StartPage(Settings& settings, QWidget* parent)
    : QWidget(parent), m_settings(settings), m_recentBox(new QWidget), m_recent(new QListWidget)
{
    auto* icon = new QLabel;
    icon->setPixmap(QIcon(QStringLiteral(":/icons/palimpsest.svg")).pixmap(72, 72));
    auto* title = new QLabel(tr("Palimpsest"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 2.2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* what =
        new QLabel(tr("See which knowledge fine-tuning keeps, scrapes off and writes anew."));
    what->setWordWrap(true);

    makeRecent();

    auto* column = new QWidget;
    column->setFixedWidth(kColumnWidth);
    auto* layout = new QVBoxLayout(column);
    layout->setSpacing(14);
    layout->addWidget(icon);
    layout->addWidget(title);
    layout->addWidget(what);
    layout->addSpacing(10);
    layout->addLayout(makeButtons());
    layout->addWidget(
        new QLabel(tr("… or drop a study’s folder, or a data set, anywhere on this window.")));
    layout->addSpacing(14);
    layout->addWidget(m_recentBox);
    auto* centred = new QVBoxLayout(this);
    centred->addStretch(2);
    centred->addWidget(column, 0, Qt::AlignHCenter);
    centred->addStretch(3);
}

QLayout* StartPage::makeButtons()
{
    auto* demo = new QPushButton(themedIcon("demo"), tr("Open the demo study"));
    demo->setObjectName("openDemo");
    demo->setDefault(true);
    demo->setToolTip(tr("A real fine-tuning run on garments, with parts already drawn"));
    auto* textDemo = new QPushButton(themedIcon("sentence"), tr("Open the demo in words"));
    textDemo->setObjectName("openTextDemo");
    textDemo->setToolTip(
        tr("A small language model learns to tell good film reviews from bad ones"));
    auto* photoDemo = new QPushButton(themedIcon("photograph"), tr("Open the demo in photographs"));
    photoDemo->setObjectName("openPhotoDemo");
    photoDemo->setToolTip(tr("A network of ImageNet learns cats from dogs; with all its values"));
    auto* open = new QPushButton(themedIcon("open"), tr("Open a study…"));
    open->setToolTip(withKeys(tr("A folder with a study.json"), "openStudy"));
    auto* make = new QPushButton(themedIcon("study"), tr("New study…"));
    make->setObjectName("newStudyButton");
    make->setToolTip(
        withKeys(tr("From pictures or sentences and checkpoints of your own"), "newStudy"));
    auto* buttons = new QGridLayout;
    buttons->addWidget(demo, 0, 0);
    buttons->addWidget(textDemo, 0, 1);
    buttons->addWidget(photoDemo, 0, 2);
    buttons->addWidget(make, 1, 0);
    buttons->addWidget(open, 1, 1);
    buttons->setColumnStretch(3, 1);
    connect(demo, &QPushButton::clicked, this, [this] { emit demoRequested(Demo::Garments); });
    connect(textDemo, &QPushButton::clicked, this,
            [this] { emit demoRequested(Demo::FilmReviews); });
    connect(photoDemo, &QPushButton::clicked, this,
            [this] { emit demoRequested(Demo::Photographs); });
    connect(make, &QPushButton::clicked, this, &StartPage::newRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    return buttons;
}

void StartPage::makeRecent()
{
    auto* recentLayout = new QVBoxLayout(m_recentBox);
    recentLayout->setContentsMargins(0, 0, 0, 0);
    recentLayout->addWidget(new QLabel(tr("Recent studies")));
    recentLayout->addWidget(m_recent);
    m_recent->setMaximumHeight(180); // it gives way where the screen is low
    m_recent->setAccessibleName(tr("Recent studies"));
    connect(m_recent, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        emit studyChosen(item->data(Qt::UserRole).toString());
    });
    connect(m_recent, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        emit studyChosen(item->data(Qt::UserRole).toString());
    });
}

void StartPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_recent->clear();
    for (const QString& folder : m_settings.recentStudies()) {
        auto* item =
            new QListWidgetItem(themedIcon("folder"),
                                QDir(folder).dirName() + QStringLiteral("   ") + folder, m_recent);
        item->setData(Qt::UserRole, folder);
    }
    m_recentBox->setVisible(m_recent->count() > 0);
}

} // namespace palimpsest
