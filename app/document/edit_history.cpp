// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/edit_history.h"

#include <QMetaObject>
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

/// What the commands of one edit of several stacks share.
struct EditHistory::Together
{
    std::size_t count = 0; ///< of stacks
    Staying staying;
    bool isActing = false; ///< one of them leads, the others follow
};

/// The edits of a sample, or of the study.
struct EditHistory::Stack
{
    QUndoStack* commands = nullptr;
    std::shared_ptr<std::string> name; ///< as its edits hold it
    bool hasFailed = false;  ///< an edit could not be done, so that no other fits what stands
    bool isSettling = false; ///< which tells of itself
};

/// Its place on a stack. Stacks drop commands only at their ends, so one whose edit is forgotten
/// stays, does nothing and goes when undo comes to it.
class EditHistory::Command : public QUndoCommand
{
public:
    /// Of an edit that was done, perhaps together with others.
    Command(const QString& what, std::shared_ptr<Kept> kept, Stack& stack, EditHistory& history,
            std::shared_ptr<Together> together)
        : QUndoCommand(what), m_kept(std::move(kept)), m_stack(stack), m_history(history),
          m_together(std::move(together))
    {
    }

    bool isForgotten() const { return m_kept->edit == nullptr; }
    bool isOneOf(const Together& together) const
    {
        return m_together.get() == &together && !isForgotten();
    }
    std::vector<std::string> takesAway() const { return m_kept->edit->takesAway(); }

    int id() const override { return isForgotten() ? -1 : m_kept->edit->kind(); }
    bool mergeWith(const QUndoCommand* next) override
    {
        m_kept->edit->merge(*static_cast<const Command*>(next)->m_kept->edit);
        m_kept->measure();
        setObsolete(m_kept->edit->isNothing());
        return true;
    }

    void undo() override
    {
        go(&Reversible::undo);
        lead(true);
    }
    void redo() override
    {
        if (!std::exchange(m_isNew, false)) {
            go(&Reversible::redo);
            lead(false);
        }
    }

private:
    void go(bool (Reversible::*direction)())
    {
        if (isForgotten() || m_stack.hasFailed || !(m_kept->edit.get()->*direction)()) {
            m_stack.hasFailed = m_stack.hasFailed || !isForgotten();
            setObsolete(true);
            // Stacks do not tell of commands that they drop instead of redoing them.
            QMetaObject::invokeMethod(
                m_stack.commands, [&stack = m_stack] { settle(stack); }, Qt::QueuedConnection);
        }
        m_kept->measure();
    }

    void lead(bool isUndo)
    {
        if (m_together != nullptr && !m_together->isActing && !isForgotten()) {
            m_history.follow(*m_together, m_stack, isUndo);
        }
    }

    std::shared_ptr<Kept> m_kept;
    Stack& m_stack;
    EditHistory& m_history;
    std::shared_ptr<Together> m_together; ///< or null
    bool m_isNew = true;
};

EditHistory::EditHistory(std::size_t mostBytes) : m_mostBytes(mostBytes)
{
    activate({});
}

EditHistory::~EditHistory() = default;

bool EditHistory::push(const std::string& name, const QString& what,
                       std::unique_ptr<Reversible> edit)
{
    const auto kept = pushOne(name, what, std::move(edit), nullptr);
    return kept == nullptr || kept->edit != nullptr;
}

/// Null where nothing was done.
std::shared_ptr<EditHistory::Kept> EditHistory::pushOne(const std::string& name,
                                                        const QString& what,
                                                        std::unique_ptr<Reversible> edit,
                                                        const std::shared_ptr<Together>& together)
{
    Stack& stack = stackOf(name);
    settle(stack);
    if (!edit->redo()) {
        return nullptr;
    }
    auto kept = std::make_shared<Kept>(std::move(edit));
    m_kept.push_back(kept);
    stack.commands->push(new Command(what, kept, stack, *this, together));
    forgetOldest();
    return kept;
}

bool EditHistory::pushTogether(std::vector<OneOfSeveral> edits, const QString& what,
                               Staying staying)
{
    const auto together = std::make_shared<Together>();
    together->staying = std::move(staying);
    std::vector<std::shared_ptr<Kept>> all;
    for (OneOfSeveral& one : edits) {
        if (auto kept = pushOne(one.stack, what, std::move(one.edit), together)) {
            all.push_back(std::move(kept));
        }
    }
    const auto kept =
        std::ranges::count_if(all, [](const auto& one) { return one->edit != nullptr; });
    together->count = static_cast<std::size_t>(kept);
    return together->count == all.size();
}

/// Has the others of an edit undone, or redone, where they are the next.
void EditHistory::follow(Together& together, const Stack& leader, bool isUndo)
{
    together.isActing = true;
    std::size_t done = 1; // the one that leads
    for (auto& [name, stack] : m_stacks) {
        QUndoStack& commands = *stack.commands;
        const auto* next = static_cast<const Command*>(
            commands.command(isUndo ? commands.index() - 1 : commands.index()));
        if (&stack == &leader || next == nullptr || !next->isOneOf(together)) {
            continue;
        }
        if (isUndo) {
            commands.undo();
        } else {
            commands.redo();
        }
        ++done;
    }
    together.isActing = false;
    if (isUndo && done < together.count) {
        together.staying(together.count - done);
    }
}

void EditHistory::activate(const std::string& stack)
{
    m_group.setActiveStack(stackOf(stack).commands);
}

void EditHistory::clear(const std::string& stack)
{
    if (const auto found = m_stacks.find(stack); found != m_stacks.end()) {
        found->second.commands->clear();
        found->second.hasFailed = false;
    }
}

void EditHistory::rename(const std::string& stack, const std::string& name)
{
    stackOf(stack);
    clear(name);
    auto renamed = m_stacks.extract(stack);
    auto emptied = m_stacks.extract(name); // others may look at it, so it stays
    const auto put = [this](auto node, const std::string& key) {
        if (!node.empty()) {
            node.key() = *node.mapped().name = key;
            m_stacks.insert(std::move(node));
        }
    };
    put(std::move(renamed), name);
    put(std::move(emptied), stack);
}

std::shared_ptr<const std::string> EditHistory::nameOf(const std::string& stack)
{
    return stackOf(stack).name;
}

const QUndoStack& EditHistory::steps(const std::string& stack)
{
    return *stackOf(stack).commands;
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
        return found == m_stacks.end() || !found->second.commands->canUndo();
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

EditHistory::Stack& EditHistory::stackOf(const std::string& name)
{
    Stack& stack = m_stacks[name];
    if (stack.commands == nullptr) {
        stack.commands = new QUndoStack(&m_group);
        stack.name = std::make_shared<std::string>(name);
        QObject::connect(stack.commands, &QUndoStack::indexChanged, stack.commands,
                         [&stack] { settle(stack); });
    }
    return stack;
}

void EditHistory::forgetOldest()
{
    std::erase_if(m_kept, [](const std::weak_ptr<Kept>& kept) { return kept.expired(); });
    for (std::size_t all = bytes(); all > m_mostBytes; m_kept.pop_front()) {
        if (const auto oldest = m_kept.front().lock()) {
            all -= oldest->bytes;
            oldest->forget();
        }
    }
    for (auto& [name, stack] : m_stacks) {
        settle(stack);
    }
}

/// Drops what can be neither undone nor redone: all of a stack where an edit failed, as the others
/// begin where it would have led, or where the next to be redone is forgotten; those before one
/// that is forgotten, so that undo never does nothing.
void EditHistory::settle(Stack& stack)
{
    if (stack.isSettling) {
        return;
    }
    QUndoStack& commands = *stack.commands;
    const auto isForgotten = [&commands](int index) {
        return index >= 0 && index < commands.count() &&
               static_cast<const Command*>(commands.command(index))->isForgotten();
    };
    stack.isSettling = true;
    if (stack.hasFailed || isForgotten(commands.index())) {
        commands.clear();
    }
    while (isForgotten(commands.index() - 1)) {
        commands.undo(); // which drops it
    }
    stack.hasFailed = false;
    stack.isSettling = false;
}

} // namespace palimpsest
