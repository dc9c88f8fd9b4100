#include "jobs/key_checker.h"

#include <QTcpServer>
#include <QTest>

using jobs::CheckTarget;
using jobs::CheckVerdict;
using jobs::KeyCheck;

namespace {

model::CheckSettings atOnce()
{
    return {.timeoutS = 5, .retries = 0, .failures = 1};
}

model::Provider at(std::string id, std::string baseUrl, std::string type = "custom")
{
    return {.id = std::move(id), .type = std::move(type), .baseUrl = std::move(baseUrl)};
}

/// Where nobody listens.
std::string closedPlace()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return "http://127.0.0.1:" + std::to_string(server.serverPort()) + "/v1";
}

} // namespace

/// What checks make of silence and of calls, over a real Health.
class KeyCheckerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNearbyAndSilentIsDown()
    {
        plan({at("prov_near", closedPlace())});
        check();
        QCOMPARE(found(0).standing.verdict, CheckVerdict::Silent);
        QCOMPARE(report(0).reason, routing::CooldownReason::Down);
        QCOMPARE(report(0).source, routing::CooldownSource::Check);
    }
    void whileNobodyOutThereIsHeardItMayBeOurNetwork()
    {
        plan({at("prov_a", "http://a.invalid/v1"), at("prov_b", "http://b.invalid/v1"),
              at("prov_near", "https://near.sandbox.invalid/v1")}); // which needs no network: it speaks for nobody
        for (int i = 0; i < 3; ++i)
            check();
        for (const std::size_t place : {0U, 1U}) {
            QCOMPARE(found(place).standing.verdict, CheckVerdict::Silent);
            QCOMPARE(found(place).standing.failures, std::int64_t{0});
            QCOMPARE(report(place).reason, routing::CooldownReason::None);
        }
        QCOMPARE(found(2).standing.verdict, CheckVerdict::Good);
    }
    void oneThatCallsHearSpeaksForTheNetwork()
    {
        plan({at("prov_a", "http://a.invalid/v1"), at("prov_b", "http://b.invalid/v1")});
        routing::Health::Reader reader(*m_health);
        routing::Permit permit = reader.enter(m_plan.providers[1], "m", nullptr, false);
        QVERIFY(permit);
        permit.settle({.status = 200});
        const CheckTarget target{m_plan.providers.data(), nullptr};
        m_checker->check(m_plan, std::span(&target, 1), atOnce());
        QCOMPARE(report(0).reason, routing::CooldownReason::Down);
    }
    void aCallIsACheck()
    {
        plan({at("prov_near", closedPlace())});
        check();
        m_checker->takeCall({m_plan.providers.data(), nullptr}, base::systemBootClock().millis(), atOnce());
        QVERIFY(found(0).byCall);
        QVERIFY(found(0).detail.empty());
        QCOMPARE(found(0).standing.failures, std::int64_t{0});
    }
    void aKeyThatCannotBeReadIsNotAskedFor()
    {
        model::Provider provider = at("prov_a", "http://a.invalid/v1");
        provider.keys = {{.id = "pkey_1", .providerId = "prov_a", .secret = "env:NOBODY_HAS_SET_THIS"}};
        plan({std::move(provider)});
        check();
        const KeyCheck seen = m_board.find({"prov_a", "pkey_1"});
        QCOMPARE(seen.standing.verdict, CheckVerdict::NoSecret);
        QVERIFY(!seen.detail.empty());
    }
    void whatHasBeenGivenUpTeachesNothing()
    {
        plan({at("prov_near", closedPlace())});
        const std::atomic<bool> abandoned{true};
        const auto targets = jobs::checkTargets(m_plan);
        m_checker->check(m_plan, targets, atOnce(), &abandoned);
        QVERIFY(!found(0).standing.checked);
    }
    void onlyWhatIsInUseIsChecked()
    {
        model::Provider off = at("prov_off", "http://a.invalid/v1");
        off.enabled = false;
        model::Provider keys = at("prov_keys", "http://a.invalid/v1");
        keys.keys = {{.id = "pkey_on"}, {.id = "pkey_off", .enabled = false}};
        plan({at("prov_sandbox", "", "sandbox"), std::move(off), std::move(keys)});
        const auto targets = jobs::checkTargets(m_plan);
        QCOMPARE(targets.size(), std::size_t{1});
        QCOMPARE(targets[0].name().key, std::string("pkey_on"));
    }

private:
    void plan(std::vector<model::Provider> providers)
    {
        m_plan = {};
        m_plan.providers = std::move(providers);
        m_board.forgetUnless([](const auto &) { return false; });
        m_health = std::make_unique<routing::Health>();
        m_health->adopt(m_plan);
        m_checker = std::make_unique<jobs::KeyChecker>(m_secrets, *m_health, m_board);
    }
    void check()
    {
        const auto targets = jobs::checkTargets(m_plan);
        m_checker->check(m_plan, targets, atOnce());
    }
    KeyCheck found(std::size_t place) const { return m_board.find({m_plan.providers[place].id, {}}); }
    routing::HealthReport report(std::size_t place) const
    {
        return m_health->report(m_plan.providers[place], nullptr).front();
    }

    model::Plan m_plan{};
    secrets::SecretStore m_secrets{};
    jobs::CheckBoard m_board{};
    std::unique_ptr<routing::Health> m_health{};
    std::unique_ptr<jobs::KeyChecker> m_checker{};
};

QTEST_GUILESS_MAIN(KeyCheckerTest)
#include "key_checker_test.moc"
