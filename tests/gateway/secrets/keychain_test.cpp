#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "secrets/keychain.h"

using namespace std::chrono_literals;
using secrets::KeychainState;

namespace {

/// A keychain in memory that does what the test says. It answers on the next turn of the loop, or when told to.
class FakeService final : public QObject, public secrets::KeychainService {
public:
    void look(secrets::Start start, Looked looked) override
    {
        looks.push_back(start);
        later([this, looked = std::move(looked)] {
            frozen = frozen || freezesAfterLook;
            looked(state);
        });
    }
    void read(const std::string &entry, Got got) override
    {
        log.push_back("read " + entry);
        later([this, entry, got = std::move(got)] {
            const auto hit = entries.find(entry);
            if (hit == entries.end())
                return got(base::fail(base::ErrorCode::NotFound, "no such entry"));
            got(base::Secret(std::string(hit->second)));
        });
    }
    void write(const std::string &entry, const base::Secret &secret, Done done) override
    {
        log.push_back("write " + entry);
        later([this, entry, text = std::string(secret.reveal()), done = std::move(done)] {
            entries[entry] = text;
            done({});
        });
    }
    void remove(const std::string &entry, Done done) override
    {
        log.push_back("remove " + entry);
        later([this, entry, done = std::move(done)] {
            entries.erase(entry);
            done({});
        });
    }

    void later(std::function<void()> answer)
    {
        if (frozen)
            held.push_back(std::move(answer));
        else
            QTimer::singleShot(0, this, std::move(answer));
    }
    void thaw()
    {
        frozen = freezesAfterLook = false;
        for (auto &answer : std::exchange(held, {}))
            answer();
    }

    KeychainState state = KeychainState::Available;
    bool frozen = false;
    bool freezesAfterLook = false; ///< It answers the look, but not the request behind it.
    std::map<std::string, std::string> entries{};
    std::vector<std::string> log{};
    std::vector<secrets::Start> looks{};
    std::vector<std::function<void()>> held{};
};

constexpr secrets::KeychainTimes kFast{.answer = 100ms, .again = 20ms, .refresh = 60ms};

secrets::SharedSecret secret(const char *text)
{
    return std::make_shared<const base::Secret>(std::string(text));
}

} // namespace

/// The keychain's states, what is written, read and removed when, and that nothing is left behind.
class KeychainTest final : public QObject {
    Q_OBJECT
private:
    void make()
    {
        auto made = std::make_unique<FakeService>();
        m_service = made.get();
        m_store = std::make_unique<secrets::SecretStore>();
        m_keychain = std::make_unique<secrets::Keychain>(std::move(made), *m_store, index(), kFast);
    }
    /// The same data directory and the same keychain, after a restart.
    void restart()
    {
        const auto entries = m_service->entries;
        make();
        m_service->entries = entries;
    }
    std::filesystem::path index() const { return m_dir->filePath(QStringLiteral("entries")).toStdString(); }
    QByteArray indexText() const
    {
        QFile file(QString::fromStdString(index().string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::set<std::string> indexEntries() const { return secrets::KeychainIndex(index()).entries(); }
    base::Result<std::string> add(const char *text)
    {
        std::optional<base::Result<std::string>> out;
        m_keychain->add(secret(text), [&](const auto &reference) { out = reference; });
        if (!QTest::qWaitFor([&] { return out.has_value(); }))
            return base::fail(base::ErrorCode::Internal, "nobody answered");
        return *out;
    }
    /// An operation that worked: the plan names the key before it is let go.
    std::string addToPlan(const char *text)
    {
        auto reference = add(text);
        if (!reference)
            qFatal("%s", reference.error().detail.c_str());
        require({*reference});
        m_keychain->release(*reference);
        m_keychain->settle(1s);
        return *reference;
    }
    std::string shown(const std::string &reference)
    {
        const auto got = m_store->get(reference);
        return got ? std::string((*got)->reveal()) : "no: " + got.error().detail;
    }
    /// The next version of the plan names these.
    void require(const std::vector<std::string> &references) { m_keychain->require(references, ++m_plan); }
    KeychainState state() const { return m_keychain->status().state; }

    std::unique_ptr<QTemporaryDir> m_dir{};
    std::unique_ptr<secrets::SecretStore> m_store{};
    std::unique_ptr<secrets::Keychain> m_keychain{};
    FakeService *m_service = nullptr;
    std::int64_t m_plan = 0;

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        make();
    }
    void cleanup() { m_keychain.reset(); }

    void leavesTheKeychainAloneUntilAKeyIsInIt()
    {
        require({"env:A", "file:/b", ""});
        m_keychain->settle(1s);
        QVERIFY(m_service->looks.empty());
        QCOMPARE(state(), KeychainState::Unused);
        QVERIFY(!m_keychain->status().needed);
    }
    void writesReadsAfterARestartAndRemoves()
    {
        const std::string reference = addToPlan("sk-1");
        QVERIFY(reference.starts_with("keychain:key_"));
        QCOMPARE(shown(reference), std::string("sk-1"));
        QVERIFY(m_keychain->status().needed);
        QVERIFY(!indexText().contains("sk-1"));

        restart();
        require({reference});
        m_keychain->settle(1s);
        QCOMPARE(shown(reference), std::string("sk-1"));
        require({reference}); // a plan with the same key does not ask again
        m_keychain->settle(1s);
        QCOMPARE(m_service->log.size(), 1U);

        require({});
        m_keychain->settle(1s);
        QVERIFY(m_service->entries.empty());
        QVERIFY(indexEntries().empty());
        QVERIFY(shown(reference).starts_with("no: "));
    }
    void anOperationThatFailedLeavesNoEntry()
    {
        require({});
        const auto reference = add("sk-orphan");
        QVERIFY(reference);
        require({}); // another change publishes meanwhile: the key is held
        m_keychain->settle(1s);
        QCOMPARE(shown(*reference), std::string("sk-orphan"));
        m_keychain->release(*reference);
        m_keychain->settle(1s);
        QVERIFY(m_service->entries.empty());
        QVERIFY(indexEntries().empty());
    }
    void aCrashBetweenKeychainAndDatabaseIsCleanedUp()
    {
        require({});
        QVERIFY(add("sk-orphan"));
        QCOMPARE(m_service->entries.size(), 1U);
        restart(); // nothing was released
        m_keychain->settle(1s);
        QCOMPARE(m_service->entries.size(), 1U); // not before the plan is known
        require({});
        m_keychain->settle(1s);
        QVERIFY(m_service->entries.empty());
    }
    void theIndexKnowsTheNewestPlanThatSpoke()
    {
        const auto plan = [this] { return secrets::KeychainIndex(index()).plan(); };
        m_keychain->require({}, 7);
        m_keychain->settle(1s);
        QCOMPARE(plan(), std::int64_t{0}); // nothing is written while there is no entry
        const auto reference = add("sk-1");
        QVERIFY(reference);
        QCOMPARE(plan(), std::int64_t{7});
        m_keychain->require({*reference}, 8);
        m_keychain->settle(1s);
        QCOMPARE(plan(), std::int64_t{8});
        QCOMPARE(indexEntries().size(), 1U);
    }
    void removesNothingWhileThePlanCannotBeNoted()
    {
        addToPlan("sk-1");
        const QString aside = m_dir->path() + QStringLiteral(".aside");
        QVERIFY(QDir().rename(m_dir->path(), aside)); // as on a full disk, but for root, too
        require({});
        m_keychain->settle(1s);
        QCOMPARE(m_service->entries.size(), 1U);
        QVERIFY(QDir().rename(aside, m_dir->path()));
        require({});
        m_keychain->settle(1s);
        QVERIFY(m_service->entries.empty());
    }
    void saysWhatIsTheMatter_data()
    {
        QTest::addColumn<KeychainState>("wanted");
        QTest::addColumn<QByteArray>("wayOut");
        QTest::newRow("missing") << KeychainState::Missing << QByteArray("install and start gnome-keyring");
        QTest::newRow("never created") << KeychainState::NeverCreated << QByteArray("--unlock");
        QTest::newRow("locked") << KeychainState::Locked << QByteArray("unlock it");
    }
    void saysWhatIsTheMatter()
    {
        QFETCH(KeychainState, wanted);
        QFETCH(QByteArray, wayOut);
        const std::string reference = addToPlan("sk-1");
        restart();
        m_service->state = wanted;
        require({reference});
        m_keychain->settle(1s);
        QCOMPARE(state(), wanted);
        QVERIFY(QByteArray::fromStdString(shown(reference)).contains(wayOut));
        const auto refused = add("sk-2");
        QCOMPARE(refused.error().code, base::ErrorCode::Unavailable);
        QVERIFY(QByteArray::fromStdString(refused.error().detail).contains(wayOut));
        QVERIFY(m_service->log.empty()); // no request that could open a dialogue
        const auto word = wanted == KeychainState::Locked ? secrets::Readiness::Locked : secrets::Readiness::NotLoaded;
        QCOMPARE(m_store->stateOf(reference).readiness, word);

        m_service->state = KeychainState::Available; // found out without being told
        QTRY_COMPARE(shown(reference), std::string("sk-1"));
        QCOMPARE(m_store->stateOf(reference).readiness, secrets::Readiness::Ok);
        m_keychain->settle(1s);
        QVERIFY2(!indexText().contains("sk-"), indexText().constData());
        QCOMPARE(m_service->entries.size(), 1U);
    }
    void anEntryThatIsNotThereIsMissing()
    {
        require({"keychain:key_gone"});
        m_keychain->settle(1s);
        QCOMPARE(m_store->stateOf("keychain:key_gone").readiness, secrets::Readiness::Missing);
        QCOMPARE(state(), KeychainState::Available);
        m_service->entries["key_gone"] = "sk-back";
        QTRY_COMPARE(shown("keychain:key_gone"), std::string("sk-back"));
    }
    void aVanishedServiceKeepsWhatWasRead()
    {
        const std::string reference = addToPlan("sk-1");
        m_service->state = KeychainState::Missing;
        m_service->presenceChanged(false);
        QCOMPARE(state(), KeychainState::Vanished);
        QCOMPARE(shown(reference), std::string("sk-1"));
        const auto refused = add("sk-2");
        QVERIFY(refused.error().detail.find("has ended") != std::string::npos);
        QCOMPARE(m_service->looks.back(), secrets::Start::Never); // it is not ours to start again
        m_service->state = KeychainState::Available;
        m_service->presenceChanged(true);
        QVERIFY(add("sk-2"));
        QCOMPARE(state(), KeychainState::Available);
    }
    void aSlowLookIsTimedOutAndRepeated()
    {
        m_service->frozen = true;
        require({"keychain:key_a"});
        m_service->entries["key_a"] = "sk-a";
        QTRY_COMPARE(state(), KeychainState::Slow);
        QVERIFY(shown("keychain:key_a").find("does not answer in time") != std::string::npos);
        QTRY_VERIFY(m_service->looks.size() >= 2);
        m_service->thaw();
        QTRY_COMPARE(shown("keychain:key_a"), std::string("sk-a"));
    }
    void aLateReadIsTaken()
    {
        m_service->entries["key_a"] = "sk-a";
        m_service->freezesAfterLook = true;
        require({"keychain:key_a"});
        QTRY_COMPARE(m_service->log.size(), 1U);
        QTRY_COMPARE(state(), KeychainState::Slow);
        m_service->presenceChanged(true); // it is there all right: time to look again
        QCOMPARE(m_service->looks.size(), 1U);
        QCOMPARE(m_service->log.size(), 1U); // the service gets no second request before it is through with the first
        QVERIFY(!add("sk-2"));
        m_service->thaw();
        QCOMPARE(shown("keychain:key_a"), std::string("sk-a"));
        QTRY_COMPARE(m_service->entries.size(), 1U);
    }
    void aKeyEnteredBehindARequestThatNeverEndsIsRefused()
    {
        m_service->entries["key_a"] = "sk-a";
        m_service->freezesAfterLook = true;
        require({"keychain:key_a"});
        QTRY_COMPARE(state(), KeychainState::Slow);
        m_service->state = KeychainState::Missing;
        m_service->presenceChanged(false);
        QCOMPARE(state(), KeychainState::Vanished);
        const auto refused = add("sk-2");
        QCOMPARE(refused.error().code, base::ErrorCode::Unavailable);
        QVERIFY(refused.error().detail.find("has ended") != std::string::npos);
        m_service->presenceChanged(true); // another one, which the stuck request knows nothing of
        QCOMPARE(add("sk-3").error().code, base::ErrorCode::Unavailable);
    }
    void aLateWriteIsTakenBack()
    {
        require({});
        m_keychain->settle(1s);
        m_service->freezesAfterLook = true;
        std::optional<base::Result<std::string>> out;
        m_keychain->add(secret("sk-late"), [&](const auto &reference) { out = reference; });
        QTRY_VERIFY(out.has_value());
        QCOMPARE(out->error().code, base::ErrorCode::Unavailable);
        QCOMPARE(state(), KeychainState::Slow);
        m_service->thaw(); // only now it is written
        QTRY_VERIFY(m_service->entries.empty() && indexEntries().empty());
        QCOMPARE(m_service->log.size(), 2U);
    }
    void additionsFailWhenItEnds()
    {
        m_service->frozen = true;
        std::optional<base::Result<std::string>> out;
        m_keychain->add(secret("sk-1"), [&](const auto &reference) { out = reference; });
        m_keychain->abandon();
        QVERIFY(out.has_value() && !*out);
        QVERIFY(out->error().detail.find("ending") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(KeychainTest)
#include "keychain_test.moc"
