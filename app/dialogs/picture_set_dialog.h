// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/label_map_box.h"
#include "app/jobs/latest_task.h"
#include "core/setup/picked_samples.h"

#include <QDialog>
#include <QImage>

#include <memory>

class QComboBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace palimpsest {

class SplitBox;

/// Draws samples from a data set of pictures: how many of each class, from which split, by which
/// seed, with which parts to start with; shows those that would be added.
class PictureSetDialog : public QDialog
{
    Q_OBJECT

public:
    /// Pictures that the study in `folder` has already are left out, which is said.
    PictureSetDialog(Study study, std::filesystem::path source, QWidget* parent = nullptr,
                     std::filesystem::path folder = {});

    /// The pictures to be added, how, and what the user said of their labels.
    const PickedPictures& picked() const { return *m_picked; }
    const LabelNames& labels() const { return m_labels->told(); }
    Taking taking() const;

    /// Whether the set is read and drawn from as the choices say.
    bool isSettled() const { return m_isSettled; }

signals:
    void settled();

private:
    void makeForm(QFormLayout& form);
    void makeColumns(QFormLayout& form);
    PictureColumns columns() const;
    PickChoices choices() const;
    void read();
    void pick();
    void propose(bool hasLabelMe);
    void showSet();
    bool hasPlaces() const;
    void showPicks(const std::vector<QImage>& looks);
    void showProblem(const QString& why);
    void begin(const QString& text);

    Study m_study;
    std::filesystem::path m_folder; ///< of the study; empty where it has none
    std::filesystem::path m_source;
    QFormLayout* m_form;
    QLabel* m_set;
    QComboBox* m_imageColumn; ///< of a table; the first item leaves it to be found
    QComboBox* m_labelColumn;
    LabelMapBox* m_labels;
    QComboBox* m_order;
    SplitBox* m_split;
    QSpinBox* m_perClass;
    QSpinBox* m_seed;
    QComboBox* m_parts;
    QSpinBox* m_columns;
    QSpinBox* m_rows;
    QRadioButton* m_links;
    QListWidget* m_looks;
    QLabel* m_text;
    QPushButton* m_add;
    std::shared_ptr<PictureList> m_list = std::make_shared<PictureList>();
    std::shared_ptr<PickedPictures> m_picked = std::make_shared<PickedPictures>();
    bool m_isRead = false;         ///< m_list is of the chosen order
    bool m_isPerClassTold = false; ///< by the user, as what follows; another reading keeps it
    bool m_arePartsTold = false;
    bool m_isSettled = false;
    LatestTask m_work{this}; ///< last: it ends before what its tasks use
};

} // namespace palimpsest
