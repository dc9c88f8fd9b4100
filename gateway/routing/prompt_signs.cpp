#include "routing/prompt_signs.h"

#include <algorithm>
#include <bit>
#include <bitset>
#include <cstring>
#include <utility>
#include <vector>

#include "base/text.h"
#include "routing/byte_block.h"
#include "routing/prompt_structure.h"
#include "routing/prompt_words.h"

namespace routing {
namespace {

constexpr std::size_t kRows = std::size(kWordRows);
constexpr std::size_t kChinese = 3; // bytes of a character

constexpr std::array<std::string_view, kIntents> kIntentWords{
    "translation", "summary", "extraction", "writing", "code", "maths", "analysis", "question", "chat"};

/// A character of a word in lower case; 0 for any other.
constexpr auto kFolded = [] {
    std::array<unsigned char, 256> out{};
    for (unsigned char c = '0'; c <= '9'; ++c)
        out[c] = c;
    for (unsigned char c = 'a'; c <= 'z'; ++c)
        out[c] = out[c - 'a' + 'A'] = c;
    return out;
}();

unsigned char folded(char c)
{
    return kFolded[static_cast<unsigned char>(c)];
}

bool isWordCharacter(char c)
{
    return folded(c) != 0;
}

/// What a word is looked up by: its first eight letters in lower case, as a number.
struct Beginning {
    std::uint64_t key = 0;
    std::size_t size = 0; ///< Of the whole run of letters; 0: it begins with something else.
};

Beginning beginning(std::string_view text)
{
    const char *at = text.begin();
    const char *const keyed = at + std::min(text.size(), sizeof(Beginning::key));
    std::uint64_t key = 0;
    for (; at != keyed && isWordCharacter(*at); ++at)
        key = key << 8 | folded(*at);
    if (at == keyed)
        at = std::find_if_not(at, text.end(), isWordCharacter);
    return {key, static_cast<std::size_t>(at - text.begin())};
}

/// That of Chinese: the first two characters.
std::uint64_t chineseKey(std::string_view text)
{
    std::uint64_t out = 0;
    for (const char c : text.substr(0, 2 * kChinese))
        out = out << 8 | static_cast<unsigned char>(c);
    return out;
}

std::uint64_t keyOf(std::string_view word)
{
    const Beginning out = beginning(word);
    return out.size > 0 ? out.key : chineseKey(word);
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
                groupOf(keyOf(word)).entries.push_back({word, row});
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

/// The key of the word at `at`, of which `known` letters are known to be there, and no other if they are fewer than
/// that block has left.
std::uint64_t wordKey(std::string_view text, std::size_t at, std::size_t known, std::size_t left)
{
    constexpr std::uint64_t kCaseBits = 0x2020202020202020;
    std::uint64_t key = 0;
    const bool whole = known < left || known >= sizeof key;
    if (!whole || text.size() - at < sizeof key)
        return beginning(text.substr(at)).key;
    std::memcpy(&key, text.data() + at, sizeof key);
    if constexpr (std::endian::native == std::endian::little)
        key = __builtin_bswap64(key);
    key |= kCaseBits; // digits have theirs set
    return known >= sizeof key ? key : key >> 8 * (sizeof key - known);
}

/// One pass over a text for its words and for everything between them.
class SignReader {
public:
    SignReader(std::string_view text, Signs &signs) : m_text(text), m_signs(signs), m_structure(text) {}
    void read()
    {
        for (std::size_t at = 0; at < m_text.size(); at += ByteBlock::kSize)
            readBlock(ByteBlock::of(m_text, at), at);
    }
    const std::bitset<kRows> &seen() const { return m_seen; }
    Structure structure() { return m_structure.done(); }

private:
    void readBlock(const ByteBlock &block, std::size_t from)
    {
        m_signs.asciiLetters += std::popcount(block.words);
        const std::uint64_t goesOn = std::exchange(m_inWord, block.words >> (ByteBlock::kSize - 1));
        for (std::uint64_t starts = block.words & ~(block.words << 1 | goesOn); starts != 0; starts &= starts - 1) {
            const auto at = static_cast<std::size_t>(std::countr_zero(starts));
            const auto size = static_cast<std::size_t>(std::countr_one(block.words >> at));
            m_index.look(wordKey(m_text, from + at, size, ByteBlock::kSize - at), m_text.substr(from + at), m_seen);
        }
        for (std::uint64_t others = block.others; others != 0; others &= others - 1)
            readOther(from + static_cast<std::size_t>(std::countr_zero(others)));
    }
    void readOther(std::size_t at)
    {
        m_structure.look(at);
        const auto byte = static_cast<unsigned char>(m_text[at]);
        if (byte < 0x80)
            return;
        ++m_signs.otherLetters;
        if (byte >= 0xE4 && byte <= 0xE9) // where the common Chinese characters begin (U+4E00 and up)
            m_index.look(chineseKey(m_text.substr(at)), m_text.substr(at), m_seen);
    }

    std::string_view m_text;
    Signs &m_signs;
    StructureReader m_structure;
    const WordIndex &m_index = wordIndex();
    std::bitset<kRows> m_seen{};
    std::uint64_t m_inWord = 0; ///< 1: the block before ended within one.
};

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
    SignReader reader(text, out);
    reader.read();
    for (std::size_t row = 0; row < kRows; ++row)
        if (reader.seen()[row])
            add(out, kWordRows[row].feature, kWordRows[row].intent, kWordRows[row].points);
    const Structure structure = reader.structure();
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
