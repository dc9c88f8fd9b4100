#include "gateway/storage/store_fixture.h"
#include "storage/client_keys.h"
#include "storage/idempotency.h"
#include "storage/plans.h"
#include "storage/providers.h"
#include "storage/settings.h"

using namespace storage;

namespace {

model::Provider provider(const std::string &name, std::int64_t priority = 0)
{
    model::Provider out;
    out.id = "prov_" + name;
    out.name = name;
    out.type = "openai";
    out.baseUrl = "https://api.example.com/v1";
    out.headers = {{"X-Team", "blue"}, {"X-Api-Key", "sk-very-secret"}};
    out.anyModel = true;
    out.priority = priority;
    out.weight = 3;
    out.concurrency = 12;
    out.timeouts = {.connectMs = 1, .firstTokenMs = 2, .idleMs = 3, .totalMs = 4};
    out.createdMs = 1'700'000'000'000;
    return out;
}

model::ProviderKey key(const std::string &providerId, const std::string &name, std::int64_t priority = 0)
{
    model::ProviderKey out;
    out.id = providerId + "_" + name;
    out.providerId = providerId;
    out.name = name;
    out.secret = "env:EXAMPLE_KEY";
    out.origin = "https://api.example.com:443";
    out.weight = 2;
    out.priority = priority;
    out.enabled = false;
    out.createdMs = 5;
    return out;
}

model::ProviderModel entry(const std::string &providerId, const std::string &name)
{
    model::ProviderModel out;
    out.id = providerId + "_" + name;
    out.providerId = providerId;
    out.name = name;
    out.contextWindow = 128'000;
    out.createdMs = 6;
    return out;
}

model::ClientKey clientKey(int number)
{
    model::ClientKey out;
    out.id = "key_" + std::to_string(number);
    out.name = "laptop";
    out.prefix = "sy-abcd";
    out.digest.fill(static_cast<unsigned char>(number));
    out.role = model::Role::Operator;
    out.allowedModels = {"gpt-4o", "claude \"x\""};
    out.expiresMs = 9;
    out.createdMs = number;
    return out;
}

} // namespace

class RepositoriesTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<fixture::Directory>();
        m_db = fixture::openStore(m_directory->path());
    }
    void cleanup() { m_db.reset(); }

    void providerComesBackWhole()
    {
        const model::Provider want = provider("one");
        VERIFY_OK(insertProvider(*m_db, want));
        const auto got = getProvider(*m_db, want.id);
        VERIFY_OK(got);
        QCOMPARE(got->name, want.name);
        QCOMPARE(got->type, want.type);
        QCOMPARE(got->baseUrl, want.baseUrl);
        QVERIFY(got->headers == want.headers);
        QCOMPARE(got->anyModel, true);
        QCOMPARE(got->weight, std::int64_t{3});
        QCOMPARE(got->concurrency, std::int64_t{12});
        QVERIFY(got->timeouts == want.timeouts);
        QCOMPARE(got->createdMs, want.createdMs);
        QCOMPARE(got->version, std::int64_t{1});
    }

    void namesAreUnique()
    {
        VERIFY_OK(insertProvider(*m_db, provider("one")));
        model::Provider twin = provider("one");
        twin.id = "prov_other";
        const auto again = insertProvider(*m_db, twin);
        QVERIFY(!again && again.error().code == base::ErrorCode::Conflict);
        VERIFY_OK(insertProvider(*m_db, provider("two")));
        model::Provider renamed = provider("two");
        renamed.name = "one";
        const auto clash = updateProvider(*m_db, renamed);
        QVERIFY(!clash && clash.error().code == base::ErrorCode::Conflict);
        VERIFY_OK(insertProviderKey(*m_db, key("prov_one", "main")));
        model::ProviderKey twinKey = key("prov_one", "main");
        twinKey.id = "other";
        const auto keyAgain = insertProviderKey(*m_db, twinKey);
        QVERIFY(!keyAgain && keyAgain.error().code == base::ErrorCode::Conflict);
    }

    void updatesGrowTheVersionAndRefuseAnOldOne()
    {
        VERIFY_OK(insertProvider(*m_db, provider("one")));
        model::Provider changed = provider("one");
        changed.enabled = false;
        const auto updated = updateProvider(*m_db, changed);
        VERIFY_OK(updated);
        QCOMPARE(updated->version, std::int64_t{2});
        QCOMPARE(getProvider(*m_db, changed.id)->version, std::int64_t{2});
        QCOMPARE(getProvider(*m_db, changed.id)->enabled, false);
        const auto stale = updateProvider(*m_db, changed);
        QVERIFY(!stale && stale.error().code == base::ErrorCode::Conflict);
        QCOMPARE(stale.error().param, std::string("if_version"));
        const auto missing = updateProvider(*m_db, provider("none"));
        QVERIFY(!missing && missing.error().code == base::ErrorCode::NotFound);
    }

    void removingAProviderTakesItsRowsAlong()
    {
        VERIFY_OK(insertProvider(*m_db, provider("one")));
        VERIFY_OK(insertProviderKey(*m_db, key("prov_one", "main")));
        VERIFY_OK(insertProviderModel(*m_db, entry("prov_one", "gpt")));
        VERIFY_OK(removeProvider(*m_db, "prov_one"));
        QVERIFY(listProviderKeys(*m_db)->empty());
        QVERIFY(listProviderModels(*m_db)->empty());
        const auto again = removeProvider(*m_db, "prov_one");
        QVERIFY(!again && again.error().code == base::ErrorCode::NotFound);
        const auto orphan = insertProviderKey(*m_db, key("prov_one", "main"));
        QVERIFY(!orphan && orphan.error().code == base::ErrorCode::NotFound);
    }

    void keysAndModelsComeBackWhole()
    {
        VERIFY_OK(insertProvider(*m_db, provider("one")));
        VERIFY_OK(insertProviderKey(*m_db, key("prov_one", "main", 4)));
        const auto got = getProviderKey(*m_db, "prov_one_main");
        VERIFY_OK(got);
        QCOMPARE(got->secret, std::string("env:EXAMPLE_KEY"));
        QCOMPARE(got->origin, std::string("https://api.example.com:443"));
        QCOMPARE(got->priority, std::int64_t{4});
        QCOMPARE(got->enabled, false);
        VERIFY_OK(insertProviderModel(*m_db, entry("prov_one", "gpt")));
        auto model = getProviderModel(*m_db, "prov_one_gpt");
        VERIFY_OK(model);
        QVERIFY(model->contextWindow == 128'000);
        QVERIFY(!model->maxOutput);
        model->contextWindow.reset();
        model->maxOutput = 7;
        VERIFY_OK(updateProviderModel(*m_db, *model));
        QVERIFY(!getProviderModel(*m_db, "prov_one_gpt")->contextWindow);
        QVERIFY(getProviderModel(*m_db, "prov_one_gpt")->maxOutput == 7);
        VERIFY_OK(removeProviderModel(*m_db, "prov_one_gpt"));
        VERIFY_OK(updateProviderKey(*m_db, *got));
        VERIFY_OK(removeProviderKey(*m_db, "prov_one_main"));
    }

    void clientKeyComesBackWhole()
    {
        VERIFY_OK(insertClientKey(*m_db, clientKey(1)));
        VERIFY_OK(insertClientKey(*m_db, clientKey(2))); // names may repeat: a rotated key keeps its own
        auto got = getClientKey(*m_db, "key_1");
        VERIFY_OK(got);
        QVERIFY(got->digest == clientKey(1).digest);
        QVERIFY(got->role == model::Role::Operator);
        QVERIFY(got->allowedModels == clientKey(1).allowedModels);
        QCOMPARE(got->expiresMs, std::int64_t{9});
        got->revokedMs = 77;
        VERIFY_OK(updateClientKey(*m_db, *got));
        QCOMPARE(getClientKey(*m_db, "key_1")->revokedMs, std::int64_t{77});
        QCOMPARE(listClientKeys(*m_db)->front().id, std::string("key_2"));
        model::ClientKey twin = clientKey(1);
        twin.id = "other";
        const auto again = insertClientKey(*m_db, twin);
        QVERIFY(!again && again.error().code == base::ErrorCode::Conflict);
        VERIFY_OK(removeClientKey(*m_db, "key_1"));
    }

    void settingsKeepTheirDefaultsUntilSaved()
    {
        const auto fresh = loadSettings(*m_db);
        VERIFY_OK(fresh);
        QCOMPARE(fresh->maxAttempts, model::Settings{}.maxAttempts);
        model::Settings changed = *fresh;
        changed.defaultModel = "one/gpt";
        changed.maxAttempts = 2;
        VERIFY_OK(saveSettings(*m_db, changed));
        QCOMPARE(loadSettings(*m_db)->defaultModel, std::string("one/gpt"));
        QCOMPARE(loadSettings(*m_db)->maxAttempts, std::int64_t{2});
        QCOMPARE(loadSettings(*m_db)->version, std::int64_t{2});
        const auto stale = saveSettings(*m_db, changed);
        QVERIFY(!stale && stale.error().code == base::ErrorCode::Conflict);
    }

    void planJoinsEverythingInOrder()
    {
        VERIFY_OK(insertProvider(*m_db, provider("zeta", 1)));
        VERIFY_OK(insertProvider(*m_db, provider("beta", 2)));
        VERIFY_OK(insertProvider(*m_db, provider("alpha", 2)));
        VERIFY_OK(insertProviderKey(*m_db, key("prov_beta", "second", 2)));
        VERIFY_OK(insertProviderKey(*m_db, key("prov_beta", "first", 1)));
        VERIFY_OK(insertProviderModel(*m_db, entry("prov_alpha", "gpt")));
        VERIFY_OK(insertClientKey(*m_db, clientKey(1)));
        const auto plan = loadPlan(*m_db);
        VERIFY_OK(plan);
        QCOMPARE(plan->version, std::int64_t{0});
        QCOMPARE(plan->providers.size(), std::size_t{3});
        QCOMPARE(plan->providers[0].name, std::string("zeta"));
        QCOMPARE(plan->providers[1].name, std::string("alpha"));
        QCOMPARE(plan->providers[1].models.size(), std::size_t{1});
        QCOMPARE(plan->providers[2].keys[0].name, std::string("first"));
        QCOMPARE(plan->clientKeys.at(clientKey(1).digest).id, std::string("key_1"));
    }

    void publishedPlansAreNumberedAndWithoutSecrets()
    {
        VERIFY_OK(insertProvider(*m_db, provider("one")));
        VERIFY_OK(insertClientKey(*m_db, clientKey(171)));
        const auto plan = loadPlan(*m_db);
        QCOMPARE(recordPlan(*m_db, *plan, "ann", 11).value(), std::int64_t{1});
        QCOMPARE(recordPlan(*m_db, *plan, "bob", 12).value(), std::int64_t{2});
        QCOMPARE(loadPlan(*m_db)->version, std::int64_t{2});
        const auto second = getPlan(*m_db, 2);
        VERIFY_OK(second);
        QCOMPARE(second->author, std::string("bob"));
        QVERIFY(second->json.find("\"version\":2") != std::string::npos);
        QVERIFY(second->json.find("sk-very-secret") == std::string::npos);
        QVERIFY(second->json.find("\"X-Team\":\"blue\"") != std::string::npos);
        QVERIFY(second->json.find("abababab") == std::string::npos); // the digest
        QCOMPARE(listPlans(*m_db, 10)->size(), std::size_t{2});
        QCOMPARE(listPlans(*m_db, 10, 2)->front().version, std::int64_t{1});
        QVERIFY(getPlan(*m_db, 3).error().code == base::ErrorCode::NotFound);
    }

    void idempotentAnswersAreRemembered()
    {
        const RememberedAnswer want{"k", "providers.create", "f00d", "{\"id\":1}", 100};
        QVERIFY(!findAnswer(*m_db, "k", "providers.create").value());
        VERIFY_OK(rememberAnswer(*m_db, want));
        const auto got = findAnswer(*m_db, "k", "providers.create");
        VERIFY_OK(got);
        QCOMPARE((*got)->response, want.response);
        QCOMPARE((*got)->fingerprint, want.fingerprint);
        QVERIFY(!findAnswer(*m_db, "k", "keys.create").value());
        QVERIFY(rememberAnswer(*m_db, want).error().code == base::ErrorCode::Conflict);
        QCOMPARE(forgetAnswers(*m_db, 100).value(), std::int64_t{0});
        QCOMPARE(forgetAnswers(*m_db, 101).value(), std::int64_t{1});
    }

    void failedTransactionLeavesNothing()
    {
        const auto done = m_db->config().transaction([&]() -> base::Result<> {
            if (auto first = insertProvider(*m_db, provider("one")); !first)
                return first;
            if (auto inner = recordPlan(*m_db, {}, "ann", 1); !inner) // joins the transaction
                return base::fail(inner.error());
            return insertProvider(*m_db, provider("one"));
        });
        QVERIFY(!done && done.error().code == base::ErrorCode::Conflict);
        QVERIFY(listProviders(*m_db)->empty());
        QCOMPARE(loadPlan(*m_db)->version, std::int64_t{0});
    }

    void hostileTextIsOnlyText()
    {
        model::Provider odd = provider("Robert'); DROP TABLE providers;--");
        VERIFY_OK(insertProvider(*m_db, odd));
        QCOMPARE(listProviders(*m_db)->front().name, odd.name);
    }
};

QTEST_GUILESS_MAIN(RepositoriesTest)
#include "repositories_test.moc"
