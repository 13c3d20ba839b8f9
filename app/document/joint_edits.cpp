// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/joint_edits.h"

#include "app/sheets/sample_look.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>

namespace palimpsest {

namespace {

/// The step of a sample that is changed in nothing itself, which leads the others.
class StepBeside : public Reversible
{
public:
    bool redo() override { return true; }
    bool undo() override { return true; }
    std::size_t bytes() const override { return 0; }
};

/// One of several edits, of which it is counted how many stand.
class CountedStep : public Reversible
{
public:
    CountedStep(std::unique_ptr<Reversible> edit, std::shared_ptr<int> standing)
        : m_edit(std::move(edit)), m_standing(std::move(standing))
    {
    }

    bool redo() override
    {
        ++*m_standing;
        return m_edit->redo();
    }
    bool undo() override
    {
        --*m_standing;
        return m_edit->undo();
    }
    std::size_t bytes() const override { return m_edit->bytes(); }
    std::vector<std::string> takesAway() const override { return m_edit->takesAway(); }

private:
    std::unique_ptr<Reversible> m_edit;
    std::shared_ptr<int> m_standing;
};

/// Whether a sample is checked, and with which parts.
using Check = std::pair<bool, std::string>;

/// Says of a sample that it is checked, or not.
class CheckStep : public Reversible
{
public:
    CheckStep(Check before, Check after, std::function<void(const Check&)> put)
        : m_before(std::move(before)), m_after(std::move(after)), m_put(std::move(put))
    {
    }

    bool redo() override
    {
        m_put(m_after);
        return true;
    }
    bool undo() override
    {
        m_put(m_before);
        return true;
    }
    std::size_t bytes() const override
    {
        return sizeof(*this) + m_before.second.size() + m_after.second.size();
    }

private:
    Check m_before;
    Check m_after;
    std::function<void(const Check&)> m_put;
};

} // namespace

JointEdits::JointEdits(StudyDocument& document, std::size_t sample)
    : m_document(document), m_sampleId(document.study().samples[sample].id)
{
}

void JointEdits::changeStudy(const Study& after, const QString& what)
{
    if (after == m_document.study()) {
        return;
    }
    if (!m_document.startEditing()) {
        emit m_document.studyChanged(Study(m_document.study())); // what shows the edit goes back
        return;
    }
    std::vector<EditHistory::OneOfSeveral> edits;
    edits.push_back({kStudyEdits, m_document.studyEdit(after)});
    keep(std::move(edits), what);
}

void JointEdits::renamePart(const RenamedPart& renaming, const QString& what)
{
    if (!m_document.startEditing()) {
        return;
    }
    const Study study = m_document.study();
    std::vector<EditHistory::OneOfSeveral> edits;
    if (renaming.after != study) {
        edits.push_back({kStudyEdits, m_document.studyEdit(renaming.after)});
    }
    for (std::size_t i = 0; i < study.samples.size(); ++i) {
        const std::string& id = study.samples[i].id;
        const auto drawing = renaming.parts.drawings.find(id);
        const auto words = renaming.parts.words.find(id);
        if (drawing != renaming.parts.drawings.end()) {
            m_document.sheet(i); // edits are of what was read
            edits.push_back({id, m_document.drawingEdit(id, drawing->second)});
        }
        if (words != renaming.parts.words.end()) {
            m_document.sheet(i);
            edits.push_back({id, m_document.wordsEdit(id, words->second)});
        }
    }
    keep(std::move(edits), what);
}

void JointEdits::setChecked(bool isChecked, const QString& what)
{
    StudyDocument& document = m_document;
    const auto place = document.placeOf(m_sampleId);
    if (!place) {
        return;
    }
    const Sample& sample = document.study().samples[*place];
    const Check before(sample.isChecked, sample.checkedParts);
    const Check after(isChecked, isChecked ? partsHash(document.sheet(*place), document.study())
                                           : std::string());
    if (before == after) {
        return;
    }
    if (!document.startEditing()) {
        emit document.studyChanged(Study(document.study()));
        return;
    }
    const auto put = [&document,
                      id = document.m_open.history().nameOf(m_sampleId)](const Check& check) {
        Study next = document.study();
        if (const auto now = document.placeOf(*id)) {
            next.samples[*now].isChecked = check.first;
            next.samples[*now].checkedParts = check.second;
            document.setStudy(next);
        }
    };
    document.keep(m_sampleId, what, std::make_unique<CheckStep>(before, after, put));
}

void JointEdits::keep(std::vector<EditHistory::OneOfSeveral> edits, const QString& what)
{
    m_document.m_open.dropHiddenSheets(); // as with any edit of the study
    const auto standing = std::make_shared<int>(0);
    for (EditHistory::OneOfSeveral& one : edits) {
        one.edit = std::make_unique<CountedStep>(std::move(one.edit), standing);
    }
    if (std::ranges::find(edits, m_sampleId, &EditHistory::OneOfSeveral::stack) == edits.end()) {
        edits.push_back({m_sampleId, std::make_unique<StepBeside>()});
    }
    StudyDocument& document = m_document;
    const auto staying = [&document, what, standing](std::size_t) {
        if (*standing == 0) {
            return; // what stays is the step of the sample alone
        }
        emit document.told(StudyDocument::tr("Not all of “%1” was taken back: where something else "
                                             "was done since, it stays. Take that back there "
                                             "first.")
                               .arg(what));
    };
    if (!document.m_open.history().pushTogether(std::move(edits), what, staying)) {
        emit document.told(StudyDocument::tr("This step (%1) takes more memory than undo may keep, "
                                             "so it cannot be taken back everywhere.")
                               .arg(what));
    }
}

} // namespace palimpsest
