// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/sentence_additions.h"

#include "app/dialogs/data_questions.h"
#include "app/dialogs/sentence_table_dialog.h"
#include "app/jobs/failure_text.h"
#include "core/base/error.h"
#include "core/setup/known_samples.h"

namespace palimpsest {

QString SentenceAdditions::wanted() const
{
    return tr("Drop a table of sentences here (TSV, CSV, JSONL), or write one.");
}

QStringList SentenceAdditions::sources() const
{
    return {tr("A sentence that I write…"), tr("A table of sentences (TSV, CSV, JSONL)…")};
}

void SentenceAdditions::addFrom(int source)
{
    if (source == 0) {
        addSentence();
    } else if (const auto set = chooseDataSet(dialogs(), page(), title(), DataSetKind::Table)) {
        addDataSet(*set);
    }
}

void SentenceAdditions::addPictures(const std::vector<std::filesystem::path>& files)
{
    if (!files.empty()) {
        fail(tr("The samples of this study are sentences, and pictures cannot stand beside them. "
                "Open a study of pictures, or add sentences."));
    }
}

void SentenceAdditions::addSentence()
{
    if (specialTokensOf(session().study())) {
        fail(tr("The sentences of this study come with their tokens, as it has no "
                "vocabulary to cut others by. Add them from JSONL with input_ids."));
        return;
    }
    const auto text =
        dialogs().askText(page(), title(), tr("Sentence:"), {}, [this](const QString& typed) {
            return problemOf([&] {
                requireSentence(session().document()->folder(), session().study(),
                                typed.toStdString());
            });
        });
    const auto label = text ? askForClass(tr("Which class is it of?")) : std::nullopt;
    if (label) {
        const std::vector<AddedSentence> added = {{.text = text->toStdString(), .label = *label}};
        warnOfCut(added);
        takeSamples([&](const Study& before, NewFiles& made) {
            return withSentences(session().document()->folder(), before, added, made);
        });
    }
}

/// Says how many lose their end; why a vocabulary cannot be used, adding them says.
void SentenceAdditions::warnOfCut(const std::vector<AddedSentence>& added)
{
    try {
        const std::string note =
            noteOnCut(added, session().document()->folder(), session().study());
        if (!note.empty()) {
            warn({note});
        }
    } catch (const Error&) {
        return;
    }
}

void SentenceAdditions::addDataSet(const QString& source)
{
    try {
        addTable(source);
    } catch (...) {
        fail(failureText());
    }
}

void SentenceAdditions::addTable(const QString& table)
{
    SentenceTableDialog dialog(session().study(), table.toStdString(), page());
    if (!dialogs().show(dialog)) {
        return;
    }
    PickedSentences picked = dialog.picked();
    picked.warnings.clear(); // the dialog has shown them
    warnOfCut(picked.sentences);
    takeSamples([&](const Study& before, NewFiles& made) {
        Study after = withSentences(session().document()->folder(), before, picked.sentences, made);
        after.labels = withTold(before, dialog.labels(), picked.table);
        return after;
    });
    warn(picked.warnings);
}

} // namespace palimpsest
