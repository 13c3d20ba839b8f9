// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/jobs/extractor.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace palimpsest {

/// What values are missing, what making them would cost, and the button that does it.
class RunPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RunPanel(QWidget* parent = nullptr);

    void setCost(const std::optional<ExtractionCost>& cost); ///< none while it is looked at
    void setRunning(bool running);
    void setPaused(bool isPaused);

signals:
    void extractRequested();
    void cancelRequested();
    void pauseRequested(bool isPaused);

private:
    QString detailOf(const ExtractionCost& cost) const;

    QLabel* m_cost;
    QLabel* m_detail;
    QPushButton* m_extract;
    QPushButton* m_pause;
    QPushButton* m_cancel;
};

} // namespace palimpsest
