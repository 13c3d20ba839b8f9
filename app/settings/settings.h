// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/canvas/parts_look.h"
#include "widgets/style/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What the window remembers between runs; nothing here changes a number on screen. Preferences are
/// in $XDG_CONFIG_HOME/palimpsest, what is merely remembered in $XDG_STATE_HOME/palimpsest. Where
/// neither can be written everything works, and is forgotten.
class Settings
{
public:
    Settings();
    /// With both files in `folder`.
    explicit Settings(const std::filesystem::path& folder);

    /// Sentences about files of settings that could not be read and were set aside.
    const QStringList& problems() const { return m_problems; }

    std::optional<Theme> theme() const; ///< none: as the desktop
    void setTheme(Theme theme);

    PartsLook partsLook() const;
    void setPartsLook(const PartsLook& look);

    /// Studies, the latest first, at most ten, those that are gone left out.
    QStringList recentStudies() const;
    void addRecentStudy(const QString& folder);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
    QByteArray splitter(const QString& name) const;
    void setSplitter(const QString& name, const QByteArray& state);

    /// Where programs that the user has agreed to are remembered, for
    /// core/models/trust/trust_store.h.
    const std::filesystem::path& trustFile() const { return m_trustFile; }
    /// SHA-256 of those that were remembered here by earlier versions.
    std::vector<std::string> formerlyTrusted() const;
    void forgetFormerlyTrusted();

    /// Writes what is to be remembered now, not when there is time.
    void sync();

    /// Where figures went last.
    QString figureFolder() const;
    void setFigureFolder(const QString& folder);

    /// Where edits are kept that are not in their study yet.
    std::filesystem::path recoveryFolder() const;

private:
    Settings(const QString& preferences, const QString& state, std::filesystem::path trustFile);

    QStringList m_problems;
    QSettings m_preferences;
    QSettings m_state;
    std::filesystem::path m_trustFile;
};

/// Folder for studies that the program itself puts down, $XDG_DATA_HOME/palimpsest.
std::filesystem::path dataFolder();

} // namespace palimpsest
