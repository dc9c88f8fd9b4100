#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace storage {

/// Which property of a call a value is of. The numbers are stored.
enum class MarkKind : std::uint8_t {
    Provider = 1,
    ProviderName,
    Requested,
    Routed,
    Billed,
    Key,
    KeyName,
    Session,
    Endpoint,
    ErrorCode,
    Status,
    StatusClass, ///< `4` for 4xx.
    Outcome,
    Stream,   ///< `0` or `1`.
    Failover, ///< `1`: more than one attempt.
    Tag,
    Failure, ///< Of an attempt.
    Application,
};

/// A value of a property, small enough to be kept by the dozen.
struct Mark {
    std::uint64_t hash = 0;
    static Mark of(MarkKind kind, std::string_view value);
};

/// A set of marks in little room: it may take one for its own that it has not, but never denies one that it has.
class ValueMarks {
public:
    static constexpr std::size_t kBytes = 512;

    void add(Mark mark);
    bool mayHave(Mark mark) const { return mayHave({m_bits.data(), m_bits.size()}, mark); }
    std::span<const unsigned char> bytes() const { return m_bits; }
    /// The same of bytes() that were kept. Bytes of another size may have anything.
    static bool mayHave(std::span<const unsigned char> bytes, Mark mark);

private:
    std::array<unsigned char, kBytes> m_bits{};
};

} // namespace storage
