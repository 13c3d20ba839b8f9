// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/json.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <ctime>
#include <string>

namespace palimpsest {
namespace {

TEST(Json, ReadsWithByteOrderMark)
{
    EXPECT_EQ(parseJson("\xEF\xBB\xBF{\"a\": [1, 2]}", "x")["a"][1], 2);
}

TEST(Json, RefusesWhatIsAmbiguousOrBroken)
{
    expectError<BadFile>([] { parseJson(R"({"a": 1, "a": 2})", "x"); }, "\"a\" twice");
    expectError<BadFile>([] { parseJson("{\"a\": ", "x"); }, "not valid JSON");
    expectError<BadFile>([] { parseJson("", "x"); }, "not valid JSON");
    expectError<BadFile>([] { parseJson("[NaN]", "x"); }, "not valid JSON");
    EXPECT_NO_THROW(parseJson(R"([{"a": 1}, {"a": 2}])", "x"));
}

TEST(Json, SaysWhereTextIsBrokenInWordsAlone)
{
    try {
        parseJson("{\"a\": \"\xff", "x.json");
        FAIL();
    } catch (const BadFile& error) {
        const std::string message = error.what();
        EXPECT_NE(message.find("\"x.json\""), std::string::npos) << message;
        EXPECT_NE(message.find("line 1, column"), std::string::npos) << message;
        EXPECT_EQ(message.find("json.exception"), std::string::npos) << message;
        EXPECT_EQ(message.find('\xff'), std::string::npos) << "no bytes that are no text";
    }
}

TEST(Json, SaysWhatIsWrongAsPeopleDo)
{
    const auto problem = [](const char* text) {
        try {
            parseJson(text, "x.json");
        } catch (const BadFile& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_TRUE(problem("{\"a\": ")
                    .ends_with(" it ends too early. Correct it there, or get the file again."))
        << problem("{\"a\": ");
    EXPECT_EQ(problem("{\"a\": 1,\n}"), "\"x.json\" is not valid JSON: in line 2, column 1 stands "
                                        "'}', where a text belongs. Correct it there, or get the "
                                        "file again.");
    const auto wrong = [](auto use) {
        try {
            use(nlohmann::json::parse(R"({"n": 1, "list": []})"));
        } catch (const nlohmann::json::exception& error) {
            return jsonProblem(error);
        }
        return std::string();
    };
    EXPECT_EQ(wrong([](const auto& j) { j.at("n").template get<std::string>(); }),
              "a number stands where a text belongs");
    EXPECT_EQ(wrong([](const auto& j) { j.at("name"); }), "\"name\" is missing");
    EXPECT_EQ(wrong([](const auto& j) { j.at("list").at("a"); }),
              "a list stands where an object belongs");
}

TEST(Json, RefusesDeepNestingWithoutRecursing)
{
    expectError<BadFile>([] { parseJson(std::string(200000, '['), "x"); }, "levels deep");
}

TEST(Json, ManyKeysTakeTimeInProportion)
{
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i) {
        text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":{\"shape\":[1]}";
    }
    const std::clock_t start = std::clock();
    EXPECT_EQ(parseJson(text + "}", "x").size(), 100'000U);
    EXPECT_LT(std::clock() - start, 5 * CLOCKS_PER_SEC); // a minute when each looks at all others
}

} // namespace
} // namespace palimpsest
