// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/checkpoints_dialog.h"

#include "app/dialogs/checkpoint_rows_model.h"
#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/network_answers.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/study/study_names.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/counted.h"
#include "widgets/style/string_list.h"
#include "widgets/style/theme.h"
#include "widgets/tables/typed_text_delegate.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(1040, 520);
constexpr int kFewestRows = 7; // of the table, whatever is said below it

/// A choice of roles, and epochs from 0 on.
class RowDelegate : public TypedTextDelegate
{
public:
    using TypedTextDelegate::TypedTextDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        if (index.column() == CheckpointRowsModel::kRole) {
            auto* box = new QComboBox(parent);
            box->addItems(roleTexts());
            return box;
        }
        if (index.column() == CheckpointRowsModel::kEpoch) {
            auto* box = new QSpinBox(parent);
            box->setRange(0, kMaxEpoch);
            return box;
        }
        return QStyledItemDelegate::createEditor(parent, option, index);
    }

    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        if (auto* box = qobject_cast<QComboBox*>(editor)) {
            box->setCurrentIndex(index.data(Qt::EditRole).toInt());
            return;
        }
        TypedTextDelegate::setEditorData(editor, index);
    }

    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override
    {
        if (const auto* box = qobject_cast<QComboBox*>(editor)) {
            model->setData(index, box->currentIndex(), Qt::EditRole);
            return;
        }
        QStyledItemDelegate::setModelData(editor, model, index);
        if (index.column() == CheckpointRowsModel::kRun) {
            nameSelected(*model, index);
        }
    }

private:
    /// A run is named at once where its rows are selected.
    void nameSelected(QAbstractItemModel& model, const QModelIndex& index) const
    {
        const auto& table = dynamic_cast<const QTableView&>(*parent());
        const QModelIndexList rows = table.selectionModel()->selectedRows(index.column());
        const QVariant name = index.data(Qt::EditRole);
        for (const QModelIndex& row : rows) {
            if (rows.contains(index) && row.data(Qt::EditRole) != name) {
                model.setData(row, name, Qt::EditRole);
            }
        }
    }
};

} // namespace

CheckpointsDialog::CheckpointsDialog(CheckpointsTarget target,
                                     std::vector<std::filesystem::path> paths, Dialogs& dialogs,
                                     QWidget* parent)
    : QDialog(parent), m_target(std::move(target)), m_dialogs(dialogs),
      m_model(new CheckpointRowsModel(this)), m_table(new QTableView),
      m_copies(new QRadioButton(tr("Copy the files into the study"))),
      m_links(new QRadioButton(tr("Link to them where they are"))), m_form(new QFormLayout),
      m_answers(new NetworkAnswers(*m_form, this)), m_template(new QLineEdit),
      m_head(new QLineEdit), m_outputs(new QComboBox), m_text(new QLabel),
      m_busy(new RunStatus(tr("Stop and close"))), m_trust(plainButton(tr("Trust programs…"))),
      m_leaveOut(plainButton(tr("Leave out what cannot be added"))),
      m_add(new QPushButton(themedIcon("add-checkpoint"), tr("Add"))),
      m_rowCheck(std::make_shared<RowCheck>(m_target.folder))
{
    setWindowTitle(tr("Add checkpoints"));
    auto* layout = new QVBoxLayout(this);
    auto* what = new QLabel(tr("Run, role and epoch can be edited; double-click or press F2. "
                               "A name goes to all rows that are selected."));
    what->setWordWrap(true);
    layout->addWidget(what);
    layout->addWidget(makeTable(), 1);
    layout->addWidget(makeChoices());
    layout->addLayout(makeButtons());
    resize(kUsualSize);
    connect(m_model, &CheckpointRowsModel::edited, this, &CheckpointsDialog::check);
    connect(m_answers, &NetworkAnswers::changed, this, &CheckpointsDialog::check);
    connect(m_busy, &RunStatus::cancelRequested, this, &QDialog::reject);
    look(paths);
}

QWidget* CheckpointsDialog::makeTable()
{
    m_table->setObjectName("checkpointRows");
    m_table->setAccessibleName(tr("Checkpoints to add"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->setWordWrap(false);
    m_table->setMinimumHeight(kFewestRows * m_table->verticalHeader()->defaultSectionSize());
    m_table->setTextElideMode(Qt::ElideRight);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return m_table;
}

QWidget* CheckpointsDialog::makeChoices()
{
    m_copies->setChecked(true);
    m_links->setToolTip(tr("Saves room; the study is then complete on this computer only"));
    auto* taking = new QHBoxLayout;
    taking->addWidget(m_copies);
    taking->addWidget(m_links);
    taking->addStretch();

    m_template->setObjectName("checkpointTemplate");
    m_template->setPlaceholderText(
        tr("where the architecture is not, or wrongly, recognised: its TorchScript export"));
    auto* choose = plainButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, &CheckpointsDialog::chooseTemplate);
    connect(m_template, &QLineEdit::editingFinished, this, [this] {
        if (m_template->isModified()) {
            m_template->setModified(false);
            check();
        }
    });

    m_head->setObjectName("checkpointHead");
    m_head->setPlaceholderText(tr("for your notes and captions, such as “linear probe”"));

    m_outputs->setObjectName("checkpointOutputs");
    m_outputs->addItem(tr("As the networks show it"));
    for (const OutputKind kind : kOutputKinds) {
        m_outputs->addItem(QString::fromStdString(describe(kind)));
    }
    m_outputs->setToolTip(tr("What the numbers are that these networks answer with, where these do "
                             "not tell it themselves"));
    connect(m_outputs, &QComboBox::activated, this, &CheckpointsDialog::check);

    auto* choices = new QWidget;
    choices->setLayout(m_form);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->addRow(tr("Files:"), taking);
    m_form->addRow(tr("Template:"), pathRow(m_template, choose));
    m_form->addRow(tr("Classifier of epoch 0:"), m_head);
    m_form->addRow(tr("Outputs:"), m_outputs);
    return choices;
}

QLayout* CheckpointsDialog::makeButtons()
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setObjectName("checkpointText");
    m_leaveOut->setObjectName("leaveOutProblems");
    m_add->setObjectName("addRows");
    connect(m_trust, &QPushButton::clicked, this, &CheckpointsDialog::trustPrograms);
    connect(m_leaveOut, &QPushButton::clicked, m_model, &CheckpointRowsModel::leaveOutProblems);
    auto* row = new QHBoxLayout;
    row->addWidget(m_busy);
    row->addStretch();
    row->addWidget(m_trust);
    row->addWidget(m_leaveOut);
    row->addWidget(acceptButtons(*this, m_add));
    auto* rows = new QVBoxLayout;
    rows->addWidget(m_text);
    rows->addLayout(row);
    return rows;
}

std::vector<CheckpointRow> CheckpointsDialog::rows() const
{
    return m_model->chosen();
}

JoiningChoices CheckpointsDialog::choices() const
{
    return {.taking = m_links->isChecked() ? Taking::Link : Taking::Copy,
            .trust = m_target.trust,
            .head = m_head->text().trimmed().toStdString(),
            .modelTemplate = m_template->text().trimmed().toStdString(),
            .network = m_answers->facts(),
            .outputs = m_outputs->currentIndex() == 0
                           ? std::nullopt
                           : std::optional(kOutputKinds.at(
                                 static_cast<std::size_t>(m_outputs->currentIndex()) - 1))};
}

void CheckpointsDialog::showBusy(const QString& what)
{
    m_isSettled = false;
    m_add->setEnabled(false);
    m_trust->hide();
    m_leaveOut->hide();
    m_text->hide();
    m_busy->setText(what);
    m_busy->setUncertain();
    m_busy->show();
}

void CheckpointsDialog::settle(const QString& text)
{
    m_busy->hide();
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_isSettled = true;
    emit settled();
}

void CheckpointsDialog::look(const std::vector<std::filesystem::path>& paths)
{
    showBusy(tr("Reading the files…"));
    m_work.post(
        [this, paths](const LatestTask::Request& request) {
            auto table = std::make_shared<CheckpointTable>(
                checkpointTable(paths, [&](std::size_t, std::size_t) { return request.goesOn(); }));
            request.deliver([this, table] {
                m_leftOut += toStringList(table->leftOut);
                m_model->setRows(std::move(table->rows));
                m_isRead = true;
                check();
            });
        },
        [this](const QString& why) { settle(why); });
}

void CheckpointsDialog::check()
{
    if (!m_isRead) {
        return; // once they are, they are checked
    }
    showBusy(tr("Trying the models…"));
    m_work.post(
        [this, check = m_rowCheck, study = m_target.study, rows = m_model->chosen(),
         choices = choices()](const LatestTask::Request& request) mutable {
            check->check(rows, study, choices,
                         [&](std::size_t, std::size_t) { return request.goesOn(); });
            request.deliver([this, rows = std::move(rows)] { showChecked(rows); });
        },
        [this](const QString& why) { settle(why); });
}

void CheckpointsDialog::showChecked(const std::vector<CheckpointRow>& checked)
{
    m_model->setProblems(checked);
    for (const CheckpointRow& row : checked) {
        m_answers->ask(openQuestions(row));
    }
    const std::size_t problems = m_model->problemCount();
    showColumns(problems > 0);
    const auto asks = [&](RowQuestion question) {
        return std::ranges::find(checked, question, &CheckpointRow::open);
    };
    m_trust->setVisible(asks(RowQuestion::Trust) != checked.end());
    m_leaveOut->setVisible(problems > 0 && problems < checked.size());
    m_add->setEnabled(problems == 0 && !checked.empty());
    m_add->setText(checked.empty()
                       ? tr("Add")
                       : counted(checked.size(), tr("Add 1 checkpoint"), tr("Add %1 checkpoints")));
    QStringList lines;
    if (const auto first = m_model->firstProblem()) {
        m_table->selectRow(*first);
        // Once the sentence below has taken its room.
        QMetaObject::invokeMethod(
            m_table, [this] { m_table->scrollTo(m_table->currentIndex()); }, Qt::QueuedConnection);
        const auto text = [&](int column) {
            return m_model->index(*first, column).data().toString();
        };
        lines.append(QStringLiteral("%1: %2").arg(text(CheckpointRowsModel::kFile),
                                                  text(CheckpointRowsModel::kProblem)));
        const std::size_t alike = m_model->sharing(*first);
        if (alike > 1) {
            lines.back() += QLatin1Char(' ') + counted(alike - 1, tr("The same for 1 other."),
                                                       tr("The same for %1 others."));
        }
        if (problems > alike) {
            lines.append(tr("%1 files cannot be added as they are.").arg(problems));
        }
    }
    lines += m_model->warnings();
    const auto unknown = asks(RowQuestion::Template);
    if (unknown != checked.end()) {
        lines.append(tr("A template is made in Python, in the environment of the training:"));
        for (const std::string& line :
             exportLines(unknown->path, unknown->look.hints, &m_target.study)) {
            lines.append(QStringLiteral("    ") + QString::fromStdString(line));
        }
    }
    lines += m_leftOut;
    settle(lines.join(QLatin1Char('\n')));
}

void CheckpointsDialog::showColumns(bool hasProblems)
{
    constexpr int kWidestName = 190;
    constexpr int kProblemWidth = 330;
    m_table->resizeColumnsToContents();
    for (const int column : {CheckpointRowsModel::kFile, CheckpointRowsModel::kRun}) {
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), kWidestName));
    }
    m_table->setColumnHidden(CheckpointRowsModel::kProblem, !hasProblems);
    m_table->setColumnWidth(CheckpointRowsModel::kProblem, kProblemWidth);
}

void CheckpointsDialog::chooseTemplate()
{
    const QStringList files =
        m_dialogs.chooseFiles(this, tr("TorchScript of the architecture"), {},
                              fileFilter(tr("TorchScript"), programEndings()));
    if (!files.isEmpty()) {
        m_template->setText(files.front());
        check();
    }
}

std::vector<ModelProgram> CheckpointsDialog::untrustedPrograms() const
{
    std::set<std::filesystem::path> paths;
    for (const CheckpointRow& row : m_model->chosen()) {
        if (row.look.container == Container::TorchScript) {
            paths.insert(row.path);
        }
        paths.insert(templateOf(row, m_target.folder));
    }
    for (const Lineage& lineage : m_target.study.lineages) {
        paths.insert(m_target.folder / lineage.modelTemplate);
    }
    paths.insert(choices().modelTemplate);
    std::vector<ModelProgram> programs;
    std::error_code status;
    for (const std::filesystem::path& path : paths) {
        if (std::filesystem::is_regular_file(path, status)) {
            ModelProgram program{.path = path, .sha256 = sha256OfFile(path)};
            if (!isTrusted(program, m_target.trust)) {
                programs.push_back(std::move(program));
            }
        }
    }
    return programs;
}

void CheckpointsDialog::trustPrograms()
{
    try {
        const std::vector<ModelProgram> programs = untrustedPrograms();
        if (programs.empty() || m_target.askForTrust(programs)) {
            for (const ModelProgram& program : programs) {
                m_target.trust.hashes.insert(program.sha256);
            }
            check();
        }
    } catch (const Error& error) { // a file that cannot be read
        settle(QString::fromUtf8(error.what()));
    }
}

} // namespace palimpsest
