// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/page_editor.h"

#include <QStringList>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

class PartImportDialog;
struct TakenParts;

/// Takes parts in from annotations of other programs, as one edit of the samples that get some, and
/// hands them out.
class PartExchange : public PageEditor
{
    Q_OBJECT

public:
    /// `page` is where the parts are seen.
    PartExchange(StudySession& session, Dialogs& dialogs, QWidget* page);

    /// Why parts can neither come in nor go out, as sentences; empty where they can.
    QString obstacle() const;

    /// Asks for a file or folder, and what of it is taken.
    void importParts();
    void exportParts();
    /// Imports what is dropped where parts are worked on. False where it is for others: a file that
    /// holds no annotations by its name, or a folder of which the user says so.
    bool takeDropped(const QStringList& files);

signals:
    /// Parts of samples; undo on `sampleId`, which is one of them, takes all back.
    void imported(const QString& what, const std::string& sampleId);

private:
    void importFrom(const QString& source);
    bool isSaved();
    std::set<std::size_t> samplesWithValues() const;
    void take(const PartImportDialog& dialog, const Study& study);
    void showOneOf(const std::vector<TakenParts>& taken, const std::filesystem::path& aside);
};

} // namespace palimpsest
