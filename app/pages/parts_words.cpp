// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/parts_page.h"
#include "core/base/error.h"
#include "core/samples/sentence_edits.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/style/part_colours.h"

#include <QAction>
#include <QLabel>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <set>

// Parts of a sentence: its words are selected, and become a part or belong to none.

namespace palimpsest {

namespace {

std::string colourName(int part)
{
    return partColour(part).name().toStdString();
}

/// Every part with the colour it is shown in, so that it keeps it wherever it goes.
SentenceParts withColours(SentenceParts words)
{
    for (std::size_t part = 0; part < words.parts.size(); ++part) {
        WordPart& of = words.parts[part];
        of.colour = partColour(of, static_cast<int>(part)).name().toStdString();
    }
    return words;
}

/// New parts get a colour that no other has; what a number says need not be said.
SentenceParts withFreeColours(SentenceParts words)
{
    std::set<std::string> taken;
    for (const WordPart& part : words.parts) {
        taken.insert(part.colour);
    }
    for (std::size_t i = 0; i < words.parts.size(); ++i) {
        std::string& colour = words.parts[i].colour;
        const int number = static_cast<int>(i);
        for (int free = 0; colour.empty() && free < kPartColours; ++free) {
            if (taken.insert(colourName(free)).second) {
                colour = colourName(free);
            }
        }
        colour = colour == colourName(number) ? std::string() : colour;
    }
    return words;
}

} // namespace

QAction* PartsPage::addWordAction(const char* id, const QString& shortText, const QString& tip,
                                  const std::function<void()>& run)
{
    QAction* action = makeCommand(id, this);
    action->setIconText(shortText);
    action->setToolTip(withKeys(tip, id));
    connect(action, &QAction::triggered, this, run);
    m_words->addAction(action);
    m_wordActions.append(action);
    return action;
}

QToolBar* PartsPage::makeWordBar()
{
    using Words = std::vector<std::size_t>;
    using Edit = SentenceParts (*)(const TokenisedSentence&, SentenceParts, const Words&);
    const auto run = [this](const QString& what, Edit edit) {
        return [=, this] {
            changeWords(what, [&](const TokenisedSentence& sentence, const SentenceParts& before) {
                return edit(sentence, before, m_words->selectedWords());
            });
        };
    };
    m_selectionActions = {
        addWordAction("joinWords", tr("One part"), tr("The selected words become one part"),
                      [this] { makeOnePart(); }),
        addWordAction("eachWord", tr("Each word"),
                      tr("Each selected word becomes a part of its own"),
                      run(tr("each word its own part"), &withPartsOfEach)),
        addWordAction("splitWords", tr("Split"),
                      tr("The part of the selected word falls into its words"),
                      run(tr("split part"), &withPartsSplit)),
        addWordAction("alwaysPresent", tr("Always present"),
                      tr("The selected words belong to no part and are always present"),
                      run(tr("always present"), &withoutWords)),
    };
    addWordAction("defaultParts", tr("Default parts"),
                  tr("Up to ten parts, of the words that carry meaning"), [this] {
                      changeWords(tr("default parts"),
                                  [](const TokenisedSentence& sentence, const SentenceParts&) {
                                      return defaultParts(sentence);
                                  });
                  });
    auto* bar = new QToolBar;
    bar->setIconSize({20, 20});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions(m_wordActions);
    bar->addSeparator();
    bar->addAction(m_unlock);
    qobject_cast<QToolButton*>(bar->widgetForAction(m_unlock))
        ->setToolButtonStyle(Qt::ToolButtonIconOnly);
    return bar;
}

void PartsPage::connectWords()
{
    m_wordHint->setText(
        tr("Drag over neighbours and press Enter: they become one part. Del: always "
           "present. 1 … 9, 0: into that part."));
    m_wordHint->setMargin(16);
    m_wordHint->setAutoFillBackground(true);
    m_wordHint->setBackgroundRole(QPalette::Base);
    m_wordHint->setForegroundRole(QPalette::PlaceholderText);
    m_wordHint->setWordWrap(true);
    connect(m_words, &WordChips::partChosen, this, &PartsPage::choosePart);
    connect(m_words, &WordChips::pointed, this, &PartsPage::statusText);
    connect(m_words, &WordChips::selectedWordsChanged, this, &PartsPage::updateLock);
    connect(m_words, &WordChips::renameRequested, this, [this](int part) {
        if (part < 0) {
            emit refused(tr("This word belongs to no part, so there is no name to change."));
            return;
        }
        choosePart(part);
        m_panel->editName();
    });
}

void PartsPage::addPictureAction(QAction* action)
{
    addAction(action);
    m_pictureActions.append(action);
}

void PartsPage::usePart(int number)
{
    if (!hasWords() || m_words->selectedWords().empty()) {
        choosePart(number);
        return;
    }
    changeWords(tr("words into a part"),
                [&](const TokenisedSentence& sentence, const SentenceParts& before) {
                    return withWordsIn(sentence, before, m_words->selectedWords(),
                                       static_cast<std::size_t>(number));
                });
}

void PartsPage::makeOnePart()
{
    changeWords(tr("make one part"),
                [this](const TokenisedSentence& sentence, const SentenceParts& before) {
                    return withOnePartOf(sentence, before, m_words->selectedWords());
                });
}

void PartsPage::changeWords(const QString& what, const WordsEdit& edit)
{
    const std::size_t sample = m_session.selection().sample();
    const SampleSheet& sheet = m_session.document()->sheet(sample);
    if (!sheet.partsProblem.isEmpty()) {
        refuseLocked();
        return;
    }
    try {
        SentenceParts after = withFreeColours(edit(sheet.sentence, withColours(sheet.words)));
        if (isLocked() && !keepsValues(sheet.sentence, sheet.words, after)) {
            refuseLocked();
            return;
        }
        m_session.document()->changeWords(sample, std::move(after), what);
        if (m_words->partAtCursor() >= 0) {
            choosePart(m_words->partAtCursor());
        }
    } catch (const Error& error) {
        emit refused(QString::fromUtf8(error.what()));
        showDrawing(); // an edited cell shows the old name again
    }
}

} // namespace palimpsest
