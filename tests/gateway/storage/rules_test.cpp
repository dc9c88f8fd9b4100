#include <QtTest>

#include "storage/plans.h"
#include "storage/rules.h"
#include "store_fixture.h"

namespace {

model::Rule rule(const std::string &id, std::int64_t priority)
{
    model::Rule out;
    out.id = id;
    out.name = "rule " + id;
    out.priority = priority;
    out.when = {
        {"all", base::Json::array({{{"model", "gpt-*"}}, {{"estimated_tokens", {{"min", 9007199254740993}}}}})}};
    out.then = base::Json::array({{{"tag", "x"}}});
    out.createdMs = 5;
    return out;
}

/// "id:priority id:priority"
std::string order(storage::Database &db)
{
    std::string out;
    const auto rules = storage::listRules(db);
    for (const model::Rule &one : *rules)
        out.append(out.empty() ? "" : " ").append(one.id).append(":").append(std::to_string(one.priority));
    return out;
}

} // namespace

class RulesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRuleIsReadBackAsItWasWritten()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        auto off = rule("b", 2);
        off.enabled = false;
        VERIFY_OK(storage::insertRule(*db, off));
        VERIFY_OK(storage::insertRule(*db, rule("a", 1)));
        const auto read = storage::getRule(*db, "b");
        VERIFY_OK(read);
        QCOMPARE(base::dump(read->when), base::dump(off.when));
        QCOMPARE(base::dump(read->then), base::dump(off.then));
        QVERIFY(!read->enabled);
        const auto plan = storage::loadPlan(*db);
        VERIFY_OK(plan);
        QCOMPARE(plan->rules.size(), std::size_t{2});
        QCOMPARE(plan->rules.front().id, std::string("a"));
        QCOMPARE(base::textOr(storage::planJson(*plan)["rules"][1]["name"]), std::string("rule b"));
    }

    void roomIsMadeOnlyWhereARuleStands()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        for (const auto &[id, priority] : {std::pair("a", 1), std::pair("b", 2), std::pair("c", 5)})
            VERIFY_OK(storage::insertRule(*db, rule(id, priority)));
        VERIFY_OK(storage::makeRoomForRule(*db, 3, "new"));
        QCOMPARE(order(*db), std::string("a:1 b:2 c:5"));
        VERIFY_OK(storage::makeRoomForRule(*db, 2, "b"));
        QCOMPARE(order(*db), std::string("a:1 b:2 c:5"));
        VERIFY_OK(storage::makeRoomForRule(*db, 2, "c"));
        QCOMPARE(order(*db), std::string("a:1 b:3 c:5"));
        QCOMPARE(storage::nextRulePriority(*db).value(), 6);
        VERIFY_OK(storage::orderRules(*db, std::vector<std::string>{"c", "a", "b"}));
        QCOMPARE(order(*db), std::string("c:1 a:2 b:3"));
        QCOMPARE(storage::getRule(*db, "b")->version, 2); // moved once, then it stood right
    }

    void hitsBelongToRulesThatExist()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertRule(*db, rule("a", 1)));
        const std::vector<storage::RuleHit> hits{{"a", 7, 99}, {"gone", 3, 9}};
        VERIFY_OK(storage::saveRuleHits(*db, hits));
        VERIFY_OK(storage::saveRuleHits(*db, std::vector<storage::RuleHit>{{"a", 8, 100}}));
        const auto read = storage::listRuleHits(*db);
        VERIFY_OK(read);
        QCOMPARE(read->size(), std::size_t{1});
        QCOMPARE(read->front().hits, 8);
        QCOMPARE(read->front().lastMs, 100);
        VERIFY_OK(storage::removeRule(*db, "a"));
        QVERIFY(storage::listRuleHits(*db)->empty());
    }

    void whatIsNoJsonIsNull()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertRule(*db, rule("a", 1)));
        auto spoil = db->config().prepare("UPDATE routing_rules SET condition = '{broken'");
        VERIFY_OK(spoil);
        VERIFY_OK(spoil->run());
        QVERIFY(storage::getRule(*db, "a")->when.is_null());
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "rules_test.moc"
