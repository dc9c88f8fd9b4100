#include "admin/act.h"

#include <QtTest>

using admin::ActFacts;
using base::Json;
using model::AuditEntry;
using storage::SeenChanges;

namespace {

constexpr const char *kKey = "sy-CANARYcanaryCANARYcanaryCANARYcanaryCANARY12";

/// One call as it ended.
struct Call {
    admin::Request request{};
    model::Plan plan{};
    SeenChanges changes{};
    Json answer = nullptr;
    std::string outcome = "ok";

    explicit Call(std::string_view operation)
    {
        request.operation = admin::findOperation(operation);
        request.entrance.peer = "192.0.2.7";
        request.caller = {.id = "key_1", .name = "ops", .role = model::Role::Admin};
        plan.users = {{.id = "user_1", .name = "ana", .email = "ana@example.org"}};
    }
    AuditEntry entry() const
    {
        return admin::entryOf(
            {.request = request, .plan = plan, .changes = changes, .answer = answer, .outcome = outcome, .nowMs = 5});
    }
};

} // namespace

class ActTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatRunsOnTheWriterIsAnAct()
    {
        for (const admin::Operation &operation : admin::operations()) {
            const std::string id(operation.id);
            if (operation.effect != admin::Effect::None)
                QVERIFY2(admin::isAct(operation), id.c_str());
            if (operation.method == admin::Method::Get && operation.door == admin::Door::Closed) // reading is none
                QVERIFY2(admin::isAct(operation) == (id == "requests.bodies"), id.c_str()); // but for what people wrote
            if (operation.method == admin::Method::Put || operation.method == admin::Method::Delete)
                QVERIFY2(admin::isAct(operation) || id == "playground.tries.clear", id.c_str());
        }
    }

    void whoAndFromWhere_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("origin");
        QTest::newRow("a key") << QStringLiteral("key") << QStringLiteral("key") << QStringLiteral("192.0.2.7");
        QTest::newRow("a user") << QStringLiteral("token") << QStringLiteral("user") << QStringLiteral("192.0.2.7");
        QTest::newRow("the window") << QStringLiteral("window") << QStringLiteral("window") << QStringLiteral("window");
        QTest::newRow("the command line")
            << QStringLiteral("command_line") << QStringLiteral("command_line") << QStringLiteral("command_line");
        QTest::newRow("a stranger") << QStringLiteral("stranger") << QStringLiteral("nobody")
                                    << QStringLiteral("192.0.2.7");
        QTest::newRow("this computer") << QStringLiteral("own") << QStringLiteral("this_computer")
                                       << QStringLiteral("192.0.2.7");
    }
    void whoAndFromWhere()
    {
        QFETCH(QString, how);
        QFETCH(QString, kind);
        QFETCH(QString, origin);
        Call call("settings.update");
        call.request.caller.byToken = how == QLatin1String("token");
        if (how == QLatin1String("own") || how.startsWith(QLatin1String("window"))
            || how.startsWith(QLatin1String("command")))
            call.request.caller = {.name = "this computer", .role = model::Role::SuperAdmin};
        if (how == QLatin1String("stranger"))
            call.request.caller = {};
        if (how == QLatin1String("window") || how == QLatin1String("command_line"))
            call.request.entrance = {.within = how.toStdString()};
        const AuditEntry entry = call.entry();
        QCOMPARE(QString::fromStdString(entry.actorKind), kind);
        QCOMPARE(QString::fromStdString(entry.origin), origin);
    }

    void theTargetIsWhatThePathNames()
    {
        Call call("users.update");
        call.request.path["id"] = "user_1";
        call.changes.rows = {
            {.place = "users/user_1", .name = "ana b", .before = {{"name", "ana"}}, .after = {{"name", "ana b"}}}};
        const AuditEntry entry = call.entry();
        QCOMPARE(entry.targetKind, std::string("users"));
        QCOMPARE(entry.targetId, std::string("user_1"));
        QCOMPARE(entry.targetName, std::string("ana b"));
        QCOMPARE(entry.before, std::string(R"({"users/user_1":{"name":"ana"}})"));
    }

    void refusalsOfStrangersAreCountedApart()
    {
        const Call call("providers.list");
        const AuditEntry entry = admin::entryOf({.request = call.request,
                                                 .plan = call.plan,
                                                 .changes = call.changes,
                                                 .answer = call.answer,
                                                 .outcome = "forbidden",
                                                 .nowMs = 5,
                                                 .unwritten = 3,
                                                 .unwrittenOfOthers = 4});
        QCOMPARE(entry.after, std::string(R"({"left_out":{"refusals":3,"refusals_of_strangers":4}})"));
    }

    void whatWasMadeIsTheTarget()
    {
        Call call("users.create");
        call.answer = {{"id", "user_2"}};
        call.changes.rows = {{.place = "users/user_2", .name = "bo", .after = {{"name", "bo"}}}};
        QCOMPARE(call.entry().targetId, std::string("user_2"));
        QCOMPARE(call.entry().targetName, std::string("bo"));
    }

    void aModelsNameMayHaveSlashes()
    {
        Call call("prices.set");
        call.request.path = {{"provider", "openrouter"}, {"model", "meta/llama"}};
        QCOMPARE(call.entry().targetId, std::string("openrouter/meta/llama"));
    }

    void aKeyInThePathIsNotWrittenDown()
    {
        Call call("api_keys.delete");
        call.outcome = "not_found";
        call.request.path["id"] = kKey;
        QCOMPARE(call.entry().targetId, std::string());
        call.request.operation = admin::findOperation("users.delete");
        call.request.path["id"] = "user_1";
        QCOMPARE(call.entry().targetName, std::string("ana"));
    }

    void nothingOfARefusedBodyIsWrittenDown()
    {
        Call call("provider_keys.hold");
        call.outcome = "invalid_field";
        call.request.body = {{"seconds", kKey}, {"apikey", kKey}};
        QCOMPARE(call.entry().after, std::string("{}"));
        call.outcome = "ok";
        call.request.body = {{"seconds", 60}, {"apikey", kKey}};
        QCOMPARE(call.entry().after, std::string(R"({"asked":{"seconds":60}})"));
    }

    void whoSignsInIsKnownOnceTheyAreIn()
    {
        Call call("auth.login");
        call.request.caller = {};
        call.request.body = {{"user", "Ana@Example.org"}};
        call.changes.rows = {{.place = "sign_ins/in_1", .after = {{"user", "user_1"}, {"method", "password"}}}};
        QCOMPARE(call.entry().actorKind, std::string("user"));
        QCOMPARE(call.entry().actorName, std::string("ana"));
        call.changes.rows.clear();
        call.outcome = "invalid_api_key";
        QCOMPARE(call.entry().actorKind, std::string("nobody"));
        QCOMPARE(call.entry().actorName, std::string());
        QCOMPARE(call.entry().targetId, std::string("user_1"));
    }

    void aPasswordGivenAsANameIsNotWrittenDown()
    {
        Call call("auth.login");
        call.request.caller = {};
        call.outcome = "invalid_api_key";
        call.request.body = {{"user", kKey}};
        const AuditEntry entry = call.entry();
        for (const std::string &text : {entry.actorName, entry.targetId, entry.targetName, entry.before, entry.after})
            QCOMPARE(text.find("CANARY"), std::string::npos);
    }

    void whatIsTooMuchIsCounted()
    {
        Call call("prices.import");
        for (int i = 0; i < 100; ++i)
            call.changes.rows.push_back(
                {.place = "prices/" + std::to_string(i), .after = {{"text", std::string(4000, 'x')}}});
        call.changes.more = 7;
        const auto after = base::parseJson(call.entry().after);
        QVERIFY(after.has_value());
        QVERIFY(call.entry().after.size() < 80'000);
        const auto left = base::integerOr(base::at(base::at(*after, "left_out"), "changes"));
        QCOMPARE(left, std::int64_t(100 - (static_cast<std::int64_t>(after->size()) - 1) + 7));
    }

    void refusalsThatWereTooManyAreCounted()
    {
        Call call("users.create");
        const ActFacts act{.request = call.request,
                           .plan = call.plan,
                           .changes = call.changes,
                           .answer = call.answer,
                           .outcome = "forbidden",
                           .unwritten = 12};
        QCOMPARE(admin::entryOf(act).after, std::string(R"({"left_out":{"refusals":12}})"));
    }

    void whatTheClockDoesIsTheSystems()
    {
        const AuditEntry entry = admin::entryOfOwn("router.switched", "clock", {}, 9);
        QCOMPARE(entry.actorKind, std::string("system"));
        QCOMPARE(entry.actorName, std::string("clock"));
        QCOMPARE(entry.targetKind, std::string("router"));
        QCOMPARE(entry.outcome, std::string("ok"));
    }
};

QTEST_GUILESS_MAIN(ActTest)
#include "act_test.moc"
