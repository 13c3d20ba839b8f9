// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "core/samples/tokenizer_rules.h"
#include "core/setup/accuracy.h"
#include "core/setup/new_study.h"

#include <QDialog>

#include <array>
#include <optional>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace palimpsest {

class PreprocessingForm;

/// Asks for what nobody can guess of a new study, and makes it: classes in the models' order, and
/// how pictures or sentences become what they take.
class NewStudyDialog : public QDialog
{
    Q_OBJECT

public:
    /// `source` is a data set whose classes are taken, or empty.
    NewStudyDialog(Dialogs& dialogs, const std::filesystem::path& source,
                   QWidget* parent = nullptr);

    /// Of the study that was made.
    std::filesystem::path folder() const;

    /// Makes the study; stays open and says why where that fails.
    void accept() override;

private:
    QSize sizeFor(const QWidget& content) const;
    QWidget* makeFolder();
    QWidget* makeClasses();
    QWidget* makeSentences();
    QWidget* makeSpecialTokens();
    void chooseFolder();
    /// Takes the classes of data that were just chosen: whatever was said of others is forgotten.
    void takeNewClasses(const std::filesystem::path& source);
    /// `refused` says why an answer to what the data left open did not do.
    void takeClasses(const std::filesystem::path& source, const QString& refused = {});
    void showClasses(const PictureList& list, const std::filesystem::path& source);
    void showTokenised();
    void showLength(const SentenceLength& length);
    void followVocabulary(const QString& vocabulary);
    std::optional<SpecialTokens> specialTokens() const;
    NewStudy wanted() const;

    Dialogs& m_dialogs;
    QLineEdit* m_folder;
    QLineEdit* m_name;
    QRadioButton* m_pictures;
    QRadioButton* m_sentences;
    QPlainTextEdit* m_classes;
    QLabel* m_classText;
    QPushButton* m_chooseColumns; ///< shown where these were asked for
    QCheckBox* m_naturalOrder;
    PreprocessingForm* m_preprocessing;
    QFormLayout* m_sentenceForm;
    QCheckBox* m_areTokenised;
    QWidget* m_vocabularyRow;
    QLineEdit* m_vocabulary;
    QCheckBox* m_lowerCase;
    WordRules m_toldRules; ///< by the vocabulary and what stands beside it
    std::array<QSpinBox*, kSpecialTokens.size()> m_specialTokens;
    QWidget* m_specialRow;
    QSpinBox* m_maximumLength;
    QLabel* m_lengthSource; ///< what says so
    QLabel* m_problem;
    SetChoices m_choices;           ///< columns of m_asked, as the user said
    std::filesystem::path m_asked;  ///< the data that these are of
    std::filesystem::path m_source; ///< of the classes; empty where they were typed
};

} // namespace palimpsest
