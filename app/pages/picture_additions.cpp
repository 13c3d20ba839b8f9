// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/picture_additions.h"

#include "app/dialogs/data_questions.h"
#include "app/dialogs/dialog_parts.h"
#include "app/dialogs/picture_set_dialog.h"
#include "app/jobs/failure_text.h"
#include "app/pages/study_choices.h"
#include "core/setup/known_samples.h"
#include "core/setup/starting_parts.h"
#include "core/study/study_edits.h"
#include "widgets/style/counted.h"

#include <algorithm>

namespace palimpsest {

PictureAdditions::PictureAdditions(StudySession& session, Dialogs& dialogs, StudyChoices& choices,
                                   QWidget* page)
    : SampleAdditions(session, dialogs, page), m_choices(choices)
{
}

QString PictureAdditions::wanted() const
{
    const Preprocessing& preprocessing = session().study().preprocessing;
    if (preprocessing.resizing.mode != ResizeMode::None) {
        return tr("Drop pictures here, or a data set: a folder of classes or a table.");
    }
    return tr("Drop pictures of %1 × %2 pixels here, or choose them.")
        .arg(preprocessing.width)
        .arg(preprocessing.height);
}

QStringList PictureAdditions::sources() const
{
    return QStringList{tr("Pictures of one class…")} + dataSetKinds();
}

void PictureAdditions::addFrom(int source)
{
    if (source == 0) {
        addPictures(pathsOf(dialogs().chooseFiles(page(), title(), {},
                                                  fileFilter(tr("Pictures"), pictureEndings()))));
    } else if (const auto set = chooseDataSet(dialogs(), page(), title(),
                                              static_cast<DataSetKind>(source - 1))) {
        addDataSet(*set);
    }
}

void PictureAdditions::addPictures(const std::vector<std::filesystem::path>& files)
{
    if (files.empty()) {
        return;
    }
    const QString first = QString::fromStdString(files.front().filename().string());
    const auto label = askForClass(counted(files.size(), tr("What does %1 show?").arg(first),
                                           tr("What do the %1 pictures show?")));
    if (label) {
        try {
            addNamedPictures(files, *label);
        } catch (...) {
            fail(failureText());
        }
    }
}

std::optional<StartingParts>
PictureAdditions::askForParts(const std::vector<std::filesystem::path>& pictures)
{
    const auto beside = std::ranges::count_if(
        pictures, [](const auto& picture) { return labelMeBeside(picture).has_value(); });
    if (beside == 0) {
        return StartingParts::None;
    }
    enum { kTake, kLeave };
    const auto answer =
        dialogs().decide(page(), title(),
                         counted(static_cast<std::size_t>(beside),
                                 tr("A LabelMe file stands beside a picture. Take its parts?"),
                                 tr("LabelMe files stand beside %1 pictures. Take their parts?")),
                         {tr("Take the parts"), tr("Add without parts"), tr("Cancel")});
    return answer == kTake    ? std::optional(StartingParts::LabelMe)
           : answer == kLeave ? std::optional(StartingParts::None)
                              : std::nullopt;
}

void PictureAdditions::addNamedPictures(const std::vector<std::filesystem::path>& files, int label)
{
    const auto parts = askForParts(files);
    if (!parts) {
        return;
    }
    const Study& study = session().study();
    PickedPictures picked = namedPictures(files, label, study, {.parts = *parts});
    leaveOutKnown(picked, session().document()->folder(), study);
    takePictures(picked, Taking::Copy, {});
}

void PictureAdditions::takePictures(const PickedPictures& picked, Taking taking,
                                    const LabelNames& labels)
{
    takeSamples([&](const Study& before, NewFiles& made) {
        Study after =
            withSamples(session().document()->folder(), before, picked.pictures, taking, made);
        after.labels = withTold(before, labels, picked.table);
        return after;
    });
    m_choices.askForBaseline();
    warn(picked.warnings);
}

void PictureAdditions::addDataSet(const QString& source)
{
    try {
        PictureSetDialog dialog(session().study(), source.toStdString(), page(),
                                session().document()->folder());
        if (dialogs().show(dialog)) {
            PickedPictures picked = dialog.picked();
            picked.warnings.clear(); // the dialog has shown them
            takePictures(picked, dialog.taking(), dialog.labels());
        }
    } catch (...) {
        fail(failureText());
    }
}

} // namespace palimpsest
