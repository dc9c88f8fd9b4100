#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <utility>

namespace exchange {

/// Which program of this computer made a connection: found out beside its calls, and told once.
/// Thread: tell() on one, the others on any.
class CallingApplication {
public:
    /// An empty name: it cannot be found out.
    void tell(std::string name)
    {
        m_name = std::move(name);
        m_told.store(true, std::memory_order_release);
    }
    bool told() const { return m_told.load(std::memory_order_acquire); }
    /// Empty while it is not told. Lives as long as this.
    std::string_view name() const { return told() ? std::string_view(m_name) : std::string_view(); }

private:
    std::string m_name{};
    std::atomic<bool> m_told{false};
};

} // namespace exchange
