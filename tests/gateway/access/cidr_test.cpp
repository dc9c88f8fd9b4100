#include <QTest>

#include "access/cidr.h"

namespace auth {

class CidrTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addresses_data();
    void addresses();
    void refusedRanges_data();
    void refusedRanges();
    void matches_data();
    void matches();
    void everyPrefixLengthSplitsWhereItSays();
    void listsDenyFirst();
    void aWrongEntryIsNamed();
};

void CidrTest::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("want"); // empty: refused
    const std::pair<const char *, const char *> rows[] = {
        {"127.0.0.1", "127.0.0.1"},
        {"::1", "::1"},
        {"2001:DB8:0:0:0:0:0:7", "2001:db8::7"},
        {"::ffff:192.0.2.7", "192.0.2.7"},
        {"::ffff:c000:207", "192.0.2.7"},
        {"0.0.0.0", "0.0.0.0"},
        {"::", "::"},
        {"", ""},
        {"127.1", ""},
        {"0177.0.0.1", ""},
        {"127.0.0.01", ""},
        {"0x7f000001", ""},
        {"2130706433", ""},
        {"256.0.0.1", ""},
        {"1.2.3.4.5", ""},
        {" 127.0.0.1", ""},
        {"127.0.0.1 ", ""},
        {"127.0.0.1:80", ""},
        {"[::1]", ""},
        {"fe80::1%eth0", ""},
        {"fe80::1%1", ""},
        {"1::2::3", ""},
        {"12345::", ""},
        {"localhost", ""},
        {"::ffff:192.0.2.999", ""},
        {"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa", ""},
    };
    for (const auto &[text, want] : rows)
        QTest::newRow(*text ? text : "nothing") << QString::fromLatin1(text) << QString::fromLatin1(want);
}

void CidrTest::addresses()
{
    QFETCH(QString, text);
    QFETCH(QString, want);
    const auto got = parseIp(text.toStdString());
    QCOMPARE(got ? QString::fromStdString(toText(*got)) : QString(), want);
}

void CidrTest::refusedRanges_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(says);
    };
    row("10.0.0.1/8", "write 10.0.0.0/8");
    row("2001:db8::1/64", "write 2001:db8::/64");
    row("10.0.0.0/33", "from 0 to 32");
    row("2001:db8::/129", "from 0 to 128");
    row("10.0.0.0/", "from 0 to 32");
    row("10.0.0.0/08", "from 0 to 32");
    row("10.0.0.0/+8", "from 0 to 32");
    row("10.0.0.0/-1", "from 0 to 32");
    row("10.0.0.0/8/8", "from 0 to 32");
    row("10.0.0.0/255.0.0.0", "from 0 to 32");
    row("10.0.0.0 /8", "no address");
    row("10.0.0/8", "no address");
    row("fe80::%eth0/64", "no address");
    row("::ffff:0:0/95", "neither");
    row("/8", "no address");
    row("*", "no address");
}

void CidrTest::refusedRanges()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto got = Cidr::parse(text.toStdString());
    QVERIFY(!got);
    QCOMPARE(got.error().code, base::ErrorCode::Unprocessable);
    const QString detail = QString::fromStdString(got.error().detail);
    QVERIFY2(detail.contains(says), qPrintable(detail));
}

void CidrTest::matches_data()
{
    QTest::addColumn<QString>("range");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("want");
    const auto row = [](const char *range, const char *address, bool want) {
        QTest::addRow("%s %s %s", range, want ? "holds" : "does not hold", address)
            << QString::fromLatin1(range) << QString::fromLatin1(address) << want;
    };
    row("192.0.2.0/24", "192.0.2.255", true);
    row("192.0.2.0/24", "192.0.3.0", false);
    row("192.0.2.128/25", "192.0.2.127", false);
    row("192.0.2.7", "192.0.2.7", true);
    row("192.0.2.7", "192.0.2.6", false);
    row("192.0.2.0/24", "::ffff:192.0.2.9", true);
    row("::ffff:192.0.2.0/120", "192.0.2.9", true);
    row("::ffff:0:0/96", "203.0.113.1", true);
    row("0.0.0.0/0", "203.0.113.1", true);
    row("0.0.0.0/0", "2001:db8::1", false);
    row("::/0", "2001:db8::1", true);
    row("::/0", "203.0.113.1", false);
    row("2001:db8::/32", "2001:db8:ffff::1", true);
    row("2001:db8::/32", "2001:db9::", false);
    row("fc00::/7", "fdff::1", true);
    row("fc00::/7", "fe00::1", false);
    row("::1", "::1", true);
    row("::1", "127.0.0.1", false);
}

void CidrTest::matches()
{
    QFETCH(QString, range);
    QFETCH(QString, address);
    QFETCH(bool, want);
    const auto cidr = Cidr::parse(range.toStdString());
    const auto ip = parseIp(address.toStdString());
    QVERIFY(cidr);
    QVERIFY(ip);
    QCOMPARE(cidr->contains(*ip), want);
}

/// All ones up to the prefix: flipping the last bit of the prefix leaves the range, flipping the next one does not.
void CidrTest::everyPrefixLengthSplitsWhereItSays()
{
    for (unsigned length = 1; length <= 128; ++length) {
        IpAddress first;
        for (unsigned bit = 0; bit < length; ++bit)
            first.bytes[bit / 8] = static_cast<std::uint8_t>(first.bytes[bit / 8] | (0x80U >> (bit % 8)));
        const auto flip = [&](unsigned bit) {
            IpAddress out = first;
            out.bytes[bit / 8] = static_cast<std::uint8_t>(out.bytes[bit / 8] ^ (0x80U >> (bit % 8)));
            return out;
        };
        const auto range = Cidr::parse(toText(first) + "/" + std::to_string(length));
        QVERIFY(range);
        QVERIFY(range->contains(first));
        QVERIFY(!range->contains(flip(length - 1)));
        if (length < 128)
            QVERIFY(range->contains(flip(length)));
    }
}

void CidrTest::listsDenyFirst()
{
    const auto list = [](std::vector<std::string> texts) { return *CidrList::parse(texts, "here"); };
    const auto ip = [](const char *text) { return *parseIp(text); };
    const AddressRules open;
    QVERIFY(open.admits(ip("203.0.113.1")));
    const AddressRules rules{list({"10.0.0.0/8", "2001:db8::/32"}), list({"10.1.0.0/16"})};
    QVERIFY(rules.admits(ip("10.0.0.1")));
    QVERIFY(rules.admits(ip("2001:db8::1")));
    QVERIFY(!rules.admits(ip("10.1.2.3")));
    QVERIFY(!rules.admits(ip("11.0.0.1")));
    const AddressRules onlyDenied{{}, list({"::ffff:203.0.113.0/120"})};
    QVERIFY(!onlyDenied.admits(ip("203.0.113.1")));
    QVERIFY(onlyDenied.admits(ip("203.0.114.1")));
}

void CidrTest::aWrongEntryIsNamed()
{
    const std::vector<std::string> texts{"10.0.0.0/8", "10.0.0.300"};
    const auto got = CidrList::parse(texts, "allowed_addresses");
    QVERIFY(!got);
    QCOMPARE(got.error().param, std::string("allowed_addresses"));
    QVERIFY(got.error().detail.find("10.0.0.300") != std::string::npos);
}

} // namespace auth

QTEST_GUILESS_MAIN(auth::CidrTest)
#include "cidr_test.moc"
