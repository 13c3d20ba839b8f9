// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_exchange.h"

#include "app/dialogs/part_export_dialog.h"
#include "app/dialogs/part_import_dialog.h"
#include "app/jobs/failure_text.h"
#include "core/base/error.h"
#include "core/study/study_change.h"
#include "widgets/style/counted.h"

#include <QFileInfo>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace palimpsest {

PartExchange::PartExchange(StudySession& session, Dialogs& dialogs, QWidget* page)
    : PageEditor(session, dialogs, page, Attempt::ImportParts)
{
}

QString PartExchange::obstacle() const
{
    if (session().document() == nullptr) {
        return tr("No study is open.");
    }
    const std::string why = whyNoAnnotations(session().study());
    return why.empty() && session().study().samples.empty() ? tr("The study has no samples yet.")
                                                            : QString::fromStdString(why);
}

void PartExchange::importParts()
{
    enum { kFile, kFolder };
    const auto source =
        dialogs().choose(page(), tr("Import parts"), tr("Where do the parts come from?"),
                         {tr("A file of COCO, CVAT, LabelMe, CUB’s part_locs.txt, …"),
                          tr("A folder of LabelMe, VOC, YOLO, masks, …")});
    if (!source) {
        return;
    }
    if (*source == kFolder) {
        if (const auto folder = dialogs().chooseFolder(page(), tr("Folder of annotations"), {})) {
            importFrom(*folder);
        }
        return;
    }
    const QStringList files = dialogs().chooseFiles(page(), tr("File of annotations"), {}, {});
    if (files.size() == 1) {
        importFrom(files.front());
    } else if (!files.isEmpty()) {
        begin(Attempt::ImportParts);
        fail(tr("One source is imported at a time. Choose one file, or the folder that holds them "
                "all."));
    }
}

bool PartExchange::takeDropped(const QStringList& files)
{
    if (files.size() != 1 || !obstacle().isEmpty()) {
        return false;
    }
    const QFileInfo dropped(files.front());
    if (dropped.isDir()) {
        enum { kImport, kOther };
        const auto answer = dialogs().decide(
            page(), tr("A folder was dropped"), tr("What does %1 hold?").arg(dropped.fileName()),
            {tr("Parts to import"), tr("Samples or checkpoints"), tr("Cancel")});
        if (answer == kImport) {
            importFrom(files.front());
        }
        return answer != kOther;
    }
    const QString ending = dropped.suffix().toLower();
    const bool holdsAnnotations = ending == QLatin1String("json") ||
                                  ending == QLatin1String("xml") ||
                                  dropped.fileName() == QLatin1String("part_locs.txt");
    if (holdsAnnotations) {
        importFrom(files.front());
    }
    return holdsAnnotations;
}

/// What was edited is in the files, which are what is compared and handed out.
bool PartExchange::isSaved()
{
    const bool isSaved = session().document()->save();
    if (!isSaved) {
        fail(tr("What was changed before is not saved yet. Save it first."));
    }
    return isSaved;
}

/// All, as long as values are read.
std::set<std::size_t> PartExchange::samplesWithValues() const
{
    std::set<std::size_t> samples;
    for (std::size_t i = 0; i < session().study().samples.size(); ++i) {
        if (session().values() == nullptr || session().hasValues(i)) {
            samples.insert(i);
        }
    }
    return samples;
}

void PartExchange::importFrom(const QString& source)
{
    begin(Attempt::ImportParts);
    if (!isSaved()) {
        return;
    }
    const Study study = session().study();
    PartImportDialog dialog(session().document()->folder(), study, samplesWithValues(),
                            source.toStdString(), page());
    if (dialogs().show(dialog)) {
        try {
            take(dialog, study);
        } catch (...) {
            fail(failureText());
        }
    }
}

/// Makes what was agreed to an edit, of `study` as it was then.
void PartExchange::take(const PartImportDialog& dialog, const Study& study)
{
    StudyDocument& document = *session().document();
    if (!document.startEditing()) {
        return;
    }
    if (!std::ranges::equal(session().study().samples, study.samples, sameContent) ||
        !prepareAlike(session().study(), study)) {
        throw BadInput("The study was changed by another program meanwhile, so nothing was "
                       "imported. Do this again.");
    }
    std::vector<TakenParts> taken;
    for (const ImportedParts& parts : dialog.taken()) {
        requireUnchanged(dialog.import(), document.folder(), study.samples[parts.sample]);
        const SampleSheet& sheet = document.sheet(parts.sample);
        if (const Drawing& drawing = parts.picture.drawing; drawing != sheet.drawing) {
            taken.push_back({parts.sample, drawing, parts.picture.otherKeys});
        }
    }
    if (taken.empty()) {
        emit noticed(tr("The samples have these parts already."));
        return;
    }
    const auto aside = setReplacedAside(document.folder(), study, dialog.taken());
    if (document.changeDrawings(taken, tr("imported parts"))) {
        showOneOf(taken, aside);
    }
}

/// `aside` is where what was replaced is kept, or empty.
void PartExchange::showOneOf(const std::vector<TakenParts>& taken,
                             const std::filesystem::path& aside)
{
    Selection& selection = session().selection();
    if (std::ranges::find(taken, selection.sample(), &TakenParts::sample) == taken.end()) {
        selection.setSample(taken.front().sample);
    }
    QString what = counted(taken.size(), tr("Parts of 1 sample were imported."),
                           tr("Parts of %1 samples were imported."));
    if (!aside.empty()) {
        what += QLatin1Char(' ') +
                tr("What was replaced is kept in %1.").arg(QString::fromStdString(aside.string()));
    }
    emit imported(what, session().study().samples[selection.sample()].id);
}

void PartExchange::exportParts()
{
    begin(Attempt::ExportParts);
    if (!isSaved()) {
        return;
    }
    PartExportDialog dialog(session().document()->folder(), session().study(),
                            session().selection().sample(), dialogs(), page());
    if (dialogs().show(dialog)) {
        emit noticed(tr("Parts were exported: %1 in %2.")
                         .arg(counted(dialog.fileCount(), tr("1 file"), tr("%1 files")),
                              QString::fromStdString(dialog.to().string())));
    }
}

} // namespace palimpsest
