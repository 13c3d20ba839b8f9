// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/new_study_dialog.h"

#include "app/dialogs/data_questions.h"
#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/preprocessing_form.h"
#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/setup/picture_evidence.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

constexpr int kUsualWidth = 720;
constexpr int kFewestClasses = 4; // lines of them, where other things need the room

} // namespace

NewStudyDialog::NewStudyDialog(Dialogs& dialogs, const std::filesystem::path& source,
                               QWidget* parent)
    : QDialog(parent), m_dialogs(dialogs), m_folder(new QLineEdit), m_name(new QLineEdit),
      m_pictures(new QRadioButton(tr("pictures"))), m_sentences(new QRadioButton(tr("sentences"))),
      m_classes(new QPlainTextEdit), m_classText(new QLabel),
      m_chooseColumns(plainButton(tr("Choose the columns anew…"))),
      m_naturalOrder(new QCheckBox(tr("Number classes “2” before “10”"))),
      m_preprocessing(new PreprocessingForm(dialogs)), m_sentenceForm(new QFormLayout),
      m_areTokenised(
          new QCheckBox(tr("split by another tokenizer already (JSONL with input_ids)"))),
      m_vocabulary(new QLineEdit),
      m_lowerCase(new QCheckBox(tr("lower-case, without accents (“uncased” models)"))),
      m_maximumLength(new QSpinBox), m_lengthSource(new QLabel), m_problem(problemLabel())
{
    setWindowTitle(tr("New study"));
    QWidget* sentences = makeSentences();
    m_pictures->setChecked(true);
    m_sentences->setObjectName("kindSentences");
    auto* kind = new QHBoxLayout;
    kind->addWidget(m_pictures);
    kind->addWidget(m_sentences);
    kind->addStretch();
    const auto showKind = [this, sentences] {
        m_preprocessing->setVisible(m_pictures->isChecked());
        sentences->setVisible(m_sentences->isChecked());
    };
    connect(m_pictures, &QRadioButton::toggled, this, showKind);

    auto* form = new QFormLayout;
    form->addRow(tr("Folder:"), makeFolder());
    form->addRow(tr("Name:"), m_name);
    form->addRow(tr("Samples are:"), kind);
    form->addRow(tr("Classes:"), makeClasses());

    m_problem->setObjectName("newStudyProblem");
    auto* make = new QPushButton(tr("Make the study"));
    make->setObjectName("makeStudy");
    auto* content = new QWidget;
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->addLayout(form, 1); // the classes take and give what room there is
    contentLayout->addWidget(m_preprocessing);
    contentLayout->addWidget(sentences);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scrolled(content), 1);
    layout->addWidget(m_problem);
    layout->addWidget(acceptButtons(*this, make));
    setMinimumWidth(kUsualWidth);
    alignLabels(*this);
    clearOnceEdited(*m_problem, *this);
    // Afterwards, as it may say what is wrong with the file.
    connect(m_vocabulary, &QLineEdit::textChanged, this, &NewStudyDialog::followVocabulary);
    showKind();
    showTokenised();
    if (!source.empty()) {
        takeNewClasses(source);
    }
    resize(sizeFor(*content));
}

/// In which nothing of `content` has to be scrolled, where the screen has room for it.
QSize NewStudyDialog::sizeFor(const QWidget& content) const
{
    constexpr int kAround = 120; // of buttons, margins and the window's frame
    const int height = std::min(content.sizeHint().height() + kAround,
                                screen()->availableSize().height() - kAround / 2);
    return {kUsualWidth, height};
}

QWidget* NewStudyDialog::makeFolder()
{
    m_folder->setObjectName("newFolder");
    m_folder->setPlaceholderText(tr("a folder that is empty or not there yet"));
    m_name->setObjectName("newName");
    connect(m_folder, &QLineEdit::textChanged, this,
            [this](const QString& folder) { m_name->setPlaceholderText(QDir(folder).dirName()); });
    auto* choose = plainButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, &NewStudyDialog::chooseFolder);
    return pathRow(m_folder, choose);
}

QWidget* NewStudyDialog::makeClasses()
{
    m_classes->setObjectName("newClasses");
    m_classes->setAccessibleName(tr("Classes, one a line"));
    m_classes->setPlaceholderText(tr("one a line, in the order in which the models count them"));
    m_classes->setTabChangesFocus(true);
    m_classes->setMinimumHeight(kFewestClasses * m_classes->fontMetrics().lineSpacing());
    m_classText->setWordWrap(true);
    m_classText->setObjectName("classText");
    m_naturalOrder->hide();
    m_chooseColumns->setObjectName("chooseColumns");
    m_chooseColumns->hide();
    connect(m_chooseColumns, &QPushButton::clicked, this, [this] {
        m_choices = {};
        takeClasses(m_asked);
    });
    connect(m_classes, &QPlainTextEdit::textChanged, this, [this] { // others than were read
        m_classText->clear();
        m_naturalOrder->hide();
    });
    connect(m_naturalOrder, &QCheckBox::toggled, this, [this] { takeClasses(m_source); });
    auto* folder = plainButton(tr("From a folder…"));
    auto* file = plainButton(tr("From a table or list…"));
    file->setObjectName("classesFromFile");
    connect(folder, &QPushButton::clicked, this, [this] {
        if (const auto chosen = m_dialogs.chooseFolder(this, tr("Data set"), {})) {
            takeNewClasses(chosen->toStdString());
        }
    });
    connect(file, &QPushButton::clicked, this, [this] {
        const QStringList files =
            m_dialogs.chooseFiles(this, tr("Names of classes, or a table of samples"), {},
                                  fileFilter(tr("Names one a line, tables"), tableEndings()));
        if (!files.isEmpty()) {
            takeNewClasses(files.front().toStdString());
        }
    });
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(folder);
    buttons->addWidget(file);
    buttons->addStretch();
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_classes);
    layout->addLayout(buttons);
    layout->addWidget(m_chooseColumns, 0, Qt::AlignLeft); // beside them the form would be too wide
    layout->addWidget(m_naturalOrder);
    layout->addWidget(m_classText);
    return box;
}

QWidget* NewStudyDialog::makeSentences()
{
    m_vocabulary->setObjectName("vocabulary");
    m_vocabulary->setPlaceholderText(tr("vocab.txt of the models"));
    m_lowerCase->setChecked(true);
    m_maximumLength->setObjectName("maximumLength");
    m_maximumLength->setRange(3, static_cast<int>(kLongestSentence));
    m_maximumLength->setSuffix(tr(" tokens"));
    showLength(longestSentence({}));
    auto* choose = plainButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, [this] {
        const QStringList files =
            m_dialogs.chooseFiles(this, tr("Vocabulary of a BERT"), {}, tr("vocab.txt (*.txt)"));
        if (!files.isEmpty()) {
            m_vocabulary->setText(files.front());
        }
    });
    m_areTokenised->setObjectName("areTokenised");
    connect(m_areTokenised, &QCheckBox::toggled, this, &NewStudyDialog::showTokenised);
    m_vocabularyRow = pathRow(m_vocabulary, choose);
    m_specialRow = makeSpecialTokens();
    auto* box = new QWidget;
    box->setLayout(m_sentenceForm);
    m_sentenceForm->setContentsMargins(0, 0, 0, 0);
    m_sentenceForm->addRow(tr("Sentences are:"), m_areTokenised);
    m_sentenceForm->addRow(tr("Vocabulary:"), m_vocabularyRow);
    m_sentenceForm->addRow(tr("Text is read:"), m_lowerCase);
    m_sentenceForm->addRow(tr("Special tokens:"), m_specialRow);
    auto* length = new QHBoxLayout;
    length->addWidget(m_maximumLength);
    length->addWidget(m_lengthSource, 1);
    m_sentenceForm->addRow(tr("Longest sentence:"), length);
    return box;
}

void NewStudyDialog::showLength(const SentenceLength& length)
{
    m_maximumLength->setValue(static_cast<int>(length.tokens));
    m_lengthSource->setText(QString::fromStdString(length.source));
}

/// Capitals are kept, and sentences are as long, as the vocabulary and what stands beside it tell.
void NewStudyDialog::followVocabulary(const QString& vocabulary)
{
    std::error_code status;
    const std::filesystem::path path = vocabulary.trimmed().toStdString();
    if (!std::filesystem::is_regular_file(path, status)) {
        return;
    }
    try {
        m_toldRules = wordRulesOf(path);
        m_lowerCase->setChecked(m_toldRules.lowerCase);
        showLength(longestSentence(path));
    } catch (const Error& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
    }
}

QWidget* NewStudyDialog::makeSpecialTokens()
{
    const std::array<QString, kSpecialTokens.size()> names = {
        tr("padding"), tr("unknown"), tr("classifier"), tr("separator"), tr("mask")};
    auto* row = new QWidget;
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_specialTokens[i] = new QSpinBox;
        m_specialTokens[i]->setObjectName(QString::fromLatin1(kSpecialTokens[i].name));
        m_specialTokens[i]->setAccessibleName(names[i]);
        m_specialTokens[i]->setRange(0, kLargestToken);
        const int column = static_cast<int>(i);
        grid->addWidget(new QLabel(names[i]), 0, column);
        grid->addWidget(m_specialTokens[i], 1, column);
    }
    row->setToolTip(tr("Their numbers in the models' vocabulary, as its tokenizer tells them"));
    return row;
}

void NewStudyDialog::showTokenised()
{
    const bool areTokenised = m_areTokenised->isChecked();
    m_sentenceForm->setRowVisible(m_vocabularyRow, !areTokenised);
    m_sentenceForm->setRowVisible(m_lowerCase, !areTokenised);
    m_sentenceForm->setRowVisible(m_specialRow, areTokenised);
}

std::optional<SpecialTokens> NewStudyDialog::specialTokens() const
{
    if (!m_areTokenised->isChecked()) {
        return std::nullopt;
    }
    SpecialTokens tokens;
    for (std::size_t i = 0; i < kSpecialTokens.size(); ++i) {
        tokens.*kSpecialTokens[i].number = m_specialTokens[i]->value();
    }
    return tokens;
}

void NewStudyDialog::chooseFolder()
{
    if (const auto folder = m_dialogs.chooseFolder(this, tr("Folder of the new study"), {})) {
        m_folder->setText(*folder);
    }
}

void NewStudyDialog::takeNewClasses(const std::filesystem::path& source)
{
    m_asked = source;
    m_choices = {};
    m_chooseColumns->hide();
    takeClasses(source);
}

void NewStudyDialog::takeClasses(const std::filesystem::path& source, const QString& refused)
{
    try {
        std::error_code status;
        const QString ending = QFileInfo(QString::fromStdString(source)).suffix().toLower();
        const bool isFolder = std::filesystem::is_directory(source, status);
        const bool isList = ending == QLatin1String("txt");
        const bool isTable = !isFolder && m_sentences->isChecked();
        const auto order = m_naturalOrder->isChecked() ? ClassOrder::Natural : ClassOrder::ByText;
        PictureList list;
        if (isTable) {
            NotedClasses classes = classesOfSentences(source, specialTokens(), m_choices.columns);
            list.classes = std::move(classes.names);
            list.notes = std::move(classes.notes);
        } else if (isList) {
            list.classes = classesInFile(source);
        } else {
            list = listPictures(source, order,
                                {.image = m_choices.imageColumn, .label = m_choices.columns.label});
        }
        showClasses(list, source);
    } catch (const Unclear& question) {
        m_chooseColumns->show();
        if (answerQuestion(m_dialogs, this, question, {}, m_choices, refused)) {
            takeClasses(source);
        } else {
            m_choices = {};
            m_classText->setText(tr("%1 is read once its columns are chosen.")
                                     .arg(QString::fromStdString(source.filename().string())));
        }
    } catch (const Error& error) {
        m_classText->setText(QString::fromUtf8(error.what()));
        if (std::exchange(m_choices, {}) != SetChoices()) { // they led nowhere
            takeClasses(source, m_classText->text());
        }
    }
}

void NewStudyDialog::showClasses(const PictureList& list, const std::filesystem::path& source)
{
    const bool isNew = m_source != source; // else the same is read another way
    m_source = source;
    m_classes->setPlainText(QString::fromStdString(joined(list.classes, "\n")));
    m_naturalOrder->setVisible(list.hasOtherOrder);
    const QString from = tr("%1 classes from %2. Check that the models were trained with them "
                            "in this order.")
                             .arg(list.classes.size())
                             .arg(QString::fromStdString(source.filename().string()));
    const QString notes = QString::fromStdString(joined(list.notes, "\n"));
    m_classText->setText((from + QLatin1Char('\n') + notes).trimmed());
    if (isNew && !list.pictures.empty()) {
        const ListedPicture& first = list.pictures.front();
        m_preprocessing->propose(evidenceOf(list));
        m_preprocessing->setPicture(first.image.width > 0 ? first.image : readImage(first.path, 3),
                                    QString::fromStdString(first.path.filename().string()));
    }
}

NewStudy NewStudyDialog::wanted() const
{
    const QString name = m_name->text().trimmed();
    NewStudy study{.name = (name.isEmpty() ? m_name->placeholderText() : name).toStdString()};
    for (const QString& line : m_classes->toPlainText().split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty()) {
            study.classes.push_back(line.trimmed().toStdString());
        }
    }
    if (m_pictures->isChecked()) {
        study.preprocessing = m_preprocessing->preprocessing();
    } else {
        const auto special = specialTokens();
        const QString vocabulary = m_vocabulary->text().trimmed();
        if (!special && vocabulary.isEmpty()) {
            throw BadInput(
                tr("Choose the vocabulary of the models, their vocab.txt.").toStdString());
        }
        const bool isUncased = m_lowerCase->isChecked();
        study.tokenisation = {
            .vocabulary = special ? std::string() : vocabulary.toStdString(),
            .options = {.rules = isUncased == m_toldRules.lowerCase
                                     ? m_toldRules
                                     : WordRules{.lowerCase = isUncased, .stripAccents = isUncased},
                        .maximumLength = static_cast<std::size_t>(m_maximumLength->value())},
            .special = special.value_or(SpecialTokens())};
    }
    return study;
}

std::filesystem::path NewStudyDialog::folder() const
{
    return QDir(m_folder->text().trimmed()).absolutePath().toStdString();
}

void NewStudyDialog::accept()
{
    if (m_folder->text().trimmed().isEmpty()) {
        m_problem->setText(tr("Choose a folder for the study."));
        m_folder->setFocus();
        return;
    }
    try {
        makeStudy(folder(), wanted());
        QDialog::accept();
    } catch (const Error& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
    }
}

} // namespace palimpsest
