// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/desktop.h"

#include <QStringList>

namespace palimpsest {

/// A desktop that keeps what it was asked for.
class RecordedDesktop : public Desktop
{
public:
    QStringList notices;
    bool isAwake() const { return !m_awake.expired(); }

    void notify(const QString&, const QString& text) override { notices.append(text); }
    std::shared_ptr<void> stayAwake(const QString&) override
    {
        auto awake = std::make_shared<bool>(true);
        m_awake = awake;
        return awake;
    }

private:
    std::weak_ptr<void> m_awake;
};

} // namespace palimpsest
