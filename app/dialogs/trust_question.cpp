// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/trust_question.h"

#include <QCoreApplication>

#include <algorithm>

namespace palimpsest {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TrustQuestion", text);
}

} // namespace

bool askForTrust(Dialogs& dialogs, Settings& settings, QWidget* parent,
                 const std::vector<ModelProgram>& programs)
{
    constexpr std::size_t kListed = 6; // what a dialog has room for
    QString list;
    for (std::size_t i = 0; i < std::min(programs.size(), kListed); ++i) {
        list += tr("%1\nSHA-256 %2")
                    .arg(QString::fromStdString(programs[i].path.string()),
                         QString::fromStdString(programs[i].sha256)) +
                QStringLiteral("\n\n");
    }
    if (programs.size() > kListed) {
        list += tr("and %1 more.").arg(programs.size() - kListed) + QStringLiteral("\n\n");
    }
    const bool isTrusted = dialogs.confirm(
        parent, tr("Open TorchScript?"),
        tr("TorchScript files are programs: to open one is to let it do whatever you may do on "
           "this computer.") +
            QStringLiteral("\n\n") + list +
            tr("Open them only if you trust where they come from. You will not be asked again for "
               "the same files."),
        tr("Trust and open"));
    if (isTrusted) {
        for (const ModelProgram& program : programs) {
            settings.addTrustedProgram(program.sha256);
        }
    }
    return isTrusted;
}

} // namespace palimpsest
