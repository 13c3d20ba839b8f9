// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/study/study.h"

#include <QDialog>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

class QLabel;

namespace palimpsest {

class Dialogs;
class PreprocessingForm;

/// Asks how the pictures of a study are to be prepared instead, and says what that costs. Parts go
/// along; where they cannot, or networks cannot take such pictures, it says why and is not
/// accepted.
class PreparationDialog : public QDialog
{
    Q_OBJECT

public:
    /// `study` stands, with its parts, in `folder`.
    PreparationDialog(std::filesystem::path folder, Study study, Dialogs& dialogs,
                      QWidget* parent = nullptr);

    const Study& prepared() const { return m_prepared; }
    const std::map<std::string, Drawing>& parts() const { return m_parts; }

    /// Of which networks it is not known whether they take such pictures, as untriedPrograms()
    /// says.
    const std::string& untried() const { return m_untried; }

    /// Which probes were fitted on pictures that are prepared otherwise, as
    /// preparationDifferences() says.
    const std::vector<std::string>& probes() const { return m_probes; }

    void accept() override;

private:
    std::filesystem::path m_folder;
    Study m_study;
    Study m_prepared;
    std::map<std::string, Drawing> m_parts;
    std::string m_untried;
    std::vector<std::string> m_probes;
    PreprocessingForm* m_form;
    QLabel* m_problem;
};

} // namespace palimpsest
