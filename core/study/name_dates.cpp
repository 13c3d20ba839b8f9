// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/name_dates.h"

#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <regex>
#include <span>
#include <string_view>

namespace palimpsest {

namespace {

/// How sure it is that digits of a form are a date or a time.
enum class Certainty {
    Sure,   ///< whatever word stands before them
    Likely, ///< unless that word says what they count
    Maybe,  ///< nor behind "checkpoint" and its like
};

/// A way to write dates or times.
struct Form
{
    std::regex pattern; ///< the character before it, which is no digit, and then the form
    Certainty certainty;
};

/// What a letter of a form stands for: years Y of four digits and y of two, months M, days D, both
/// without a leading zero I and J, names of months N, h, m and s of a time, separators _.
std::string expressionOf(char letter)
{
    switch (letter) {
    case 'Y':
        return "(?:19|20)[0-9]{2}";
    case 'y':
        return "[1-3][0-9]";
    case 'M':
        return "(?:0[1-9]|1[0-2])";
    case 'I':
        return "(?:0?[1-9]|1[0-2])";
    case 'D':
        return "(?:0[1-9]|[12][0-9]|3[01])";
    case 'J':
        return "(?:0?[1-9]|[12][0-9]|3[01])";
    case 'N':
        return "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
               "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])";
    case 'h':
        return "(?:[01][0-9]|2[0-3])";
    case 'm':
    case 's':
        return "[0-5][0-9]";
    case '_':
        return "[-_.: ]";
    default:
        return {letter};
    }
}

/// A form, with a time behind it or without.
Form formOf(std::string_view letters, Certainty certainty)
{
    constexpr auto kTime = "(?:[-_.:t ]*(?:[01][0-9]|2[0-3])[-_.:h ]?[0-5][0-9]"
                           "(?:[-_.:m ]?[0-5][0-9](?:[.][0-9]+)?)?[sz]?)?";
    std::string pattern = letters.starts_with('N') ? "(^|[^0-9a-z])(" : "(^|[^0-9])(";
    for (const char letter : letters) {
        pattern += expressionOf(letter);
    }
    return {std::regex(pattern + kTime + ")(?![0-9])"), certainty};
}

std::span<const Form> forms()
{
    using enum Certainty;
    static const auto forms = std::to_array<Form>(
        {formOf("Y_I_J", Sure), formOf("J_I_Y", Sure), formOf("I_J_Y", Sure),
         formOf("J_?N_?Y", Sure), formOf("N_?J_?Y", Sure), formOf("Y_?N_?J", Sure),
         formOf("YMD", Likely), formOf("DMY", Likely), formOf("MDY", Likely), formOf("Y_M", Sure),
         formOf("J_?N", Likely), formOf("N_?J", Likely), formOf("y_M_D", Likely),
         formOf("D_M_y", Likely), formOf("h_m_s", Likely),
         formOf("h\\x68m(?:\\x6ds\\x73?)?", Likely),             // 12h30, 12h30m00s
         formOf("1[0-9]{9}(?:[0-9]{3})?(?:[.][0-9]+)?", Likely), // since 1970
         formOf("yMD", Maybe)});
    return forms;
}

/// The word that `text` ends with, but for what parts it from a number.
std::string_view wordBefore(std::string_view text)
{
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
    const std::size_t last = text.find_last_not_of("_=- .");
    text = last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
    const std::size_t other = text.find_last_not_of(kLetters);
    return other == std::string_view::npos ? text : text.substr(other + 1);
}

/// Whether a word says that the number behind it is one of a training.
bool isCounted(std::string_view word, Certainty certainty)
{
    constexpr auto kSteps =
        std::to_array<std::string_view>({"step", "steps", "iter", "iters", "iteration"});
    constexpr auto kEpochs = std::to_array<std::string_view>({"epoch", "ep", "e"});
    constexpr auto kFiles =
        std::to_array<std::string_view>({"ckpt", "checkpoint", "chkpt", "snapshot"});
    const auto isOneOf = [&](const auto& words) {
        return std::ranges::find(words, word) != words.end();
    };
    return certainty != Certainty::Sure && (isOneOf(kSteps) || isOneOf(kEpochs) ||
                                            (certainty == Certainty::Maybe && isOneOf(kFiles)));
}

} // namespace

std::string withoutDates(const std::string& name)
{
    std::string rest = lowerCased(name);
    for (const Form& form : forms()) {
        std::size_t from = 0;
        std::smatch found;
        while (std::regex_search(rest.cbegin() + static_cast<std::ptrdiff_t>(from), rest.cend(),
                                 found, form.pattern)) {
            const std::size_t at =
                from + static_cast<std::size_t>(found.position(2)); // behind what is before it
            const auto length = static_cast<std::size_t>(found.length(2));
            if (!isCounted(wordBefore(std::string_view(rest).substr(0, at)), form.certainty)) {
                rest.replace(at, length, length, ' ');
            }
            from = at + length;
        }
    }
    return rest;
}

bool tellsDate(const std::filesystem::path& path)
{
    const std::string name = path.stem().string();
    return withoutDates(name) != lowerCased(name);
}

bool isSizeOrYear(int number)
{
    constexpr auto kSizes =
        std::to_array<int>({112, 128, 160, 192, 224, 240, 256, 260, 288, 299, 320, 331, 336,
                            380, 384, 392, 416, 448, 456, 480, 512, 518, 528, 640, 768, 1024});
    return std::ranges::find(kSizes, number) != kSizes.end() || (number >= 1990 && number <= 2039);
}

} // namespace palimpsest
