// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/data_questions.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/dialogs.h"
#include "app/dialogs/label_map_box.h"
#include "core/samples/class_labels.h"
#include "widgets/style/string_list.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DataQuestions", text);
}

/// What the button says that chooses these outputs.
QString answerText(OutputKind kind)
{
    switch (kind) {
    case OutputKind::Logits:
        break;
    case OutputKind::LogProbabilities:
        return tr("Log-probabilities");
    case OutputKind::Probabilities:
        return tr("Probabilities (softmax)");
    case OutputKind::IndependentProbabilities:
        return tr("Independent labels (sigmoid)");
    }
    return tr("Logits");
}

/// Which class of a study each label of a data set stands for.
class LabelsDialog : public QDialog
{
public:
    LabelsDialog(const Unclear& question, const QString& text, const Study& study, LabelNames known,
                 QWidget* parent)
        : QDialog(parent), m_question(question), m_classes(study.classes),
          m_known(std::move(known)), m_labels(new LabelMapBox), m_go(new QPushButton(tr("Go on")))
    {
        setWindowTitle(tr("Labels of the data"));
        m_go->setObjectName("labelsSaid");
        auto* layout = new QVBoxLayout(this);
        layout->addWidget(longText(text));
        layout->addWidget(m_labels);
        layout->addWidget(acceptButtons(*this, m_go));
        connect(m_labels, &LabelMapBox::toldChanged, this, [this] { showLabels(); });
        showLabels();
    }

    const LabelNames& told() const { return m_labels->told(); }

private:
    void showLabels()
    {
        m_go->setEnabled(
            m_labels->showMatch(m_question.candidates(), m_classes, m_known, m_question.labels()));
    }

    Unclear m_question;
    std::vector<std::string> m_classes;
    LabelNames m_known;
    LabelMapBox* m_labels;
    QPushButton* m_go;
};

/// Which column of a table holds the sentences, and which one the second ones of pairs, if any.
/// Nothing is chosen until the user does.
class TextColumnsDialog : public QDialog
{
public:
    TextColumnsDialog(const QString& title, const QString& text, const QStringList& columns,
                      QWidget* parent)
        : QDialog(parent), m_first(new QComboBox), m_second(new QComboBox),
          m_go(new QPushButton(tr("Go on")))
    {
        setWindowTitle(title);
        m_first->setObjectName("textColumn");
        m_first->setAccessibleName(tr("Column of the sentences"));
        m_first->setPlaceholderText(tr("choose a column"));
        m_second->setObjectName("secondColumn");
        m_second->setAccessibleName(tr("Column of the second sentences of pairs"));
        m_second->addItem(tr("nothing"));
        for (const QString& column : columns) {
            addEntry(*m_first, column);
            addEntry(*m_second, column);
        }
        m_first->setCurrentIndex(-1);
        m_go->setObjectName("columnsChosen");
        auto* row = new QHBoxLayout;
        row->addWidget(m_first, 1);
        row->addWidget(new QLabel(tr("in pairs with")));
        row->addWidget(m_second, 1);
        auto* layout = new QVBoxLayout(this);
        layout->addWidget(longText(text));
        layout->addLayout(row);
        layout->addWidget(acceptButtons(*this, m_go));
        for (QComboBox* box : {m_first, m_second}) {
            connect(box, &QComboBox::currentIndexChanged, this, [this] { showValid(); });
        }
        showValid();
    }

    /// One or two, as their indices.
    std::vector<int> chosen() const
    {
        std::vector<int> columns = {m_first->currentIndex()};
        if (m_second->currentIndex() > 0) {
            columns.push_back(m_second->currentIndex() - 1);
        }
        return columns;
    }

private:
    void showValid()
    {
        m_go->setEnabled(m_first->currentIndex() >= 0 &&
                         m_second->currentIndex() != m_first->currentIndex() + 1);
    }

    QComboBox* m_first;
    QComboBox* m_second;
    QPushButton* m_go;
};

/// The columns that answer a question on these; none when the user gave up.
std::vector<int> chosenColumns(Dialogs& dialogs, QWidget* parent, const Unclear& question,
                               const QString& text)
{
    const QString title = tr("Columns of the table");
    const QStringList columns = toStringList(question.candidates());
    if (question.question() == Question::TextColumn) {
        TextColumnsDialog dialog(title, text, columns, parent);
        return dialogs.show(dialog) ? dialog.chosen() : std::vector<int>();
    }
    const auto chosen = dialogs.choose(parent, title, text, columns, -1);
    return chosen ? std::vector<int>{*chosen} : std::vector<int>();
}

/// A column as an option names it: by its name, as other tables of the same data have it elsewhere.
std::string nameOf(const std::vector<std::string>& columns, int index)
{
    const std::string& name = columns[static_cast<std::size_t>(index)];
    const bool isName = std::ranges::count(columns, name) == 1 && !isWholeNumber(name) &&
                        name.find(',') == std::string::npos; // which stands between two
    return isName ? name : std::to_string(index + 1);
}

bool answerLabels(Dialogs& dialogs, QWidget* parent, const Unclear& question, const QString& text,
                  const Study& study, LabelNames& labels)
{
    LabelNames known = labels;
    known.insert(study.labels.begin(), study.labels.end());
    LabelsDialog dialog(question, text, study, std::move(known), parent);
    if (!dialogs.show(dialog)) {
        return false;
    }
    for (const auto& [label, name] : dialog.told()) {
        labels.insert_or_assign(label, name);
    }
    return true;
}

} // namespace

QStringList dataSetKinds()
{
    return {tr("A folder: classes, CUB-200-2011, CIFAR-10 or MNIST…"), tr("A table of pictures…")};
}

std::optional<QString> chooseDataSet(Dialogs& dialogs, QWidget* parent, const QString& title,
                                     DataSetKind kind)
{
    if (kind == DataSetKind::Folder) {
        return dialogs.chooseFolder(parent, title, {});
    }
    const QStringList files =
        dialogs.chooseFiles(parent, title, {}, fileFilter(tr("Tables"), tableEndings()));
    return files.isEmpty() ? std::nullopt : std::optional(files.front());
}

bool answerQuestion(Dialogs& dialogs, QWidget* parent, const Unclear& question, const Study& study,
                    SetChoices& choices, const QString& refused)
{
    const QString asked = QString::fromUtf8(question.what());
    const QString text = refused.isEmpty() ? asked : refused + QStringLiteral("\n\n") + asked;
    if (question.question() == Question::Labels) {
        return answerLabels(dialogs, parent, question, text, study, choices.labels);
    }
    const std::vector<int> chosen = chosenColumns(dialogs, parent, question, text);
    if (chosen.empty()) {
        return false;
    }
    auto& column = question.question() == Question::ImageColumn  ? choices.imageColumn
                   : question.question() == Question::TextColumn ? choices.columns.text
                                                                 : choices.columns.label;
    column = nameOf(question.candidates(), chosen.front());
    if (chosen.size() > 1) {
        *column += "," + nameOf(question.candidates(), chosen.back());
    }
    return true;
}

std::optional<OutputKind> askForOutputs(Dialogs& dialogs, QWidget* parent,
                                        const UndecidedOutputs& open)
{
    const std::vector<OutputKind>& candidates = open.decision().candidates;
    QStringList answers;
    for (const OutputKind kind : candidates) {
        answers.append(answerText(kind));
    }
    answers.append(tr("Ask me later"));
    const auto answer = dialogs.decide(parent, tr("What do the networks answer with?"),
                                       QString::fromUtf8(open.what()), answers);
    const auto chosen = static_cast<std::size_t>(answer.value_or(-1));
    return chosen < candidates.size() ? std::optional(candidates[chosen]) : std::nullopt;
}

} // namespace palimpsest
