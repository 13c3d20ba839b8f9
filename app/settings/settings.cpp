// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/settings.h"

#include "core/base/user_folders.h"
#include "core/models/trust_store.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace palimpsest {

namespace {

constexpr int kRecentStudies = 10;

QString configFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/palimpsest");
}

/// Where there is no place for it, one that cannot be written.
QString folderOfState()
{
    const std::filesystem::path folder = stateFolder();
    return QString::fromStdString(folder.empty() ? "/dev/null" : folder.string());
}

QString inFolder(const QString& folder, const char* name)
{
    return folder + QLatin1Char('/') + QLatin1String(name);
}

} // namespace

Settings::Settings()
    : m_preferences(inFolder(configFolder(), "palimpsest.ini"), QSettings::IniFormat),
      m_state(inFolder(folderOfState(), "state.ini"), QSettings::IniFormat),
      m_trustFile(palimpsest::trustFile())
{
}

Settings::Settings(const std::filesystem::path& folder)
    : m_preferences(inFolder(QString::fromStdString(folder.string()), "palimpsest.ini"),
                    QSettings::IniFormat),
      m_state(inFolder(QString::fromStdString(folder.string()), "state.ini"), QSettings::IniFormat),
      m_trustFile(folder / "trusted.json")
{
}

std::optional<Theme> Settings::theme() const
{
    const QString name = m_preferences.value("theme").toString();
    if (name == QLatin1String("dark")) {
        return Theme::Dark;
    }
    return name == QLatin1String("light") ? std::optional(Theme::Light) : std::nullopt;
}

void Settings::setTheme(Theme theme)
{
    m_preferences.setValue("theme", theme == Theme::Dark ? "dark" : "light");
}

QStringList Settings::recentStudies() const
{
    QStringList studies = m_state.value("recent").toStringList();
    studies.removeIf([](const QString& folder) {
        return !QFileInfo::exists(folder + QStringLiteral("/study.json"));
    });
    return studies;
}

void Settings::addRecentStudy(const QString& folder)
{
    QStringList studies = recentStudies();
    studies.removeAll(folder);
    studies.prepend(folder);
    m_state.setValue("recent", QStringList(studies.mid(0, kRecentStudies)));
}

QByteArray Settings::windowGeometry() const
{
    return m_state.value("geometry").toByteArray();
}

void Settings::setWindowGeometry(const QByteArray& geometry)
{
    m_state.setValue("geometry", geometry);
}

QByteArray Settings::splitter(const QString& name) const
{
    return m_state.value("splitters/" + name).toByteArray();
}

void Settings::setSplitter(const QString& name, const QByteArray& state)
{
    m_state.setValue("splitters/" + name, state);
}

std::vector<std::string> Settings::formerlyTrusted() const
{
    std::vector<std::string> hashes;
    for (const QString& hash : m_state.value("trusted").toStringList()) {
        hashes.push_back(hash.toStdString());
    }
    return hashes;
}

void Settings::forgetFormerlyTrusted()
{
    m_state.remove("trusted");
}

void Settings::sync()
{
    m_preferences.sync();
    m_state.sync();
}

QString Settings::figureFolder() const
{
    return m_state.value("figures", QDir::homePath()).toString();
}

void Settings::setFigureFolder(const QString& folder)
{
    m_state.setValue("figures", folder);
}

std::filesystem::path Settings::recoveryFolder() const
{
    return std::filesystem::path(m_state.fileName().toStdString()).parent_path() / "recovery";
}

std::filesystem::path dataFolder()
{
    return (QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
            QStringLiteral("/palimpsest"))
        .toStdString();
}

} // namespace palimpsest
