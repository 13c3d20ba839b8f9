// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QTextBrowser;

namespace palimpsest {

/// The help pages of resources/help, in a window of their own.
class HelpWindow : public QWidget
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget* parent = nullptr);

    /// Shows a page, e.g. "method.html".
    void showPage(const QString& page);

protected:
    void changeEvent(QEvent* event) override; ///< colours of links with a new theme

private:
    QTextBrowser* m_browser;
};

/// Versions, device and licences, as text that can be copied.
QString aboutText();

} // namespace palimpsest
