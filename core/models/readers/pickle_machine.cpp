// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/readers/pickle_machine.h"

#include "core/models/readers/pickle_calls.h"
#include "core/models/readers/pickle_opcodes.h"

#include <array>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace palimpsest {

using namespace opcode;

namespace {

// A step adds at most one entry to each of stack, marks and memo; models need far less.
constexpr std::size_t kMaxSteps = 20'000'000;
constexpr std::size_t kMaxValues = 2'000'000;
constexpr std::uint64_t kMaxBytes = std::uint64_t{256} << 20;

class PickleMachine
{
public:
    explicit PickleMachine(ByteStream& stream) : m_stream(stream), m_begin(stream.position()) {}

    PickleGraph run()
    {
        for (std::uint8_t opcode = m_stream.byte(); opcode != Stop; opcode = m_stream.byte()) {
            if (++m_steps > kMaxSteps || m_stream.position() - m_begin > kMaxBytes) {
                refuse("it describes more than any model needs");
            }
            if (!constant(opcode) && !text(opcode) && !stackOrMemo(opcode) && !container(opcode) &&
                !object(opcode)) {
                std::array<char, 8> digits{};
                std::snprintf(digits.data(), digits.size(), "0x%02x", opcode);
                refuse(std::string("its pickle has the step ") + digits.data() +
                       ", which torch.save does not write");
            }
        }
        m_graph.root = pop();
        return std::move(m_graph);
    }

private:
    [[noreturn]] void refuse(const std::string& why) const { refusePickle(m_stream.source(), why); }

    void push(PickleValue value)
    {
        if (m_graph.values.size() >= kMaxValues) {
            refuse("it holds more objects than any model needs");
        }
        m_graph.values.push_back(std::move(value));
        m_stack.push_back(static_cast<PickleId>(m_graph.values.size() - 1));
    }

    void pushText(PickleKind kind, std::uint64_t byteCount)
    {
        if (byteCount > kMaxBytes) {
            refuse("a text in it is longer than any model needs");
        }
        push({.kind = kind, .text = m_stream.bytes(byteCount)});
    }

    void pushSequence(PickleKind kind, std::vector<PickleId> items)
    {
        push({.kind = kind, .items = std::move(items)});
    }

    PickleId top() const
    {
        if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back())) {
            refuse("its pickle takes what is not there");
        }
        return m_stack.back();
    }

    PickleId pop()
    {
        const PickleId id = top();
        m_stack.pop_back();
        return id;
    }

    std::vector<PickleId> popLast(std::size_t count)
    {
        std::vector<PickleId> items(count);
        for (std::size_t i = count; i > 0; --i) {
            items[i - 1] = pop();
        }
        return items;
    }

    std::vector<PickleId> popToMark()
    {
        if (m_marks.empty()) {
            refuse("its pickle takes what is not there");
        }
        // popLast goes down to the mark below, so this one has to be gone before.
        const std::size_t mark = m_marks.back();
        m_marks.pop_back();
        return popLast(m_stack.size() - mark);
    }

    bool constant(std::uint8_t opcode);
    bool text(std::uint8_t opcode);
    bool stackOrMemo(std::uint8_t opcode);
    bool container(std::uint8_t opcode);
    bool object(std::uint8_t opcode);
    void pushLong(std::uint64_t byteCount);
    void remember(std::uint64_t index);
    void recall(std::uint64_t index);
    void addItems(std::vector<PickleId> items, PickleKind expected);
    void build();

    ByteStream& m_stream;
    std::uint64_t m_begin;
    std::size_t m_steps = 0;
    PickleGraph m_graph;
    std::vector<PickleId> m_stack;
    std::vector<std::size_t> m_marks; ///< heights of the stack
    std::unordered_map<std::uint64_t, PickleId> m_memo;
};

void PickleMachine::pushLong(std::uint64_t byteCount)
{
    constexpr std::uint64_t kMaxDigits = 1024;
    if (byteCount > kMaxDigits) {
        refuse("a whole number in it is larger than any model needs");
    }
    const std::string bytes = m_stream.bytes(byteCount);
    if (byteCount > sizeof(std::int64_t)) {
        push({.kind = PickleKind::LargeInt, .text = bytes});
        return;
    }
    const bool isNegative = !bytes.empty() && (bytes.back() & 0x80) != 0;
    std::uint64_t value = isNegative ? ~std::uint64_t{0} : 0;
    for (std::size_t i = bytes.size(); i > 0; --i) {
        value = value << 8 | static_cast<std::uint8_t>(bytes[i - 1]);
    }
    push({.kind = PickleKind::Int, .number = static_cast<std::int64_t>(value)});
}

bool PickleMachine::constant(std::uint8_t opcode)
{
    const auto pushInt = [&](std::int64_t value) {
        push({.kind = PickleKind::Int, .number = value});
    };
    switch (opcode) {
    case NoneValue:
        push({.kind = PickleKind::None});
        return true;
    case NewTrue:
    case NewFalse:
        push({.kind = PickleKind::Bool, .number = opcode == NewTrue});
        return true;
    case BinInt:
        pushInt(static_cast<std::int32_t>(m_stream.number(4)));
        return true;
    case BinInt1:
        pushInt(m_stream.byte());
        return true;
    case BinInt2:
        pushInt(static_cast<std::int64_t>(m_stream.number(2)));
        return true;
    case Long1:
        pushLong(m_stream.byte());
        return true;
    case Long4:
        pushLong(m_stream.number(4));
        return true;
    case BinFloat: // losses and learning rates, which nobody asks for
        m_stream.number(8);
        push({.kind = PickleKind::Float});
        return true;
    default:
        return false;
    }
}

bool PickleMachine::text(std::uint8_t opcode)
{
    switch (opcode) {
    case BinString: // of Python 2, whose texts were bytes
    case BinUnicode:
        pushText(PickleKind::Text, m_stream.number(4));
        return true;
    case ShortBinString:
    case ShortBinUnicode:
        pushText(PickleKind::Text, m_stream.byte());
        return true;
    case BinUnicode8:
        pushText(PickleKind::Text, m_stream.number(8));
        return true;
    case BinBytes:
        pushText(PickleKind::Bytes, m_stream.number(4));
        return true;
    case ShortBinBytes:
        pushText(PickleKind::Bytes, m_stream.byte());
        return true;
    case BinBytes8:
    case ByteArray8:
        pushText(PickleKind::Bytes, m_stream.number(8));
        return true;
    default:
        return false;
    }
}

void PickleMachine::remember(std::uint64_t index)
{
    m_memo.insert_or_assign(index, top());
    if (m_memo.size() > kMaxValues) {
        refuse("it remembers more objects than any model needs");
    }
}

void PickleMachine::recall(std::uint64_t index)
{
    const auto found = m_memo.find(index);
    if (found == m_memo.end()) {
        refuse("its pickle refers to an object that is not there");
    }
    m_stack.push_back(found->second);
}

bool PickleMachine::stackOrMemo(std::uint8_t opcode)
{
    switch (opcode) {
    case Mark:
        m_marks.push_back(m_stack.size());
        return true;
    case Pop:
        pop();
        return true;
    case PopMark:
        popToMark();
        return true;
    case Dup:
        m_stack.push_back(top());
        return true;
    case BinPut:
        remember(m_stream.byte());
        return true;
    case LongBinPut:
        remember(m_stream.number(4));
        return true;
    case Memoize:
        remember(m_memo.size());
        return true;
    case BinGet:
        recall(m_stream.byte());
        return true;
    case LongBinGet:
        recall(m_stream.number(4));
        return true;
    case Proto:
        if (m_stream.byte() > 5) {
            refuse("its pickle has a protocol newer than 5");
        }
        return true;
    case Frame:
        m_stream.number(8);
        return true;
    default:
        return false;
    }
}

/// What is added to an inert value is forgotten.
void PickleMachine::addItems(std::vector<PickleId> items, PickleKind expected)
{
    PickleValue& target = m_graph.values[top()];
    if (target.kind == PickleKind::Inert) {
        return;
    }
    if (target.kind != expected || (expected == PickleKind::Dict && items.size() % 2 != 0)) {
        refuse("its pickle adds to what is no list and no dict");
    }
    target.items.insert(target.items.end(), items.begin(), items.end());
}

bool PickleMachine::container(std::uint8_t opcode)
{
    switch (opcode) {
    case EmptyDict:
        pushSequence(PickleKind::Dict, {});
        return true;
    case EmptyList:
    case EmptySet:
        pushSequence(PickleKind::List, {});
        return true;
    case EmptyTuple:
        pushSequence(PickleKind::Tuple, {});
        return true;
    case Tuple1:
    case Tuple2:
    case Tuple3:
        pushSequence(PickleKind::Tuple, popLast(opcode - Tuple1 + std::size_t{1}));
        return true;
    case Tuple:
    case FrozenSet:
        pushSequence(PickleKind::Tuple, popToMark());
        return true;
    case Append:
        addItems(popLast(1), PickleKind::List);
        return true;
    case Appends:
    case AddItems:
        addItems(popToMark(), PickleKind::List);
        return true;
    case SetItem:
        addItems(popLast(2), PickleKind::Dict);
        return true;
    case SetItems:
        addItems(popToMark(), PickleKind::Dict);
        return true;
    default:
        return false;
    }
}

/// Attributes, such as the versions that a state dict carries beside its tensors; those of objects
/// are kept, as modules hold their tensors there.
void PickleMachine::build()
{
    const PickleId attributes = pop();
    PickleValue& target = m_graph.values[top()];
    if (target.kind == PickleKind::Inert) {
        target.items = {attributes};
    } else if (target.kind != PickleKind::Dict && target.kind != PickleKind::Tensor) {
        refuse("its pickle sets attributes of what has none");
    }
}

bool PickleMachine::object(std::uint8_t opcode)
{
    const auto& source = m_stream.source();
    switch (opcode) {
    case Global:
    case Inst: {
        const std::string module = m_stream.line();
        const std::string name = module + "." + m_stream.line();
        push(namedValue(m_graph, name, source));
        if (opcode == Inst) {
            refuse("it makes objects in a way that torch.save does not");
        }
        return true;
    }
    case StackGlobal: {
        const auto names = popLast(2);
        if (m_graph[names[0]].kind != PickleKind::Text ||
            m_graph[names[1]].kind != PickleKind::Text) {
            refuse("a name in it is no text");
        }
        push(namedValue(m_graph, m_graph[names[0]].text + "." + m_graph[names[1]].text, source));
        return true;
    }
    case Reduce: {
        const auto call = popLast(2);
        push(calledValue(m_graph, call[0], call[1], source));
        return true;
    }
    case NewObj:
    case NewObjEx: {
        const auto parts = popLast(opcode == NewObj ? 2 : 3);
        push(newObject(m_graph, parts[0], source));
        return true;
    }
    case BinPersId:
        push(persistentValue(m_graph, pop(), source));
        return true;
    case Build:
        build();
        return true;
    default:
        return false;
    }
}

} // namespace

PickleGraph readPickle(ByteStream& stream)
{
    return PickleMachine(stream).run();
}

} // namespace palimpsest
