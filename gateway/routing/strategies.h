#pragma once

#include <cstdint>
#include <span>

#include "model/routing.h"
#include "routing/draws.h"

namespace routing {

/// One of several that may serve a call, as a strategy sees it.
struct Contender {
    std::uint32_t at = 0; ///< Its place among the candidates.
    std::int64_t weight = 1;
    std::int64_t firstTokenUs = -1;    ///< -1 = none seen.
    std::int64_t tokensPerSecond = -1; ///< -1 = none seen.
    std::int64_t openCalls = 0;
    std::int64_t cost = -1;     ///< What the call would come to there, to be compared only; -1 = not known.
    std::uint64_t identity = 0; ///< The same for the same place in every call.
};

/// What puts contenders in order, besides themselves.
struct Ordering {
    model::Strategy strategy = model::Strategy::WeightedRandom;
    std::uint64_t turn = 0;    ///< Of the round robins.
    std::uint64_t session = 0; ///< 0: the call belongs to none, or sessions do not matter.
};

/// Whether a strategy shares calls out, so that a session's calls may stay together instead. A ranking (by cost, speed
/// or quality) is what somebody asked for and stays; there a session decides between equals only.
bool sharesOut(model::Strategy strategy);
/// Whether a strategy wants `Ordering::turn` for calls of that session.
bool takesTurns(const Ordering &ordering);

/// Puts contenders of one priority into the order they are to be tried in. `contenders` come in the order of the plan.
/// The same contenders, ordering and draws give the same order.
void putInOrder(std::span<Contender> contenders, const Ordering &ordering, Draws &draws);

/// Each place is drawn by weight from those left; weights of 0 come last, in the order they had.
void drawByWeight(std::span<Contender> contenders, Draws &draws);
/// The order in which `session` would have them: most sessions' first changes only when that one goes, and shares of
/// sessions are as the weights say (rendezvous hashing).
void gatherBySession(std::span<Contender> contenders, std::uint64_t session);
/// Who is served at `turn` when each turn goes to who is furthest behind its share. Some weight is not 0.
std::size_t smoothTurn(std::span<const Contender> contenders, std::uint64_t turn);

} // namespace routing
