#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "storage/usage.h"

/// What calls cost and whom that is told of, as it is booked per 15 minutes before it is summed up over longer spans
/// (`cost_rollups.h`).
namespace storage {

struct CostSums {
    UsageSums usage{};
    std::int64_t okCalls = 0; ///< Whose client got the whole answer.
    friend bool operator==(const CostSums &, const CostSums &) = default;
    CostSums &operator+=(const CostSums &other)
    {
        usage += other.usage;
        okCalls += other.okCalls;
        return *this;
    }
    CostSums &operator-=(const CostSums &other)
    {
        usage -= other.usage;
        okCalls -= other.okCalls;
        return *this;
    }
};

/// All that an attempt is attributed to, except its session.
struct CostParty {
    std::string providerId{};
    std::string clientKeyId{};
    std::string model{};       ///< As billed.
    std::string alias{};       ///< In the spelling of JSON, without quotation marks; empty when none was used.
    std::string tags{};        ///< A JSON list of texts without its brackets; empty when there is none.
    std::string application{}; ///< Empty when it is not known.
};
/// The same for looking one up, without copying its texts.
struct CostPartyView {
    std::string_view providerId{};
    std::string_view clientKeyId{};
    std::string_view model{};
    std::string_view alias{};
    std::string_view tags{};
    std::string_view application{};
    friend auto operator<=>(const CostPartyView &, const CostPartyView &) = default;
};
struct CostPartyOrder {
    using is_transparent = void;
    static CostPartyView view(const CostPartyView &party) { return party; }
    static CostPartyView view(const CostParty &party)
    {
        return {party.providerId, party.clientKeyId, party.model, party.alias, party.tags, party.application};
    }
    bool operator()(const auto &a, const auto &b) const { return view(a) < view(b); }
};

struct PartyCosts {
    CostSums sums{};
    std::string providerName{}; ///< As last seen.
    std::string clientKeyName{};
};

/// A session belongs to the key that named it: others may use the same words.
struct SessionName {
    std::string id{};
    std::string clientKeyId{};
    friend auto operator<=>(const SessionName &, const SessionName &) = default;
};

/// Of 15 minutes.
struct BookedCosts {
    std::map<CostParty, PartyCosts, CostPartyOrder> parties{};
    std::map<SessionName, CostSums> sessions{};

    /// The sums of one party, made when they are new.
    PartyCosts &of(const CostPartyView &party)
    {
        auto at = parties.lower_bound(party);
        if (at == parties.end() || CostPartyOrder()(party, at->first))
            at = parties.emplace_hint(at,
                                      CostParty{std::string(party.providerId), std::string(party.clientKeyId),
                                                std::string(party.model), std::string(party.alias),
                                                std::string(party.tags), std::string(party.application)},
                                      PartyCosts{});
        return at->second;
    }
    BookedCosts &operator+=(const BookedCosts &other)
    {
        for (const auto &[party, costs] : other.parties) {
            PartyCosts &mine = parties[party];
            mine.sums += costs.sums;
            mine.providerName = costs.providerName;
            mine.clientKeyName = costs.clientKeyName;
        }
        for (const auto &[session, sums] : other.sessions)
            sessions[session] += sums;
        return *this;
    }
};

} // namespace storage
