#include <QTest>

#include "ui/pages/requests/further_fields.h"
#include "ui/pages/requests/saved_filters.h"

using ui::FilterChoice;
using ui::RequestQuery;

namespace {

std::string parameters(const RequestQuery &query)
{
    std::string out;
    for (const auto &[name, value] : ui::filterParameters(query, QDateTime::currentDateTime()))
        out.append(out.empty() ? "" : "&").append(name).append("=").append(value);
    return out;
}

} // namespace

/// What is asked of the gateway for what somebody chose, typed or saved.
class RequestQueryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void rangesAreTyped_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QString>("label");
        const auto row = [](const char *name, const char *field, const char *typed, const char *asked,
                            const QString &label) {
            QTest::newRow(name) << QString::fromLatin1(field) << QString::fromUtf8(typed) << QByteArray(asked) << label;
        };
        row("at least", "duration_ms", "5", "min_duration_ms=5000", QStringLiteral("5 s or more"));
        row("with its unit", "duration_ms", " 0.5 s", "min_duration_ms=500", QStringLiteral("0.5 s or more"));
        row("at most", "first_token_ms", "<2", "max_first_token_ms=2000", QStringLiteral("2 s or less"));
        row("between", "tokens", "1,000 - 5000", "min_tokens=1000&max_tokens=5000", QStringLiteral("1,000 to 5,000"));
        row("between, with a dash", "tokens", "1–5", "min_tokens=1&max_tokens=5", QStringLiteral("1 to 5"));
        row("money", "cost_nanos", ">= $0.02", "min_cost_nanos=20000000", QStringLiteral("$0.02 or more"));
        row("a word", "tokens", "many", "", {});
        row("backwards", "tokens", "5-1", "", {});
        row("too much", "tokens", "99999999999999999999", "", {});
        row("nothing", "tokens", "", "", {});
    }
    void rangesAreTyped()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, typed);
        QFETCH(const QByteArray, asked);
        QFETCH(const QString, label);
        const auto choice = ui::choiceFrom(*ui::furtherField(field), {typed, typed});
        QCOMPARE(choice.has_value(), !asked.isEmpty());
        if (!choice)
            return;
        QCOMPARE(choice->label, label);
        QCOMPARE(parameters({.further = {{field, *choice}}}), asked.toStdString());
    }

    void everyOfferedChoiceIsAsked()
    {
        for (const ui::FurtherField &field : ui::furtherFields())
            for (const FilterChoice &offered : ui::offeredChoices(field)) {
                QVERIFY2(!offered.label.isEmpty(), field.id);
                const auto choice = ui::choiceFrom(field, offered);
                QVERIFY2(choice && *choice == offered, field.id);
                QVERIFY2(!parameters({.further = {{QString::fromLatin1(field.id), offered}}}).empty(), field.id);
            }
    }

    void savedFiltersComeBackAsTheyWere()
    {
        RequestQuery query{.words = QStringLiteral("gpt"),
                           .state = ui::stateOf(QStringLiteral("status=429")),
                           .provider = {QStringLiteral("prov_1"), QStringLiteral("Open \"AI\"")},
                           .period = RequestQuery::Period::LastWeek,
                           .failoverOnly = true};
        query.further[QStringLiteral("user")] = {QStringLiteral("user_1"), QStringLiteral("Ana")};
        query.further[QStringLiteral("cost_nanos")] = *ui::choiceFrom(
            *ui::furtherField(QStringLiteral("cost_nanos")), {QStringLiteral("0.5-2"), QStringLiteral("0.5-2")});
        const std::vector<ui::SavedFilter> filters{{QStringLiteral("Dear ones"), query},
                                                   {QStringLiteral("失败"), {.words = QStringLiteral("x")}}};
        QVERIFY(ui::parseSavedFilters(ui::encodeSavedFilters(filters)) == filters);
    }

    void whatIsNoSavedFilterIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("left");
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("no JSON") << QByteArray("{") << 0;
        QTest::newRow("of the future") << QByteArray(R"({"version":2,"filters":[{"name":"a","query":{"words":"x"}}]})")
                                       << 0;
        QTest::newRow("odd ones") << QByteArray(R"({"version": 1, "filters": [
            3, {"name": "a"}, {"name": "", "query": {"words": "x"}},
            {"name": "b", "query": {"words": "x", "period": 99, "further": {"luck": {"value": "1"}, "tag": 7}}}]})")
                                  << 1;
    }
    void whatIsNoSavedFilterIsLeftOut()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, left);
        const auto filters = ui::parseSavedFilters(bytes);
        QCOMPARE(static_cast<int>(filters.size()), left);
        for (const ui::SavedFilter &filter : filters)
            QVERIFY(filter.query.further.empty());
    }
};

QTEST_GUILESS_MAIN(RequestQueryTest)
#include "request_query_test.moc"
