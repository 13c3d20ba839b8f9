// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/hdf5_layout.h"

#include "core/base/error.h"
#include "core/base/files.h"

#include <algorithm>
#include <array>
#include <bit>

namespace palimpsest::hdf5 {

static_assert(std::endian::native == std::endian::little, "numbers are read as they lie");

namespace {

using namespace std::string_view_literals;

// The writer makes at most 17 of either.
constexpr std::size_t kMaxNames = 64;
constexpr std::size_t kMaxMessages = 128;

/// Types of messages in an object header.
enum MessageType : std::uint16_t {
    kDataspace = 0x1,
    kDatatype = 0x3,
    kLayout = 0x8,
    kFilters = 0xb,
    kAttribute = 0xc,
    kContinuation = 0x10,
    kSymbolTable = 0x11
};

struct Message
{
    std::uint16_t type = 0;
    std::uint64_t at = 0; ///< of its data
    std::uint64_t size = 0;
};

/// How a type is written down: its class, its bits, and where its numbers have their fields.
struct Encoding
{
    ElementType type;
    std::uint64_t elementBytes;
    std::string_view bytes;
};

constexpr std::array<Encoding, 5> kNumbers = {{
    {ElementType::Float64, 8, "\x11\x20\x3f\0\x08\0\0\0\0\0\x40\0\x34\x0b\0\x34\xff\x03\0\0"sv},
    {ElementType::Float32, 4, "\x11\x20\x1f\0\x04\0\0\0\0\0\x20\0\x17\x08\0\x17\x7f\0\0\0"sv},
    {ElementType::Int64, 8, "\x10\x08\0\0\x08\0\0\0\0\0\x40\0"sv},
    {ElementType::UInt16, 2, "\x10\0\0\0\x02\0\0\0\0\0\x10\0"sv},
    {ElementType::UInt8, 1, "\x10\0\0\0\x01\0\0\0\0\0\x08\0"sv},
}};

/// UTF-8 of a length that follows, padded with zeros; and of any length, in the global heap.
constexpr std::string_view kFixedText = "\x13\x11\0\0"sv;
constexpr std::string_view kAnyText = "\x19\x01\x01\0\x10\0\0\0"sv;

std::uint64_t padded(std::uint64_t size)
{
    return (size + 7) / 8 * 8;
}

/// All messages of an object header of version 1, with those of its continuations.
std::vector<Message> messagesOf(const Image& image, std::uint64_t header)
{
    struct Block
    {
        std::uint64_t at;
        std::uint64_t size;
    };
    image.check(image.number<std::uint8_t>(header) == 1, "an object header is of another version");
    std::vector<Block> blocks = {{header + 16, image.number<std::uint32_t>(header + 8)}};
    std::vector<Message> messages;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Block block = blocks[i];
        image.at(block.at, block.size);
        constexpr std::uint64_t kHead = 8;
        for (std::uint64_t at = 0; block.size - at >= kHead;) {
            const std::uint64_t data = block.at + at + kHead;
            const Message message{.type = image.number<std::uint16_t>(data - kHead),
                                  .at = data,
                                  .size = image.number<std::uint16_t>(data - kHead + 2)};
            const bool isShared = (image.number<std::uint8_t>(data - kHead + 4) & 2U) != 0;
            image.check(message.size <= block.size - at - kHead && !isShared &&
                            messages.size() < kMaxMessages,
                        "an object header does not hold what it states");
            if (message.type == kContinuation) {
                blocks.push_back(
                    {image.number<std::uint64_t>(data), image.number<std::uint64_t>(data + 8)});
            }
            messages.push_back(message);
            at += kHead + message.size;
        }
    }
    return messages;
}

const Message& messageOf(const Image& image, const std::vector<Message>& messages,
                         std::uint16_t type)
{
    const auto found = std::ranges::find(messages, type, &Message::type);
    image.check(found != messages.end(), "a part of an object header is missing");
    return *found;
}

/// Sides of a dataspace of version 1; none for a single value.
std::vector<std::uint64_t> shapeAt(const Image& image, std::uint64_t at)
{
    constexpr std::uint8_t kMaxRank = 2;
    const auto rank = image.number<std::uint8_t>(at + 1);
    image.check(image.number<std::uint8_t>(at) == 1 && rank <= kMaxRank, "a shape is none of ours");
    std::vector<std::uint64_t> shape;
    for (std::uint64_t i = 0; i < rank; ++i) {
        shape.push_back(image.number<std::uint64_t>(at + 8 + 8 * i));
    }
    return shape;
}

/// Sets the type of a data set.
void readType(const Image& image, const Message& message, DataSet& data)
{
    const std::string_view bytes = image.at(message.at, message.size);
    for (const Encoding& encoding : kNumbers) {
        if (bytes.starts_with(encoding.bytes)) {
            data.type = encoding.type;
            data.elementBytes = encoding.elementBytes;
            return;
        }
    }
    image.check(bytes.starts_with(kFixedText), "a data set is of an unknown type");
    data.type = ElementType::Text;
    data.elementBytes = image.number<std::uint32_t>(message.at + 4);
    constexpr std::uint64_t kMaxText = 4096;
    image.check(data.elementBytes > 0 && data.elementBytes <= kMaxText, "a data set has no texts");
}

/// Sets the sides of the chunks and where they lie.
void readLayout(const Image& image, const Message& message, DataSet& data)
{
    constexpr std::uint8_t kChunked = 2;
    const std::size_t rank = data.shape.size();
    image.check(image.number<std::uint8_t>(message.at) == 3 &&
                    image.number<std::uint8_t>(message.at + 1) == kChunked &&
                    image.number<std::uint8_t>(message.at + 2) == rank + 1,
                "a data set does not lie in chunks");
    data.chunks = image.number<std::uint64_t>(message.at + 3);
    for (std::size_t i = 0; i <= rank; ++i) {
        const std::uint64_t side = image.number<std::uint32_t>(message.at + 11 + 4 * i);
        const bool isSound =
            i < rank ? side > 0 && side <= data.shape[i] : side == data.elementBytes;
        image.check(isSound, "a data set has chunks of another size than it should");
        if (i < rank) {
            data.chunk.push_back(side);
        }
    }
}

/// Sets whether the chunks are packed. They have checksums, and nothing else.
void readFilters(const Image& image, const Message& message, DataSet& data)
{
    constexpr std::uint16_t kDeflate = 1;
    constexpr std::uint16_t kFletcher32 = 3;
    const auto count = image.number<std::uint8_t>(message.at + 1);
    image.check(image.number<std::uint8_t>(message.at) == 1 && count <= 2,
                "a data set is filtered in another way");
    std::vector<std::uint16_t> filters;
    std::uint64_t at = message.at + 8;
    for (std::uint8_t i = 0; i < count; ++i) {
        filters.push_back(image.number<std::uint16_t>(at));
        const std::uint64_t numbers = image.number<std::uint16_t>(at + 6);
        at += 8 + image.number<std::uint16_t>(at + 2) + padded(4 * numbers);
    }
    data.isDeflated = filters == std::vector<std::uint16_t>{kDeflate, kFletcher32};
    image.check(data.isDeflated || filters == std::vector<std::uint16_t>{kFletcher32},
                "a data set has no checksum");
}

DataSet dataSetAt(const Image& image, std::uint64_t header)
{
    const std::vector<Message> messages = messagesOf(image, header);
    const auto message = [&](std::uint16_t type) { return messageOf(image, messages, type); };
    DataSet data{.shape = shapeAt(image, message(kDataspace).at)};
    image.check(!data.shape.empty() && std::ranges::find(data.shape, 0U) == data.shape.end(),
                "a data set has no values");
    readType(image, message(kDatatype), data);
    readLayout(image, message(kLayout), data);
    readFilters(image, message(kFilters), data);
    return data;
}

/// The text whose length, place and number in the global heap stand at `at`.
std::string textAt(const Image& image, std::uint64_t at)
{
    const std::uint64_t length = image.number<std::uint32_t>(at);
    if (length == 0) {
        return {};
    }
    const auto heap = image.number<std::uint64_t>(at + 4);
    const auto wanted = image.number<std::uint32_t>(at + 12);
    image.check(image.at(heap, 5) == "GCOL\1"sv, "a text is missing");
    const auto end = image.number<std::uint64_t>(heap + 8);
    constexpr std::uint64_t kMaxHeap = 1u << 20;
    image.check(end <= std::min(kMaxHeap, image.size() - heap), "a text is missing");
    constexpr std::uint64_t kHead = 16;
    for (std::uint64_t object = kHead; end >= kHead && object <= end - kHead;) {
        const auto index = image.number<std::uint16_t>(heap + object);
        const auto size = image.number<std::uint64_t>(heap + object + 8);
        const std::uint64_t room = end - object - kHead;
        image.check(index != 0 && size <= room, "a text is missing");
        if (index == wanted) {
            image.check(length == size, "a text has another length than it should");
            const std::string_view text = image.at(heap + object + kHead, size);
            return std::string(text.substr(0, text.find('\0')));
        }
        object += kHead + std::min(room, padded(size));
    }
    image.check(false, "a text is missing");
    return {};
}

/// Adds an attribute of version 1: one number or one text.
void readAttribute(const Image& image, const Message& message, Contents& contents)
{
    const std::uint64_t at = message.at;
    image.check(image.number<std::uint8_t>(at) == 1, "an attribute is of another version");
    const std::uint64_t nameBytes = image.number<std::uint16_t>(at + 2);
    const std::uint64_t type = at + 8 + padded(nameBytes);
    const std::uint64_t typeBytes = image.number<std::uint16_t>(at + 4);
    const std::uint64_t space = type + padded(typeBytes);
    const std::uint64_t value = space + padded(image.number<std::uint16_t>(at + 6));
    std::string name(image.at(at + 8, nameBytes));
    name.resize(name.find('\0') == std::string::npos ? name.size() : name.find('\0'));
    const std::string_view encoded = image.at(type, typeBytes);
    const bool isText = encoded.starts_with(kAnyText);
    image.check(shapeAt(image, space).empty() && (isText || encoded.starts_with(kNumbers[2].bytes)),
                "an attribute is no number and no text");
    if (isText) {
        contents.attributes[name] = textAt(image, value);
    } else {
        contents.attributes[name] = image.number<std::int64_t>(value);
    }
}

/// Adds the data sets of a leaf of the group, whose names stand in `heap`.
void readSymbols(const Image& image, std::uint64_t node, std::uint64_t heap, Contents& contents)
{
    image.check(image.at(node, 5) == "SNOD\1"sv, "its list of data sets is broken");
    const auto count = image.number<std::uint16_t>(node + 6);
    const auto names = image.number<std::uint64_t>(heap + 8);
    const auto namesAt = image.number<std::uint64_t>(heap + 24);
    const std::string_view all = image.at(namesAt, names);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t entry = node + 8 + 40 * i;
        const auto nameAt = image.number<std::uint64_t>(entry);
        image.check(nameAt < names && contents.dataSets.size() < kMaxNames,
                    "its list of data sets is broken");
        const std::string_view rest = all.substr(nameAt);
        const std::string name(rest.substr(0, rest.find('\0')));
        const DataSet data = dataSetAt(image, image.number<std::uint64_t>(entry + 8));
        image.check(contents.dataSets.emplace(name, data).second,
                    "it holds two data sets called " + name);
    }
}

/// A node of a tree that is to be visited.
struct Node
{
    std::uint64_t address;
    int level; ///< above the leaves; -1: not known yet
};

} // namespace

std::string_view Image::at(std::uint64_t offset, std::uint64_t count) const
{
    check(offset <= m_bytes.size() && count <= m_bytes.size() - offset,
          "something in it points beyond its end");
    return std::string_view(m_bytes).substr(offset, count);
}

void Image::check(bool good, std::string_view what) const
{
    if (!good) {
        throw BadFile(quoted(m_path) +
                      " is damaged or no file of Palimpsest: " + std::string(what) + ".");
    }
}

void forEachLeafEntry(const Image& image, std::uint64_t address, std::uint8_t kind,
                      std::uint64_t keyBytes,
                      const std::function<void(std::uint64_t key, std::uint64_t child)>& visit)
{
    constexpr std::uint64_t kHead = 24;
    const std::uint64_t entryBytes = keyBytes + 8;
    // As many as the file has room for, so that nodes that share children come to an end.
    std::uint64_t entriesLeft = image.size() / entryBytes;
    std::vector<Node> nodes = {{address, -1}};
    while (!nodes.empty()) {
        const Node node = nodes.back();
        nodes.pop_back();
        const auto level = image.number<std::uint8_t>(node.address + 5);
        const std::uint64_t entries = image.number<std::uint16_t>(node.address + 6);
        image.check(image.at(node.address, 4) == "TREE"sv &&
                        image.number<std::uint8_t>(node.address + 4) == kind &&
                        (node.level < 0 || level == node.level) && entries <= entriesLeft,
                    "a list of its parts is broken");
        entriesLeft -= entries;
        for (std::uint64_t i = 0; i < entries; ++i) {
            const std::uint64_t key = node.address + kHead + i * entryBytes;
            const auto child = image.number<std::uint64_t>(key + keyBytes);
            if (level == 0) {
                visit(key, child);
            } else {
                nodes.push_back({child, level - 1});
            }
        }
    }
}

Contents contentsOf(const Image& image)
{
    image.check(image.size() > 8 && image.at(0, 8) == "\x89HDF\r\n\x1a\n"sv,
                "it is not an HDF5 file");
    const bool isOurs = image.at(8, 8) == "\0\0\0\0\0\x08\x08\0"sv && // versions, sizes of numbers
                        image.number<std::uint64_t>(24) == 0 &&       // begins where the file does
                        image.number<std::uint64_t>(40) == image.size();
    image.check(isOurs, "it was written in another way");
    Contents contents;
    const auto messages = messagesOf(image, image.number<std::uint64_t>(64));
    const Message& group = messageOf(image, messages, kSymbolTable);
    const auto heap = image.number<std::uint64_t>(group.at + 8);
    image.check(image.at(heap, 5) == "HEAP\0"sv, "its list of names is broken");
    forEachLeafEntry(
        image, image.number<std::uint64_t>(group.at), kGroupTree, 8,
        [&](std::uint64_t, std::uint64_t node) { readSymbols(image, node, heap, contents); });
    for (const Message& message : messages) {
        if (message.type == kAttribute) {
            readAttribute(image, message, contents);
        }
    }
    return contents;
}

} // namespace palimpsest::hdf5
