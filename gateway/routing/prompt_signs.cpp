#include "routing/prompt_signs.h"

#include <algorithm>
#include <bitset>
#include <vector>

#include "base/text.h"
#include "routing/prompt_structure.h"
#include "routing/prompt_words.h"

namespace routing {
namespace {

constexpr std::size_t kRows = std::size(kWordRows);
constexpr std::size_t kChinese = 3; // bytes of a character

constexpr std::array<std::string_view, kIntents> kIntentWords{
    "translation", "summary", "extraction", "writing", "code", "maths", "analysis", "question", "chat"};

bool isWordCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/// The beginning by which a word is looked up: its letters, or its first two characters when they are Chinese.
std::string_view beginning(std::string_view text)
{
    std::size_t size = 0;
    while (size < text.size() && isWordCharacter(text[size]))
        ++size;
    return size > 0 ? text.substr(0, size) : text.substr(0, 2 * kChinese);
}

/// Its first eight bytes in lower case, as a number: words are looked up thousands of times for one call.
std::uint64_t keyOf(std::string_view beginning)
{
    std::uint64_t out = 0;
    for (const char c : beginning.substr(0, sizeof out))
        out = out << 8 | static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return out;
}

struct Entry {
    std::string_view word{};
    std::size_t row = 0;
};

/// The words by their keys, in a table with open addressing.
class WordIndex {
public:
    WordIndex()
    {
        for (std::size_t row = 0; row < kRows; ++row) {
            std::string_view rest = kWordRows[row].words;
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find('|'), rest.size());
                const std::string_view word = rest.substr(0, end);
                groupOf(keyOf(beginning(word))).entries.push_back({word, row});
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
    }

    /// Marks the rows whose words stand at the start of `text`, of which `key` is the beginning.
    void look(std::uint64_t key, std::string_view text, std::bitset<kRows> &seen) const
    {
        std::size_t slot = slotOf(key);
        while (m_slots[slot] != 0 && m_groups[m_slots[slot] - 1U].key != key)
            slot = (slot + 1) % kSlots;
        if (m_slots[slot] == 0)
            return;
        for (const Entry &entry : m_groups[m_slots[slot] - 1U].entries) {
            const std::string_view word = entry.word;
            const bool ends =
                text.size() <= word.size() || !isWordCharacter(word.back()) || !isWordCharacter(text[word.size()]);
            if (ends && base::startsWithIgnoringCase(text, word))
                seen.set(entry.row);
        }
    }

private:
    struct Group {
        std::uint64_t key = 0;
        std::vector<Entry> entries{};
    };
    static constexpr std::size_t kSlots = 2048; // some four times as many as there are words

    static std::size_t slotOf(std::uint64_t key) { return (key * 0x9E3779B97F4A7C15U) >> 53; }
    Group &groupOf(std::uint64_t key)
    {
        std::size_t slot = slotOf(key);
        while (m_slots[slot] != 0 && m_groups[m_slots[slot] - 1U].key != key)
            slot = (slot + 1) % kSlots;
        if (m_slots[slot] == 0) {
            m_groups.push_back({key, {}});
            m_slots[slot] = static_cast<std::uint16_t>(m_groups.size());
        }
        return m_groups[m_slots[slot] - 1U];
    }

    std::array<std::uint16_t, kSlots> m_slots{}; ///< Of the group, from 1; 0 = none.
    std::vector<Group> m_groups{};
};

const WordIndex &wordIndex()
{
    static const WordIndex index;
    return index;
}

/// All words in one pass; counts the letters on the way.
std::bitset<kRows> readWords(std::string_view text, Signs &signs)
{
    const WordIndex &index = wordIndex();
    std::bitset<kRows> seen;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x80) {
            ++signs.otherLetters;
            if (byte >= 0xE4 && byte <= 0xE9) // where the common Chinese characters begin (U+4E00 and up)
                index.look(keyOf(text.substr(at, 2 * kChinese)), text.substr(at), seen);
            ++at;
        } else if (isWordCharacter(text[at])) {
            const std::string_view word = beginning(text.substr(at));
            signs.asciiLetters += static_cast<std::int64_t>(word.size());
            index.look(keyOf(word), text.substr(at), seen);
            at += word.size();
        } else {
            ++at;
        }
    }
    return seen;
}

void add(Signs &signs, Feature feature, Intent intent, int points)
{
    ++signs.features[static_cast<std::size_t>(feature)];
    signs.intents[static_cast<std::size_t>(intent)] += points;
}

} // namespace

std::span<const std::string_view, kIntents> intentWords()
{
    return kIntentWords;
}

Signs readSigns(std::string_view text)
{
    Signs out;
    const std::bitset<kRows> seen = readWords(text, out);
    for (std::size_t row = 0; row < kRows; ++row)
        if (seen[row])
            add(out, kWordRows[row].feature, kWordRows[row].intent, kWordRows[row].points);
    const Structure structure = readStructure(text);
    if (structure.fences > 0)
        add(out, Feature::Code, Intent::Code, 5);
    if (structure.codeLines >= 3)
        add(out, Feature::Code, Intent::Code, 5);
    if (structure.sums > 0)
        add(out, Feature::Maths, Intent::Maths, structure.codeLines >= 3 ? 0 : 3);
    if (structure.formulas > 0)
        add(out, Feature::Maths, Intent::Maths, 4);
    if (structure.listLines >= 2)
        add(out, Feature::Steps, Intent::Analysis, 0);
    if (structure.listLines >= 5)
        add(out, Feature::Steps, Intent::Analysis, 0);
    if (structure.questions >= 2)
        add(out, Feature::Steps, Intent::Question, 1);
    if (structure.questions >= 1)
        add(out, Feature::None, Intent::Question, 1);
    return out;
}

} // namespace routing
