// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/part_import_dialog.h"

#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/format_box.h"
#include "core/annotations/format_catalogue.h"
#include "core/base/listed_names.h"
#include "core/setup/import_summary.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/counted.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/string_list.h"
#include "widgets/style/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace palimpsest {

namespace {

constexpr QSize kUsualSize(860, 640);
constexpr int kLeastRows = 180; // in pixels
constexpr int kWidest = 180;    // of a name, which its tool tip has whole

QTableWidgetItem* cell(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    item->setToolTip(plainTip(text));
    return item;
}

} // namespace

PartImportDialog::PartImportDialog(std::filesystem::path folder, Study study,
                                   std::set<std::size_t> valued, std::filesystem::path source,
                                   QWidget* parent)
    : QDialog(parent), m_folder(std::move(folder)), m_study(std::move(study)),
      m_valued(std::move(valued)), m_source(std::move(source)), m_format(formatBox(false)),
      m_read(wrappedLabel("readAnnotations")), m_rows(new QTableWidget), m_replace(new QCheckBox),
      m_others(new QCheckBox), m_text(wrappedLabel("importText")),
      m_busy(new RunStatus(tr("Stop reading; nothing is changed"))),
      m_take(new QPushButton(themedIcon("parts"), tr("Import")))
{
    setWindowTitle(tr("Import parts"));
    m_replace->setObjectName("replaceDrawn");
    m_others->setObjectName("otherPictures");
    m_take->setObjectName("takeParts");
    makeTable();
    layOut();
    connect(m_format, &QComboBox::activated, this, &PartImportDialog::read);
    for (QCheckBox* choice : {m_replace, m_others}) {
        connect(choice, &QCheckBox::toggled, this, [this] {
            showRows();
            showWhatFollows();
        });
    }
    connect(m_busy, &RunStatus::cancelRequested, this, &PartImportDialog::reject);
    read();
}

void PartImportDialog::makeTable()
{
    m_rows->setObjectName("importRows");
    m_rows->setAccessibleName(tr("What each sample gets"));
    m_rows->setColumnCount(kColumns);
    m_rows->setHorizontalHeaderLabels({tr("sample"), tr("picture"), tr("parts"), tr("values")});
    m_rows->verticalHeader()->hide();
    m_rows->setMinimumHeight(kLeastRows);
    m_rows->horizontalHeader()->setSectionResizeMode(kParts, QHeaderView::Stretch);
    m_rows->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_rows->setWordWrap(false);
    m_rows->setTabKeyNavigation(false);
}

void PartImportDialog::layOut()
{
    auto* form = new QFormLayout;
    QLabel* source = wrappedLabel("importSource");
    source->setText(QString::fromStdString(m_source.string()));
    QLabel* rule = wrappedLabel("matchingRule");
    rule->setText(QString::fromStdString(matchingRule()));
    form->addRow(tr("From:"), source);
    form->addRow(tr("Format:"), m_format);
    form->addRow(tr("Read:"), m_read);
    form->addRow(tr("Matched:"), rule);
    auto* content = new QWidget;
    auto* inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addLayout(form);
    inside->addWidget(m_rows, 1);
    inside->addWidget(m_replace);
    inside->addWidget(m_others);
    inside->addWidget(m_text);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scrolled(content), 1);
    layout->addWidget(m_busy);
    layout->addWidget(acceptButtons(*this, m_take));
    resize(kUsualSize);
}

/// In the chosen format or, where none is, in the one that the source looks like.
void PartImportDialog::read()
{
    const AnnotationFormat* chosen = chosenFormat(*m_format);
    m_import = std::make_shared<PartImport>();
    m_rows->setRowCount(0);
    m_isSettled = false;
    m_take->setEnabled(false);
    m_replace->hide();
    m_others->hide();
    m_read->clear();
    m_text->clear();
    m_busy->setText(tr("Reading annotations…"));
    m_busy->setUncertain();
    m_busy->show();
    readAs(chosen != nullptr ? chosen->name : "");
}

void PartImportDialog::readAs(const std::string& format)
{
    m_work.post(
        [this, format, folder = m_folder, study = m_study,
         source = m_source](const LatestTask::Request& request) {
            const std::string known = format.empty() ? formatOf(listSource(source)).name : format;
            request.deliver(
                [this, known] { chooseFormat(*m_format, QString::fromStdString(known)); });
            const Progress progress =
                request.progress([this](double share) { m_busy->setProgress(share); });
            Annotations read = readAnnotations(
                source, known, {.sizes = storedSizes(folder, study), .progress = progress});
            const QString count = QString::fromStdString(countText(read.pictures));
            request.deliver([this, count] {
                m_read->setText(count);
                m_busy->setText(tr("Looking at the study’s parts…"));
            });
            auto import = std::make_shared<PartImport>(
                matchAnnotations(folder, study, std::move(read), progress));
            request.deliver([this, import] {
                m_import = import;
                showImport();
            });
        },
        [this](const QString& why) { settle(why); });
}

void PartImportDialog::settle(const QString& text)
{
    m_busy->hide();
    m_text->setText(text);
    m_isSettled = true;
    emit settled();
}

void PartImportDialog::showImport()
{
    const auto drawn = std::ranges::count_if(m_import->samples, &ImportedParts::replaces);
    m_replace->setText(counted(static_cast<std::size_t>(drawn),
                               tr("Replace the parts that were drawn before on 1 sample"),
                               tr("Replace the parts that were drawn before on %1 samples")));
    m_replace->setVisible(drawn > 0);
    const auto doubtful = std::ranges::count_if(
        m_import->samples, [](const ImportedParts& parts) { return !parts.doubt.empty(); });
    m_others->setText(counted(static_cast<std::size_t>(doubtful),
                              tr("Take the parts of 1 file that seems to be of another picture"),
                              tr("Take the parts of %1 files that seem to be of other pictures")));
    m_others->setVisible(doubtful > 0);
    showRows();
    settle({});
    showWhatFollows();
}

void PartImportDialog::showRows()
{
    std::map<std::size_t, const ImportedParts*> bySample;
    for (const ImportedParts& parts : m_import->samples) {
        bySample[parts.sample] = &parts;
    }
    m_rows->setRowCount(static_cast<int>(m_study.samples.size()));
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        const auto found = bySample.find(static_cast<std::size_t>(row));
        showRow(row, found == bySample.end() ? nullptr : found->second);
    }
    for (const int column : {kSample, kPicture, kValues}) { // parts have the rest
        m_rows->resizeColumnToContents(column);
        m_rows->setColumnWidth(column, std::min(m_rows->columnWidth(column), kWidest));
    }
}

void PartImportDialog::showRow(int row, const ImportedParts* parts)
{
    const Sample& sample = m_study.samples[static_cast<std::size_t>(row)];
    const bool comes = parts != nullptr;
    m_rows->setItem(row, kSample, cell(QString::fromStdString(sample.id)));
    m_rows->setItem(row, kPicture,
                    cell(comes ? QString::fromStdString(parts->picture.name) : QString()));
    m_rows->setItem(row, kParts, cell(comes ? partsCell(*parts) : tr("nothing comes to it")));
    m_rows->setItem(row, kValues, cell(comes ? valuesCell(*parts) : QString()));
}

bool PartImportDialog::isTaken(const ImportedParts& parts) const
{
    return !parts.isSame && (!parts.replaces() || m_replace->isChecked()) &&
           (parts.doubt.empty() || m_others->isChecked());
}

QString PartImportDialog::partsCell(const ImportedParts& parts) const
{
    const QString what = QString::fromStdString(partsText(parts));
    if (!parts.doubt.empty() && !m_others->isChecked()) {
        return tr("left out: its file %1").arg(QString::fromStdString(parts.doubt));
    }
    if (parts.replaces() && !isTaken(parts)) {
        return counted(parts.replaced, tr("keeps the part that was drawn before"),
                       tr("keeps the %1 parts that were drawn before"));
    }
    return parts.isSame || parts.replaced > 0 ? what : tr("new: %1").arg(what);
}

QString PartImportDialog::valuesCell(const ImportedParts& parts) const
{
    if (!isTaken(parts) || !m_valued.contains(parts.sample)) {
        return {};
    }
    return parts.keepsValues ? tr("hold") : tr("become stale");
}

std::vector<ImportedParts> PartImportDialog::taken() const
{
    std::vector<ImportedParts> result;
    std::ranges::copy_if(m_import->samples, std::back_inserter(result),
                         [this](const ImportedParts& parts) { return isTaken(parts); });
    return result;
}

/// Samples whose stored values would hold no more, by their ids.
std::vector<std::string> PartImportDialog::staleSamples() const
{
    std::vector<std::string> ids;
    for (const ImportedParts& parts : m_import->samples) {
        if (isTaken(parts) && m_valued.contains(parts.sample) && !parts.keepsValues) {
            ids.push_back(m_study.samples[parts.sample].id);
        }
    }
    return ids;
}

void PartImportDialog::showWhatFollows()
{
    QStringList lines;
    if (const auto stale = staleSamples(); !stale.empty()) {
        lines.append(tr("Stored values of %1 become stale: %2.")
                         .arg(counted(stale.size(), tr("1 sample"), tr("%1 samples")),
                              QString::fromStdString(listedNames(stale))));
    }
    lines += toStringList(doubtText(*m_import, m_study));
    lines += toStringList(leftOutText(*m_import));
    m_text->setText(lines.join(QLatin1Char('\n')));
    const std::size_t count = taken().size();
    m_take->setText(
        counted(count, tr("Import parts of 1 sample"), tr("Import parts of %1 samples")));
    m_take->setEnabled(count > 0);
}

} // namespace palimpsest
