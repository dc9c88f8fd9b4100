#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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
        qputenv("SWITCHYARD_TEST_SECRET", "sk-env");
        QCOMPARE((*store.get("env:SWITCHYARD_TEST_SECRET"))->reveal(), std::string_view("sk-env"));
        const std::string reference = file("key", "sk-file\r\n");
        QCOMPARE((*store.get(reference))->reveal(), std::string_view("sk-file"));
        file("key", "sk-other\n");
        QCOMPARE((*store.get(reference))->reveal(), std::string_view("sk-file"));
        store.forget();
        QCOMPARE((*store.get(reference))->reveal(), std::string_view("sk-other"));
        QVERIFY((*store.get(""))->empty());
    }
    void refuses()
    {
        secrets::SecretStore store;
        using enum base::ErrorCode;
        QCOMPARE(store.get("env:SWITCHYARD_TEST_NOT_SET").error().code, NotFound);
        QCOMPARE(store.get("file:/nowhere/at/all").error().code, NotFound);
        QCOMPARE(store.get("file:" + m_dir.path().toStdString()).error().code, NotFound); // a directory
        QCOMPARE(store.get(file("open", "sk-x", QFile::ReadOwner | QFile::ReadOther)).error().code, Forbidden);
        QCOMPARE(store.get(file("empty", "\n")).error().code, NotFound);
        QCOMPARE(store.get(file("lines", "sk-a\nsk-b\n")).error().code, BadRequest);
        QCOMPARE(store.get("sk-the-key-itself").error().code, Unprocessable);
        QVERIFY(store.get("sk-the-key-itself").error().detail.find("sk-the") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(SecretStoreTest)
#include "secret_store_test.moc"
