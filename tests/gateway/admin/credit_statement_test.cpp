#include <random>

#include <QTest>

#include "admin/credit_statement.h"
#include "base/text.h"

using admin::Period;
using admin::StatementSource;
using admin::Zone;

namespace {

constexpr std::int64_t kQuarter = 15 * 60'000;

std::int64_t at(const char *time)
{
    return base::parseRfc3339(time).value();
}

model::Payment payment(const char *time, std::int64_t amount, const char *note = "")
{
    return {.id = std::string("pay_") + time, .atMs = at(time), .amount = {amount}, .note = note, .author = "admin"};
}

/// "kind amount balance; ..."
std::string textOf(const admin::Statement &statement)
{
    std::string out;
    for (const admin::StatementRow &row : statement.rows)
        out += std::string(admin::toWord(row.kind)) + ' ' + std::to_string(row.amount) + ' '
               + std::to_string(row.balance) + "; ";
    return out;
}

StatementSource twoDays()
{
    return {.payments = {payment("2026-03-28T10:00:00Z", 1000), payment("2026-03-29T12:00:00Z", 500, "=invoice"),
                         payment("2026-03-30T01:00:00Z", -200)},
            .spent = {{at("2026-03-28T11:00:00Z"), 100},
                      {at("2026-03-28T22:45:00Z"), 30},
                      {at("2026-03-28T23:00:00Z"), 7},
                      {at("2026-03-29T21:45:00Z"), 20},
                      {at("2026-03-29T22:00:00Z"), 3}},
            .range = {at("2026-03-28T00:00:00Z"), at("2026-03-31T00:00:00Z")}};
}

} // namespace

class CreditStatementTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// In Berlin the 29th lasts 23 hours: from 23:00 to 22:00 of UTC.
    void whatWasSpentIsARowADayOfTheZone()
    {
        const StatementSource source = twoDays();
        const auto got = admin::statementOf(source, *Zone::of("Europe/Berlin"));
        QCOMPARE(textOf(got), std::string("top_up 1000 1000; usage -130 870; top_up 500 1370; usage -27 1343; "
                                          "paid_back -200 1143; usage -3 1140; "));
        QCOMPARE(got.opening, std::int64_t{0});
        QCOMPARE(got.closing(), std::int64_t{1140});
        QCOMPARE(got.rows[1].atMs, at("2026-03-28T23:00:00Z"));
        QCOMPARE(got.rows[3].span.toMs - got.rows[3].span.fromMs, std::int64_t{23} * 3600 * 1000);
    }

    void whatWasBeforeIsInTheOpening()
    {
        StatementSource source = twoDays();
        source.range.fromMs = at("2026-03-29T21:45:00Z");
        const auto got = admin::statementOf(source, *Zone::of("UTC"));
        QCOMPARE(got.opening, std::int64_t{1363});
        QCOMPARE(textOf(got), std::string("usage -23 1340; paid_back -200 1140; "));
        source.period = Period::Month;
        QCOMPARE(textOf(admin::statementOf(source, *Zone::of("UTC"))),
                 std::string("paid_back -200 1163; usage -23 1140; "));
    }

    void nothingHappened()
    {
        const StatementSource source{.range = {0, kQuarter}};
        const auto got = admin::statementOf(source, *Zone::of("UTC"));
        QVERIFY(got.rows.empty() && got.closing() == 0 && admin::toJson(got)["data"].empty());
    }

    /// Whatever the cuts, each statement goes on where the one before ended, and the last says what is left.
    void statementsJoin()
    {
        std::mt19937_64 random(9);
        const std::int64_t begin = at("2026-03-27T00:00:00Z");
        StatementSource source;
        std::int64_t left = 0;
        for (int i = 0; i < 500; ++i) {
            const std::int64_t quarter = begin + kQuarter * static_cast<std::int64_t>(random() % 500);
            const auto amount = static_cast<std::int64_t>(random() % 1000) + 1;
            source.spent[quarter] += amount;
            source.payments.push_back({.id = "pay", .atMs = quarter + 5, .amount = {2 * amount}});
            left += amount;
        }
        for (const Period period : {Period::Day, Period::Week, Period::Month}) {
            std::int64_t balance = 0;
            source.period = period;
            for (std::int64_t from = begin; from < begin + 500 * kQuarter; from = source.range.toMs) {
                source.range = {from, from + kQuarter * (1 + static_cast<std::int64_t>(random() % 90))};
                const auto got = admin::statementOf(source, *Zone::of("Asia/Kathmandu"));
                QCOMPARE(got.opening, balance);
                balance = got.closing();
            }
            QCOMPARE(balance, left);
        }
    }

    void asCommaSeparatedValues()
    {
        const StatementSource source = twoDays();
        const std::string csv = admin::csvOf(admin::statementOf(source, *Zone::of("UTC")));
        QVERIFY(csv.starts_with("at,kind,from,to,amount,balance,currency,note,by\r\n"
                                "2026-03-28T10:00:00.000Z,top_up,,,0.000001000,0.000001000,USD,,admin\r\n"));
        QVERIFY(csv.find(",\"'=invoice\",admin\r\n") != std::string::npos);
        QVERIFY(csv.find(",-0.000000137,0.000000863,USD,,\r\n") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(CreditStatementTest)
#include "credit_statement_test.moc"
