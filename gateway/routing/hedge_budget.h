#pragma once

#include <atomic>
#include <cstdint>

namespace routing {

/// How many calls may be sent to a second target beside a slow one: a share of all calls. Every call earns its share of
/// one, and kSaved are saved up at most; so however many calls there are, never more than that share of them and those
/// few have been. One word, so that it is exact whatever the number of workers, and no clock can spoil it. Thread: any.
class HedgeBudget {
public:
    static constexpr std::int64_t kSaved = 10;

    /// A call came.
    void earn(std::int64_t percent);
    /// False when there is none left.
    bool take();
    /// It was not sent after all.
    void giveBack() { add(kOne); }

private:
    static constexpr std::int64_t kOne = 100;
    void add(std::int64_t hundredths);

    std::atomic<std::int64_t> m_hundredths{0};
};

} // namespace routing
