// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/picture_set_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/split_box.h"
#include "core/base/error.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/samples/json_lines.h"
#include "core/samples/picture_view.h"
#include "core/setup/known_samples.h"
#include "core/setup/starting_parts.h"
#include "widgets/style/counted.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/string_list.h"
#include "widgets/style/theme.h"
#include "widgets/tables/sample_list_model.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(860, 640);
constexpr int kLookSide = 72;           // of the small pictures
constexpr std::size_t kMostLooks = 200; // more are counted, not shown

enum PartsChoice { kPlaces, kGrid, kNone, kLabelMe };

/// A picture of a set as the model sees it, with its parts, small; grey where it cannot be read.
QImage lookOf(const AddedPicture& picture, const Preprocessing& preprocessing)
{
    try {
        const Image image = picture.pixels.width > 0
                                ? picture.pixels
                                : readImage(picture.path, preprocessing.channels());
        const std::string name = picture.path.string();
        return thumbnailOf(fitted(image, preprocessing, name),
                           picture.parts ? paint(onView(*picture.parts, image.width, image.height,
                                                        preprocessing, name))
                                         : LabelMap(),
                           2 * kLookSide);
    } catch (const Error&) {
        QImage none(2 * kLookSide, 2 * kLookSide, QImage::Format_RGB32);
        none.fill(Qt::lightGray);
        return none;
    }
}

QSpinBox* spinBox(int least, int most, int value)
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    return box;
}

} // namespace

PictureSetDialog::PictureSetDialog(Study study, std::filesystem::path source, QWidget* parent,
                                   std::filesystem::path folder)
    : QDialog(parent), m_study(std::move(study)), m_folder(std::move(folder)),
      m_source(std::move(source)), m_form(new QFormLayout), m_set(new QLabel),
      m_imageColumn(new QComboBox), m_labelColumn(new QComboBox), m_labels(new LabelMapBox),
      m_order(new QComboBox), m_split(new SplitBox), m_perClass(perClassBox()),
      m_seed(seedBox(tr("The same seed draws the same pictures again"))), m_parts(new QComboBox),
      m_columns(spinBox(1, 14, 3)), m_rows(spinBox(1, 14, 3)),
      m_links(new QRadioButton(tr("Link to them where they are"))), m_looks(new QListWidget),
      m_text(new QLabel), m_add(new QPushButton(themedIcon("add-sample"), tr("Add")))
{
    setWindowTitle(tr("Add samples from a data set"));
    makeForm(*m_form);
    m_looks->setObjectName("pickedPictures");
    m_looks->setAccessibleName(tr("Pictures to add"));
    m_looks->setViewMode(QListView::IconMode);
    m_looks->setIconSize(QSize(kLookSide, kLookSide));
    m_looks->setGridSize(QSize(kLookSide + 56, kLookSide + 34));
    m_looks->setResizeMode(QListView::Adjust);
    m_looks->setMovement(QListView::Static);
    m_looks->setUniformItemSizes(true);
    m_text->setWordWrap(true);
    m_text->setObjectName("pickedText");
    m_add->setObjectName("addPicked");
    auto* content = new QWidget;
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->addLayout(m_form);
    contentLayout->addWidget(m_looks, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scrolled(content), 1);
    layout->addWidget(m_text); // read wholly, wherever the rest is scrolled to
    layout->addWidget(acceptButtons(*this, m_add));
    resize(kUsualSize);
    read();
}

void PictureSetDialog::makeForm(QFormLayout& form)
{
    m_set->setWordWrap(true);
    m_order->addItems(
        {tr("by text, “10” before “2” (torchvision)"), tr("by number, “2” before “10”")});
    m_order->setObjectName("classOrder");
    m_parts->addItems({tr("around the places that the data set names"), tr("a grid"), tr("none"),
                       tr("as the LabelMe files beside the pictures say")});
    m_parts->setObjectName("startingParts");
    auto* copies = new QRadioButton(tr("Copy the pictures into the study"));
    copies->setChecked(true);

    auto* draw = new QHBoxLayout;
    draw->addWidget(m_perClass);
    draw->addWidget(new QLabel(tr("of the split")));
    draw->addWidget(m_split);
    draw->addWidget(new QLabel(tr("drawn with seed")));
    draw->addWidget(m_seed);
    draw->addStretch();
    auto* grid = new QWidget;
    auto* gridLayout = new QHBoxLayout(grid);
    gridLayout->setContentsMargins(0, 0, 0, 0);
    gridLayout->addWidget(m_columns);
    gridLayout->addWidget(new QLabel(tr("×")));
    gridLayout->addWidget(m_rows);
    grid->hide();
    auto* parts = new QHBoxLayout;
    parts->addWidget(m_parts);
    parts->addWidget(grid);
    parts->addStretch();
    auto* taking = new QHBoxLayout;
    taking->addWidget(copies);
    taking->addWidget(m_links);
    taking->addStretch();
    form.addRow(tr("Data set:"), m_set);
    makeColumns(form);
    form.addRow(tr("Classes are numbered:"), m_order);
    form.addRow(m_labels);
    form.addRow(tr("Of each class:"), draw);
    form.addRow(tr("Parts to start with:"), parts);
    form.addRow(tr("Files:"), taking);

    connect(m_order, &QComboBox::activated, this, &PictureSetDialog::read);
    connect(m_labels, &LabelMapBox::toldChanged, this, [this] {
        showSet();
        pick();
    });
    connect(m_split, &SplitBox::activated, this, &PictureSetDialog::pick);
    connect(m_perClass, &QSpinBox::valueChanged, this, [this] { m_isPerClassTold = true; });
    connect(m_parts, &QComboBox::activated, this, [this, grid] {
        m_arePartsTold = true;
        grid->setVisible(m_parts->currentIndex() == kGrid);
        pick();
    });
    for (QSpinBox* box : {m_perClass, m_seed, m_columns, m_rows}) {
        connect(box, &QSpinBox::valueChanged, this, &PictureSetDialog::pick);
    }
}

void PictureSetDialog::makeColumns(QFormLayout& form)
{
    std::vector<std::string> names;
    std::error_code status;
    try {
        if (!std::filesystem::is_directory(m_source, status)) {
            names = readTable(m_source).columns;
        }
    } catch (const Error&) {
        names.clear(); // reading the set says why
    }
    for (QComboBox* box : {m_imageColumn, m_labelColumn}) {
        box->addItem(tr("where it is clear by itself"));
        for (const std::string& name : names) {
            addEntry(*box, QString::fromStdString(name));
            box->setItemData(box->count() - 1, QString::fromStdString(name));
        }
        connect(box, &QComboBox::activated, this, [this] {
            m_labels->forget();
            read();
        });
    }
    m_imageColumn->setObjectName("imageColumn");
    m_labelColumn->setObjectName("labelColumn");
    form.addRow(tr("Pictures stand in:"), m_imageColumn);
    form.addRow(tr("Classes stand in:"), m_labelColumn);
    form.setRowVisible(m_imageColumn, !names.empty());
    form.setRowVisible(m_labelColumn, !names.empty());
}

PictureColumns PictureSetDialog::columns() const
{
    const auto chosen = [](const QComboBox* box) {
        return box->currentIndex() > 0 ? std::optional(box->currentData().toString().toStdString())
                                       : std::nullopt;
    };
    return {.image = chosen(m_imageColumn), .label = chosen(m_labelColumn)};
}

Taking PictureSetDialog::taking() const
{
    return m_links->isChecked() ? Taking::Link : Taking::Copy;
}

PickChoices PictureSetDialog::choices() const
{
    PickChoices choices{.perClass = static_cast<std::size_t>(m_perClass->value()),
                        .seed = static_cast<std::uint32_t>(m_seed->value()),
                        .columns = m_columns->value(),
                        .rows = m_rows->value(),
                        .labels = m_labels->told()};
    const std::array<StartingParts, 4> kinds = {StartingParts::Places, StartingParts::Grid,
                                                StartingParts::None, StartingParts::LabelMe};
    choices.parts = kinds[static_cast<std::size_t>(m_parts->currentIndex())];
    choices.split = m_split->split();
    return choices;
}

void PictureSetDialog::begin(const QString& text)
{
    m_isSettled = false;
    m_add->setEnabled(false);
    m_text->setText(text);
}

void PictureSetDialog::showProblem(const QString& why)
{
    m_looks->clear();
    m_text->setText(why);
    m_isSettled = true;
    emit settled();
}

void PictureSetDialog::read()
{
    begin(tr("Reading the data set…"));
    m_isRead = false;
    const ClassOrder order =
        m_order->currentIndex() == 1 ? ClassOrder::Natural : ClassOrder::ByText;
    m_work.post(
        [this, source = m_source, order, columns = columns()](const LatestTask::Request& request) {
            auto list = std::make_shared<PictureList>(listPictures(source, order, columns));
            const auto beside = std::ranges::count_if(list->pictures, [](const auto& picture) {
                return picture.image.pixels.empty() && labelMeBeside(picture.path);
            });
            request.deliver([this, list, beside] {
                m_list = list;
                m_isRead = true;
                propose(beside > 0);
                showSet();
                pick();
            });
        },
        [this](const QString& why) { showProblem(why); });
}

bool PictureSetDialog::hasPlaces() const
{
    return std::ranges::any_of(m_list->pictures,
                               [](const auto& picture) { return !picture.parts.empty(); });
}

/// What is usual for a set like this, where the user has not said otherwise.
void PictureSetDialog::propose(bool hasLabelMe)
{
    if (!m_isPerClassTold) {
        const QSignalBlocker blocker(m_perClass); // the pictures are drawn afterwards
        m_perClass->setValue(
            static_cast<int>(usualPerClass(m_list->isTable, m_list->pictures.size())));
    }
    enableEntry(*m_parts, kLabelMe, hasLabelMe);
    enableEntry(*m_parts, kPlaces, hasPlaces());
    const bool isOffered = (m_parts->currentIndex() != kPlaces || hasPlaces()) &&
                           (m_parts->currentIndex() != kLabelMe || hasLabelMe);
    if (!m_arePartsTold) {
        m_parts->setCurrentIndex(hasLabelMe ? kLabelMe : hasPlaces() ? kPlaces : kNone);
    } else if (!isOffered) {
        m_parts->setCurrentIndex(kNone);
    }
}

void PictureSetDialog::showSet()
{
    m_set->setText(tr("%1: %L2 pictures of %3 classes")
                       .arg(QString::fromStdString(m_source.string()))
                       .arg(m_list->pictures.size())
                       .arg(m_list->classes.size()));
    m_labels->showMatch(m_list->classes, m_study.classes, m_study.labels, m_list->labels);
    m_form->setRowVisible(m_order, m_list->hasOtherOrder);
    m_split->showSplits(splitsOf(*m_list));
}

void PictureSetDialog::pick()
{
    if (!m_isRead) {
        return; // once it is, pictures are drawn as the choices are then
    }
    begin(tr("Drawing…"));
    m_work.post(
        [this, list = m_list, study = m_study, folder = m_folder,
         choices = choices()](const LatestTask::Request& request) {
            auto picked = std::make_shared<PickedPictures>(pickPictures(*list, study, choices));
            if (!folder.empty()) {
                leaveOutKnown(*picked, folder, study);
            }
            std::vector<QImage> looks;
            for (const AddedPicture& picture : picked->pictures) {
                if (!request.goesOn()) {
                    throw Cancelled();
                }
                if (looks.size() < kMostLooks) {
                    looks.push_back(lookOf(picture, study.preprocessing));
                }
            }
            request.deliver([this, picked, looks] {
                m_picked = picked;
                showPicks(looks);
            });
        },
        [this](const QString& why) { showProblem(why); });
}

void PictureSetDialog::showPicks(const std::vector<QImage>& looks)
{
    m_looks->clear();
    for (std::size_t i = 0; i < looks.size(); ++i) {
        const AddedPicture& picture = m_picked->pictures[i];
        const std::string& name = m_study.classes[static_cast<std::size_t>(picture.label)];
        auto* item = new QListWidgetItem(QPixmap::fromImage(looks[i]), QString::fromStdString(name),
                                         m_looks);
        item->setToolTip(plainTip(
            QString::fromStdString(picture.path.string()) + QLatin1Char('\n') +
            (picture.parts ? tr("%1 parts").arg(picture.parts->parts.size()) : tr("no parts"))));
    }
    QStringList lines;
    if (m_picked->pictures.size() > looks.size()) {
        lines.append(tr("%L1 more are not shown.").arg(m_picked->pictures.size() - looks.size()));
    }
    lines += toStringList(m_picked->warnings);
    m_text->setText(lines.join(QLatin1Char('\n')));
    const std::size_t count = m_picked->pictures.size();
    m_add->setText(counted(count, tr("Add 1 sample"), tr("Add %1 samples")));
    m_add->setEnabled(count > 0);
    m_isSettled = true;
    emit settled();
}

} // namespace palimpsest
