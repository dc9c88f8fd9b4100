#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <vector>

#include "access/lock_out.h"
#include "access/password.h"

namespace {

base::Secret secret(const char *text)
{
    return base::Secret(text);
}

} // namespace

class PasswordTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyThePasswordItselfMatches()
    {
        const auto hash = auth::hashPassword(secret("correct horse battery"));
        QVERIFY(hash && hash->starts_with("$argon2id$"));
        QVERIFY(hash->find("correct") == std::string::npos);
        QVERIFY(auth::passwordMatches(*hash, secret("correct horse battery")));
        for (const char *wrong : {"", "correct horse batter", "correct horse battery ", "Correct horse battery"})
            QVERIFY(!auth::passwordMatches(*hash, secret(wrong)));
        QVERIFY(*auth::hashPassword(secret("correct horse battery")) != *hash); // another salt
    }
    void nobodysPasswordIsNeverRight()
    {
        QVERIFY(!auth::passwordMatches("", secret("")));
        QVERIFY(!auth::passwordMatches("", secret("anything at all")));
        QVERIFY(!auth::passwordMatches("no hash at all", secret("anything at all")));
        QVERIFY(!auth::passwordMatches(std::string(500, '$'), secret("anything at all")));
    }
    /// The cost is argon2's alone, whether or not there is such a user.
    void anUnknownUserTakesAsLong()
    {
        const std::string hash = *auth::hashPassword(secret("correct horse battery"));
        const auto median = [](const std::string &kept) {
            std::vector<qint64> times;
            for (int i = 0; i < 3; ++i) {
                QElapsedTimer timer;
                timer.start();
                static_cast<void>(auth::passwordMatches(kept, secret("wrong horse battery")));
                times.push_back(timer.nsecsElapsed());
            }
            std::ranges::sort(times);
            return times[1];
        };
        const qint64 known = median(hash), unknown = median({});
        QVERIFY2(unknown * 3 > known && known * 3 > unknown,
                 qPrintable(QString::number(known) + u' ' + QString::number(unknown)));
    }
    void anUnknownUserCostsOneRunFromTheFirstOn()
    {
        const std::string hash = *auth::hashPassword(secret("correct horse battery"));
        for (const std::string &kept : {std::string(), hash, std::string()}) {
            const std::int64_t before = auth::passwordRuns();
            static_cast<void>(auth::passwordMatches(kept, secret("wrong horse battery")));
            QCOMPARE(auth::passwordRuns(), before + 1);
        }
    }
    void newPasswordsAreLookedAt_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("good");
        QTest::newRow("twelve characters") << QByteArray("abcdefghijkl") << true;
        QTest::newRow("eleven") << QByteArray("abcdefghijk") << false;
        QTest::newRow("twelve of two bytes each") << QByteArray("\u00e4b\u00e4b\u00e4b\u00e4b\u00e4b\u00e4b") << true;
        QTest::newRow("eleven in 22 bytes") << QByteArray("ääääääääääb") << false;
        QTest::newRow("one again and again") << QByteArray("aaaaaaaaaaaaaaaa") << false;
        QTest::newRow("the user's name") << QByteArray("Ada-Lovelace") << false;
        QTest::newRow("256 bytes") << QByteArray("ab").repeated(128) << true;
        QTest::newRow("257 bytes") << QByteArray("ab").repeated(128).append('c') << false;
        QTest::newRow("no text") << QByteArray("abcdefghijkl\xff\xfe") << false;
    }
    void newPasswordsAreLookedAt()
    {
        QFETCH(QByteArray, password);
        QFETCH(bool, good);
        const auto fine = auth::checkNewPassword(base::Secret(password.toStdString()), "ada-lovelace");
        QCOMPARE(fine.has_value(), good);
        if (!good)
            QCOMPARE(fine.error().param, std::string("new_password"));
    }
    void oneTimePasswordsCanBeGivenOut()
    {
        const std::string one = auth::makeOneTimePassword();
        QVERIFY(one != auth::makeOneTimePassword());
        QVERIFY(auth::checkNewPassword(base::Secret(std::string(one)), "ada"));
    }

    void waitsGrowAndEnd()
    {
        auth::LockOut locks({.free = 3, .firstMs = 1'000, .longestMs = 8'000, .forgetMs = 100'000});
        std::vector<std::int64_t> waits;
        for (int i = 0; i < 9; ++i) {
            locks.failed("ada", 1'000);
            waits.push_back(locks.waitMs("ada", 1'000));
        }
        QCOMPARE(waits, (std::vector<std::int64_t>{0, 0, 0, 1'000, 2'000, 4'000, 8'000, 8'000, 8'000}));
        QCOMPARE(locks.waitMs("ada", 5'000), 4'000);
        QCOMPARE(locks.waitMs("ada", 9'000), 0);
        QCOMPARE(locks.waitMs("bob", 1'000), 0);
        locks.forget("ada");
        locks.failed("ada", 9'000);
        QCOMPARE(locks.waitMs("ada", 9'000), 0);
    }
    void whatIsLongAgoIsForgotten()
    {
        auth::LockOut locks({.free = 1, .firstMs = 1'000, .longestMs = 8'000, .forgetMs = 100'000});
        locks.failed("ada", 1'000);
        locks.failed("ada", 102'000);
        QCOMPARE(locks.waitMs("ada", 102'000), 0);
        locks.failed("ada", 103'000);
        QCOMPARE(locks.waitMs("ada", 103'000), 1'000);
    }
    void aThousandTriesDoNotOverflow()
    {
        auth::LockOut locks({.free = 5, .firstMs = 1'000, .longestMs = 900'000});
        for (int i = 0; i < 1'000; ++i)
            locks.failed("peer", i);
        QCOMPARE(locks.waitMs("peer", 1'000), 899'999);
    }
    void aFloodOfNamesFreesNobody()
    {
        auth::LockOut locks({.free = 1, .firstMs = 60'000});
        for (int i = 0; i < 3; ++i)
            locks.failed("ada", 1'000);
        for (std::size_t i = 0; i < auth::LockOut::kMost + 50; ++i)
            locks.failed("name " + std::to_string(i), 2'000);
        QVERIFY(locks.size() <= auth::LockOut::kMost);
        QVERIFY(locks.waitMs("ada", 2'000) > 0);
    }
    void peersAreCountedByTheirNetwork()
    {
        QCOMPARE(auth::peerSubject("192.0.2.7"), std::string("192.0.2.7"));
        QCOMPARE(auth::peerSubject("2001:db8:1:2:3:4:5:6"), auth::peerSubject("2001:db8:1:2:ffff::1"));
        QVERIFY(auth::peerSubject("2001:db8:1:2::1") != auth::peerSubject("2001:db8:1:3::1"));
        QVERIFY(!auth::peerSubject("::1").empty());
    }
};

QTEST_APPLESS_MAIN(PasswordTest)
#include "password_test.moc"
