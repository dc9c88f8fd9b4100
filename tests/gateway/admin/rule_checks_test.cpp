#include <QDateTime>
#include <QTest>

#include "admin/rule_checks.h"

namespace {

std::int64_t noon(int year, int month)
{
    return QDateTime(QDate(year, month, 10), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch();
}

model::Plan plan()
{
    model::Plan out;
    out.providers.push_back({.id = "prov_1", .name = "alpha", .type = "openai"});
    out.providers.back().models = {{.name = "gpt-4o"}};
    out.providers.push_back({.id = "prov_2", .name = "sandbox", .type = "sandbox", .anyModel = true});
    out.aliases.push_back({.name = "fast"});
    return out;
}

} // namespace

class RuleChecksTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clocksOfAZone()
    {
        const int year = QDate::currentDate().year() + 1; // zones are known from some years ago to some years ahead
        const auto berlin = admin::zoneOffsets("Europe/Berlin");
        QVERIFY(berlin);
        QCOMPARE(berlin->minutesEast(noon(year, 1)), 60);
        QCOMPARE(berlin->minutesEast(noon(year, 7)), 120);
        QCOMPARE(berlin->minutesEast(noon(year, 12)), 60);
        const auto kolkata = admin::zoneOffsets("Asia/Kolkata");
        QVERIFY(kolkata);
        QCOMPARE(kolkata->minutesEast(noon(year, 7)), 330);
        QCOMPARE(admin::zoneOffsets("-210")->minutesEast(0), -210);
        QVERIFY(admin::zoneOffsets("")); // this machine's
        QVERIFY(!admin::zoneOffsets("Mars/Olympus"));
    }

    void references_data()
    {
        QTest::addColumn<QByteArray>("then");
        QTest::addColumn<QByteArray>("param");
        const auto row = [](const char *name, const char *then, const char *param) {
            QTest::newRow(name) << QByteArray(then) << QByteArray(param);
        };
        row("a provider by name", R"([{"use_provider":"alpha"}])", "");
        row("a provider by id", R"([{"require_provider":["prov_1","sandbox"]}])", "");
        row("no such provider", R"([{"tag":"x"},{"forbid_provider":["alpha","beta"]}])", "then[1].forbid_provider[1]");
        row("a model", R"([{"use_model":"gpt-4o"}])", "");
        row("an alias", R"([{"use_model":"fast"}])", "");
        row("a provider's model", R"([{"use_model":"alpha/whatever"}])", "");
        row("the default", R"([{"fallbacks":["default","sandbox"]}])", "");
        row("no such model", R"([{"use_model":"gpt-5"}])", "then[0].use_model");
        row("no such fallback", R"([{"fallbacks":["fast","gpt-5"]}])", "then[0].fallbacks[1]");
    }
    void references()
    {
        QFETCH(const QByteArray, then);
        QFETCH(const QByteArray, param);
        model::Rule rule;
        rule.then = *base::parseJson(std::string_view(then.constData(), std::size_t(then.size())));
        const auto checked = admin::checkReferences(rule, plan());
        QCOMPARE(checked ? QByteArray() : QByteArray::fromStdString(checked.error().param), param);
    }

    void names()
    {
        model::Rule rule;
        rule.then = base::Json::array({{{"tag", "x"}}});
        for (const std::string &name :
             {std::string(), std::string(101, 'x'), std::string("a\nb"), std::string("\xFF")}) {
            rule.name = name;
            const auto checked = admin::checkRule(rule);
            QVERIFY(!checked);
            QCOMPARE(checked.error().param, std::string("name"));
        }
        rule.name = "über 规则";
        QVERIFY(admin::checkRule(rule));
    }
};

QTEST_GUILESS_MAIN(RuleChecksTest)
#include "rule_checks_test.moc"
