// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/natural_order.h"
#include "core/samples/sentence_table.h"
#include "core/samples/table_columns.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Texts = std::vector<std::string>;

TextTable parse(const std::string& bytes, const std::string& name = "list.tsv",
                std::size_t maxRows = kMaxTableRows)
{
    return parseTextTable(bytes, name, maxRows);
}

void expectRefused(const std::string& bytes, const std::string& message,
                   const std::string& name = "list.tsv")
{
    expectError<BadFile>([&] { parse(bytes, name); }, message);
}

TEST(NaturalOrder, CountsDigitsAsNumbers)
{
    EXPECT_TRUE(isNaturallyLess("epoch2", "epoch10"));
    EXPECT_FALSE(isNaturallyLess("epoch10", "epoch2"));
    EXPECT_TRUE(isNaturallyLess("a", "ab"));
    EXPECT_TRUE(isNaturallyLess("2", "b"));
    EXPECT_TRUE(isNaturallyLess("01", "1"));
    EXPECT_FALSE(isNaturallyLess("1", "01"));
    EXPECT_FALSE(isNaturallyLess("a1", "a1"));
    EXPECT_TRUE(isNaturallyLess("99999999999999999999998", "99999999999999999999999"));
}

TEST(TextTable, ReadsTabsWithHeaderMarkAndLineEndsOfAnyKind)
{
    const TextTable table = parse("\xEF\xBB\xBFtext\tlabel\r\nit 's \"good\" , really \t1\r\n\r\n"
                                  "\"bad\"\t0");
    EXPECT_EQ(table.delimiter, '\t');
    EXPECT_TRUE(table.hasHeader);
    EXPECT_EQ(table.columns, (Texts{"text", "label"}));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0], (TableRow{.line = 2, .fields = {"it 's \"good\" , really ", "1"}}));
    EXPECT_EQ(table.rows[1], (TableRow{.line = 4, .fields = {"\"bad\"", "0"}}));
}

TEST(TextTable, TakesOffTheQuotesThatSpreadsheetsPutOn)
{
    const TextTable tabs = parse("text\tlabel\n\"he said \"\"no\"\"\"\t1\n\"a \"b\" c\"\t0\n");
    EXPECT_EQ(tabs.rows[0].fields[0], "he said \"no\"");
    EXPECT_EQ(tabs.rows[1].fields[0], "\"a \"b\" c\"");
    const TextTable commas =
        parse("label,text\n1,\"yes, \"\"this\"\"\nand that\"\n0,no\n", "list.csv");
    EXPECT_EQ(commas.delimiter, ',');
    EXPECT_EQ(commas.rows[0].fields[1], "yes, \"this\"\nand that");
    EXPECT_EQ(commas.rows[1].line, 4U);
    EXPECT_EQ(parse("a;1\nb, c;2\n").delimiter, ';');
}

TEST(TextTable, LinesOfProseAreOneColumn)
{
    const TextTable table = parse("One, two.\nThree, four, five.\nSix.\n", "list.txt");
    EXPECT_EQ(table.delimiter, 0);
    EXPECT_FALSE(table.hasHeader);
    EXPECT_EQ(table.columns, Texts{"column 1"});
    EXPECT_EQ(table.rows.size(), 3U);
}

TEST(TextTable, KnowsAHeaderByItsNamesOrByNumbersBelow)
{
    EXPECT_TRUE(parse("Sentence\tfoo\na\tb\n").hasHeader);
    EXPECT_TRUE(parse("was gesagt\tmeinung\nso\t1\nund so\t2\n").hasHeader);
    EXPECT_FALSE(parse("fine film\t1\nbad film\t0\n").hasHeader);
    EXPECT_FALSE(parse("fine\tgood\nbad\tpoor\n").hasHeader);
}

TEST(TextTable, KnowsAHeaderByAWordAboveValuesThatRepeat)
{
    std::string rows;
    for (int i = 0; i < 6; ++i) {
        rows +=
            "play song number " + std::to_string(i) + "," + (i % 2 == 0 ? "music" : "radio") + "\n";
    }
    EXPECT_TRUE(parse("utter,meant\n" + rows, "a.csv").hasHeader);
    EXPECT_FALSE(parse(rows, "a.csv").hasHeader);
    EXPECT_FALSE(parse("stop it now,alarm\n" + rows, "a.csv").hasHeader) << "a rare class";
    EXPECT_FALSE(parse("a,b\nfine,good\n", "a.csv").hasHeader);
    EXPECT_TRUE(parseTextTable("a,b\nfine,good\n", "a.csv", 9, {"B"}).hasHeader);
    EXPECT_TRUE(parseTextTable("a, b\nfine,good\n", "a.csv", 9, {"b "}).hasHeader);
    EXPECT_TRUE(parse("foo, Label\nfine,good\n", "a.csv").hasHeader);
    // Columns that a spreadsheet has left behind have no names.
    std::string spam = "v1,v2,,\n";
    for (int i = 0; i < 6; ++i) {
        spam += std::string(i % 3 == 0 ? "spam" : "ham") + ",\"message, number " +
                std::to_string(i) + "\",,\n";
    }
    const TextTable table = parse(spam, "spam.csv");
    EXPECT_EQ(table.columns, (Texts{"v1", "v2", "column 3", "column 4"}));
    EXPECT_EQ(table.rows.size(), 6U);
    EXPECT_EQ(guessColumns(table), (SentenceColumns{.text = 1, .label = 0}));
}

TEST(TextTable, TakesNoLabelForTheNameOfAColumnThatIsToldByItsNumber)
{
    for (const char* number : {"0", "1", "2", " 2"}) {
        const TextTable table = parseTextTable("fine film\t2\nbad film\t0\nso so\t1\n", "a.tsv",
                                               kMaxTableRows, {number});
        EXPECT_FALSE(table.hasHeader) << number;
        EXPECT_EQ(table.rows.size(), 3U) << number;
    }
}

TEST(TextTable, FindsColumnsWhateverTheCaseOfTheirNames)
{
    const TextTable table = parse(" Text \tLABEL\nfine\t1\n");
    EXPECT_EQ(columnCalled(table, "text"), 0U);
    EXPECT_EQ(columnCalled(table, " label"), 1U);
    EXPECT_EQ(columnCalled(table, " 2"), 1U);
    TextTable keys = table; // as JSON may have them
    keys.columns = {"Text", "text"};
    EXPECT_EQ(columnCalled(keys, "text"), 1U);
    EXPECT_EQ(columnCalled(keys, "TEXT"), 0U);
}

TEST(TextTable, ReadsBarsBetweenFields)
{
    EXPECT_EQ(parse("text|label\nfine film|1\n").delimiter, '|');
}

TEST(TextTable, ReadsOnlyTheFirstRowsWhenAsked)
{
    EXPECT_EQ(parse("text\tlabel\na\t1\nb\t0\nc\t1\n", "x", 2).rows.size(), 2U);
    EXPECT_EQ(parse("a b\t1\nb a\t0\nc\t1\n", "x", 2).rows.size(), 2U);
}

TEST(TextTable, SaysWhatIsWrongAndWhere)
{
    expectRefused("", "empty");
    expectRefused("\n\r\n", "empty");
    expectRefused("text\tlabel\na\t1\nb\t2\t3\n", "line 3 has 3 columns");
    expectRefused("text\tlabel\n\xE9t\xE9\t1\n", "line 2 is not UTF-8");
    expectRefused(std::string("\xFF\xFEt\0", 4), "UTF-16");
    expectRefused(std::string("a\0b", 3), "zero bytes");
    expectRefused("text,label\n\"never closed,1\nb,2\n", "line 2 is never closed", "list.csv");
    expectRefused("text\tlabel\n" + std::string(1100000, 'a') + "\t1\n", "line 2 has a field");
    expectRefused(std::string(2000, '\t') + "\n", "more than 1000 columns");
}

TEST(SentenceTable, FindsTheColumnsByNameOrLook)
{
    EXPECT_EQ(guessColumns(parse("label\tidx\tSentence\n1\t7\tfine\n")),
              (SentenceColumns{.text = 2, .label = 0}));
    EXPECT_EQ(guessColumns(parse("1\tfine film\t101\n0\tbad film\t102\n1\tgood one\t103\n"
                                 "1\tnice\t104\n")),
              (SentenceColumns{.text = 1, .label = 0}));
    EXPECT_EQ(guessColumns(parse("only this.\nand that.\n", "x.txt")), SentenceColumns{});
}

TEST(SentenceTable, LeavesToTheUserWhatIsUnclear)
{
    std::string airline = "id,airline_sentiment,airline,body\n";
    for (int i = 0; i < 9; ++i) {
        airline += std::to_string(i) + (i % 3 == 0 ? ",neutral," : ",positive,") +
                   (i % 2 == 0 ? "VA" : "UA") + ",it was flight " + std::to_string(i) + "\n";
    }
    const TextTable table = parse(airline, "a.csv");
    EXPECT_EQ(guessColumns(table).label, std::nullopt);
    EXPECT_EQ(labelCandidates(table, {3}), (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(textCandidates(table), (std::vector<std::size_t>{3}));
    EXPECT_EQ(textCandidates(parse("premise\thypothesis\tlabel\na b\tc d\t0\n")),
              (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(textCandidates(parse("question\tid\tsentence\tlabel\na b\t1\tc d\t0\n")),
              (std::vector<std::size_t>{0, 2}));
    // Of one word, and none the less a part of what is read.
    EXPECT_EQ(textCandidates(
                  parse("label,title,description\n0,Nike,good shoes\n1,Sony,bad sound\n", "a.csv")),
              (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(textCandidates(parse("Title,Text,label\nNike,good shoes,0\n", "a.csv")),
              (std::vector<std::size_t>{0, 1}));
    // One that says the same in words is no second answer.
    EXPECT_EQ(labelCandidates(parse("text\tlabel\tclass_name\na b\t0\tbad\nc d\t1\tgood\n"), {0}),
              (std::vector<std::size_t>{1}));
    EXPECT_EQ(labelCandidates(parse("text\tlabel\tcategory\na b\t0\tx\nc d\t1\tx\n"), {0}),
              (std::vector<std::size_t>{1, 2}));
}

TEST(SentenceTable, SecondTextsAreKnownByTheirNamesAndWhatTheyHold)
{
    const auto candidates = [](const std::string& header, const std::string& rows) {
        return textCandidates(parse(header + "\n" + rows));
    };
    const std::string texts = "a b\tc d\t0\ne f\tg h\t1\n";
    for (const char* pair : {"text\tpair", "text\ttext_pair", "sentence\tsentence2",
                             "text\thypothesis", "question1\tquestion2", "sentence_0\tsentence_1",
                             "utterance_a\tutterance_b", "s1\ts2", "content\tcontext"}) {
        EXPECT_EQ(candidates(pair + std::string("\tlabel"), texts),
                  (std::vector<std::size_t>{0, 1}))
            << pair;
    }
    EXPECT_EQ(candidates("text\tpair\tlabel", "a b\t7\t0\ne f\t8\t1\n"),
              (std::vector<std::size_t>{0}))
        << "numbers are no text";
    EXPECT_EQ(candidates("text\tanswer\tlabel", "a b\tyes\t0\ne f\tyes\t1\n"),
              (std::vector<std::size_t>{0}))
        << "what repeats names classes";
}

TEST(SentenceTable, NamesColumnsWithWordsThatAreNotUsed)
{
    const TextTable table = parse("id\ttext\tnote\tscore\tlabel\tclass_name\tsplit\n"
                                  "x1\ta b\tn o\t0.5\t0\tbad\ttest\n"
                                  "x2\tc d\tp\t1e-3\t1\tgood\ttest\n"
                                  "x3\te f\tq\t2\t1\tgood\ttrain\n"
                                  "x4\tg h\t\t3\t0\tbad\ttest\n");
    EXPECT_EQ(unusedColumns(table, {.text = 1, .label = 4}), (Texts{"note"}));
    EXPECT_EQ(unusedColumns(table, {.text = 1, .label = 4, .second = 2}), Texts{});
}

TEST(SentenceTable, PutsPairsTogetherWhenAsked)
{
    const TextTable table = parse("sentence1\tsentence2\tlabel\na b\t c d \t0.0\n\te\t1.0\n");
    const auto sentences = sentencesOf(table, {.text = 0, .label = 2, .second = 1});
    EXPECT_EQ(sentences, (std::vector<LabelledSentence>{
                             {.text = "a b [SEP] c d", .label = "0", .line = 2, .second = 10},
                             {.text = " [SEP] e", .label = "1", .line = 3, .second = 7}}));
}

/// Rows of a sentence and a class, or the other way round.
TextTable manyRows(bool isSwapped)
{
    std::string text = "text\tlabel\n";
    for (int i = 0; i < 40; ++i) {
        const std::string sentence = "sentence number " + std::to_string(i);
        const std::string label = std::to_string(i % 2);
        text += (isSwapped ? label + "\t" + sentence : sentence + "\t" + label) + "\n";
    }
    return parse(text);
}

TEST(SentenceTable, CatchesSwappedColumns)
{
    EXPECT_EQ(columnProblem(manyRows(false), {.text = 0, .label = 1}), std::nullopt);
    for (const auto& problem : {columnProblem(manyRows(true), {.text = 0, .label = 1}),
                                columnProblem(manyRows(false), {.text = 1, .label = 0})}) {
        EXPECT_NE(problem.value_or("").find("seem to be swapped"), std::string::npos);
        EXPECT_NE(problem.value_or("").find("40 different texts such as \"sentence number 0\""),
                  std::string::npos);
    }
}

TEST(SentenceTable, CatchesColumnsThatCannotBeMeant)
{
    const auto expectProblem = [](const TextTable& table, const SentenceColumns& columns,
                                  const std::string& message) {
        const std::string problem = columnProblem(table, columns).value_or("");
        EXPECT_NE(problem.find(message), std::string::npos) << problem;
    };
    expectProblem(manyRows(false), {.text = 0, .label = 0}, "for their classes");
    expectProblem(manyRows(false), {.text = 1}, "numbers only");
    expectProblem(parse("text\tlabel\na b\t1\nc d\t\n"), {.text = 0, .label = 1}, "1 of 2 rows");
    std::string ids = "text\tlabel\n";
    for (int i = 0; i < 20; ++i) {
        ids += "some words\t" + std::to_string(i) + "\n";
    }
    expectProblem(parse(ids), {.text = 0, .label = 1}, "can hardly name classes");
}

TEST(SentenceTable, GivesSentencesAndTheirClassesInOrder)
{
    const auto sentences =
        sentencesOf(parse("text\tlabel\n fine \t10\n\t1\nbad\t2\n"), {.text = 0, .label = 1});
    EXPECT_EQ(sentences, (std::vector<LabelledSentence>{{"fine", "10", 2}, {"bad", "2", 4}}));
    EXPECT_EQ(labelsOf(sentences), (Texts{"2", "10"}));
    expectError<BadInput>([] { sentencesOf(parse("a b\nc d\n", "x.txt"), {.text = 1}); },
                          "1 column and");
}

// The files people have, where this machine has them.
TEST(SentenceTable, ReadsSst2AndNoticesThatItsTestFileHasAnotherHeader)
{
    const auto folder = sourceFolder() / "../shared/data/text/sst2";
    if (!std::filesystem::exists(folder)) {
        GTEST_SKIP() << "The data set is not on this machine.";
    }
    const TextTable train = readTextTable(folder / "train.tsv");
    const SentenceColumns columns = guessColumns(train);
    EXPECT_EQ(train.rows.size(), 67349U);
    EXPECT_EQ(columns, (SentenceColumns{.text = 0, .label = 1}));
    EXPECT_EQ(columnProblem(train, columns), std::nullopt);
    EXPECT_EQ(labelsOf(sentencesOf(train, columns)), (Texts{"0", "1"}));
    EXPECT_EQ(readTextTable(folder / "dev.tsv").rows.size(), 872U);

    const TextTable test = readTextTable(folder / "test.tsv");
    EXPECT_EQ(test.rows.size(), 1821U);
    EXPECT_NE(columnProblem(test, guessColumns(test)).value_or("").find("swapped"),
              std::string::npos);
}

} // namespace
} // namespace palimpsest
