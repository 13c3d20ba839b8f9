// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/sample_additions.h"

#include "widgets/style/string_list.h"

namespace palimpsest {

SampleAdditions::SampleAdditions(StudySession& session, Dialogs& dialogs, QWidget* page)
    : PageEditor(session, dialogs, page, Attempt::AddSamples)
{
}

void SampleAdditions::addSamples()
{
    if (const auto source =
            dialogs().choose(page(), title(), tr("Where do the samples come from?"), sources())) {
        addFrom(*source);
    }
}

std::optional<int> SampleAdditions::askForClass(const QString& question)
{
    return dialogs().choose(page(), title(), question, toStringList(session().study().classes));
}

void SampleAdditions::takeSamples(const std::function<Study(const Study&, NewFiles&)>& edit)
{
    const std::size_t before = session().study().samples.size();
    NewFiles made;
    change(tr("added samples"), [&](const Study& study) { return edit(study, made); });
    if (session().study().samples.size() > before) {
        session().document()->noteAdded(made.keep());
        session().selection().setSample(before);
    }
}

void SampleAdditions::warn(const std::vector<std::string>& warnings)
{
    for (const std::string& warning : warnings) {
        warnOf(QString::fromStdString(warning));
    }
}

} // namespace palimpsest
