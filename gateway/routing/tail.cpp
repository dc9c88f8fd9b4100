#include "routing/tail.h"

#include <algorithm>
#include <bit>

namespace routing {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr std::int64_t kLargest = std::int64_t{1} << 40; // twelve days

struct State {
    std::uint64_t count : 16 = 0;
    std::uint64_t micros : 48 = 0;
};
static_assert(sizeof(State) == 8);

std::int64_t moved(std::int64_t at, bool up)
{
    return std::clamp<std::int64_t>(up ? at + at * 19 / 100 : at - at / 100, 100, kLargest);
}

} // namespace

template <typename Step>
void Tail::step(Step next)
{
    std::uint64_t seen = m_word.load(kRelaxed);
    for (;;) {
        auto state = std::bit_cast<State>(seen);
        const std::int64_t micros = next(static_cast<std::int64_t>(state.micros), state.count == 0);
        if (micros < 0)
            return;
        state.micros = static_cast<std::uint64_t>(micros) & ((std::uint64_t{1} << 48) - 1);
        state.count = state.count < kFewest ? (state.count + 1) & 0xFFFFU : kFewest;
        if (m_word.compare_exchange_weak(seen, std::bit_cast<std::uint64_t>(state), kRelaxed))
            return;
    }
}

void Tail::learn(std::int64_t micros)
{
    step([micros](std::int64_t at, bool first) {
        return first ? std::clamp<std::int64_t>(micros * 2, 100, kLargest) : moved(at, micros > at);
    });
}

void Tail::learnAtLeast(std::int64_t micros)
{
    step([micros](std::int64_t at, bool first) { return first || micros < at ? std::int64_t{-1} : moved(at, true); });
}

std::int64_t Tail::value() const
{
    const auto state = std::bit_cast<State>(m_word.load(kRelaxed));
    return state.count < kFewest ? -1 : static_cast<std::int64_t>(state.micros);
}

} // namespace routing
