// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/part_set_edits.h"

#include "app/dialogs/part_sets_dialog.h"
#include "app/document/joint_edits.h"
#include "app/parts/part_editor.h"
#include "core/base/error.h"
#include "core/study/part_sets.h"
#include "widgets/tables/part_list_model.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

constexpr int kKeys = 10;

/// The first digit that no part of the set has, 1 to 9 and then 0; none where all are taken.
std::optional<int> freeKey(const PartNames& set)
{
    for (int number = 1; number <= kKeys; ++number) {
        const std::optional<int> key = number % kKeys;
        if (std::ranges::count(set.parts, key, &NamedPart::key) == 0) {
            return key;
        }
    }
    return std::nullopt;
}

} // namespace

PartSetEdits::PartSetEdits(StudySession& session, Dialogs& dialogs, QWidget* page)
    : PageEditor(session, dialogs, page)
{
}

const PartNames* PartSetEdits::shown() const
{
    return partSetFor(session().study(), session().study().samples[sample()]);
}

PartStyle PartSetEdits::lookOf(const std::string& name) const
{
    if (const PartNames* set = shown()) {
        const auto entry = std::ranges::find(set->parts, name, &NamedPart::name);
        if (entry != set->parts.end()) {
            return styleOf(*set, static_cast<int>(entry - set->parts.begin()));
        }
    }
    return {.name = name, .colour = {}};
}

void PartSetEdits::add(const PartEditor& editor, int part)
{
    const std::vector<std::string> names = editor.partNames();
    const int count = static_cast<int>(names.size());
    const PartNames* standing = shown();
    if (standing == nullptr || part >= count) {
        return;
    }
    PartNames set = *standing;
    for (int i = std::max(part, 0); i < (part < 0 ? count : part + 1); ++i) {
        const std::string& name = names[static_cast<std::size_t>(i)];
        if (std::ranges::count(set.parts, name, &NamedPart::name) == 0) {
            const std::string colour = editor.colourOf(i).name().toStdString();
            set.parts.push_back({.name = name, .colour = colour, .key = freeKey(set)});
        }
    }
    put(set, tr("add to the part set"));
}

void PartSetEdits::move(int from, int to)
{
    const PartNames* standing = shown();
    if (standing == nullptr) {
        return;
    }
    PartNames set = *standing;
    const auto at = [&set](int entry) { return set.parts.begin() + entry; };
    if (from < to) {
        std::rotate(at(from), at(from + 1), at(to + 1));
    } else {
        std::rotate(at(to), at(from), at(from + 1));
    }
    put(set, tr("reorder the part set"));
}

void PartSetEdits::edit()
{
    if (session().document() == nullptr || session().study().samples.empty()) {
        return;
    }
    begin(Attempt::ChangeSettings);
    if (!isSaved()) {
        return;
    }
    PartSetsDialog dialog(session().document()->folder(), session().study(), sample(), dialogs(),
                          page());
    if (!dialogs().show(dialog)) {
        return;
    }
    attempt([&] {
        std::vector<PartNames> sets = dialog.sets();
        for (const auto& [from, to] : dialog.renames()) {
            rename(from, to);
            for (PartNames& set : sets) { // a name is one in all of them
                set = withPartRenamed(std::move(set), from, to);
            }
        }
        Study after = session().study();
        after.partSets = std::move(sets);
        if (const std::string problem = partSetsProblem(after); !problem.empty()) {
            throw BadInput("These part sets cannot be used: " + problem + ".");
        }
        JointEdits(*session().document(), sample()).changeStudy(after, tr("change of part sets"));
    });
}

/// What was edited is in the files, which are what is renamed.
bool PartSetEdits::isSaved()
{
    const bool isSaved = session().document()->save();
    if (!isSaved) {
        fail(tr("What was changed before is not saved yet. Save it first."));
    }
    return isSaved;
}

void PartSetEdits::rename(const std::string& from, const std::string& to)
{
    StudyDocument& document = *session().document();
    if (isSaved()) {
        JointEdits(document, sample())
            .renamePart(renamePart(document.folder(), document.study(), from, to),
                        tr("rename %1 everywhere").arg(QString::fromStdString(from)));
    }
}

/// In the place of the one that is called so.
void PartSetEdits::put(const PartNames& set, const QString& what)
{
    attempt([&] {
        JointEdits(*session().document(), sample())
            .changeStudy(withPartSet(session().study(), set), what);
    });
}

void PartSetEdits::attempt(const std::function<void()>& edit)
{
    begin(Attempt::ChangeSettings);
    if (const QString problem = problemOf(edit); !problem.isEmpty()) {
        fail(problem);
    }
}

} // namespace palimpsest
