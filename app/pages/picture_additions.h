// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/pages/sample_additions.h"
#include "core/setup/picked_samples.h"

namespace palimpsest {

class StudyChoices;

/// Adds pictures to a study, and the parts that stand beside them.
class PictureAdditions : public SampleAdditions
{
    Q_OBJECT

public:
    /// `choices` asks for the baseline of new pictures.
    PictureAdditions(StudySession& session, Dialogs& dialogs, StudyChoices& choices, QWidget* page);

    QString wanted() const override;
    void addPictures(const std::vector<std::filesystem::path>& files) override;
    void addDataSet(const QString& source) override;

protected:
    QStringList sources() const override;
    void addFrom(int source) override;

private:
    /// Asks whether LabelMe files beside pictures give their parts, where there are any; none when
    /// the user gave up.
    std::optional<StartingParts> askForParts(const std::vector<std::filesystem::path>& pictures);
    /// Throws as namedPictures does.
    void addNamedPictures(const std::vector<std::filesystem::path>& files, int label);
    void takePictures(const PickedPictures& picked, Taking taking, const LabelNames& labels);

    StudyChoices& m_choices;
};

} // namespace palimpsest
