// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <memory>

namespace palimpsest {

/// What the desktop does for a program that nobody looks at.
class Desktop
{
public:
    virtual ~Desktop() = default;

    /// Shows a notice beside whatever else is done.
    virtual void notify(const QString& title, const QString& text) = 0;
    /// Keeps the machine from going to sleep as long as what is returned lives.
    virtual std::shared_ptr<void> stayAwake(const QString& why) = 0;
};

/// The services of freedesktop.org on D-Bus. Where there is none, nothing happens.
class FreedesktopServices : public Desktop
{
public:
    void notify(const QString& title, const QString& text) override;
    std::shared_ptr<void> stayAwake(const QString& why) override;
};

} // namespace palimpsest
