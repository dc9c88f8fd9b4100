#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

/// Tagged fields in ascending order: a varint `tag << 1 | wire`, then a zigzag varint (wire 0) or a length and bytes
/// (wire 1). A field that has its default is left out. One list of fields, a function over a visitor, serves both ways.
/// Pure. Thread: any.
namespace ledger {

class TagWriter {
public:
    explicit TagWriter(std::string &out) : m_out(out) {}

    template <typename Integer>
        requires std::integral<Integer> || std::is_enum_v<Integer>
    void operator()(std::uint32_t tag, const Integer &value, Integer initial = {})
    {
        if (value != initial)
            integer(tag, static_cast<std::int64_t>(value));
    }
    void operator()(std::uint32_t tag, std::string_view value)
    {
        if (!value.empty())
            bytes(tag, value);
    }
    /// The last of the closed set is needed for reading only.
    template <typename Word>
    void word(std::uint32_t tag, const Word &value, Word /*last*/, Word initial = {})
    {
        (*this)(tag, value, initial);
    }
    void integer(std::uint32_t tag, std::int64_t value);
    void bytes(std::uint32_t tag, std::string_view value);
    void varint(std::uint64_t value);

private:
    std::string &m_out;
};

/// What a field was before does not matter: one that is left out gets its default.
class TagReader {
public:
    explicit TagReader(std::string_view bytes) : m_left(bytes) { advance(); }

    template <std::integral Integer>
    void operator()(std::uint32_t tag, Integer &value, Integer initial = {})
    {
        const auto read = integer(tag);
        value = read ? static_cast<Integer>(*read) : initial;
    }
    void operator()(std::uint32_t tag, std::string &value) { value = bytes(tag).value_or(std::string_view()); }
    template <typename Word>
    void word(std::uint32_t tag, Word &value, Word last, Word initial = {})
    {
        const auto read = integer(tag);
        const bool known = read && *read >= 0 && *read <= static_cast<std::int64_t>(last);
        value = known ? static_cast<Word>(*read) : initial; // a newer word reads as the default
    }
    /// The field `tag` if it comes next; fields before it are not ours and are skipped.
    std::optional<std::int64_t> integer(std::uint32_t tag);
    std::optional<std::string_view> bytes(std::uint32_t tag);
    /// False after bytes that are no fields.
    bool good() const { return m_good; }
    /// Reads what is left, for its form only.
    void finish();

private:
    bool at(std::uint32_t tag);
    void advance();
    std::uint64_t varint();

    std::string_view m_left;
    bool m_good = true;
    std::uint32_t m_tag = 0; ///< Of the field that was read ahead; 0 = none.
    bool m_isBytes = false;
    std::int64_t m_integer = 0;
    std::string_view m_bytes{};
};

} // namespace ledger
