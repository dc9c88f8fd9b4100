#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "pricing/known_places.h"
#include "pricing/match_rule.h"
#include "pricing/unit_prices.h"

namespace pricing {

/// Whose price it is.
enum class Source : std::uint8_t {
    List,     ///< Of the list that came with the program.
    Imported, ///< Of a list that was imported since.
    Own,      ///< Entered by hand.
};
std::string_view toWord(Source source);

/// A price that was entered or imported, and holds from then on. An own one is for `provider` as it is configured (its
/// id or type) or as the list calls it, and for `model` as it is called; `*` is any model.
struct PriceEntry {
    std::string provider{};
    std::string model{};
    Source source = Source::Own;
    std::int64_t validFromMs = 0;
    std::vector<std::string> match{};    ///< Of an imported model that the list does not have; empty: its name.
    std::optional<ModelPrices> prices{}; ///< Nothing: from then on there is none, and what held before holds again.
};

/// What a call went to.
struct PricedTarget {
    std::string_view providerId{};
    std::string_view providerType{};
    std::string_view model{};
};

/// What was found for a target. Views live as long as the catalogue.
struct FoundPrice {
    const PriceSet *set = nullptr; ///< Null: unpriced, never zero.
    Source source = Source::List;
    Stated stated = Stated::WhenUnpriced;
    std::string_view provider{}; ///< As the list or the entry calls it; empty: unknown.
    std::string_view model{};
};

/// Looks names up without a copy of them.
struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
};
using NameIndex = std::unordered_map<std::string, std::size_t, NameHash, std::equal_to<>>;

/// A list of prices with those that were entered on top. Immutable once made; another one takes its place.
/// Thread: any.
class Catalogue {
public:
    /// One price from then on.
    struct Version {
        std::int64_t fromMs = 0;
        Source source = Source::List;
        std::optional<ModelPrices> prices{};
    };
    struct Model {
        std::string id{};
        MatchRules match{};              ///< Patterns; its names are in Provider::byName.
        std::int64_t context = 0;        ///< Tokens; 0: not known.
        std::vector<Version> versions{}; ///< Ascending.

        /// Null when there are none then.
        const ModelPrices *pricesAt(std::int64_t atMs) const;
    };
    struct Provider {
        std::string id{};
        std::string name{};
        std::vector<std::string> types{};    ///< Of ours that it stands for.
        MatchRules called{};                 ///< Other names for it.
        MatchRules makes{};                  ///< Names of models that are its own, whoever relays them.
        std::vector<std::string> fallback{}; ///< Providers whose models it has, too.
        bool statesCost = false;             ///< Its answers say what they cost.
        bool alone = false;                  ///< What others take for a model says nothing of it: it runs here.
        std::vector<Model> models{};
        NameIndex byName{};                   ///< Names in lower case that are a model's own.
        std::vector<std::size_t> byPattern{}; ///< Models with any other rule.
    };

    /// Reads our own format (`resources/prices/catalogue.json`, whose make.py says what is in it). A list may also be
    /// flat: `{"prices": [{"provider", "model", "input", ...}]}`. Errors: BadRequest naming the row.
    static base::Result<Catalogue> parse(std::string_view text);
    /// The same with `entries` on top, later ones of the same time last.
    Catalogue with(std::span<const PriceEntry> entries) const;

    /// What holds then. Own prices first, then the provider's part of the list,
    /// then, for a relay, those of the model's maker. The exact name before patterns, then the name without a trailing
    /// date or `-latest`.
    FoundPrice find(const PricedTarget &target, std::int64_t atMs) const;

    /// By its id, one of our types, or another name for it. Null for a stranger.
    const Provider *provider(std::string_view name) const;
    const Provider *providerOfType(std::string_view type) const;
    /// A model of the list by its id, else by a name of its own. Null when the list does not have it.
    const Model *listedModel(std::string_view providerId, std::string_view model) const;
    std::span<const Provider> providers() const { return m_providers; }
    /// Entries by hand: `provider`, then `model`.
    struct OwnPrice {
        std::string provider{};
        std::string model{};
        std::vector<Version> versions{};
    };
    std::span<const OwnPrice> own() const { return m_own; }
    std::size_t size() const;
    const std::string &date() const { return m_date; } ///< Of the list that came with the program.

private:
    struct Place {
        const Provider *provider = nullptr;
        const Model *model = nullptr;
    };
    /// What of a target is the same at all times.
    struct Listed {
        const Provider *provider = nullptr; ///< What its type stands for.
        Place place{};
    };
    Provider &providerNamed(std::string_view id);
    base::Result<> addFlat(const base::Json &row);
    base::Result<> addProvider(const base::Json &row);
    void addOwn(const PriceEntry &entry);
    void addImported(const PriceEntry &entry);
    const Version *ownOf(std::string_view provider, std::string_view model, std::int64_t atMs) const;
    std::optional<FoundPrice> findOwn(const PricedTarget &target, std::span<const std::string_view> names,
                                      const Provider *listed, std::int64_t atMs) const;
    Listed look(std::string_view type, std::string_view model) const;
    Place findListed(const Provider *listed, std::span<const std::string_view> names) const;
    Place findRelayed(std::span<const std::string_view> names) const;

    std::string m_date{};
    std::vector<Provider> m_providers{};
    NameIndex m_byId{}; ///< And by our types.
    std::vector<OwnPrice> m_own{};
    NameIndex m_ownAt{}; ///< By provider, a line break and model.
    Identity m_identity{};
};

} // namespace pricing
