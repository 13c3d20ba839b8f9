// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/word_editor.h"

#include "core/samples/sentence_edits.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/panels/flow_bar.h"
#include "widgets/panels/parts_panel.h"
#include "widgets/style/part_colours.h"

#include <QAction>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

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

WordEditor::WordEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel,
                       QObject* parent)
    : PartEditor(session, lock, panel, parent), m_words(new WordChips)
{
    addActions();
    m_bar = makeBar();
    m_area = makeArea();
    connectWords();
}

QAction* WordEditor::addAction(const char* id, const QString& shortText, const QString& tip,
                               const std::function<void()>& run)
{
    QAction* action = makeCommand(id, this);
    action->setIconText(shortText);
    action->setToolTip(withKeys(tip, id));
    connect(action, &QAction::triggered, this, run);
    m_words->addAction(action);
    m_actions.append(action);
    return action;
}

void WordEditor::addActions()
{
    const auto run = [this](const QString& what, EditOfWords edit) {
        return [=, this] { changeSelected(what, edit); };
    };
    m_selectionActions = {
        addAction("joinWords", tr("One part"), tr("The selected words become one part"),
                  [this] { addPart(); }),
        addAction("eachWord", tr("Each word"), tr("Each selected word becomes a part of its own"),
                  run(tr("each word its own part"), &withPartsOfEach)),
        addAction("splitWords", tr("Split"),
                  tr("The part of the selected word falls into its words"),
                  run(tr("split part"), &withPartsSplit)),
        addAction("alwaysPresent", tr("Always present"),
                  tr("The selected words belong to no part and are always present"),
                  run(tr("always present"), &withoutWords)),
    };
    addAction("stopWords", tr("Stop words"),
              tr("Stop words and punctuation belong to no part and are always present"), [this] {
                  change(tr("stop words always present"),
                         [](const TokenisedSentence& sentence, const SentenceParts& before) {
                             const Words words = stopWordsOf(sentence);
                             return words.empty() ? before : withoutWords(sentence, before, words);
                         });
              });
    addAction("defaultParts", tr("Default parts"),
              tr("Up to ten parts, of the words that carry meaning"), [this] {
                  change(tr("default parts"),
                         [](const TokenisedSentence& sentence, const SentenceParts&) {
                             return defaultParts(sentence);
                         });
              });
}

QWidget* WordEditor::makeBar()
{
    auto* bar = new FlowBar;
    for (QAction* action : m_actions) {
        bar->addButton(action)->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
    bar->addButton(lock().unlockAction());
    return bar;
}

QWidget* WordEditor::makeArea()
{
    auto* hint = new QLabel(tr("Drag over neighbours and press Enter: they become one part. Del: "
                               "always present. 1 … 9, 0: into that part."));
    hint->setMargin(16);
    hint->setAutoFillBackground(true);
    hint->setBackgroundRole(QPalette::Base);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    auto* area = new QWidget;
    auto* layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_words, 1);
    layout->addWidget(hint);
    return area;
}

void WordEditor::connectWords()
{
    connect(m_words, &WordChips::partChosen, this, &PartEditor::partChosen);
    connect(m_words, &WordChips::pointed, this, &PartEditor::pointed);
    connect(m_words, &WordChips::selectedWordsChanged, this, &WordEditor::followLock);
    connect(m_words, &WordChips::renameRequested, this, [this](int part) {
        if (part < 0) {
            emit refused(tr("This word belongs to no part, so there is no name to change."));
        } else {
            emit nameRequested(part);
        }
    });
}

bool WordEditor::choosePartAt(const QPoint&)
{
    return m_words->partAtCursor() >= 0;
}

LockTexts WordEditor::lockTexts() const
{
    return {.state = tr("Parts are locked: values of them are stored."),
            .unlock = tr("Unlock to change"),
            .refusal = tr("Values of these parts are stored. Choose “Unlock to change” to give "
                          "words to other parts.")};
}

void WordEditor::showParts()
{
    m_words->setWords(sheet().sentence, sheet().words);
    panel().setWords(sheet().sentence, sheet().words);
}

void WordEditor::followLock()
{
    const bool isBroken = lock().isBroken();
    for (QAction* action : m_actions) {
        const bool hasItsWords =
            !m_selectionActions.contains(action) || !m_words->selectedWords().empty();
        action->setEnabled(!isBroken && hasItsWords);
    }
}

std::vector<std::string> WordEditor::partNames() const
{
    std::vector<std::string> names;
    std::ranges::transform(sheet().words.parts, std::back_inserter(names), &WordPart::label);
    return names;
}

void WordEditor::setCurrentPart(int part)
{
    m_missing.reset();
    m_words->setCurrentPart(part);
}

void WordEditor::setMissingPart(const PartStyle& look)
{
    m_missing = look;
    m_words->setCurrentPart(-1);
}

QColor WordEditor::colourOf(int part) const
{
    return partColour(sheet().words.parts[static_cast<std::size_t>(part)], part);
}

void WordEditor::usePart(int part)
{
    if (m_words->selectedWords().empty()) {
        emit partChosen(part);
        return;
    }
    change(tr("words into a part"),
           [&](const TokenisedSentence& sentence, const SentenceParts& before) {
               return withWordsIn(sentence, before, m_words->selectedWords(),
                                  static_cast<std::size_t>(part));
           });
}

void WordEditor::useMissingPart()
{
    if (!m_words->selectedWords().empty()) {
        addPart();
    }
}

void WordEditor::changeSelected(const QString& what, EditOfWords edit)
{
    change(what, [&](const TokenisedSentence& sentence, const SentenceParts& before) {
        return edit(sentence, before, m_words->selectedWords());
    });
}

void WordEditor::change(const QString& what, const Edit& edit)
{
    if (lock().isBroken()) {
        refuseLocked();
        return;
    }
    attempt([&] {
        const SampleSheet& before = sheet();
        SentenceParts after = withFreeColours(edit(before.sentence, withColours(before.words)));
        if (lock().isLocked() && !keepsValues(before.sentence, before.words, after)) {
            refuseLocked();
            return;
        }
        session().document()->changeWords(sample(), std::move(after), what);
        if (m_words->partAtCursor() >= 0) {
            emit partChosen(m_words->partAtCursor());
        }
    });
}

void WordEditor::addPart()
{
    const std::vector<std::size_t> words = m_words->selectedWords();
    const std::optional<PartStyle> look = m_missing;
    change(tr("make one part"), [&](const TokenisedSentence& sentence, SentenceParts before) {
        SentenceParts after = withOnePartOf(sentence, std::move(before), words);
        const auto made = std::ranges::find(after.parts, words, &WordPart::words);
        if (look && made != after.parts.end()) {
            made->label = look->name;
            made->colour = look->colour;
        }
        return after;
    });
}

void WordEditor::layGhost(std::size_t from)
{
    const SampleSheet& other = session().document()->sheet(from);
    change(tr("copy a grouping"),
           [&](const TokenisedSentence& sentence, const SentenceParts& before) {
               return groupedAs(sentence, before, other.sentence, other.words);
           });
}

void WordEditor::rename(int part, const PartStyle& look)
{
    const QString what = tr("rename to %1").arg(QString::fromStdString(look.name));
    change(what, [&](const TokenisedSentence&, const SentenceParts& before) {
        const auto index = static_cast<std::size_t>(part);
        SentenceParts after = withPartRenamed(before, index, look.name);
        return look.colour.empty() ? after
                                   : withPartRecoloured(std::move(after), index, look.colour);
    });
}

void WordEditor::recolour(int part, const QColor& colour)
{
    change(tr("recolour part"), [&](const TokenisedSentence&, const SentenceParts& before) {
        return withPartRecoloured(before, static_cast<std::size_t>(part),
                                  colour.name().toStdString());
    });
}

void WordEditor::move(int from, int to)
{
    change(tr("reorder parts"), [&](const TokenisedSentence&, const SentenceParts& before) {
        return withPartMoved(before, static_cast<std::size_t>(from), static_cast<std::size_t>(to));
    });
}

void WordEditor::merge(int from, int into)
{
    change(tr("merge parts"), [&](const TokenisedSentence& sentence, const SentenceParts& before) {
        return withPartsMerged(sentence, before, static_cast<std::size_t>(from),
                               static_cast<std::size_t>(into));
    });
}

void WordEditor::remove(int part)
{
    change(tr("delete part"), [&](const TokenisedSentence&, const SentenceParts& before) {
        return withoutPart(before, static_cast<std::size_t>(part));
    });
}

} // namespace palimpsest
