#include "access/sealing.h"

#include <QTest>

class SealingTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsSealedIsReadWithTheSameKeyAlone()
    {
        const auth::SealingKey key("correct horse");
        const std::string sealed = key.seal("a prompt", "req_1/request");
        QVERIFY(sealed.find("prompt") == std::string::npos);
        QCOMPARE(auth::SealingKey("correct horse").open(sealed, "req_1/request").value(), std::string("a prompt"));
        QVERIFY(!auth::SealingKey("correct horsf").open(sealed, "req_1/request"));
        QVERIFY(!key.open(sealed, "req_1/answer")); // it is of another part
    }
    void noTwoAreAlike()
    {
        const auth::SealingKey key("k");
        QVERIFY(key.seal("same", "x") != key.seal("same", "x"));
    }
    void whatWasChangedIsNotRead()
    {
        const auth::SealingKey key("k");
        const std::string sealed = key.seal("a prompt", "x");
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            std::string changed = sealed;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            QVERIFY(!key.open(changed, "x"));
            QVERIFY(!key.open(std::string_view(sealed).substr(0, i), "x"));
        }
    }
    void anEmptyTextIsOneToo()
    {
        const auth::SealingKey key("k");
        QCOMPARE(key.open(key.seal("", "x"), "x").value(), std::string());
    }
};

QTEST_GUILESS_MAIN(SealingTest)
#include "sealing_test.moc"
