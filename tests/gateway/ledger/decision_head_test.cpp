#include <QTest>

#include "ledger/decision_head.h"

namespace {

/// "strategy: rule rule"
QByteArray readOf(const char *trace)
{
    ledger::DecisionHead head;
    head.rules.emplace_back("left over");
    ledger::readHead(head, trace);
    QByteArray out = QByteArray(head.strategy.data(), static_cast<qsizetype>(head.strategy.size())) + ':';
    for (const std::string_view rule : head.rules)
        out += ' ' + QByteArray(rule.data(), static_cast<qsizetype>(rule.size()));
    return out;
}

} // namespace

class DecisionHeadTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void traces_data()
    {
        QTest::addColumn<QByteArray>("trace");
        QTest::addColumn<QByteArray>("read");
        // moc loses a file over raw strings: ' stands for a quote, | for a backslash.
        const auto row = [](const char *name, const char *trace, const char *read) {
            QTest::newRow(name) << QByteArray(trace).replace('\'', '"').replace('|', '\\') << QByteArray(read);
        };
        row("the usual one", "{'plan':7,'draw':'9','asked':'m','strategy':'round_robin','candidates':[]}",
            "round_robin:");
        row("with rules",
            "{'plan':7,'rules':[{'id':'rule_1','name':'A ] "
            "b'},{'id':'rule_2','name':'|'id|':|'x|''}],'tags':['t'],'strategy':'cost_first','candidates':[{'id':'no'}]"
            "}",
            "cost_first: rule_1 rule_2");
        row("two rules", "{'plan':7,'rules':[{'id':'rule_1','name':'A'},{'id':'rule_2','name':'B'}],'candidates':[]}",
            ": rule_1 rule_2");
        row("a rule wanted another strategy than was taken",
            "{'plan':7,'effects':{'strategy':'speed_first'},'strategy':'least_busy','candidates':[]}", "least_busy:");
        row("routing was off", "{'plan':7,'asked':'m','routing':false,'candidates':[]}", "off:");
        row("a name that looks like a trace",
            "{'plan':7,'asked':'|'strategy|':|'fake|',|'rules|':[{|'id|':|'fake|'','strategy':'x','candidates':[]}",
            "x:");
        row("cut off in the middle", "{'plan':7,'rules':[{'id':'rule_1','name':'A|", ": rule_1");
        row("what stands behind the candidates does not count",
            "{'plan':7,'candidates':[],'strategy':'late','rules':[{'id':'late'}]}", ":");
        row("none", "", ":");
        row("no trace at all", "'strategy':'", ":");
    }
    void traces()
    {
        QFETCH(QByteArray, trace);
        QFETCH(QByteArray, read);
        QCOMPARE(readOf(trace.constData()), read);
    }

    void aliasAndTags()
    {
        ledger::DecisionHead head;
        QByteArray trace =
            "{'asked':'|'alias|':|'no|'','tags':['a','b|'],c'],'alias':'fa|'st','strategy':'x','candidates':[]}";
        trace.replace('\'', '"').replace('|', '\\');
        ledger::readHead(head, trace.constData());
        QCOMPARE(QByteArray(head.alias.data(), static_cast<qsizetype>(head.alias.size())), QByteArray("fa\\\"st"));
        QCOMPARE(QByteArray(head.tags.data(), static_cast<qsizetype>(head.tags.size())),
                 QByteArray("\"a\",\"b\\\"],c\""));
        ledger::readHead(head, "{\"candidates\":[],\"alias\":\"late\"}");
        QVERIFY(head.alias.empty() && head.tags.empty());
    }
};

QTEST_GUILESS_MAIN(DecisionHeadTest)
#include "decision_head_test.moc"
