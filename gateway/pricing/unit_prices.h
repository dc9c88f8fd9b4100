#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/money.h"

namespace pricing {

/// What one model costs. Unit: pico-dollars per token, unless said otherwise.
/// Invariant: what a list leaves out is here the price that then holds: that of the input for anything read or written by
/// the cache, that of text for sound.
struct UnitPrices {
    model::PicosPerUnit input{};
    model::PicosPerUnit cacheRead{};
    model::PicosPerUnit cacheWrite5m{};
    model::PicosPerUnit cacheWrite1h{};
    model::PicosPerUnit output{};
    model::PicosPerUnit inputAudio{};
    model::PicosPerUnit cacheReadAudio{};
    model::PicosPerUnit outputAudio{};
    model::PicosPerUnit request{}; ///< Per request.
    /// Nothing where the list has none: what is counted so is then not paid for, or nobody knows.
    std::optional<model::PicosPerUnit> image{};       ///< Per picture made.
    std::optional<model::PicosPerUnit> character{};   ///< Per character spoken.
    std::optional<model::PicosPerUnit> audioSecond{}; ///< Per second of sound heard.
    std::optional<model::PicosPerUnit> toolUse{};     ///< Per use of a tool the provider runs itself.
    friend bool operator==(const UnitPrices &, const UnitPrices &) = default;
};

/// Whose word counts where the provider itself states what a request costs.
enum class Stated : std::uint8_t {
    Believed,     ///< The provider's: it is what its bill will say.
    WhenUnpriced, ///< Ours, unless we know no price.
};

/// Prices that hold at some times: from a day on, or at some hours of every day (UTC).
struct PriceSet {
    /// Above so many input tokens, all tokens of a request cost this.
    struct Tier {
        std::int64_t above = 0;
        UnitPrices prices{};
        friend bool operator==(const Tier &, const Tier &) = default;
    };
    std::optional<std::int64_t> fromMs{};      ///< Unix milliseconds.
    std::optional<std::int64_t> fromSecond{};  ///< Of the day; together with untilSecond, which may be smaller.
    std::optional<std::int64_t> untilSecond{}; ///< The first one after.
    UnitPrices prices{};
    std::vector<Tier> tiers{}; ///< Ascending.

    bool holdsAt(std::int64_t atMs) const;
    const UnitPrices &forInput(std::int64_t tokens) const;
    friend bool operator==(const PriceSet &, const PriceSet &) = default;
};

/// All prices of one model. Empty: nobody knows any.
struct ModelPrices {
    std::vector<PriceSet> sets{};

    /// The last set that holds then; the first when none does; null when there is none.
    const PriceSet *at(std::int64_t atMs) const;
    friend bool operator==(const ModelPrices &, const ModelPrices &) = default;
};

} // namespace pricing
