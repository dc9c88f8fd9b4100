#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace base {

/// A string that is wiped when it goes away and prints as `***`. Moves only, so that no copy is left behind.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : m_value(std::move(value)) { wipe(value); }
    Secret(Secret &&other) noexcept : m_value(std::move(other.m_value)) { wipe(other.m_value); }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            wipe(m_value);
            m_value = std::move(other.m_value);
            wipe(other.m_value);
        }
        return *this;
    }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret() { wipe(m_value); }

    bool empty() const { return m_value.empty(); }
    /// The bytes themselves. Only `upstream` (to send) and `access` (to hash) have a reason to call this.
    std::string_view reveal() const { return m_value; }

    /// Overwrites a string's bytes in a way the compiler keeps, then empties it.
    /// Also for a moved-from one: a short string leaves its bytes behind.
    static void wipe(std::string &text) noexcept
    {
        volatile char *bytes = text.data();               // NOLINT(clang-analyzer-cplusplus.Move)
        for (std::size_t i = 0; i < text.capacity(); ++i) // small strings live inside the object: size() is not enough
            bytes[i] = 0;
        text.clear();
    }

private:
    std::string m_value{};
};

inline std::ostream &operator<<(std::ostream &out, const Secret &)
{
    return out << "***";
}

} // namespace base
