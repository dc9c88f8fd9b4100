#include <QTest>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "replay_calls.h"
#include "routing/draws.h"
#include "routing/replay.h"
#include "routing_fixture.h"

namespace {

using base::Json;
using fixture::Call;
using routing::Draws;
using routing::Replay;
using routing::conditions::LooksAt;
using Verdict = routing::Rerouting::Verdict;

constexpr int kCalls = 20'000;

Json json(const char *text)
{
    return base::parseJson(text).value();
}

model::Rule rule(const std::string &id, Json when, Json then)
{
    return {.id = id, .name = id, .when = std::move(when), .then = Json::array({std::move(then)})};
}

std::string placeOf(const routing::Place &place)
{
    return place.provider.empty() ? "" : std::string(place.provider) + ":" + std::string(place.model);
}

/// One call of the past, judged by itself.
struct Judged {
    Verdict verdict{};
    std::string from{};
    std::string to{};
    LooksAt unknown{};
    routing::FeatureSet missing = 0;
};

/// The calls were made under `then`; `now` is the present plan.
class Judge {
public:
    Judge(const model::Plan &then, const model::Plan &now, const model::Plan &edited,
          Replay::Against against = Replay::Against::Plan)
        : m_then(then), m_replay(now, edited, against, routing::zonesWithoutNames, [this](std::int64_t version) {
              return version == m_then.version ? m_then.rules : std::vector<model::Rule>();
          })
    {
    }
    Judged operator()(const Call &call)
    {
        const std::string text = call.trace(m_then);
        const auto trace = routing::ReplayView::parse(text);
        const auto facts = call.facts();
        const routing::LoggedCall logged{.trace = &*trace,
                                         .clientKeyId = facts.clientKeyId,
                                         .clientKeyName = facts.clientKeyName,
                                         .endpoint = facts.endpoint,
                                         .stream = facts.stream,
                                         .wallMs = facts.wallMs};
        const routing::Rerouting found = m_replay.judge(logged, *trace);
        return {found.verdict, placeOf(found.from), placeOf(found.to), found.unknown, found.missing};
    }

private:
    const model::Plan &m_then;
    Replay m_replay;
};

model::Plan planWith(std::vector<model::Rule> rules)
{
    model::Plan out = fixture::plan();
    out.aliases = {fixture::alias("fast", {{.providerId = "id-alpha", .model = "gpt-4o", .weight = 2},
                                           {.providerId = "id-any", .model = "small"},
                                           {.providerId = "id-beta", .model = "gpt-4o", .weight = 1}})};
    out.rules = std::move(rules);
    return out;
}

/// Rules and calls from one seed, of few words, so that much matches.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : m_draws(seed) {}

    Json condition(int depth = 0)
    {
        const auto parts = [&] { return Json::array({condition(depth + 1), condition(depth + 1)}); };
        switch (m_draws.below(depth < 2 ? 12 : 9)) {
        case 0:
            return {{"regex", word()}};
        case 1:
            return {{"header", {{"name", "x-team"}, {"value", word()}}}};
        case 2:
            return {{"key", m_draws.below(2) == 0 ? "ci" : "dev"}};
        case 3:
            return {{"model", m_draws.below(2) == 0 ? "gpt-*" : "fast"}};
        case 4:
            return {{"has", "tools"}};
        case 5:
            return {{"complexity", {{"max", m_draws.below(20)}}}};
        case 6:
            return {{"request_class", "subagent"}};
        case 7:
            return {{"tag", word()}};
        case 8:
            return {{"estimated_tokens", {{"min", m_draws.below(12)}}}};
        case 9:
            return {{"all", parts()}};
        case 10:
            return {{"any", parts()}};
        default:
            return {{"not", condition(depth + 1)}};
        }
    }
    Json action()
    {
        switch (m_draws.below(7)) {
        case 0:
            return {{"use_model", m_draws.below(2) == 0 ? "fast" : "any/small"}};
        case 1:
            return {{"use_provider", m_draws.below(2) == 0 ? "beta" : "any"}};
        case 2:
            return {{"reject", {{"message", "no"}}}};
        case 3:
            return {{"forbid_provider", "alpha"}};
        case 4:
            return {{"strategy", "round_robin"}};
        default:
            return {{"tag", word()}};
        }
    }
    std::vector<model::Rule> rules()
    {
        std::vector<model::Rule> out;
        for (std::uint64_t left = m_draws.below(5) + 1; left > 0; --left)
            out.push_back(rule("rule_" + std::to_string(left), condition(), action()));
        return out;
    }
    /// One rule is another, or is gone, or two change places.
    void edit(std::vector<model::Rule> &rules)
    {
        const auto at = m_draws.below(rules.size());
        switch (m_draws.below(4)) {
        case 0:
            rules[at].when = condition();
            break;
        case 1:
            rules[at].then = Json::array({action()});
            break;
        case 2:
            rules[at].enabled = false;
            break;
        default:
            std::swap(rules[at], rules.front());
        }
    }
    Call call()
    {
        Call out;
        out.model = m_draws.below(3) == 0 ? "fast" : "gpt-4o";
        out.key = m_draws.below(2) == 0 ? "ci" : "dev";
        out.team = m_draws.below(2) == 0 ? word() : "";
        out.requestClass = m_draws.below(2) == 0 ? "subagent" : "";
        out.draw = m_draws.next();
        out.prompt.lastUserText = word() + " " + word();
        out.prompt.tools = static_cast<std::int64_t>(m_draws.below(2));
        return out;
    }

private:
    std::string word()
    {
        static constexpr std::array<const char *, 3> kWords{"red", "green", "blue"};
        return kWords[m_draws.below(kWords.size())];
    }
    Draws m_draws;
};

} // namespace

class ReplayTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unchangedRulesMoveNothing()
    {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            Chance chance(seed);
            const model::Plan then = planWith(chance.rules());
            model::Plan now = planWith(chance.rules()); // other rules than those of that time
            now.version = 8;
            Judge sameAsThen(then, then, then);
            Judge sameAsNow(then, now, now);
            for (int i = 0; i < 20; ++i) {
                const Call call = chance.call();
                QVERIFY(sameAsThen(call).verdict == Verdict::Same);
                QVERIFY(sameAsNow(call).verdict == Verdict::Same);
            }
        }
    }
    void whatIsSaidOfACallIsTrueOfIt()
    {
        int moved = 0;
        int unknown = 0;
        int calls = 0;
        for (std::uint64_t seed = 1; calls < kCalls; ++seed) {
            Chance chance(seed * 7919);
            const model::Plan then = planWith(chance.rules());
            model::Plan edited = then;
            chance.edit(edited.rules);
            Judge judge(then, then, edited);
            for (int i = 0; i < 20; ++i, ++calls) {
                const Call call = chance.call();
                const std::string from = call.goesTo(then);
                const std::string to = call.goesTo(edited);
                const Judged judged = judge(call);
                const auto where = QByteArray::number(qulonglong(seed)) + " call " + QByteArray::number(i);
                if (judged.verdict == Verdict::Unknown) {
                    ++unknown;
                    continue;
                }
                QVERIFY2((judged.verdict == Verdict::Moved) == (from != to), where);
                moved += judged.verdict == Verdict::Moved ? 1 : 0;
                if (judged.verdict == Verdict::Moved)
                    QVERIFY2(judged.from == from && judged.to == to, where);
            }
        }
        QVERIFY2(moved > kCalls / 20, qPrintable(QString::number(moved)));
        QVERIFY2(unknown > kCalls / 100 && unknown < kCalls / 5, qPrintable(QString::number(unknown)));
    }
    void aKnownEditMovesExactlyItsCalls()
    {
        const model::Plan now = planWith({rule("ci", json(R"({"key":"ci"})"), {{"use_provider", "beta"}})});
        model::Plan edited = now;
        edited.rules.front().when = json(R"({"all":[{"key":"ci"},{"not":{"has":"tools"}}]})");
        Judge judge(now, now, edited);
        for (const bool tools : {false, true})
            for (const char *key : {"ci", "dev"}) {
                Call call;
                call.key = key;
                call.prompt.tools = tools ? 2 : 0;
                const Judged judged = judge(call);
                QCOMPARE(judged.verdict == Verdict::Moved, tools && call.key == "ci");
                if (judged.verdict == Verdict::Moved) {
                    QCOMPARE(judged.from, std::string("id-beta:gpt-4o"));
                    QCOMPARE(judged.to, std::string("id-alpha:gpt-4o"));
                }
            }
    }
    void aPatternThatWasAskedThenIsKnownToHaveMatchedOrNot()
    {
        const model::Plan now =
            planWith({rule("red", json(R"({"all":[{"key":"ci"},{"regex":"red"}]})"), {{"tag", "t"}}),
                      rule("green", json(R"({"regex":"green"})"), {{"use_provider", "beta"}})});
        model::Plan edited = now;
        edited.rules[1].then = Json::array({{{"use_provider", "any"}}});
        edited.rules.push_back(rule("new", json(R"({"regex":"red"})"), {{"use_model", "any/small"}}));
        Judge judge(now, now, edited);
        Call call;
        call.prompt.lastUserText = "green";
        QVERIFY(judge(call).verdict == Verdict::Moved);
        QCOMPARE(judge(call).to, std::string("id-any:gpt-4o"));
        call.prompt.lastUserText = "red";
        QCOMPARE(judge(call).to, std::string("id-any:small"));
        call.prompt.lastUserText = "blue";
        QVERIFY(judge(call).verdict == Verdict::Same);
        call.key = "dev"; // nobody asked whether it was red
        QVERIFY(judge(call).verdict == Verdict::Unknown);
        QVERIFY(judge(call).unknown == LooksAt::Prompt);
    }
    void anUnknownThatMakesNoDifferenceIsNone()
    {
        std::vector<model::Rule> rules;
        for (int i = 0; i < 12; ++i)
            rules.push_back(rule("tag" + std::to_string(i), {{"regex", "word" + std::to_string(i)}}, {{"tag", "t"}}));
        const model::Plan then = planWith({});
        model::Plan now = planWith(rules);
        now.version = 8;
        model::Plan edited = now;
        edited.rules.push_back(rule("dev", json(R"({"key":"dev"})"), {{"use_provider", "beta"}}));
        Judge judge(then, now, edited);
        Call call;
        QVERIFY(judge(call).verdict == Verdict::Same); // whichever of them matched, they only tag
        call.key = "dev";
        QVERIFY(judge(call).verdict == Verdict::Moved);
    }
    void aHeaderOfANewRuleCannotBeTold()
    {
        const model::Plan now = planWith({});
        model::Plan edited =
            planWith({rule("team", json(R"({"header":{"name":"x-team"}})"), {{"use_provider", "beta"}})});
        Call call;
        call.team = "blue";
        QVERIFY(Judge(now, now, edited)(call).unknown == LooksAt::Headers);
        edited.rules.front().then = Json::array({{{"use_provider", "alpha"}}}); // where it goes anyway
        QVERIFY(Judge(now, now, edited)(call).verdict == Verdict::Same);
    }
    void theSwitchStandsAsItStood()
    {
        model::Plan then = planWith({});
        then.routing = false;
        const model::Plan now = planWith({});
        const model::Plan edited = planWith({rule("all", Json::object(), {{"use_provider", "beta"}})});
        QVERIFY(Judge(then, now, edited)(Call{}).verdict == Verdict::Same);
        then.routing = true;
        QVERIFY(Judge(then, now, edited)(Call{}).verdict == Verdict::Moved);
    }
    void whereCallsWentMayBeComparedInstead()
    {
        const model::Plan then = planWith({});
        model::Plan now = planWith({rule("all", Json::object(), {{"use_provider", "beta"}})});
        now.version = 8;
        QVERIFY(Judge(then, now, now)(Call{}).verdict == Verdict::Same);
        const Judged judged = Judge(then, now, now, Replay::Against::Log)(Call{});
        QCOMPARE(judged.from, std::string("id-alpha:gpt-4o"));
        QCOMPARE(judged.to, std::string("id-beta:gpt-4o"));
        QVERIFY(Judge(then, now, then, Replay::Against::Log)(Call{}).verdict == Verdict::Same);
    }
    void aTurnedAwayCallGoesNowhere()
    {
        const model::Plan now = planWith({});
        const model::Plan edited = planWith({rule("no", Json::object(), {{"reject", {{"message", "no"}}}})});
        const Judged away = Judge(now, now, edited)(Call{});
        QVERIFY(away.verdict == Verdict::Moved);
        QCOMPARE(away.to, std::string());
        const Judged back = Judge(edited, edited, now)(Call{});
        QCOMPARE(back.from, std::string());
        QCOMPARE(back.to, std::string("id-alpha:gpt-4o"));
    }
    void aTargetThatWantsMoreOfTheCallIsMissed()
    {
        const model::Plan now = planWith({});
        model::Plan edited = now;
        for (model::AliasTarget &target : edited.aliases.front().targets)
            target.requiredFeatures = {"tools", "images"};
        Call call;
        call.model = "fast";
        call.prompt.tools = 1;
        const Judged judged = Judge(now, now, edited)(call);
        QVERIFY(judged.verdict == Verdict::Moved);
        QCOMPARE(judged.to, std::string());
        QCOMPARE(judged.missing, routing::featuresOf(std::vector<std::string>{"images"}));
    }
};

QTEST_APPLESS_MAIN(ReplayTest)
#include "replay_test.moc"
