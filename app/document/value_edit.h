// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/edit_history.h"

#include <functional>
#include <utility>

namespace palimpsest {

/// An edit of a value of the document, of which what differs is kept: what changeBetween makes of
/// two values, with withChange, withoutChange and bytesOf for it.
template<typename Value>
class ValueEdit : public Reversible
{
public:
    using Get = std::function<const Value&()>;
    using Put = std::function<void(const Value&)>;

    ValueEdit(Get get, const Value& after, Put put)
        : m_get(std::move(get)), m_change(changeBetween(m_get(), after)), m_put(std::move(put))
    {
    }

    bool redo() override
    {
        m_put(withChange(m_get(), m_change));
        return true;
    }
    bool undo() override
    {
        m_put(withoutChange(m_get(), m_change));
        return true;
    }
    std::size_t bytes() const override { return bytesOf(m_change); }

protected:
    Get m_get;
    decltype(changeBetween(std::declval<Value>(), std::declval<Value>())) m_change;

private:
    Put m_put;
};

} // namespace palimpsest
