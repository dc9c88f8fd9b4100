#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace storage {

/// The client keys whose calls may be seen. Every question about calls takes one, and there is none by default: that
/// tenants stay apart is said by whoever asks, each time.
class KeyScope {
public:
    static KeyScope all() { return KeyScope(); }
    /// Of none when the list is empty.
    static KeyScope only(std::vector<std::string> ids)
    {
        KeyScope out;
        out.m_ids = std::move(ids);
        return out;
    }

    bool isAll() const { return !m_ids.has_value(); }
    bool holds(std::string_view keyId) const;
    /// Those that are in both.
    KeyScope within(const KeyScope &other) const;
    /// For `column IN (SELECT value FROM json_each(:keys))`. Not for all.
    std::string json() const;

private:
    KeyScope() = default;
    std::optional<std::vector<std::string>> m_ids{};
};

} // namespace storage
