// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/sentence_table_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/split_box.h"
#include "core/base/error.h"
#include "core/samples/table_columns.h"
#include "core/setup/known_samples.h"
#include "widgets/style/counted.h"
#include "widgets/style/string_list.h"
#include "widgets/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(820, 640);
constexpr std::size_t kFirstRows = 5;
constexpr int kNarrowestColumn = 80; // in pixels; what is longer is cut short
constexpr int kWidestColumn = 240;
constexpr std::size_t kMostShown = 500;

} // namespace

SentenceTableDialog::SentenceTableDialog(Study study, const std::filesystem::path& source,
                                         QWidget* parent)
    : QDialog(parent), m_study(std::move(study)),
      m_table(readSentenceTable(source, specialTokensOf(m_study))), m_form(new QFormLayout),
      m_textColumn(new QComboBox), m_secondColumn(new QComboBox), m_labelColumn(new QComboBox),
      m_label(new QComboBox), m_split(new SplitBox), m_perClass(perClassBox()),
      m_seed(seedBox(tr("The same seed draws the same sentences again"))),
      m_labels(new LabelMapBox), m_list(new QListWidget), m_text(new QLabel),
      m_add(new QPushButton(themedIcon("add-sample"), tr("Add")))
{
    setWindowTitle(tr("Add sentences from a table"));
    m_perClass->setValue(static_cast<int>(usualPerClass(true, m_table.rows.size())));
    QWidget* columns = makeColumns();
    m_label->addItems(toStringList(m_study.classes));

    auto* draw = new QHBoxLayout;
    draw->addWidget(m_perClass);
    draw->addWidget(new QLabel(tr("of the split")));
    draw->addWidget(m_split);
    draw->addWidget(new QLabel(tr("drawn with seed")));
    draw->addWidget(m_seed);
    draw->addStretch();
    m_form->addRow(tr("Table:"),
                   new QLabel(tr("%1, %L2 rows")
                                  .arg(QString::fromStdString(source.filename().string()))
                                  .arg(m_table.rows.size())));
    m_form->addRow(tr("Sentences stand in:"), columns);
    m_form->addRow(tr("Classes stand in:"), m_labelColumn);
    m_form->addRow(m_labels);
    m_form->addRow(tr("Class:"), m_label);
    m_form->addRow(tr("Of each class:"), draw);

    m_list->setObjectName("pickedSentences");
    m_list->setAccessibleName(tr("Sentences to add"));
    m_list->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setObjectName("pickedText");
    m_add->setObjectName("addPicked");
    auto* content = new QWidget;
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->addWidget(makeFirstRows());
    contentLayout->addLayout(m_form);
    contentLayout->addWidget(m_list, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scrolled(content), 1);
    layout->addWidget(m_text); // read wholly, wherever the rest is scrolled to
    layout->addWidget(acceptButtons(*this, m_add));
    resize(kUsualSize);
    connect(m_labels, &LabelMapBox::toldChanged, this, &SentenceTableDialog::pick);
    connect(m_labelColumn, &QComboBox::currentIndexChanged, m_labels, &LabelMapBox::forget);
    for (QComboBox* box : {m_textColumn, m_secondColumn, m_labelColumn, m_label}) {
        connect(box, &QComboBox::currentIndexChanged, this, &SentenceTableDialog::pick);
    }
    connect(m_split, &SplitBox::activated, this, &SentenceTableDialog::pick);
    for (QSpinBox* box : {m_perClass, m_seed}) {
        connect(box, &QSpinBox::valueChanged, this, &SentenceTableDialog::pick);
    }
    pick();
}

/// What is not clear is left to the user: nothing is chosen then.
QWidget* SentenceTableDialog::makeColumns()
{
    m_secondColumn->addItem(tr("nothing"));
    m_labelColumn->addItem(tr("none: all are of one class"));
    for (const std::string& name : m_table.columns) {
        for (QComboBox* box : {m_textColumn, m_secondColumn, m_labelColumn}) {
            addEntry(*box, QString::fromStdString(name), kWidestColumn);
        }
    }
    m_textColumn->setObjectName("textColumn");
    m_secondColumn->setObjectName("secondColumn");
    m_labelColumn->setObjectName("labelColumn");
    for (QComboBox* box : {m_textColumn, m_labelColumn}) {
        box->setPlaceholderText(tr("choose a column"));
    }
    const auto texts = textCandidates(m_table);
    const bool isClear = texts.size() == 1;
    m_textColumn->setCurrentIndex(isClear ? static_cast<int>(texts.front()) : -1);
    const auto labels = labelCandidates(m_table, texts);
    m_labelColumn->setCurrentIndex(labels.size() == 1 ? static_cast<int>(labels.front()) + 1
                                   : labels.empty()   ? 0
                                                      : -1);
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_textColumn, 1);
    layout->addWidget(new QLabel(tr("in pairs with")));
    layout->addWidget(m_secondColumn, 1);
    return row;
}

SentenceColumns SentenceTableDialog::columns() const
{
    SentenceColumns columns{.text = static_cast<std::size_t>(m_textColumn->currentIndex())};
    if (m_labelColumn->currentIndex() > 0) {
        columns.label = static_cast<std::size_t>(m_labelColumn->currentIndex() - 1);
    }
    if (m_secondColumn->currentIndex() > 0) {
        columns.second = static_cast<std::size_t>(m_secondColumn->currentIndex() - 1);
    }
    return columns;
}

QTableWidget* SentenceTableDialog::makeFirstRows()
{
    const std::size_t count = std::min(kFirstRows, m_table.rows.size());
    auto* rows =
        new QTableWidget(static_cast<int>(count), static_cast<int>(m_table.columns.size()));
    rows->setAccessibleName(tr("First rows of the table"));
    rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    rows->verticalHeader()->hide();
    rows->setHorizontalHeaderLabels(toStringList(m_table.columns));
    for (std::size_t row = 0; row < count; ++row) {
        for (std::size_t column = 0; column < m_table.columns.size(); ++column) {
            rows->setItem(
                static_cast<int>(row), static_cast<int>(column),
                new QTableWidgetItem(QString::fromStdString(m_table.rows[row].fields[column])));
        }
    }
    rows->setWordWrap(false);
    rows->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    rows->horizontalHeader()->setMinimumSectionSize(kNarrowestColumn);
    rows->resizeColumnsToContents();
    for (int column = 0; column < rows->columnCount(); ++column) {
        rows->setColumnWidth(column, std::min(rows->columnWidth(column), kWidestColumn));
    }
    const auto longest = static_cast<int>(guessColumns(m_table).text);
    rows->horizontalHeader()->setSectionResizeMode(longest, QHeaderView::Stretch);
    rows->setFixedHeight(rows->horizontalHeader()->sizeHint().height() +
                         static_cast<int>(count) * rows->rowHeight(0) + 2 * rows->frameWidth() + 2);
    return rows;
}

void SentenceTableDialog::pick()
{
    const bool isChosen = m_textColumn->currentIndex() >= 0 && m_labelColumn->currentIndex() >= 0;
    m_form->setRowVisible(m_label, m_labelColumn->currentIndex() == 0);
    m_list->clear();
    m_picked = {};
    QStringList lines;
    if (!isChosen) {
        m_text->setText(tr("Several columns could be meant. Choose the one with the sentences, or "
                           "two that are read as pairs, and the one with their "
                           "classes."));
        m_add->setEnabled(false);
        return;
    }
    const SentenceColumns columns = this->columns();
    try {
        const std::vector<LabelledSentence> sentences = sentencesOf(m_table, columns);
        const auto labels = columns.label ? labelsOf(sentences) : std::vector<std::string>();
        m_split->showSplits(splitsOf(sentences));
        m_labels->showMatch(labels, m_study.classes, m_study.labels, {});
        if (const auto problem = columnProblem(m_table, columns)) {
            lines.append(QString::fromStdString(*problem));
        }
        const PickChoices choices{.perClass = static_cast<std::size_t>(m_perClass->value()),
                                  .seed = static_cast<std::uint32_t>(m_seed->value()),
                                  .split = m_split->split(),
                                  .labels = m_labels->told()};
        m_picked = pickSentences(m_table, columns, m_study, choices, m_label->currentIndex());
        leaveOutKnown(m_picked, m_study);
        lines += toStringList(m_picked.warnings);
    } catch (const Error& error) {
        lines.append(QString::fromUtf8(error.what()));
    }
    const std::size_t shown = std::min(kMostShown, m_picked.sentences.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const AddedSentence& sentence = m_picked.sentences[i];
        m_list->addItem(QString::fromStdString(
            m_study.classes[static_cast<std::size_t>(sentence.label)] + " · " + sentence.text));
    }
    m_text->setText(lines.join(QLatin1Char('\n')));
    const std::size_t count = m_picked.sentences.size();
    m_add->setText(counted(count, tr("Add 1 sample"), tr("Add %1 samples")));
    m_add->setEnabled(count > 0);
}

} // namespace palimpsest
