// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/sample_additions.h"
#include "core/study/study_edits.h"

#include <vector>

namespace palimpsest {

/// Adds sentences to a study.
class SentenceAdditions : public SampleAdditions
{
    Q_OBJECT

public:
    using SampleAdditions::SampleAdditions;

    QString wanted() const override;
    /// Refuses them.
    void addPictures(const std::vector<std::filesystem::path>& files) override;
    void addDataSet(const QString& source) override;

protected:
    QStringList sources() const override;
    void addFrom(int source) override;

private:
    void addSentence();
    /// Throws as SentenceTableDialog does.
    void addTable(const QString& table);
    void warnOfCut(const std::vector<AddedSentence>& added);
};

} // namespace palimpsest
