#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "model/money.h"

namespace pricing {

/// What one model costs. Unit: pico-dollars per token.
struct UnitPrices {
    model::PicosPerUnit input{};
    model::PicosPerUnit cacheRead{};
    model::PicosPerUnit cacheWrite5m{};
    model::PicosPerUnit cacheWrite1h{};
    model::PicosPerUnit output{};
    friend bool operator==(const UnitPrices &, const UnitPrices &) = default;
};

/// Prices by provider type and model. Immutable once read.
class Catalogue {
public:
    /// Reads our own format (`resources/prices.json`): `{"prices":[{"provider","model","input","cache_read",
    /// "cache_write_5m","cache_write_1h","output"}]}`, amounts in pico-dollars per token; a missing cache price is the
    /// input price. Model `*` stands for every model of that provider.
    /// Errors: BadRequest naming the row.
    static base::Result<Catalogue> parse(std::string_view text);

    /// Exact name first, then the name without a trailing date or `-latest`, then `*`; the provider's own rows before
    /// any provider's (a relay of a known model). Null when unknown: that is "unpriced", never zero.
    const UnitPrices *find(std::string_view providerType, std::string_view model) const;
    std::size_t size() const { return m_rows.size(); }

private:
    const UnitPrices *findExact(std::string_view providerType, std::string_view model) const;
    std::map<std::pair<std::string, std::string>, UnitPrices, std::less<>> m_rows{};
    std::map<std::string, UnitPrices, std::less<>> m_byModel{};
};

} // namespace pricing
