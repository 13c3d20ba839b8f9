// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/programs/channel.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMostBytes = 16 << 20;
constexpr std::size_t kMostDescriptors = 4;

/// What stands before every message.
struct Head
{
    std::uint64_t bytes = 0; ///< of what follows
    std::int64_t kind = 0;
    std::uint64_t numbers = 0;
    std::uint64_t texts = 0;
};

void append(std::string& bytes, const void* from, std::size_t count)
{
    bytes.append(static_cast<const char*>(from), count);
}

std::string packed(const Message& message)
{
    std::string body;
    append(body, message.numbers.data(), message.numbers.size() * sizeof(std::int64_t));
    for (const std::string& text : message.texts) {
        const std::uint64_t length = text.size();
        append(body, &length, sizeof(length));
        body += text;
    }
    const Head head{.bytes = body.size(),
                    .kind = message.kind,
                    .numbers = message.numbers.size(),
                    .texts = message.texts.size()};
    std::string bytes;
    append(bytes, &head, sizeof(head));
    return bytes + body;
}

/// False when `body` is not what `head` says.
bool unpack(const Head& head, const std::string& body, Message& message)
{
    const std::size_t room = body.size() / sizeof(std::int64_t);
    if (head.numbers > room || head.texts > room) {
        return false;
    }
    message.kind = head.kind;
    message.numbers.resize(head.numbers);
    std::size_t at = head.numbers * sizeof(std::int64_t);
    std::memcpy(message.numbers.data(), body.data(), at);
    for (std::uint64_t i = 0; i < head.texts; ++i) {
        std::uint64_t length = 0;
        if (body.size() - at < sizeof(length)) {
            return false;
        }
        std::memcpy(&length, body.data() + at, sizeof(length));
        at += sizeof(length);
        if (body.size() - at < length) {
            return false;
        }
        message.texts.push_back(body.substr(at, length));
        at += length;
    }
    return at == body.size();
}

/// Room for the descriptors that go along with bytes.
struct Aside
{
    alignas(cmsghdr) std::array<char, CMSG_SPACE(kMostDescriptors * sizeof(int))> bytes{};
};

void putDescriptors(msghdr& header, Aside& aside, const std::vector<int>& descriptors)
{
    const std::size_t bytes = descriptors.size() * sizeof(int);
    header.msg_control = aside.bytes.data();
    header.msg_controllen = CMSG_SPACE(bytes);
    cmsghdr* control = CMSG_FIRSTHDR(&header);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(bytes);
    std::memcpy(CMSG_DATA(control), descriptors.data(), bytes);
}

void takeDescriptors(msghdr& header, std::vector<int>& descriptors)
{
    for (cmsghdr* control = CMSG_FIRSTHDR(&header); control != nullptr;
         control = CMSG_NXTHDR(&header, control)) {
        if (control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS) {
            const std::size_t count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);
            const std::size_t before = descriptors.size();
            descriptors.resize(before + count);
            std::memcpy(descriptors.data() + before, CMSG_DATA(control), count * sizeof(int));
        }
    }
}

} // namespace

Channel::~Channel()
{
    ::close(m_socket);
}

bool Channel::send(const Message& message)
{
    const std::string bytes = packed(message);
    std::size_t done = 0;
    while (done < bytes.size()) {
        iovec piece{.iov_base = const_cast<char*>(bytes.data() + done),
                    .iov_len = bytes.size() - done};
        msghdr header{};
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        Aside aside;
        if (done == 0 && !message.descriptors.empty()) {
            putDescriptors(header, aside, message.descriptors);
        }
        const ssize_t sent = ::sendmsg(m_socket, &header, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        done += static_cast<std::size_t>(sent);
    }
    return true;
}

bool Channel::wait(std::chrono::milliseconds longest) const
{
    pollfd waiting{.fd = m_socket, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, static_cast<int>(longest.count())) > 0;
}

bool Channel::receiveBytes(void* to, std::size_t count, std::vector<int>& descriptors)
{
    std::size_t done = 0;
    while (done < count) {
        iovec piece{.iov_base = static_cast<char*>(to) + done, .iov_len = count - done};
        Aside aside;
        msghdr header{};
        header.msg_iov = &piece;
        header.msg_iovlen = 1;
        header.msg_control = aside.bytes.data();
        header.msg_controllen = aside.bytes.size();
        const ssize_t got = ::recvmsg(m_socket, &header, MSG_CMSG_CLOEXEC);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        takeDescriptors(header, descriptors);
        done += static_cast<std::size_t>(got);
    }
    return true;
}

std::optional<Message> Channel::receive()
{
    Head head;
    Message message;
    std::string body;
    bool isWhole =
        receiveBytes(&head, sizeof(head), message.descriptors) && head.bytes <= kMostBytes;
    if (isWhole) {
        body.resize(head.bytes);
        isWhole = receiveBytes(body.data(), body.size(), message.descriptors) &&
                  unpack(head, body, message);
    }
    if (!isWhole) {
        for (const int descriptor : message.descriptors) {
            ::close(descriptor);
        }
        return std::nullopt;
    }
    return message;
}

} // namespace palimpsest
