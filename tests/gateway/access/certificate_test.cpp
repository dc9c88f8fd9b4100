#include <QTest>

#include "access/certificate.h"

namespace {

constexpr std::int64_t kNow = 1'790'000'000'000;
constexpr std::int64_t kDayMs = 86'400'000;

auth::CertificatePair made(std::vector<std::string> names = {})
{
    return auth::makeCertificate(names, kNow).value();
}

} // namespace

class CertificateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNewOneIsForTheNamesAndThisComputer()
    {
        const auto facts =
            auth::readCertificate(made({"Router.lan", "192.168.1.5", "fd00::1", "router.lan"}).certificate);
        QVERIFY(facts);
        const std::vector<std::string> want{"localhost", "127.0.0.1", "::1", "router.lan", "192.168.1.5", "fd00::1"};
        QCOMPARE(facts->names, want);
        QCOMPARE(facts->issuer, facts->subject);
        QCOMPARE(facts->notBeforeMs, kNow - kDayMs);
        QCOMPARE(facts->notAfterMs, kNow + 820 * kDayMs);
        QCOMPARE(facts->fingerprint.size(), std::size_t(95));
        QVERIFY(facts->pin.starts_with("sha256//"));
        QCOMPARE(facts->pin.size(), std::size_t(52));
    }

    void eachHasItsOwnKey()
    {
        const auto first = auth::readCertificate(made().certificate);
        const auto second = auth::readCertificate(made().certificate);
        QVERIFY(first->fingerprint != second->fingerprint);
        QVERIFY(first->pin != second->pin);
    }

    void wrongNamesAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"", "a b", "evil,IP:1.2.3.4", "x.lan,DNS:bank.example", "-a.lan", "a..lan", "*.lan",
                                 "http://a", "a:443", "10.0.0.0/8", "copy:email", "ünlaut.lan"})
            QTest::newRow(*name ? name : "nothing") << QString::fromUtf8(name);
    }
    void wrongNamesAreRefused()
    {
        QFETCH(QString, name);
        const std::vector<std::string> names{name.toStdString()};
        const auto got = auth::makeCertificate(names, kNow);
        QVERIFY(!got);
        QCOMPARE(got.error().code, base::ErrorCode::Unprocessable);
        QCOMPARE(got.error().param, std::string("names"));
    }

    void keyAndCertificateMustBelongTogether()
    {
        const auto first = made();
        const auto second = made();
        QVERIFY(auth::checkPair(first));
        const auto mixed = auth::checkPair({first.certificate, base::Secret(std::string(second.key.reveal()))});
        QVERIFY(!mixed);
        QCOMPARE(mixed.error().param, std::string("key"));
        QVERIFY(!auth::checkPair({"no pem", base::Secret(std::string(first.key.reveal()))}));
        QVERIFY(!auth::checkPair({first.certificate, base::Secret(std::string("no pem"))}));
        QVERIFY(!auth::readCertificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    }
};

QTEST_APPLESS_MAIN(CertificateTest)
#include "certificate_test.moc"
