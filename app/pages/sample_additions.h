// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/page_editor.h"
#include "core/study/taking_in.h"

#include <QStringList>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Adds samples of one kind to a study.
class SampleAdditions : public PageEditor
{
    Q_OBJECT

public:
    SampleAdditions(StudySession& session, Dialogs& dialogs, QWidget* page);

    /// What a study without samples asks for, as a sentence.
    virtual QString wanted() const = 0;

    /// Asks where samples come from, and adds them.
    void addSamples();
    virtual void addPictures(const std::vector<std::filesystem::path>& files) = 0;
    virtual void addDataSet(const QString& source) = 0;

protected:
    /// Where samples can come from, for a question.
    virtual QStringList sources() const = 0;
    /// Adds from one of them.
    virtual void addFrom(int source) = 0;

    static QString title() { return tr("Add samples"); }
    std::optional<int> askForClass(const QString& question);
    /// Makes `edit` an undoable change, and shows the first of the new samples.
    void takeSamples(const std::function<Study(const Study&, NewFiles&)>& edit);
    void warn(const std::vector<std::string>& warnings);
};

} // namespace palimpsest
