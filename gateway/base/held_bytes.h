#pragma once

#include <cstddef>
#include <utility>

namespace base {

/// One holder's part of a sum of bytes; gives it back when it ends. `sum` outlives it. Thread: one.
class HeldBytes {
public:
    explicit HeldBytes(std::size_t &sum) : m_sum(sum) {}
    ~HeldBytes() { set(0); }
    HeldBytes(const HeldBytes &) = delete;
    HeldBytes &operator=(const HeldBytes &) = delete;

    void set(std::size_t now)
    {
        m_sum += now - std::exchange(m_part, now); // unsigned: a difference below zero wraps to the right sum
    }

private:
    std::size_t &m_sum;
    std::size_t m_part = 0;
};

} // namespace base
