#include <QTest>

#include "admin/plan_diff.h"

using base::Json;

namespace {

/// moc loses a file over raw strings: ' stands for a quote.
QString quoted(const char *text)
{
    return QString::fromUtf8(text).replace(u'\'', u'"');
}
Json jsonOf(const char *text)
{
    return *base::parseJson(quoted(text).toStdString());
}

Json plan()
{
    return jsonOf(
        "{ 'version': 3, 'providers': [ {'id': 'p1', 'name': 'OpenAI', 'base_url': 'https://a.example', 'headers': "
        "{'x-team': 'red'}, 'keys': [{'id': 'k1', 'name': 'main', 'weight': 1}], 'models': []}, {'id': 'p2', 'name': "
        "'Ollama', 'base_url': 'http://127.0.0.1:11434', 'headers': {}, 'keys': [], 'models': []}], 'rules': [{'id': "
        "'r1', 'name': 'Code', 'priority': 1, 'when': {'regex': 'x'}, 'then': [{'use_model': 'fast'}]}], 'settings': "
        "{'default_model': 'fast', 'max_attempts': 4}, 'routing': true}");
}

/// "path kind before after", a row a line.
QStringList linesOf(const Json &rows)
{
    QStringList out;
    for (const Json &row : rows)
        out += QStringLiteral("%1 %2 %3 %4")
                   .arg(QString::fromStdString(base::textOr(row["path"])),
                        QString::fromStdString(base::textOr(row["kind"])),
                        QString::fromStdString(base::dump(row["before"])),
                        QString::fromStdString(base::dump(row["after"])));
    return out;
}

} // namespace

class PlanDiffTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsHaveTheNamesOfResources_data()
    {
        using Change = void (*)(Json &);
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *name, Change change, const QStringList &lines) {
            Json after = plan();
            change(after);
            QTest::newRow(name) << QByteArray::fromStdString(base::dump(after)) << lines;
        };
        row("nothing", [](Json &) {}, {});
        row("only its number", [](Json &p) { p["version"] = 4; }, {});
        row("a setting", [](Json &p) { p["settings"]["max_attempts"] = 2; },
            {QStringLiteral("settings.max_attempts changed 4 2")});
        row("the switch", [](Json &p) { p["routing"] = false; }, {QStringLiteral("routing changed true false")});
        row("a field of a key", [](Json &p) { p["providers"][0]["keys"][0]["weight"] = 5; },
            {QStringLiteral("providers[OpenAI].keys[main].weight changed 1 5")});
        row("a header more", [](Json &p) { p["providers"][0]["headers"]["x-env"] = "ci"; },
            {quoted("providers[OpenAI].headers.x-env added null 'ci'")});
        row("a header less", [](Json &p) { p["providers"][0]["headers"] = Json::object(); },
            {quoted("providers[OpenAI].headers.x-team removed 'red' null")});
        row("another name, under which the rest stands too",
            [](Json &p) {
                p["providers"][1]["name"] = "Local";
                p["providers"][1]["base_url"] = "http://x";
            },
            {quoted("providers[Local].name changed 'Ollama' 'Local'"),
             quoted("providers[Local].base_url changed 'http://127.0.0.1:11434' 'http://x'")});
        row("another order is no difference", [](Json &p) { std::swap(p["providers"][0], p["providers"][1]); }, {});
        row("a condition, as a whole", [](Json &p) { p["rules"][0]["when"] = {{"model", "gpt-*"}}; },
            {quoted("rules[Code].when changed {'regex':'x'} {'model':'gpt-*'}")});
        row("the last rule gone", [](Json &p) { p["rules"] = Json::array(); },
            {quoted("rules[Code] removed "
                    "{'id':'r1','name':'Code','priority':1,'when':{'regex':'x'},'then':[{'use_model':'fast'}]} null")});
        row("a key more, with all it has",
            [](Json &p) { p["providers"][1]["keys"].push_back({{"id", "k2"}, {"name", "spare"}}); },
            {quoted("providers[Ollama].keys[spare] added null {'id':'k2','name':'spare'}")});
    }
    void rowsHaveTheNamesOfResources()
    {
        QFETCH(QByteArray, after);
        QFETCH(QStringList, lines);
        QCOMPARE(linesOf(admin::diffPlans(plan(), *base::parseJson(after.toStdString()))), lines);
    }

    void beforeTheFirstPlanThereWasNothing()
    {
        const QStringList lines = linesOf(admin::diffPlans(nullptr, plan()));
        QVERIFY(lines.contains(QStringLiteral("settings.max_attempts added null 4"))
                || lines.filter(QStringLiteral("settings added")).size() == 1);
        QCOMPARE(lines.filter(QStringLiteral("providers[")).size(), 2);
        QCOMPARE(lines.filter(QStringLiteral("rules[Code] added")).size(), 1);
    }

    void sectionsThatAnOlderPlanDoesNotHaveAreAdded()
    {
        Json before = plan();
        before.erase("rules");
        QCOMPARE(linesOf(admin::diffPlans(before, plan())).filter(QStringLiteral("rules[Code] added")).size(), 1);
    }
};

QTEST_GUILESS_MAIN(PlanDiffTest)
#include "plan_diff_test.moc"
