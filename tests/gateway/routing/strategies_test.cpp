#include <QTest>

#include <cmath>
#include <map>
#include <numeric>
#include <vector>

#include "routing/strategies.h"

namespace {

using model::Strategy;
using routing::Contender;
using routing::Draws;
using routing::Ordering;

constexpr int kDraws = 100'000;

std::vector<Contender> weighted(std::initializer_list<std::int64_t> weights)
{
    std::vector<Contender> out;
    for (const std::int64_t weight : weights) {
        const auto at = static_cast<std::uint32_t>(out.size());
        out.push_back({.at = at, .weight = weight, .identity = routing::hashOf(std::to_string(at))});
    }
    return out;
}

std::string order(std::vector<Contender> contenders, const Ordering &ordering, std::uint64_t seed = 1)
{
    Draws draws(seed);
    routing::putInOrder(contenders, ordering, draws);
    std::string out;
    for (const Contender &one : contenders)
        out += std::to_string(one.at);
    return out;
}

std::uint32_t first(std::vector<Contender> contenders, const Ordering &ordering, std::uint64_t seed)
{
    Draws draws(seed);
    routing::putInOrder(contenders, ordering, draws);
    return contenders.front().at;
}

/// Chi-squared statistic of counts against weights.
double chiSquared(const std::vector<int> &counts, const std::vector<Contender> &contenders)
{
    double sum = 0;
    for (const Contender &one : contenders)
        sum += static_cast<double>(one.weight);
    double out = 0;
    for (const Contender &one : contenders) {
        const double expected = kDraws * static_cast<double>(one.weight) / sum;
        out += (counts[one.at] - expected) * (counts[one.at] - expected) / expected;
    }
    return out;
}

constexpr double kCritical3 = 11.345; // chi-squared with 3 degrees of freedom, p = 0.01

} // namespace

class StrategiesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawsKeepToTheWeights()
    {
        const auto contenders = weighted({5, 3, 1, 11});
        for (const std::uint64_t seed : {1ULL, 77ULL, 123456789ULL}) {
            Draws seeds(seed); // as base::fastRandom() would give them
            std::vector<int> counts(contenders.size());
            for (int i = 0; i < kDraws; ++i)
                ++counts[first(contenders, {}, seeds.next())];
            QVERIFY2(chiSquared(counts, contenders) < kCritical3,
                     qPrintable(QString::number(chiSquared(counts, contenders))));
        }
    }
    void sessionsKeepToTheWeights()
    {
        const auto contenders = weighted({5, 3, 1, 11});
        std::vector<int> counts(contenders.size());
        for (int i = 0; i < kDraws; ++i)
            ++counts[first(contenders, {.session = routing::hashOf("session " + std::to_string(i))}, 1)];
        QVERIFY2(chiSquared(counts, contenders) < kCritical3,
                 qPrintable(QString::number(chiSquared(counts, contenders))));
    }
    void aWeightOfNothingComesLast()
    {
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            QCOMPARE(order(weighted({0, 1, 0, 1}), {}, seed).substr(2), std::string("02"));
            QCOMPARE(order(weighted({0, 1}), {.session = seed + 1}), std::string("10"));
        }
        QCOMPARE(order(weighted({0, 0}), {}), std::string("01"));
        QCOMPARE(order(weighted({0, 0}), {.strategy = Strategy::SmoothWeighted, .turn = 5}), std::string("01"));
    }
    void aSessionStaysAndOnlyThoseOfALostTargetMove()
    {
        const auto all = weighted({1, 2, 3, 1});
        auto fewer = all;
        fewer.erase(fewer.begin() + 2);
        int moved = 0;
        for (std::uint64_t session = 1; session < 2000; ++session) {
            const std::uint32_t at = first(all, {.session = session}, session);
            QCOMPARE(first(all, {.session = session}, session + 99), at); // whatever is drawn
            const std::uint32_t now = first(fewer, {.session = session}, 5);
            if (at == 2)
                ++moved;
            else
                QCOMPARE(now, at);
        }
        QVERIFY(moved > 500);
    }
    void roundRobinTakesTurns()
    {
        std::string turns;
        for (std::uint64_t turn = 0; turn < 7; ++turn)
            turns += order(weighted({1, 9, 1}), {.strategy = Strategy::RoundRobin, .turn = turn}).front();
        QCOMPARE(turns, std::string("0120120"));
        QCOMPARE(order(weighted({1, 1, 1}), {.strategy = Strategy::RoundRobin, .turn = 1}), std::string("120"));
    }
    void smoothTurnsKeepToTheWeightsExactlyAndWithoutBursts()
    {
        for (const auto &contenders : {weighted({5, 1, 1}), weighted({7, 0, 5, 3}), weighted({100, 37, 1}),
                                       weighted({1, 1, 1, 1, 1, 1, 1, 1, 1, 1}), weighted({999'999, 1'000'000})}) {
            const auto sum = std::accumulate(contenders.begin(), contenders.end(), std::int64_t{0},
                                             [](std::int64_t so, const Contender &one) { return so + one.weight; });
            const auto turns = static_cast<std::uint64_t>(std::min<std::int64_t>(sum, 2000));
            std::vector<std::int64_t> served(contenders.size());
            for (std::uint64_t turn = 0; turn < turns; ++turn) {
                ++served[routing::smoothTurn(contenders, turn)];
                for (const Contender &one : contenders) { // never far from its share: no bursts, no waits
                    const double share =
                        static_cast<double>(one.weight) * static_cast<double>(turn + 1) / static_cast<double>(sum);
                    QVERIFY(std::abs(static_cast<double>(served[one.at]) - share)
                            <= static_cast<double>(contenders.size()) / 2 + 1);
                }
            }
            if (sum <= 2000)
                for (const Contender &one : contenders)
                    QCOMPARE(served[one.at], one.weight);
            QCOMPARE(routing::smoothTurn(contenders, static_cast<std::uint64_t>(sum) + 1),
                     routing::smoothTurn(contenders, 1));
        }
    }
    void theQuickerOfTwoIsPreferred()
    {
        auto contenders = weighted({1, 1, 1});
        contenders[0].firstTokenUs = 900;
        contenders[1].firstTokenUs = 300;
        contenders[2].firstTokenUs = 600;
        std::vector<int> counts(3);
        Draws seeds(5);
        for (int i = 0; i < 30'000; ++i)
            ++counts[first(contenders, {.strategy = Strategy::LeastLatency}, seeds.next())];
        QCOMPARE(counts[0], 0);                      // slower than whichever it is drawn with
        QVERIFY(std::abs(counts[1] - 20'000) < 600); // in two pairs of three
        QVERIFY(std::abs(counts[2] - 10'000) < 600);
    }
    void whatNobodyKnowsIsTriedOnce()
    {
        auto contenders = weighted({1, 1});
        contenders[0].firstTokenUs = 100;
        contenders[0].tokensPerSecond = 50;
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            QCOMPARE(order(contenders, {.strategy = Strategy::LeastLatency}, seed), std::string("10"));
            QCOMPARE(order(contenders, {.strategy = Strategy::SpeedFirst}, seed), std::string("10"));
        }
        contenders[1].openCalls = 1; // that one is under way
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            QCOMPARE(order(contenders, {.strategy = Strategy::LeastLatency}, seed), std::string("01"));
            QCOMPARE(order(contenders, {.strategy = Strategy::SpeedFirst}, seed), std::string("01"));
        }
    }
    void rankings_data()
    {
        QTest::addColumn<int>("strategy");
        QTest::addColumn<QByteArray>("want");
        QTest::newRow("fewest open calls") << int(Strategy::LeastBusy) << QByteArray("210");
        QTest::newRow("cheapest, the unknown last") << int(Strategy::CostFirst) << QByteArray("102");
        QTest::newRow("most tokens a second") << int(Strategy::SpeedFirst) << QByteArray("021");
        QTest::newRow("the admin's own ranking") << int(Strategy::QualityFirst) << QByteArray("120");
    }
    void rankings()
    {
        QFETCH(int, strategy);
        QFETCH(QByteArray, want);
        auto contenders = weighted({1, 9, 5});
        contenders[0].openCalls = 3, contenders[0].cost = 20, contenders[0].tokensPerSecond = 90;
        contenders[1].openCalls = 2, contenders[1].cost = 10, contenders[1].tokensPerSecond = 40;
        contenders[2].openCalls = 1, contenders[2].cost = -1, contenders[2].tokensPerSecond = 60;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const Ordering ordering{.strategy = static_cast<Strategy>(strategy)};
            QCOMPARE(QByteArray::fromStdString(order(contenders, ordering, seed)), want);
        }
    }
    void aRankingIsKeptAndASessionDecidesBetweenEquals()
    {
        auto contenders = weighted({1, 1, 1, 1});
        for (Contender &one : contenders)
            one.cost = one.at < 2 ? 10 : 5;
        std::map<std::string, int> seen;
        for (std::uint64_t session = 1; session < 200; ++session) {
            const Ordering ordering{.strategy = Strategy::CostFirst, .session = session};
            const std::string once = order(contenders, ordering, 1);
            QVERIFY(once[0] >= '2' && once[1] >= '2');
            QCOMPARE(order(contenders, ordering, 2), once);
            ++seen[once];
        }
        QVERIFY(seen.size() > 2);
    }
    void equalsShareEvenly()
    {
        std::vector<int> counts(3);
        Draws seeds(9);
        for (int i = 0; i < 30'000; ++i)
            ++counts[first(weighted({1, 1, 1}), {.strategy = Strategy::LeastBusy}, seeds.next())];
        for (const int count : counts)
            QVERIFY(std::abs(count - 10'000) < 500);
    }
};

QTEST_APPLESS_MAIN(StrategiesTest)
#include "strategies_test.moc"
