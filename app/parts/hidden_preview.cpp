// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/hidden_preview.h"

#include "core/base/error.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/pictures/to_qimage.h"
#include "widgets/tables/part_list_model.h"

#include <QAction>
#include <QFrame>
#include <QHelpEvent>
#include <QLabel>
#include <QScreen>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr int kSide = 288; // of the picture at most, in pixels of the view

} // namespace

Image withPartHidden(const MaskedPictures& pictures, std::size_t part)
{
    Image hidden = pictures.all;
    const std::vector<std::uint8_t>& labels = pictures.parts.labels;
    const auto channels = static_cast<std::size_t>(hidden.channels);
    if (pictures.none.pixels.size() != hidden.pixels.size() ||
        labels.size() * channels != hidden.pixels.size()) {
        return hidden; // nothing of it can be masked
    }
    for (std::size_t at = 0; at < labels.size(); ++at) {
        if (labels[at] == part + 1) {
            std::copy_n(pictures.none.pixels.begin() + static_cast<std::ptrdiff_t>(at * channels),
                        channels,
                        hidden.pixels.begin() + static_cast<std::ptrdiff_t>(at * channels));
        }
    }
    return hidden;
}

HiddenPreview::HiddenPreview(StudySession& session, PartsPanel& panel, QObject* parent)
    : QObject(parent), m_session(session), m_panel(panel), m_list(panel.findChild<QTableView*>()),
      m_frame(new QFrame(&panel, Qt::ToolTip)), m_picture(new QLabel), m_text(new QLabel),
      m_show(makeCommand("showHidden", this))
{
    m_frame->setObjectName("hiddenPreview");
    m_frame->setFrameShape(QFrame::StyledPanel);
    m_text->setObjectName("hiddenText");
    m_text->setWordWrap(true);
    auto* layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_picture);
    layout->addWidget(m_text);
    m_list->viewport()->installEventFilter(this);
    panel.installEventFilter(this); // to go with it
    connect(m_show, &QAction::triggered, this, &HiddenPreview::toggle);
    connect(&panel, &PartsPanel::partChosen, this, &HiddenPreview::hide);
    connect(&session, &StudySession::drawingChanged, this, &HiddenPreview::hide);
    connect(&session, &StudySession::opened, this, &HiddenPreview::hide);
    connect(&session.selection(), &Selection::sampleChanged, this, &HiddenPreview::hide);
}

HiddenPreview::~HiddenPreview() = default;

bool HiddenPreview::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_panel) {
        if (event->type() == QEvent::Hide || event->type() == QEvent::WindowDeactivate) {
            hide();
        }
        return false;
    }
    switch (event->type()) {
    case QEvent::ToolTip: { // the pointer has rested for a while
        const auto* model = qobject_cast<PartListModel*>(m_list->model());
        const QModelIndex index = m_list->indexAt(static_cast<QHelpEvent*>(event)->pos());
        const int part = model->partAt(index.row());
        if (part >= 0 && index.column() != PartListModel::Coverage) { // which says what it means
            show(part);
            return true;
        }
        hide();
        break;
    }
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::Leave:
        hide();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void HiddenPreview::toggle()
{
    if (m_frame->isVisible() || m_panel.currentPart() < 0) {
        hide();
    } else {
        show(m_panel.currentPart());
    }
}

void HiddenPreview::show(int part)
{
    StudyDocument* document = m_session.document();
    const std::size_t sample = m_session.selection().sample();
    if (document == nullptr || sample >= document->study().samples.size()) {
        return;
    }
    const auto* model = qobject_cast<PartListModel*>(m_list->model());
    const QString name = model->part(part).name;
    try {
        const MaskedPictures pictures = document->shown(sample);
        const QImage image = toQImage(withPartHidden(pictures, static_cast<std::size_t>(part)));
        const int side = std::max(image.width(), image.height());
        const Qt::TransformationMode how =
            side < kSide ? Qt::FastTransformation : Qt::SmoothTransformation;
        m_picture->setPixmap(
            QPixmap::fromImage(image.scaled(kSide, kSide, Qt::KeepAspectRatio, how)));
        m_text->setText(tr("What the models see with “%1” hidden").arg(name));
    } catch (const Error& error) {
        m_picture->clear();
        m_text->setText(QString::fromUtf8(error.what()));
    }
    m_frame->adjustSize();
    // Left of the list, on the picture that it is of, beside the row.
    const QRect row = m_list->visualRect(m_list->model()->index(model->rowOfPart(part), 0));
    const QPoint beside = m_list->viewport()->mapToGlobal(row.topLeft());
    const QRect screen = m_list->screen()->availableGeometry();
    const int top = std::clamp(beside.y(), screen.top(),
                               std::max(screen.top(), screen.bottom() - m_frame->height()));
    m_frame->move(std::max(screen.left(), beside.x() - m_frame->width() - 2 * row.height()), top);
    m_frame->show();
}

void HiddenPreview::hide()
{
    m_frame->hide();
}

} // namespace palimpsest
