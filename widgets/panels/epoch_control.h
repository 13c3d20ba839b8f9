// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;

namespace palimpsest {

/// The buttons below the curves that walk through the epochs of a run.
class EpochControl : public QWidget
{
    Q_OBJECT

public:
    explicit EpochControl(QWidget* parent = nullptr);

    /// `count` is what they are called: "epoch" or "step".
    void setEpochs(std::vector<int> epochs, const QString& count);
    void setEpoch(std::size_t index);
    bool isPlaying() const { return m_play.isActive(); }

public slots:
    /// Starts from the first epoch when the last is shown; stops at the last.
    void togglePlay();

signals:
    void epochChosen(std::size_t index);

private:
    void go(std::size_t index);
    void step();
    void update();

    QString textOf(int epoch) const;

    std::vector<int> m_epochs;
    QString m_count;
    std::size_t m_index = 0;
    QTimer m_play;
    QLabel* m_label;
    QToolButton* m_first;
    QToolButton* m_back;
    QToolButton* m_playButton;
    QToolButton* m_forward;
    QToolButton* m_last;
};

} // namespace palimpsest
