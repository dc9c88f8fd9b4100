#include "routing/strategies.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace routing {
namespace {

using model::Strategy;
using Contenders = std::span<Contender>;

std::uint64_t weightOf(const Contender &one)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, one.weight));
}

std::uint64_t sumOf(std::span<const Contender> contenders)
{
    std::uint64_t out = 0;
    for (const Contender &one : contenders)
        out += weightOf(one);
    return out;
}

/// Moves one to the front; the others keep their order.
void bringForward(Contenders contenders, std::size_t which)
{
    std::rotate(contenders.begin(), contenders.begin() + static_cast<std::ptrdiff_t>(which),
                contenders.begin() + static_cast<std::ptrdiff_t>(which) + 1);
}

/// Seen nothing of, and nothing under way that would tell: one call is spent to find out.
bool unexplored(std::int64_t figure, const Contender &one)
{
    return figure < 0 && one.openCalls == 0;
}

/// Smaller is better.
std::int64_t latencyRank(const Contender &one)
{
    if (unexplored(one.firstTokenUs, one))
        return -1;
    return one.firstTokenUs < 0 ? std::numeric_limits<std::int64_t>::max() : one.firstTokenUs;
}
std::int64_t speedRank(const Contender &one)
{
    if (unexplored(one.tokensPerSecond, one))
        return std::numeric_limits<std::int64_t>::min();
    return one.tokensPerSecond < 0 ? 0 : -one.tokensPerSecond;
}
std::int64_t costRank(const Contender &one)
{
    return one.cost < 0 ? std::numeric_limits<std::int64_t>::max() : one.cost;
}
std::int64_t busyRank(const Contender &one)
{
    return one.openCalls;
}
std::int64_t weightRank(const Contender &one)
{
    return -one.weight;
}

void spread(Contenders contenders, const Ordering &ordering, Draws &draws)
{
    if (ordering.session != 0)
        gatherBySession(contenders, ordering.session);
    else
        drawByWeight(contenders, draws);
}

void rotate(Contenders contenders, std::uint64_t turn)
{
    std::ranges::rotate(contenders, contenders.begin() + static_cast<std::ptrdiff_t>(turn % contenders.size()));
}

void takeSmoothTurn(Contenders contenders, std::uint64_t turn)
{
    if (sumOf(contenders) == 0)
        return;
    bringForward(contenders, smoothTurn(contenders, turn));
    std::ranges::stable_sort(contenders.subspan(1), {}, weightRank);
}

/// Two drawn by weight: the quicker one first. Not the quickest of all, or every call would run to it at once.
void preferQuickerOfTwo(Contenders contenders, Draws &draws)
{
    drawByWeight(contenders, draws);
    if (latencyRank(contenders[1]) < latencyRank(contenders[0]))
        std::swap(contenders[0], contenders[1]);
}

} // namespace

bool sharesOut(Strategy strategy)
{
    return strategy != Strategy::CostFirst && strategy != Strategy::SpeedFirst && strategy != Strategy::QualityFirst;
}

bool takesTurns(const Ordering &ordering)
{
    const bool byTurns = ordering.strategy == Strategy::RoundRobin || ordering.strategy == Strategy::SmoothWeighted;
    return byTurns && ordering.session == 0;
}

void putInOrder(Contenders contenders, const Ordering &ordering, Draws &draws)
{
    if (contenders.size() < 2)
        return;
    if (ordering.session != 0 && sharesOut(ordering.strategy))
        return gatherBySession(contenders, ordering.session);
    switch (ordering.strategy) {
    case Strategy::WeightedRandom:
        return drawByWeight(contenders, draws);
    case Strategy::RoundRobin:
        return rotate(contenders, ordering.turn);
    case Strategy::SmoothWeighted:
        return takeSmoothTurn(contenders, ordering.turn);
    case Strategy::LeastLatency:
        return preferQuickerOfTwo(contenders, draws);
    case Strategy::LeastBusy:
        drawByWeight(contenders, draws); // decides between equals
        return void(std::ranges::stable_sort(contenders, {}, busyRank));
    case Strategy::CostFirst:
        spread(contenders, ordering, draws);
        return void(std::ranges::stable_sort(contenders, {}, costRank));
    case Strategy::SpeedFirst:
        spread(contenders, ordering, draws);
        return void(std::ranges::stable_sort(contenders, {}, speedRank));
    case Strategy::QualityFirst:
        return void(std::ranges::stable_sort(contenders, {}, weightRank));
    }
}

void drawByWeight(Contenders contenders, Draws &draws)
{
    std::uint64_t sum = sumOf(contenders);
    for (std::size_t from = 0; from + 1 < contenders.size() && sum > 0; ++from) {
        std::uint64_t left = draws.below(sum);
        std::size_t chosen = from;
        while (left >= weightOf(contenders[chosen]))
            left -= weightOf(contenders[chosen++]);
        sum -= weightOf(contenders[chosen]);
        bringForward(contenders.subspan(from), chosen - from);
    }
}

void gatherBySession(Contenders contenders, std::uint64_t session)
{
    // -log(u) / weight is smallest with a probability that is the weight's share: weighted rendezvous hashing.
    const auto distance = [session](const Contender &one) {
        const std::uint64_t bits = scramble(session ^ scramble(one.identity + 0x9E3779B97F4A7C15ULL)) >> 11;
        const double u = (static_cast<double>(bits) + 0.5) * 0x1p-53;
        return one.weight > 0 ? -std::log(u) / static_cast<double>(one.weight)
                              : std::numeric_limits<double>::infinity();
    };
    std::ranges::stable_sort(contenders, {}, distance);
}

std::size_t smoothTurn(std::span<const Contender> contenders, std::uint64_t turn)
{
    // The k-th service (from 0) of one is due at (2k + 1) * sum / (2 * weight): the turn-th to fall due is served. Those
    // due by x - n are at most x of n contenders, so that the search begins close to its end.
    std::uint64_t sum = sumOf(contenders);
    std::uint64_t common = 0;
    for (const Contender &one : contenders)
        common = std::gcd(common, weightOf(one));
    sum /= common;
    turn %= sum;
    const std::uint64_t begin = turn > contenders.size() ? turn - contenders.size() : 0;
    std::vector<std::uint64_t> served(contenders.size());
    std::uint64_t past = 0;
    for (std::size_t i = 0; i < contenders.size(); ++i)
        past += served[i] = (2 * weightOf(contenders[i]) / common * begin + sum) / (2 * sum);
    for (;; ++past) {
        std::size_t next = 0;
        for (std::size_t i = 1; i < contenders.size(); ++i) {
            // (2k + 1) / weight, compared crosswise; equals by weight, so that the heavy one is not served twice running
            const std::uint64_t a = (2 * served[i] + 1) * weightOf(contenders[next]);
            const std::uint64_t b = (2 * served[next] + 1) * weightOf(contenders[i]);
            if (a < b || (a == b && weightOf(contenders[i]) < weightOf(contenders[next])))
                next = i;
        }
        if (past == turn)
            return next;
        ++served[next];
    }
}

} // namespace routing
