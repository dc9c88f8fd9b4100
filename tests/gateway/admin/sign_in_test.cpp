#include "admin/handlers.h"

#include <QtTest>

#include "access/password.h"
#include "admin/backstage.h"
#include "admin/confided.h"
#include "gateway/storage/store_fixture.h"
#include "secrets/system_keychain.h"
#include "storage/people.h"
#include "storage/plans.h"
#include "storage/storage_thread.h"

using admin::Outcome;
using base::Json;

namespace {

constexpr const char *kPassword = "correct horse battery";
constexpr const char *kNext = "another horse staple";
constexpr const char *kRefused = "this token is not valid; sign in again";

using Function = Outcome (*)(const admin::Context &);

/// A gateway as far as signing in needs one, with its user `ana`.
class House {
    fixture::Directory m_directory{};
    secrets::SecretStore m_secrets{};
    secrets::Keychain m_keychain{std::make_unique<secrets::SystemKeychain>(), m_secrets,
                                 m_directory.path() / "entries"};
    storage::StorageThread m_writer{m_directory.path(), storage::StorageThread::Kind::Writer};
    std::unique_ptr<ledger::Ledger> m_ledger{};
    base::Snapshot<model::Plan> m_plan{std::make_shared<const model::Plan>()};
    routing::Health m_health{};
    base::Snapshot<pricing::Catalogue> m_prices{std::make_shared<const pricing::Catalogue>()};

public:
    House()
    {
        auto books = ledger::Ledger::open(m_directory.path(), "i", m_writer, {});
        if (!books || !m_writer.opened())
            qFatal("no house");
        m_ledger = std::move(*books);
        gateway = std::make_unique<admin::Backstage>(m_plan, m_secrets, m_keychain, *m_ledger, m_health, m_prices,
                                                     m_directory.path());
        change([](storage::Database &db) {
            return storage::insertUser(db, {.id = "user_ana", .name = "ana", .role = model::Role::Operator});
        });
        const Json given = {{"password", kPassword}, {"must_change", false}};
        if (!ask("users.password", given, admin::makePassword, admin::setUserPassword))
            qFatal("no password");
    }

    /// What is changed in the stores is then in the plan.
    void change(const std::function<base::Result<>(storage::Database &)> &work)
    {
        auto loaded = m_writer.runAndWait<model::Plan>([&](storage::Database &db) -> base::Result<model::Plan> {
            if (auto done = work(db); !done)
                return base::fail(done.error());
            return storage::loadPlan(db);
        });
        if (!loaded)
            qFatal("%s", base::describe(loaded.error()).c_str());
        m_plan.publish(std::make_shared<const model::Plan>(std::move(*loaded)));
    }
    /// As the service does it: what is confided leaves the body, and what is found out first is told.
    Outcome ask(std::string_view id, Json body, Function find, Function run)
    {
        using namespace admin;
        const Operation operation{
            id, Method::Post, "/", model::Role::Member, Place::Writer, Effect::None, 200, nullptr, nullptr, "", run};
        admin::Request request{.operation = &operation, .body = std::move(body), .caller = caller};
        request.path["id"] = "user_ana";
        request.entrance.peer = peer;
        facts = std::make_shared<admin::ErrorFacts>();
        request.errorFacts = facts;
        admin::takeConfided(request);
        bodySeen = base::dump(request.body);
        return m_writer.runAndWait<Json>([&](storage::Database &db) -> Outcome {
            const admin::Context context{db, *gateway, request};
            if (find != nullptr) {
                auto found = find(context);
                if (!found)
                    return found;
                request.asked = std::move(*found);
            }
            return run(context);
        });
    }
    Outcome logIn(const std::string &password, const std::string &name = "ana", const char *next = nullptr)
    {
        Json body = {{"user", name}, {"password", password}};
        if (next != nullptr)
            body["new_password"] = next;
        return ask("auth.login", body, admin::checkLogin, admin::logIn);
    }
    Outcome refresh(const Json &tokens)
    {
        return ask("auth.refresh", {{"refresh_token", tokens["refresh_token"]}}, nullptr, admin::refreshToken);
    }
    auth::AccessClaims claims(const Json &tokens) const
    {
        return gateway->signIns.key()
            .read(tokens["access_token"].get<std::string>(), gateway->clock.wallMillis() / 1000)
            .value();
    }
    bool holds(const Json &tokens) const { return !gateway->signIns.hasEnded(claims(tokens).signIn); }

    admin::Caller caller{.name = "this computer", .role = model::Role::SuperAdmin};
    std::string peer = "192.0.2.1";
    std::string bodySeen{};
    std::shared_ptr<admin::ErrorFacts> facts{};
    std::unique_ptr<admin::Backstage> gateway{};
};

} // namespace

class SignInTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<House> m_house{};

private Q_SLOTS:
    void init() { m_house = std::make_unique<House>(); }
    void cleanup() { m_house.reset(); }

    void aPasswordOpensASignIn()
    {
        const auto tokens = m_house->logIn(kPassword);
        VERIFY_OK(tokens);
        QCOMPARE(m_house->claims(*tokens).user, std::string("user_ana"));
        QCOMPARE(m_house->claims(*tokens).role, std::string("operator"));
        QCOMPARE((*tokens)["user"]["name"], Json("ana"));
        QVERIFY(m_house->bodySeen.find("horse") == std::string::npos);
    }
    void everyRefusalIsTheSameWork()
    {
        const auto runsOf = [this](const char *name, const std::string &password) {
            const std::int64_t before = auth::passwordRuns();
            const auto answer = m_house->logIn(password, name);
            return std::pair(answer.has_value(), auth::passwordRuns() - before);
        };
        m_house->change([](storage::Database &db) -> base::Result<> {
            if (auto done = storage::insertUser(db, {.id = "user_bare", .name = "bare"}); !done)
                return done;
            return storage::insertUser(db, {.id = "user_off", .name = "off", .disabled = true});
        });
        const std::pair refused(false, std::int64_t{1});
        for (const char *name : {"nobody at all", "ana", "bare", "off", "nobody at all"})
            QVERIFY2(runsOf(name, kNext) == refused, name);
        QVERIFY(runsOf("nobody at all", std::string(5000, 'x')) == refused);
        QVERIFY(runsOf("ana", kPassword) == std::pair(true, std::int64_t{1}));
    }
    void everyRefusalSoundsTheSame()
    {
        const auto wrong = m_house->logIn(kNext);
        const auto unknown = m_house->logIn(kPassword, "nobody");
        m_house->change([](storage::Database &db) -> base::Result<> {
            auto user = storage::getUser(db, "user_ana");
            user->disabled = true;
            const auto done = storage::updateUser(db, *user);
            return done ? base::Result<>() : base::Result<>(base::fail(done.error()));
        });
        const auto disabled = m_house->logIn(kPassword);
        for (const auto *one : {&wrong, &unknown, &disabled}) {
            QCOMPARE(one->error().code, base::ErrorCode::Unauthorized);
            QCOMPARE(one->error().detail, wrong.error().detail);
        }
    }
    void refreshTokensAreGoodForOnce()
    {
        const auto first = m_house->logIn(kPassword);
        const auto second = m_house->refresh(*first);
        VERIFY_OK(second);
        QCOMPARE(m_house->claims(*second).signIn, m_house->claims(*first).signIn);
        QVERIFY(m_house->holds(*second));
        const auto stolen = m_house->refresh(*first);
        QCOMPARE(stolen.error().detail, std::string(kRefused));
        QVERIFY(!m_house->holds(*second));
        QVERIFY(!m_house->refresh(*second));
    }
    void whatWasNeverGivenOutIsRefused()
    {
        for (const char *token : {"", "syr-", "' OR 1=1--"})
            QCOMPARE(m_house->refresh({{"refresh_token", token}}).error().detail, std::string(kRefused));
    }
    void aSignInEndsForItsTokens()
    {
        const auto one = m_house->logIn(kPassword), other = m_house->logIn(kPassword);
        m_house->caller = {.id = "user_ana", .name = "ana", .user = "user_ana", .byToken = true};
        m_house->caller.signIn = m_house->claims(*one).signIn;
        VERIFY_OK(m_house->ask("auth.logout", Json::object(), nullptr, admin::logOut));
        QVERIFY(!m_house->holds(*one) && m_house->holds(*other));
        QVERIFY(!m_house->refresh(*one));
        VERIFY_OK(m_house->refresh(*other));
        VERIFY_OK(m_house->ask("auth.logout", {{"everywhere", true}}, nullptr, admin::logOut));
        QVERIFY(!m_house->holds(*other));
    }
    void aGivenPasswordIsForOnce()
    {
        const auto made = m_house->ask("users.password", Json::object(), admin::makePassword, admin::setUserPassword);
        VERIFY_OK(made);
        const std::string once = (*made)["password"].get<std::string>();
        QVERIFY(!m_house->logIn(kPassword));
        QCOMPARE(m_house->logIn(once).error().code, base::ErrorCode::Forbidden);
        QCOMPARE(m_house->facts->code, std::string("password_change_required"));
        QVERIFY(!m_house->logIn(once, "ana", once.c_str()));
        VERIFY_OK(m_house->logIn(once, "ana", kNext));
        QVERIFY(!m_house->logIn(once));
        VERIFY_OK(m_house->logIn(kNext));
    }
    void onesOwnPasswordChangesWithTheOldOne()
    {
        const auto here = m_house->logIn(kPassword), there = m_house->logIn(kPassword);
        m_house->caller = {.id = "user_ana", .name = "ana", .user = "user_ana", .byToken = true};
        m_house->caller.signIn = m_house->claims(*here).signIn;
        const auto change = [&](const char *old) {
            return m_house->ask("auth.password", {{"password", old}, {"new_password", kNext}}, admin::checkOwnPassword,
                                admin::changeOwnPassword);
        };
        QVERIFY(!change(kNext));
        VERIFY_OK(change(kPassword));
        QVERIFY(m_house->holds(*here) && !m_house->holds(*there));
        QVERIFY(!m_house->logIn(kPassword));
        VERIFY_OK(m_house->logIn(kNext));
    }
    void whoGuessesWaits()
    {
        QCOMPARE(m_house->logIn(kNext).error().code, base::ErrorCode::Unauthorized);
        for (int i = 0; i < 12; ++i) // so often that the wait outlasts any slow machine
            m_house->gateway->signIns.failed("user_ana", m_house->peer);
        QVERIFY(!m_house->logIn(kPassword)); // the right one, too
        QCOMPARE(m_house->facts->status, 429);
        QVERIFY(m_house->facts->headers.starts_with("retry-after: "));
        m_house->peer = "192.0.2.2";
        QVERIFY(!m_house->logIn(kPassword)); // the user waits wherever the next try comes from
    }
    void nobodyLaysHandsOnSomebodyAbove()
    {
        m_house->caller = {.id = "key_1", .name = "viewer", .role = model::Role::Viewer};
        const auto done = m_house->ask("users.password", Json::object(), admin::makePassword, admin::setUserPassword);
        QCOMPARE(done.error().code, base::ErrorCode::Forbidden);
    }
};

QTEST_GUILESS_MAIN(SignInTest)
#include "sign_in_test.moc"
