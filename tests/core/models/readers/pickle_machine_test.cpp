// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/readers/pickle_machine.h"
#include "support/expect_error.h"
#include "support/torch_files.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

PickleGraph readBytes(const std::string& bytes)
{
    ByteStream stream("x.pt", bytes.size(), [&](std::uint64_t offset, std::uint64_t count) {
        return bytes.substr(offset, count);
    });
    return readPickle(stream);
}

void expectRefused(const std::string& bytes, const std::string& message)
{
    expectError<BadFile>([&] { readBytes(bytes); }, message);
}

TEST(PickleMachine, ReadsWhatCheckpointsHoldBesideTensors)
{
    const PickleGraph graph = readBytes(PickleWriter()
                                            .raw("}q\x01(")
                                            .text("epoch")
                                            .raw("K\x03")
                                            .text("best")
                                            .raw("G12345678")
                                            .text("sizes")
                                            .raw("K\x01M\x02\x01J\xff\xff\xff\xff\x87")
                                            .text("self")
                                            .raw("h\x01u")
                                            .whole());
    const PickleValue& dict = graph[graph.root];
    ASSERT_EQ(dict.items.size(), 8U);
    EXPECT_EQ(graph[dict.items[0]].text, "epoch");
    EXPECT_EQ(graph[dict.items[1]].number, 3);
    EXPECT_EQ(graph[dict.items[3]].kind, PickleKind::Float);
    const PickleValue& sizes = graph[dict.items[5]];
    EXPECT_EQ(graph[sizes.items[1]].number, 258);
    EXPECT_EQ(graph[sizes.items[2]].number, -1);
    EXPECT_EQ(dict.items[7], graph.root) << "a dict may hold itself";
}

TEST(PickleMachine, ReadsProtocolFour)
{
    const PickleGraph graph = readBytes(std::string("\x80\x04\x95\x11\0\0\0\0\0\0\0]\x94(\x8c\x01"
                                                    "a\x94\x8c\x01"
                                                    "b\x94h\x01"
                                                    "e.",
                                                    31));
    const PickleValue& list = graph[graph.root];
    ASSERT_EQ(list.items.size(), 3U);
    EXPECT_EQ(graph[list.items[2]].text, "a");
}

TEST(PickleMachine, RefusesByNameWhatTensorsHaveNoNeedOf)
{
    const auto calling = [](std::string_view module, std::string_view name) {
        return PickleWriter().name(module, name).text("true").raw("\x85R").whole();
    };
    expectRefused(calling("os", "system"), "asks to run os.system");
    expectRefused(calling("posix", "system"), "posix.system");
    expectRefused(calling("builtins", "eval"), "builtins.eval");
    expectRefused(calling("__builtin__", "exec"), "__builtin__.exec");
    expectRefused(calling("torch.storage", "_load_from_bytes"), "torch.storage._load_from_bytes");
    expectRefused(calling("torch", "load"), "torch.load");
    expectRefused(calling("numpy.testing._private.utils", "runstring"), "runstring");
    expectRefused(calling("somebody", "anything"), "asks to run somebody.anything");
    expectRefused(calling("torch", "from_file"), "torch.from_file");
    // Naming is enough for those that can do harm.
    expectRefused(PickleWriter().name("subprocess", "Popen").whole(), "subprocess.Popen");
    expectRefused(PickleWriter().text("os").text("system").raw("\x93").whole(), "os.system");
    expectRefused("\x80\x02(X\x01\0\0\0aios\nsystem\n.", "");
}

TEST(PickleMachine, RefusesToCallFunctionsThroughAllowedOnes)
{
    expectRefused(PickleWriter()
                      .name("torch._tensor", "_rebuild_from_type_v2")
                      .raw("(")
                      .name("somebody", "anything")
                      .raw("N)NtR")
                      .whole(),
                  "somebody.anything");
    expectRefused(PickleWriter().name("argparse", "Namespace").raw(")R)R").whole(), "no function");
    expectRefused(PickleWriter().name("somebody", "Thing").raw("}b").whole(), "attributes");
    expectRefused(PickleWriter().name("torch._utils", "_rebuild_tensor_v2").raw(")R").whole(),
                  "too few arguments");
}

TEST(PickleMachine, LeavesObjectsOfOtherClassesInert)
{
    const PickleGraph graph = readBytes(PickleWriter()
                                            .name("omegaconf", "DictConfig")
                                            .raw(")\x81}")
                                            .text("a")
                                            .raw("NsbK\x01N\x86")
                                            .whole());
    EXPECT_EQ(graph.inertClasses, std::vector<std::string>{"omegaconf.DictConfig"});
    const PickleGraph arguments =
        readBytes(PickleWriter().name("argparse", "Namespace").raw(")R}b").whole());
    EXPECT_EQ(arguments[arguments.root].kind, PickleKind::Inert);
    EXPECT_TRUE(arguments.inertClasses.empty());
}

TEST(PickleMachine, RefusesBrokenPickles)
{
    expectRefused("\x80\x02", "ends too early");
    expectRefused("\x80\x02.", "not there");
    expectRefused("\x80\x06N.", "newer than 5");
    expectRefused("\x80\x02t.", "not there");
    expectRefused("\x80\x02(0.", "not there");
    expectRefused("\x80\x02h\x05.", "refers to an object");
    expectRefused("\x80\x02\xff.", "0xff");
    expectRefused("\x80\x02X\xff\xff\xff\x7f.", "longer than any");
    expectRefused("\x80\x02X\xff\xff\xff\x03.", "ends too early");
    expectRefused(std::string("\x80\x02\x8b\xff\xff\0\0.", 8), "whole number");
    expectRefused("\x80\x02NNa.", "no list");
    expectRefused("\x80\x02}(Nu.", "no list");
    expectRefused("\x80\x02}Q.", "no storage");
    expectRefused("\x80\x02" + ("c" + std::string(100'000, 'a')), "no end");
}

TEST(PickleMachine, RefusesViewsBeyondTheirStorage)
{
    const auto view = [](std::int64_t offset, std::vector<std::int64_t> shape,
                         std::vector<std::int64_t> strides) {
        return PickleWriter()
            .tensor({.count = 6, .offset = offset, .shape = shape, .strides = strides})
            .whole();
    };
    EXPECT_EQ(readBytes(view(0, {2, 3}, {3, 1})).tensors.size(), 1U);
    EXPECT_EQ(readBytes(view(6, {0, 3}, {3, 1})).tensors.size(), 1U);
    expectRefused(view(1, {2, 3}, {3, 1}), "beyond its numbers");
    expectRefused(view(0, {2, 3}, {4, 1}), "beyond its numbers");
    expectRefused(view(0, {2}, {3, 1}), "strides");
    expectRefused(view(-1, {1}, {1}), "no sound number");
    expectRefused(view(0, {-1}, {1}), "no sound number");
    expectRefused(view(0, {2}, {-1}), "no sound number");
    expectRefused(view(0, {std::int64_t{1} << 40, std::int64_t{1} << 40}, {0, 0}), "any file");
    expectRefused(view(0, std::vector<std::int64_t>(17, 1), std::vector<std::int64_t>(17, 1)),
                  "no list of sizes");
}

TEST(PickleMachine, DepthCostsNoStackAndRepetitionNoMemory)
{
    const PickleGraph deep = readBytes("\x80\x02)" + std::string(1'000'000, '\x85') + ".");
    EXPECT_EQ(deep.values.size(), 1'000'001U);
    expectRefused("\x80\x02" + std::string(2'000'001, ')') + ".", "more objects");
    expectRefused("\x80\x02" + std::string(20'000'001, '('), "describes more");
    expectRefused("\x80\x02N" + std::string(2'000'001, '\x94'), "remembers more");
    // A list of a thousand items, copied with eight bytes each time.
    std::string copies = "](" + std::string(1000, 'N') +
                         "e\x85q\x01"
                         "0ctorch\nSize\nq\x02"
                         "0";
    for (int i = 0; i < 20'000; ++i) {
        copies += "h\x02h\x01R0";
    }
    expectRefused("\x80\x02" + copies + "N.", "copies more");
}

} // namespace
} // namespace palimpsest
