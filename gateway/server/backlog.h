#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace server {

/// A client's input that waits for the answer before it. Thread: one.
class Backlog {
public:
    bool empty() const { return size() == 0; }
    std::size_t size() const { return m_bytes.size() - m_at; }
    /// Valid until append().
    std::string_view bytes() const { return std::string_view(m_bytes).substr(m_at); }
    void append(std::string_view bytes)
    {
        if (empty()) {
            m_bytes.clear();
            m_at = 0;
        }
        m_bytes += bytes;
    }
    void keepLast(std::size_t count) { m_at = m_bytes.size() - count; }

private:
    std::string m_bytes{};
    std::size_t m_at = 0;
};

} // namespace server
