// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/model_tokenizer.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/samples/word_pieces.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* kConfig = "tokenizer_config.json";
constexpr const char* kFast = "tokenizer.json";

/// In the order of kSpecialTokens.
constexpr std::array<const char*, kSpecialTokens.size()> kSpecialKeys = {
    "pad_token", "unk_token", "cls_token", "sep_token", "mask_token"};

/// What stands under `key`; null where there is none.
const json& under(const json& object, const char* key)
{
    static const json none;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : none;
}

std::string textOf(const json& value)
{
    return value.is_string() ? value.get<std::string>() : std::string();
}

/// A token as text, or as an object that holds it.
std::string tokenText(const json& value)
{
    return value.is_object() ? textOf(under(value, "content")) : textOf(value);
}

bool hasFile(const fs::path& folder, const char* name)
{
    std::error_code status;
    return fs::is_regular_file(folder / name, status);
}

/// What a file holds; null where there is none.
json fileIn(const fs::path& folder, const char* name)
{
    return hasFile(folder, name) ? readJson(folder / name) : json();
}

std::string sourceOf(const std::string& key, const json& value, const char* file)
{
    return "\"" + key +
           "\": " + shown(value.dump(-1, ' ', false, json::error_handler_t::replace), 60) +
           " in \"" + file + "\"";
}

std::optional<Told<bool>> flagOf(const json& object, const char* key, const char* file)
{
    const json& value = under(object, key);
    return value.is_boolean() ? std::optional(Told<bool>{.value = value.get<bool>(),
                                                         .source = sourceOf(key, value, file)})
                              : std::nullopt;
}

/// Whether a tokenizer.json is one of WordPiece; old ones do not say their type.
bool isWordPiece(const json& fast)
{
    const json& model = under(fast, "model");
    const std::string type = textOf(under(model, "type"));
    return type.empty() ? !under(model, "continuing_subword_prefix").is_null()
                        : type == "WordPiece";
}

/// The steps of a "normalizer" or "pre_tokenizer", which may be a sequence of some.
std::vector<json> stepsOf(const json& step, const char* list)
{
    if (step.is_null()) {
        return {};
    }
    const json& several = under(step, list);
    return several.is_array() ? several.get<std::vector<json>>() : std::vector<json>{step};
}

/// What the normaliser of a tokenizer.json does.
ToldRules rulesOfFast(const json& fast)
{
    ToldRules rules;
    if (!isWordPiece(fast) || !fast.contains("normalizer")) {
        return rules;
    }
    const json& normaliser = under(fast, "normalizer");
    const auto told = [&](bool value) {
        return Told<bool>{.value = value, .source = sourceOf("normalizer", normaliser, kFast)};
    };
    rules.lowerCase = told(false);
    rules.stripAccents = told(false);
    rules.splitsIdeographs = told(false);
    for (const json& step : stepsOf(normaliser, "normalizers")) {
        const std::string type = textOf(under(step, "type"));
        if (type == "BertNormalizer") {
            rules.lowerCase = flagOf(step, "lowercase", kFast);
            rules.stripAccents = flagOf(step, "strip_accents", kFast);
            rules.splitsIdeographs = flagOf(step, "handle_chinese_chars", kFast);
        } else if (type == "Lowercase") {
            rules.lowerCase = told(true);
        } else if (type == "StripAccents") {
            rules.stripAccents = told(true);
        }
    }
    return rules;
}

ToldRules rulesIn(const json& config, const json& fast)
{
    const ToldRules inner = rulesOfFast(fast);
    const auto either = [](std::optional<Told<bool>> first, const std::optional<Told<bool>>& then) {
        return first ? std::move(first) : then;
    };
    ToldRules rules;
    rules.lowerCase = either(flagOf(config, "do_lower_case", kConfig), inner.lowerCase);
    rules.stripAccents = either(flagOf(config, "strip_accents", kConfig),
                                either(inner.stripAccents, rules.lowerCase));
    rules.splitsIdeographs =
        either(flagOf(config, "tokenize_chinese_chars", kConfig), inner.splitsIdeographs);
    return rules;
}

/// Reads the files of one folder.
class Reader
{
public:
    explicit Reader(const fs::path& folder)
        : m_folder(folder), m_config(fileIn(folder, kConfig)), m_fast(fileIn(folder, kFast))
    {
    }

    ModelTokenizer read()
    {
        m_told.rules = rulesIn(m_config, m_fast);
        takeClass();
        if (!m_fast.is_null()) {
            takeFast();
        }
        takeFiles();
        takeSpecial();
        takeAdded();
        return std::move(m_told);
    }

private:
    void takeOther(const std::string& source) { m_told.otherWays.push_back(source); }
    void takeOddity(const std::string& source) { m_told.oddities.push_back(source); }

    /// The class of a tokenizer, of which some do as BERT's, and its settings.
    void takeClass()
    {
        constexpr auto kAlike = std::to_array<std::string_view>(
            {"Bert", "DistilBert", "Electra", "MobileBert", "SqueezeBert", "ConvBert", "LayoutLM",
             "Lxmert", "RetriBert", "Realm", "DPRQuestionEncoder", "DPRContextEncoder",
             "PreTrained"});
        const json& type = under(m_config, "tokenizer_class");
        const std::string whole = textOf(type);
        const std::string name = whole.substr(0, whole.rfind("Tokenizer"));
        if (!whole.empty() && whole != "TokenizersBackend" &&
            std::ranges::find(kAlike, name) == kAlike.end()) {
            takeOther(sourceOf("tokenizer_class", type, kConfig));
        }
        if (const auto basic = flagOf(m_config, "do_basic_tokenize", kConfig);
            basic && !basic->value) {
            takeOther(basic->source);
        }
        if (const json& side = under(m_config, "truncation_side"); textOf(side) == "left") {
            takeOddity(sourceOf("truncation_side", side, kConfig) +
                       ", and here the ends of long sentences are cut off");
        }
    }

    void takeFast()
    {
        const json& model = under(m_fast, "model");
        if (!isWordPiece(m_fast)) {
            takeOther(sourceOf("type", under(model, "type"), kFast));
        } else {
            takeWordPiece(model);
        }
        ToldWords list{.file = quoted(fs::path(kFast)), .words = {}};
        const json& words = under(model, "vocab");
        if (words.is_object()) {
            takeNumbered(list, words);
        } else if (words.is_array()) { // of SentencePiece: [word, score]
            for (const json& entry : words) {
                list.words.push_back(entry.is_array() && !entry.empty() ? textOf(entry[0])
                                                                        : std::string());
            }
        }
        if (!list.words.empty()) {
            m_told.lists.push_back(std::move(list));
        }
    }

    void takeWordPiece(const json& model)
    {
        const json& prefix = under(model, "continuing_subword_prefix");
        if (prefix.is_string() && prefix != "##") {
            takeOther(sourceOf("continuing_subword_prefix", prefix, kFast));
        }
        const json& longest = under(model, "max_input_chars_per_word");
        if (longest.is_number() && longest != kMaxWordCharacters) {
            takeOddity(sourceOf("max_input_chars_per_word", longest, kFast) + ", and here it is " +
                       std::to_string(kMaxWordCharacters));
        }
        for (const json& step : stepsOf(under(m_fast, "normalizer"), "normalizers")) {
            constexpr auto kKnown = std::to_array<std::string_view>(
                {"BertNormalizer", "Lowercase", "StripAccents", "NFD"});
            const std::string type = textOf(under(step, "type"));
            if (std::ranges::find(kKnown, type) == kKnown.end()) {
                takeOther(sourceOf("normalizer", step, kFast));
            }
        }
        const json& splitter = under(m_fast, "pre_tokenizer");
        if (splitter.is_object() && textOf(under(splitter, "type")) != "BertPreTokenizer") {
            takeOther(sourceOf("pre_tokenizer", splitter, kFast));
        }
        takeFrame();
    }

    /// What is put around sentences, which BERT has as [CLS] sentence [SEP], and in pairs the
    /// second one and its [SEP] in segment 1.
    void takeFrame()
    {
        if (!m_fast.contains("post_processor")) {
            return;
        }
        std::string single;
        std::string pair;
        for (const json& step : stepsOf(under(m_fast, "post_processor"), "processors")) {
            single += templateOf(under(step, "single"));
            pair += templateOf(under(step, "pair"));
            const json& cls = under(step, "cls");
            const json& sep = under(step, "sep");
            if (cls.is_array() && !cls.empty() && sep.is_array() && !sep.empty()) {
                const std::string end = " " + textOf(sep[0]);
                const std::string first = " " + textOf(cls[0]) + " …" + end;
                single += first;
                pair += textOf(under(step, "type")) == "RobertaProcessing"
                            ? first + end + " second …" + end
                            : first + " second … (1)" + end + " (1)";
            }
        }
        const std::string in = " in \"" + std::string(kFast) + "\"";
        if (single != " [CLS] … [SEP]") {
            takeOther(single.empty() ? "nothing that is put around sentences" + in
                                     : "sentences that become" + shown(single) + in);
        }
        if (!pair.empty() && pair != " [CLS] … [SEP] second … (1) [SEP] (1)") {
            m_told.otherPairs = "pairs that become" + shown(pair, 120) + in;
        }
    }

    /// What a template puts around sentences, with the numbers of segments other than 0.
    static std::string templateOf(const json& pieces)
    {
        std::string around;
        for (const json& piece : pieces) {
            for (const auto& [kind, what] : piece.items()) {
                const std::string id = textOf(under(what, "id"));
                const json& segment = under(what, "type_id");
                around += kind != "Sequence" ? " " + id : id == "B" ? " second …" : " …";
                around += segment.is_null() || segment == 0 ? "" : " (" + segment.dump() + ")";
            }
        }
        return around;
    }

    static void takeNumbered(ToldWords& list, const json& words)
    {
        for (const auto& [word, number] : words.items()) {
            if (!number.is_number_unsigned() || number.get<std::uint64_t>() >= kMostWords) {
                continue;
            }
            const auto at = number.get<std::size_t>();
            list.words.resize(std::max(list.words.size(), at + 1));
            list.words[at] = word;
        }
    }

    /// Lists of words, and files that only other tokenizers have.
    void takeFiles()
    {
        if (hasFile(m_folder, "vocab.txt")) {
            ToldWords list{.file = quoted(fs::path("vocab.txt")),
                           .words = vocabularyWords(m_folder / "vocab.txt")};
            while (!list.words.empty() && list.words.back().empty()) {
                list.words.pop_back(); // lines at the end are no words
            }
            m_told.lists.insert(m_told.lists.begin(), std::move(list));
        } else if (hasFile(m_folder, "vocab.json")) {
            ToldWords list{.file = quoted(fs::path("vocab.json")), .words = {}};
            takeNumbered(list, fileIn(m_folder, "vocab.json"));
            m_told.lists.push_back(std::move(list));
        }
        for (const auto& [name, what] : {std::pair("merges.txt", "byte pairs"),
                                         {"bpe.codes", "byte pairs"},
                                         {"vocab.bpe", "byte pairs"},
                                         {"spiece.model", "SentencePiece"},
                                         {"spm.model", "SentencePiece"},
                                         {"tokenizer.model", "SentencePiece"},
                                         {"sentencepiece.bpe.model", "SentencePiece"}}) {
            if (hasFile(m_folder, name)) {
                takeOther("\"" + std::string(name) + "\", a file of " + what);
            }
        }
    }

    void takeSpecial()
    {
        constexpr const char* kMap = "special_tokens_map.json";
        const json map = fileIn(m_folder, kMap);
        for (std::size_t i = 0; i < kSpecialKeys.size(); ++i) {
            for (const auto& [object, file] : {std::pair(&map, kMap), {&m_config, kConfig}}) {
                const json& value = under(*object, kSpecialKeys[i]);
                if (std::string text = tokenText(value); !text.empty() && !m_told.special[i]) {
                    m_told.special[i] = {text, sourceOf(kSpecialKeys[i], json(text), file)};
                }
            }
        }
    }

    void takeAddedWord(const json& number, const std::string& text, const char* file)
    {
        if (number.is_number_unsigned() && number.get<std::uint64_t>() < kMostWords &&
            !text.empty()) {
            m_told.added.push_back({{number.get<int>(), text}, quoted(fs::path(file))});
        }
    }

    void takeAdded()
    {
        constexpr const char* kAdded = "added_tokens.json";
        const json added = fileIn(m_folder, kAdded);
        for (const auto& [text, number] : added.items()) {
            takeAddedWord(number, text, kAdded);
        }
        for (const json& token : under(m_fast, "added_tokens")) {
            takeAddedWord(under(token, "id"), tokenText(token), kFast);
        }
        for (const auto& [id, token] : under(m_config, "added_tokens_decoder").items()) {
            takeAddedWord(json::parse(id, nullptr, false), tokenText(token), kConfig);
        }
    }

    static constexpr std::uint64_t kMostWords = 10'000'000;

    const fs::path& m_folder;
    json m_config;
    json m_fast;
    ModelTokenizer m_told;
};

} // namespace

ToldRules toldRules(const fs::path& folder)
{
    return rulesIn(fileIn(folder, kConfig), fileIn(folder, kFast));
}

ModelTokenizer modelTokenizer(const fs::path& folder)
{
    return Reader(folder).read();
}

} // namespace palimpsest
