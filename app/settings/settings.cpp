// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/settings.h"

#include "core/base/damaged_file.h"
#include "core/base/error.h"
#include "core/base/user_folders.h"
#include "core/models/trust/trust_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

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

/// Sets a damaged file aside before Qt writes over it what little it understood.
const QString& sound(const QString& file, QStringList& problems)
{
    QSettings standing(file, QSettings::IniFormat);
    standing.allKeys(); // or sections are only read when something of them is asked for
    if (standing.status() == QSettings::FormatError) {
        try {
            const std::filesystem::path aside = setAside(file.toStdString());
            problems << QCoreApplication::translate(
                            "Settings",
                            "%1 is damaged, so what it remembered is not used. It is set "
                            "aside as %2.")
                            .arg(file, QString::fromStdString(aside.filename().string()));
        } catch (const NotWritable& error) {
            problems << QString::fromUtf8(error.what());
        }
    }
    return file;
}

} // namespace

Settings::Settings()
    : Settings(inFolder(configFolder(), "palimpsest.ini"), inFolder(folderOfState(), "state.ini"),
               palimpsest::trustFile())
{
}

Settings::Settings(const std::filesystem::path& folder)
    : Settings(inFolder(QString::fromStdString(folder.string()), "palimpsest.ini"),
               inFolder(QString::fromStdString(folder.string()), "state.ini"),
               folder / "trusted.json")
{
}

Settings::Settings(const QString& preferences, const QString& state,
                   std::filesystem::path trustFile)
    : m_preferences(sound(preferences, m_problems), QSettings::IniFormat),
      m_state(sound(state, m_problems), QSettings::IniFormat), m_trustFile(std::move(trustFile))
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

PartsLook Settings::partsLook() const
{
    const PartsLook usual;
    const auto isOn = [this](const char* name, bool otherwise) {
        return m_preferences.value(QLatin1String(name), otherwise).toBool();
    };
    bool isNumber = false;
    const int opacity = m_preferences.value("parts/opacity").toInt(&isNumber);
    return {.opacity = isNumber ? std::clamp(opacity, 0, 100) : usual.opacity,
            .isOutlineOnly = isOn("parts/outlines", usual.isOutlineOnly),
            .hasNames = isOn("parts/names", usual.hasNames),
            .showsUncovered = isOn("parts/uncovered", usual.showsUncovered)};
}

void Settings::setPartsLook(const PartsLook& look)
{
    m_preferences.setValue("parts/opacity", look.opacity);
    m_preferences.setValue("parts/outlines", look.isOutlineOnly);
    m_preferences.setValue("parts/names", look.hasNames);
    m_preferences.setValue("parts/uncovered", look.showsUncovered);
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
