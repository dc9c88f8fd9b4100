#include <QtTest>

#include "base/json.h"
#include "model/resources.h"
#include "storage/model_map.h"
#include "storage/plans.h"
#include "storage/settings.h"
#include "store_fixture.h"

namespace {

model::ModelAlias alias(const std::string &name)
{
    model::ModelAlias out{.id = "alias_" + name, .name = name, .createdMs = 5};
    out.targets = {{.providerId = "p1", .model = "m", .weight = 3},
                   {.providerId = "p2",
                    .model = "n",
                    .priority = 1,
                    .overrides = {{"temperature", 0.5}, {"seed", 9007199254740993}},
                    .requiredFeatures = {"tools", "images"}}};
    return out;
}

/// What is wrong with targets given as JSON, as "param: words".
std::string refused(std::string_view json)
{
    model::ModelAlias value;
    base::Json input = {{"name", "x"}};
    input["targets"] = base::parseJson(json).value();
    const auto taken = model::applyJson(value, input, model::Input::Create);
    return taken ? "taken" : taken.error().param;
}

} // namespace

class ModelMapTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAliasIsReadBackAsItWasWritten()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        model::ModelAlias first = alias("zeta");
        first.strategy = model::Strategy::SmoothWeighted;
        first.affinity = false;
        VERIFY_OK(storage::insertAlias(*db, first));
        VERIFY_OK(storage::insertAlias(*db, alias("eta")));
        const auto all = storage::listAliases(*db);
        VERIFY_OK(all);
        QCOMPARE(all->size(), std::size_t{2});
        QCOMPARE(all->front().name, std::string("eta")); // by name
        QVERIFY(!all->front().strategy && !all->front().affinity);
        const model::ModelAlias &read = all->back();
        QVERIFY(read.strategy == model::Strategy::SmoothWeighted && read.affinity == false && read.enabled);
        QVERIFY(read.targets == first.targets);
    }
    void aNameIsTakenOnce()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertAlias(*db, alias("one")));
        model::ModelAlias other = alias("one");
        other.id = "another";
        const auto taken = storage::insertAlias(*db, other);
        QVERIFY(!taken && taken.error().code == base::ErrorCode::Conflict);
        other.name = "two";
        VERIFY_OK(storage::insertAlias(*db, other));
        VERIFY_OK(storage::removeAlias(*db, other.id));
        QCOMPARE(storage::listAliases(*db)->size(), std::size_t{1});
    }
    void theyAreInThePlanAndInItsHistory()
    {
        const fixture::Directory directory;
        const auto db = fixture::openStore(directory.path());
        VERIFY_OK(storage::insertAlias(*db, alias("one")));
        model::Settings settings = storage::loadSettings(*db).value();
        settings.strategy = "cost_first";
        settings.affinity = false;
        VERIFY_OK(storage::saveSettings(*db, settings));
        const auto plan = storage::loadPlan(*db);
        VERIFY_OK(plan);
        QCOMPARE(plan->aliases.size(), std::size_t{1});
        QCOMPARE(plan->settings.strategy, std::string("cost_first"));
        QCOMPARE(plan->settings.affinity, false);
        const base::Json json = storage::planJson(*plan);
        QCOMPARE(base::textOr(json["aliases"][0]["targets"][1]["model"]), std::string("n"));
        QCOMPARE(json["settings"]["affinity"].get<bool>(), false);
    }
    void whatIsWrongIsNamedByItsWay_data()
    {
        QTest::addColumn<QByteArray>("targets");
        QTest::addColumn<QByteArray>("param");
        const auto row = [](const char *name, const char *targets, const char *param) {
            QTest::newRow(name) << QByteArray(targets) << QByteArray(param);
        };
        row("all is well", R"([{"provider":"p","model":"m","provider_name":"P"}])", "taken");
        row("no list", "{}", "targets");
        row("none", "[]", "targets");
        row("no object", "[1]", "targets[0]");
        row("no model", R"([{"provider":"p","model":"m"},{"provider":"p"}])", "targets[1].model");
        row("no provider", R"([{"model":"m"}])", "targets[0].provider");
        row("a weight below nothing", R"([{"provider":"p","model":"m","weight":-1}])", "targets[0].weight");
        row("half a priority", R"([{"provider":"p","model":"m","priority":0.5}])", "targets[0].priority");
        row("an unknown field", R"([{"provider":"p","model":"m","prio":1}])", "targets[0].prio");
        row("an unknown feature", R"([{"provider":"p","model":"m","required_features":["tools","smell"]}])",
            "targets[0].required_features[1]");
        row("overrides are no object", R"([{"provider":"p","model":"m","overrides":[]}])", "targets[0].overrides");
        row("the model is not overridden", R"([{"provider":"p","model":"m","overrides":{"model":"x"}}])",
            "targets[0].overrides.model");
    }
    void whatIsWrongIsNamedByItsWay()
    {
        QFETCH(QByteArray, targets);
        QFETCH(QByteArray, param);
        QCOMPARE(QByteArray::fromStdString(refused(targets.toStdString())), param);
    }
};

QTEST_GUILESS_MAIN(ModelMapTest)
#include "model_map_test.moc"
