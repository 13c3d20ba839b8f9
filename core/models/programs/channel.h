// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What one process says to another.
struct Message
{
    std::int64_t kind = 0;
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
    std::vector<int> descriptors; ///< files that are handed over; who receives them owns them
};

/// One end of a connection between two processes that need not trust what the other sends: lengths
/// are checked before memory is taken.
class Channel
{
public:
    /// Takes over one end of a socket pair.
    explicit Channel(int socket) : m_socket(socket) {}
    ~Channel();
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    int socket() const { return m_socket; }

    /// False when the other end is gone.
    bool send(const Message& message);

    /// Waits until there is something to receive, or the other end is gone; false when neither
    /// comes to pass in time.
    bool wait(std::chrono::milliseconds longest) const;

    /// The next message; none when the other end is gone, or talks nonsense.
    std::optional<Message> receive();

private:
    bool receiveBytes(void* to, std::size_t count, std::vector<int>& descriptors);

    int m_socket;
};

} // namespace palimpsest
