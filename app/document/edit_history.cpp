// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edit_history.h"

#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace palimpsest {

/// An edit as long as it is remembered.
struct EditHistory::Kept
{
    explicit Kept(std::unique_ptr<Reversible> edit) : edit(std::move(edit)) { measure(); }

    void measure() { bytes = edit == nullptr ? 0 : edit->bytes(); }
    void forget()
    {
        edit.reset();
        measure();
    }

    std::unique_ptr<Reversible> edit;
    std::size_t bytes = 0;
};

/// Its place on a stack. Stacks drop commands only at their ends, so one whose edit is forgotten
/// stays, does nothing and goes when undo comes to it.
class EditHistory::Command : public QUndoCommand
{
public:
    Command(const QString& what, std::shared_ptr<Kept> kept, bool& hasFailed)
        : QUndoCommand(what), m_kept(std::move(kept)), m_hasFailed(hasFailed)
    {
    }

    bool isForgotten() const { return m_kept->edit == nullptr; }
    std::vector<std::string> takesAway() const { return m_kept->edit->takesAway(); }

    int id() const override { return isForgotten() ? -1 : m_kept->edit->kind(); }
    bool mergeWith(const QUndoCommand* next) override
    {
        m_kept->edit->merge(*static_cast<const Command*>(next)->m_kept->edit);
        m_kept->measure();
        setObsolete(m_kept->edit->isNothing());
        return true;
    }

    void undo() override { go(&Reversible::undo); }
    void redo() override { go(&Reversible::redo); }

private:
    void go(bool (Reversible::*direction)())
    {
        if (!isForgotten()) {
            m_hasFailed = !(m_kept->edit.get()->*direction)();
            m_kept->measure();
        }
        setObsolete(isForgotten() || m_hasFailed);
    }

    std::shared_ptr<Kept> m_kept;
    bool& m_hasFailed;
};

EditHistory::EditHistory(std::size_t mostBytes) : m_mostBytes(mostBytes)
{
    activate({});
}

EditHistory::~EditHistory() = default;

void EditHistory::push(const std::string& stack, const QString& what,
                       std::unique_ptr<Reversible> edit)
{
    auto kept = std::make_shared<Kept>(std::move(edit));
    m_kept.push_back(kept);
    stackOf(stack)->push(new Command(what, std::move(kept), m_hasFailed));
    m_hasFailed = false; // what was never done is not in the way of others
    forgetOldest();
}

void EditHistory::activate(const std::string& stack)
{
    m_group.setActiveStack(stackOf(stack));
}

void EditHistory::clear(const std::string& stack)
{
    if (const auto found = m_stacks.find(stack); found != m_stacks.end()) {
        found->second->clear();
    }
}

std::vector<std::string> EditHistory::hiddenByUndo() const
{
    const QUndoStack* stack = m_group.activeStack();
    if (!stack->canUndo()) {
        return {};
    }
    auto samples = static_cast<const Command*>(stack->command(stack->index() - 1))->takesAway();
    std::erase_if(samples, [this](const std::string& id) {
        const auto found = m_stacks.find(id);
        return found == m_stacks.end() || !found->second->canUndo();
    });
    return samples;
}

std::size_t EditHistory::bytes() const
{
    std::size_t bytes = 0;
    for (const std::weak_ptr<Kept>& kept : m_kept) {
        if (const auto held = kept.lock()) {
            bytes += held->bytes;
        }
    }
    return bytes;
}

QUndoStack* EditHistory::stackOf(const std::string& name)
{
    QUndoStack*& stack = m_stacks[name];
    if (stack == nullptr) {
        stack = new QUndoStack(&m_group);
        QObject::connect(stack, &QUndoStack::indexChanged, stack,
                         [this, stack = stack] { settle(stack); });
    }
    return stack;
}

/// After a step on a stack.
void EditHistory::settle(QUndoStack* stack)
{
    if (std::exchange(m_hasFailed, false)) {
        stack->clear(); // the others begin where it would have led
    } else {
        dropForgotten(stack);
    }
}

void EditHistory::forgetOldest()
{
    std::erase_if(m_kept, [](const std::weak_ptr<Kept>& kept) { return kept.expired(); });
    for (std::size_t all = bytes(); all > m_mostBytes; m_kept.pop_front()) {
        const auto oldest = m_kept.front().lock();
        all -= oldest->bytes;
        oldest->forget();
    }
    for (const auto& [name, stack] : m_stacks) {
        dropForgotten(stack);
    }
}

/// So that undo never does nothing: where the next edit to be undone is forgotten, all before are.
void EditHistory::dropForgotten(QUndoStack* stack)
{
    if (m_isDropping) {
        return; // dropping one tells of it
    }
    const auto isNextForgotten = [stack] {
        const int next = stack->index() - 1;
        return next >= 0 && static_cast<const Command*>(stack->command(next))->isForgotten();
    };
    m_isDropping = true;
    while (isNextForgotten()) {
        stack->undo(); // which drops it
    }
    m_isDropping = false;
}

} // namespace palimpsest
