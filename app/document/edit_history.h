// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QUndoGroup>

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

class QUndoStack;

namespace palimpsest {

/// The stack of the study, beside those of its samples, which are named by their ids.
inline const std::string kStudyEdits;

/// Something done to a document, which can be taken back and done again.
class Reversible
{
public:
    virtual ~Reversible() = default;

    /// False where it could not be done. Nothing before or behind it can be then.
    virtual bool redo() = 0;
    virtual bool undo() = 0;
    /// About what it takes in memory.
    virtual std::size_t bytes() const = 0;

    /// Ids of the samples that undo takes out of the document.
    virtual std::vector<std::string> takesAway() const { return {}; }

    /// Edits of one number that follow one another are steps of one edit.
    virtual int kind() const { return -1; } ///< none of them
    /// Takes in a later step of its kind.
    virtual void merge(const Reversible& /*next*/) {}
    /// Whether its steps have led back to where they began.
    virtual bool isNothing() const { return false; }
};

/// What can be undone of a document: edits on a stack per sample, and one for the study. All of
/// them together keep within a number of bytes; the oldest are forgotten first.
class EditHistory
{
public:
    static constexpr std::size_t kMostBytes = std::size_t{128} << 20;

    explicit EditHistory(std::size_t mostBytes = kMostBytes);
    ~EditHistory();

    /// Its undo and redo act on the stack that was activated last.
    QUndoGroup& group() { return m_group; }

    /// Does `edit` and keeps it. False where it is too large for that, and so cannot be undone.
    bool push(const std::string& stack, const QString& what, std::unique_ptr<Reversible> edit);
    /// The same for edits of several stacks that are one: undo of one of them undoes all, and redo
    /// likewise, but those of stacks where something was done since. Undo tells `staying` of how
    /// many stay so.
    struct OneOfSeveral
    {
        std::string stack;
        std::unique_ptr<Reversible> edit;
    };
    using Staying = std::function<void(std::size_t)>;
    bool pushTogether(std::vector<OneOfSeveral> edits, const QString& what, Staying staying);
    void activate(const std::string& stack);
    void clear(const std::string& stack);
    /// The edits of a stack are of another name from now on; what that name had is dropped.
    void rename(const std::string& stack, const std::string& name);
    /// The name of a stack, which follows it when it is renamed.
    std::shared_ptr<const std::string> nameOf(const std::string& stack);
    /// Which tell of every step that is done or taken back.
    const QUndoStack& steps(const std::string& stack);
    /// Samples whose edits would be out of sight with the next undo, which takes them away.
    std::vector<std::string> hiddenByUndo() const;

    /// Of all edits that are kept.
    std::size_t bytes() const;

private:
    struct Kept;
    struct Together;
    struct Stack;
    class Command;

    std::shared_ptr<Kept> pushOne(const std::string& stack, const QString& what,
                                  std::unique_ptr<Reversible> edit,
                                  const std::shared_ptr<Together>& together);
    void follow(Together& together, const Stack& leader, bool isUndo);
    Stack& stackOf(const std::string& name);
    void forgetOldest();
    static void settle(Stack& stack);

    std::size_t m_mostBytes;
    std::deque<std::weak_ptr<Kept>> m_kept; ///< the oldest first
    std::map<std::string, Stack> m_stacks;
    QUndoGroup m_group; ///< last: it tells the others of its end
};

} // namespace palimpsest
