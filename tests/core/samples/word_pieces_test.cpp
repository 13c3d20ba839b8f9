// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/samples/tokenizer_rules.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/small_vocabulary.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <sstream>

namespace palimpsest {
namespace {

using Ids = std::vector<int>;

/// What `sentence` is made of, without [CLS] and [SEP].
std::vector<std::string> pieces(const TokenisedSentence& sentence)
{
    std::vector<std::string> result;
    for (const Token& token : sentence.tokens) {
        if (token.word >= 0) {
            result.push_back(token.piece);
        }
    }
    return result;
}

std::vector<std::string> words(const std::string& text, const WordRules& rules = {})
{
    std::vector<std::string> result;
    for (const NormalisedWord& word : splitWords(text, rules)) {
        result.push_back(word.text);
    }
    return result;
}

using Texts = std::vector<std::string>;

TEST(Words, AreCleanedSplitAndLowered)
{
    EXPECT_EQ(words(" \tHeLLo!how  \n Are yoU?  "),
              (Texts{"hello", "!", "how", "are", "you", "?"}));
    EXPECT_EQ(words(std::string("1\0", 2) + "2\uFFFD3\u200B4"), (Texts{"1234"}));
    EXPECT_EQ(words("ah博推zz"), (Texts{"ah", "博", "推", "zz"}));
    EXPECT_EQ(words("a\u00A0b\u2028c"), (Texts{"a", "b", "c"}));
    EXPECT_EQ(words("(…) $5 —"), (Texts{"(", "…", ")", "$", "5", "—"}));
    EXPECT_EQ(words("\u037E"), (Texts{";"})); // the Greek question mark is a semicolon
    EXPECT_EQ(words(" \t\n\r"), Texts{});
    EXPECT_EQ(words("\u0301"), Texts{});
}

TEST(Words, KeepCaseAndAccentsWhereTheRulesDo)
{
    EXPECT_EQ(words("İÄé"), Texts{"iae"});
    EXPECT_EQ(words("Äé", {.lowerCase = true, .stripAccents = false}), Texts{"äé"});
    EXPECT_EQ(words("Äé", {.lowerCase = false, .stripAccents = true}), Texts{"Ae"});
    EXPECT_EQ(words("Äé", {.lowerCase = false, .stripAccents = false}), Texts{"Äé"});
    EXPECT_EQ(words("ΣΑΣ"), Texts{"σασ"}); // letter by letter, as the reference does
}

TEST(Words, KnowWhereTheyStand)
{
    const std::string text = "Äh, cafe\u0301!";
    Texts found;
    for (const NormalisedWord& word : splitWords(text, {})) {
        found.push_back(text.substr(word.begin, word.end - word.begin));
    }
    EXPECT_EQ(found, (Texts{"Äh", ",", "cafe\u0301", "!"}));
}

TEST(Words, RefuseWhatIsNoUtf8)
{
    expectError<BadInput>([] { splitWords("ab\xFF", {}); }, "byte 3");
}

TEST(WordPieces, TakesTheLongestPieceFromTheLeft)
{
    const WordPieces vocabulary = smallVocabulary("un\n##aff\n##able\n##a\nunder\n!\n");
    const TokenisedSentence sentence = vocabulary.encode("Unaffable under!");
    EXPECT_EQ(tokenIds(sentence), (Ids{2, 5, 6, 7, 9, 10, 3}));
    EXPECT_EQ(pieces(sentence), (Texts{"un", "##aff", "##able", "under", "!"}));
    EXPECT_EQ(tokensOfWords(sentence),
              (std::vector<std::vector<std::size_t>>{{1, 2, 3}, {4}, {5}}));
    EXPECT_EQ(sentence.words[1], (Word{.text = "under", .begin = 10, .end = 15}));
    EXPECT_FALSE(sentence.isTruncated);
}

TEST(WordPieces, AWordThatCannotBePutTogetherIsUnknownAsAWhole)
{
    const WordPieces vocabulary = smallVocabulary("un\n##aff\na\n##a\n");
    EXPECT_EQ(pieces(vocabulary.encode("unaffx un")), (Texts{"[UNK]", "un"}));
    EXPECT_EQ(vocabulary.encode(std::string(100, 'a')).tokens.size(), 102U);
    EXPECT_EQ(pieces(vocabulary.encode(std::string(101, 'a'))), Texts{"[UNK]"});
}

TEST(WordPieces, SpecialTokensInTheTextStandForThemselves)
{
    const TokenisedSentence sentence = smallVocabulary("so\n##so\n").encode("so [MASK]so");
    EXPECT_EQ(tokenIds(sentence), (Ids{2, 5, 4, 5, 3}));
    EXPECT_EQ(sentence.words[1].text, "[MASK]");
}

TEST(WordPieces, CutsWhatIsTooLong)
{
    const WordPieces vocabulary = smallVocabulary("a\nb\n##c\n", {.maximumLength = 5});
    const TokenisedSentence sentence = vocabulary.encode("a a bc b");
    EXPECT_EQ(tokenIds(sentence), (Ids{2, 5, 5, 6, 3}));
    EXPECT_TRUE(sentence.isTruncated);
    EXPECT_EQ(sentence.words.size(), 4U);
}

std::vector<int> segments(const TokenisedSentence& sentence)
{
    std::vector<int> result;
    std::ranges::transform(sentence.tokens, std::back_inserter(result), &Token::segment);
    return result;
}

TEST(WordPieces, ReadsTwoSentencesAsAPair)
{
    const WordPieces vocabulary = smallVocabulary("un\n##able\nso\n");
    const SentencePair pair = pairOf("Unable so", "so");
    EXPECT_EQ(pair.text, "Unable so [SEP] so");
    EXPECT_EQ(firstOf(pair), "Unable so");
    const TokenisedSentence sentence = vocabulary.encode(pair.text, pair.second);
    EXPECT_EQ(tokenIds(sentence), (Ids{2, 5, 6, 7, 3, 7, 3}));
    EXPECT_EQ(segments(sentence), (Ids{0, 0, 0, 0, 0, 1, 1}));
    EXPECT_EQ(tokensOfWords(sentence), (std::vector<std::vector<std::size_t>>{{1, 2}, {3}, {5}}))
        << "the separators belong to no word";
    EXPECT_EQ(sentence.words[2], (Word{.text = "so", .begin = 16, .end = 18}));

    const TokenisedSentence one = vocabulary.encode(pair.text);
    EXPECT_EQ(tokenIds(one), tokenIds(sentence));
    EXPECT_EQ(segments(one), Ids(7, 0)) << "one text that names the separator is no pair";
    const SentencePair named = pairOf("so [SEP] so", "so");
    EXPECT_EQ(segments(vocabulary.encode(named.text, named.second)), (Ids{0, 0, 0, 0, 0, 1, 1}));
    for (const SentencePair& half : {pairOf("so", ""), pairOf("", "so")}) {
        EXPECT_EQ(vocabulary.encode(half.text, half.second).tokens.size(), 4U);
    }
}

// As the fast tokenizers of Hugging Face do with "longest_first" and room for 7 tokens.
TEST(WordPieces, CutsTheLongerSentenceOfAPairFirst)
{
    const WordPieces vocabulary = smallVocabulary("a\n", {.maximumLength = 10});
    const auto lengths = [&](int first, int second) {
        const auto text = [](int count) {
            std::string words;
            for (int i = 0; i < count; ++i) {
                words += "a ";
            }
            return words;
        };
        const SentencePair pair = pairOf(text(first), text(second));
        const TokenisedSentence sentence = vocabulary.encode(pair.text, pair.second);
        EXPECT_EQ(sentence.isTruncated, first + second > 7);
        const std::vector<int> of = segments(sentence);
        const auto ofSecond = std::ranges::count(of, 1);
        return std::pair(static_cast<std::ptrdiff_t>(of.size()) - ofSecond - 2, ofSecond - 1);
    };
    using Lengths = std::pair<std::ptrdiff_t, std::ptrdiff_t>;
    EXPECT_EQ(lengths(2, 4), Lengths(2, 4));
    EXPECT_EQ(lengths(0, 8), Lengths(0, 7));
    EXPECT_EQ(lengths(8, 0), Lengths(7, 0));
    EXPECT_EQ(lengths(2, 8), Lengths(2, 5));
    EXPECT_EQ(lengths(8, 2), Lengths(5, 2));
    EXPECT_EQ(lengths(4, 4), Lengths(3, 4));
    EXPECT_EQ(lengths(4, 8), Lengths(3, 4));
    EXPECT_EQ(lengths(8, 4), Lengths(4, 3));
    EXPECT_EQ(lengths(8, 8), Lengths(3, 4));
}

TEST(WordPieces, RefusesWhatIsNoVocabulary)
{
    const TemporaryFolder folder;
    const auto expectRefused = [&](const std::string& text, const std::string& message) {
        writeFileAtomically(folder / "vocab.txt", text);
        expectError<BadFile>([&] { WordPieces(folder / "vocab.txt"); }, message);
    };
    expectRefused("", "[PAD]");
    expectRefused("[PAD]\n[UNK]\n[CLS]\n[SEP]\nword\n", "no line [MASK]");
    expectRefused("[PAD]\n\xFF\xFE\n", "UTF-8");
    expectRefused(std::string(1'000'001, '\n'), "million");
    expectError<BadFile>([&] { WordPieces(folder / "none.txt"); }, "none.txt");
    expectError<BadInput>([&] { smallVocabulary("", {.maximumLength = 2}); }, "no room");
}

// What the reference tokenizer made of texts of many kinds, where this machine has them.
class ReferenceVectors : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!std::filesystem::exists(m_folder)) {
            GTEST_SKIP() << "The vectors are not on this machine.";
        }
    }

    const std::filesystem::path m_text = sourceFolder() / "../shared/data/text";
    const std::filesystem::path m_folder = m_text / "bert_base_uncased";
};

TEST_F(ReferenceVectors, AreMetByEverySentence)
{
    const WordPieces vocabulary(m_folder / "vocab.txt");
    EXPECT_EQ(vocabulary.size(), 30522U);
    int cases = 0;
    for (const nlohmann::json& one : readJson(m_folder / "wordpiece_vectors.json")) {
        SentencePair text{.text = one["text"]};
        if (!one["text_pair"].is_null()) {
            text = pairOf(text.text, one["text_pair"].get<std::string>());
        }
        const TokenisedSentence sentence = vocabulary.encode(text.text, text.second);
        EXPECT_EQ(tokenIds(sentence), one["ids"].get<Ids>()) << one["name"];
        EXPECT_EQ(pieces(sentence), one["tokens"].get<Texts>()) << one["name"];
        ++cases;
    }
    EXPECT_EQ(cases, 30);
}

TEST_F(ReferenceVectors, AreMetByEverySentenceOfSst2)
{
    const WordPieces vocabulary(m_folder / "vocab.txt");
    std::istringstream sentences(readFile(m_text / "sst2/dev.tsv", 1u << 20));
    std::istringstream wanted(readFile(m_folder / "sst2_dev_ids.tsv", 1u << 20));
    std::string sentence;
    std::string ids;
    std::getline(sentences, sentence);
    std::getline(wanted, ids);
    int count = 0;
    while (std::getline(sentences, sentence) && std::getline(wanted, ids)) {
        std::istringstream numbers(ids.substr(ids.find('\t')));
        const Ids expected{std::istream_iterator<int>(numbers), {}};
        EXPECT_EQ(tokenIds(vocabulary.encode(sentence.substr(0, sentence.find('\t')))), expected)
            << sentence;
        ++count;
    }
    EXPECT_EQ(count, 872);
}

TEST(TokenizerRules, KeepCapitalsWhereTheVocabularyOrItsConfigSaysSo)
{
    const TemporaryFolder folder;
    const std::string special = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    const std::filesystem::path vocabulary = folder / "vocab.txt";
    const WordRules cased{.lowerCase = false, .stripAccents = false};
    writeFileAtomically(vocabulary, special + "the\nmovie\n");
    EXPECT_EQ(wordRulesOf(vocabulary), WordRules());
    writeFileAtomically(vocabulary, special + "the\nMovie\n");
    EXPECT_EQ(wordRulesOf(vocabulary), cased);
    writeFileAtomically(vocabulary, special + "the\n\u00c9t\u00e9\n");
    EXPECT_EQ(wordRulesOf(vocabulary), cased);
    writeFileAtomically(folder / "tokenizer_config.json", R"({"do_lower_case": true})");
    EXPECT_EQ(wordRulesOf(vocabulary), WordRules());
    writeFileAtomically(folder / "tokenizer_config.json",
                        R"({"do_lower_case": false, "strip_accents": null})");
    EXPECT_EQ(wordRulesOf(vocabulary), cased);
    std::filesystem::remove(folder / "tokenizer_config.json");
    writeFileAtomically(folder / "tokenizer.json",
                        R"({"normalizer": {"type": "BertNormalizer", "lowercase": true,
                                           "strip_accents": false},
                            "model": {"type": "WordPiece"}})");
    EXPECT_EQ(wordRulesOf(vocabulary), (WordRules{.lowerCase = true, .stripAccents = false}));
    writeFileAtomically(vocabulary, "<s>\n</s>\nthe\n");
    expectError<BadFile>([&] { WordPieces{vocabulary}; }, "input_ids");
}

TEST(TokenizerRules, SentencesAreAsLongAsTheFilesOfTheModelsTell)
{
    const TemporaryFolder folder;
    const std::filesystem::path vocabulary = folder / "vocab.txt";
    const auto expectLength = [&](std::size_t tokens, const std::string& source) {
        const SentenceLength length = longestSentence(vocabulary);
        EXPECT_EQ(length.tokens, tokens);
        EXPECT_EQ(length.source, source);
    };
    EXPECT_EQ(longestSentence(std::nullopt).tokens, 512u);
    expectLength(512, "as BERT takes, since no file tells");
    writeFileAtomically(folder / "config.json", R"({"max_position_embeddings": 256})");
    expectLength(256, "max_position_embeddings in config.json");
    writeFileAtomically(folder / "tokenizer_config.json",
                        R"({"model_max_length": 1000000000000000019884624838656})");
    expectLength(256, "max_position_embeddings in config.json");
    writeFileAtomically(folder / "tokenizer_config.json", R"({"model_max_length": 128})");
    expectLength(128, "model_max_length in tokenizer_config.json");
    writeFileAtomically(folder / "config.json", R"({"max_position_embeddings": "many"})");
    writeFileAtomically(folder / "tokenizer_config.json", R"({"model_max_length": 100000})");
    expectLength(512, "as BERT takes, since no file tells");
}

} // namespace
} // namespace palimpsest
