#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "secrets/reference.h"
#include "secrets/secret_store.h"

class SecretStoreTest final : public QObject {
    Q_OBJECT
private:
    std::string file(const char *name, const QByteArray &text,
                     QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner)
    {
        QFile out(m_dir.filePath(QString::fromLatin1(name)));
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("cannot write the test's file");
        out.close();
        out.setPermissions(permissions);
        return "file:" + out.fileName().toStdString();
    }
    QTemporaryDir m_dir{};

private Q_SLOTS:
    void readsEachKindOnce()
    {
        secrets::SecretStore store;
        qputenv("SY_TEST_SECRET", "sk-env");
        QCOMPARE((*store.get("env:SY_TEST_SECRET"))->reveal(), std::string_view("sk-env"));
        const std::string reference = file("key", "sk-file\r\n");
        QCOMPARE((*store.get(reference))->reveal(), std::string_view("sk-file"));
        file("key", "sk-other\n");
        QCOMPARE((*store.get(reference))->reveal(), std::string_view("sk-file"));
        store.forgetFiles();
        QCOMPARE((*store.get(reference))->reveal(), std::string_view("sk-other"));
        QVERIFY((*store.get(""))->empty());
        QCOMPARE((*store.get("env:SY_TEST_SECRET"))->reveal(), std::string_view("sk-env"));
    }
    void whatTakesOurPlaceFindsTheVariables()
    {
        qputenv("SY_TEST_PASSED_ON", "sk-passed-on");
        secrets::SecretStore store;
        store.claim("env:SY_TEST_PASSED_ON");
        QCOMPARE(qgetenv("SY_TEST_PASSED_ON"), QByteArray());
        store.restoreEnvironment();
        QCOMPARE(qgetenv("SY_TEST_PASSED_ON"), QByteArray("sk-passed-on"));
    }

    void blanksAVariableThatIsInUse()
    {
        secrets::SecretStore store;
        qputenv("SY_TEST_BLANKED", "sk-blanked");
        const char *where = std::getenv("SY_TEST_BLANKED");
        QVERIFY(store.get("env:SY_TEST_BLANKED"));
        QCOMPARE(std::string_view(where), std::string_view("sk-blanked")); // asked for only: what asked may be undone
        store.claim("env:SY_TEST_BLANKED");
        for (std::size_t i = 0; i < 10; ++i)
            QCOMPARE(where[i], '\0');
        QCOMPARE((*store.get("env:SY_TEST_BLANKED"))->reveal(), std::string_view("sk-blanked"));
    }
    void followsALinkToAFileThatIsOurs()
    {
        secrets::SecretStore store;
        const std::string target = file("behind", "sk-behind").substr(5);
        const std::string open = file("behind-open", "sk-open", QFile::ReadOwner | QFile::ReadGroup).substr(5);
        const std::string link = m_dir.filePath(QStringLiteral("link")).toStdString();
        QVERIFY(QFile::link(QString::fromStdString(target), QString::fromStdString(link)));
        QVERIFY(QFile::link(QString::fromStdString(open), QString::fromStdString(link + "-open")));
        QCOMPARE((*store.get("file:" + link))->reveal(), std::string_view("sk-behind"));
        QCOMPARE(store.get("file:" + link + "-open").error().code, base::ErrorCode::Forbidden);
        QCOMPARE(store.get("file:/dev/zero").error().code, base::ErrorCode::NotFound); // not a regular file
    }
    void saysWhetherAKeyCanBeUsed()
    {
        secrets::SecretStore store;
        using enum secrets::Readiness;
        QCOMPARE(store.stateOf("").readiness, Ok);
        QCOMPARE(store.stateOf("env:SY_TEST_NOT_SET").readiness, Missing);
        QCOMPARE(store.stateOf(file("open", "sk-x", QFile::ReadOwner | QFile::ReadOther)).readiness, Unreadable);
        QCOMPARE(store.stateOf("keychain:key_1").readiness, NotLoaded);
        store.note("keychain:key_1", {Locked, "locked, unlock it"});
        QCOMPARE(store.stateOf("keychain:key_1").readiness, Locked);
        QCOMPARE(store.get("keychain:key_1").error().detail, std::string("locked, unlock it"));
        store.keep("keychain:key_1", std::make_shared<const base::Secret>(std::string("sk-k")));
        QCOMPARE(store.stateOf("keychain:key_1").readiness, Ok);
        store.drop("keychain:key_1");
        QCOMPARE(store.get("keychain:key_1").error().code, base::ErrorCode::Unavailable);
    }
    void leavesTheVariablesOfOthersAlone()
    {
        secrets::SecretStore store;
        for (const char *name : {"PATH", "HOME", "DBUS_SESSION_BUS_ADDRESS", "LC_ALL", "SWITCHYARD_PORT"}) {
            qputenv(name, "in-use");
            const std::string reference = std::string("env:") + name;
            QCOMPARE(secrets::SecretStore::check(reference).error().code, base::ErrorCode::Unprocessable);
            store.claim(reference);
            QCOMPARE(store.stateOf(reference).readiness, secrets::Readiness::Unreadable);
            QCOMPARE(qgetenv(name), QByteArray("in-use"));
        }
        QVERIFY(secrets::SecretStore::check("env:HOME_KEY"));
    }
    void kindsOfReferences()
    {
        using enum secrets::Kind;
        QCOMPARE(secrets::kindOf("env:A"), Environment);
        QCOMPARE(secrets::kindOf("file:/a"), File);
        QCOMPARE(secrets::kindOf("keychain:key_1"), Keychain);
        for (const char *text : {"env:", "file:", "keychain:", "Env:A", "FILE:/a", "KeyChain:x"})
            QCOMPARE(secrets::kindOf(text), Malformed); // a slip of the pen must not become a key
        QCOMPARE(secrets::kindOf("sk-1"), KeyItself);
        QCOMPARE(secrets::kindOf(""), None);
    }
    void refuses()
    {
        secrets::SecretStore store;
        using enum base::ErrorCode;
        QCOMPARE(store.get("env:SY_TEST_NOT_SET").error().code, NotFound);
        QCOMPARE(store.get("file:/nowhere/at/all").error().code, NotFound);
        QCOMPARE(store.get("file:" + m_dir.path().toStdString()).error().code, NotFound); // a directory
        QCOMPARE(store.get(file("open", "sk-x", QFile::ReadOwner | QFile::ReadOther)).error().code, Forbidden);
        QCOMPARE(store.get(file("empty", "\n")).error().code, NotFound);
        QCOMPARE(store.get(file("long", QByteArray(16 * 1024 + 1, 'k'))).error().code, BadRequest);
        QCOMPARE((*store.get(file("longest", QByteArray(16 * 1024, 'k') + "\r\n")))->reveal().size(), 16U * 1024);
        QCOMPARE(store.get(file("lines", "sk-a\nsk-b\n")).error().code, BadRequest);
        QCOMPARE(store.get("sk-the-key-itself").error().code, Unprocessable);
        QVERIFY(store.get("sk-the-key-itself").error().detail.find("sk-the") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(SecretStoreTest)
#include "secret_store_test.moc"
