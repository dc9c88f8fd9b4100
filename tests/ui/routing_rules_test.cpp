#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include "ui/pages/routing/rules_model.h"
#include "ui/routing_fixture.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

QStringList namesOf(const FakeRouting &fake)
{
    QStringList out;
    for (const std::string &name : fake.names())
        out += QString::fromStdString(name);
    return out;
}

} // namespace

/// The table of rules on the Routing page: order, switches, removal.
class RoutingRulesTest final : public RoutingFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { end(); }
    void init() { startGateway(); }
    void cleanup() { m_page.reset(); }

    void rulesAreListedAndTurnedOff()
    {
        QTableView &table = *openPage();
        QCOMPARE(table.model()->rowCount(), 3);
        QTest::keyClick(&table, Qt::Key_Space);
        QTRY_COMPARE(m_client->count("router.rules.update"), 1);
        QCOMPARE(text(m_client->last("router.rules.update")->body), u"{\"enabled\":false}"_s);
        QTRY_COMPARE(table.model()->index(0, ui::RulesModel::kSwitchColumn).data().toString(), u"off"_s);
    }

    void withoutRulesThePageSaysWhatTheyAreFor()
    {
        m_fake->rules.clear();
        m_fake->aliases.clear();
        m_page = std::make_unique<ui::RoutingPage>(*m_client);
        m_page->show();
        QTRY_VERIFY(part<QWidget>(*m_page, "noRules")->isVisible());
        QTRY_VERIFY(part<QWidget>(*m_page, "noAliases")->isVisible());
        QVERIFY(!part<QWidget>(*m_page, "rulesTable")->isVisible());
        part<QPushButton>(*m_page, "newRule")->click();
        QVERIFY(part<QWidget>(*m_page, "ruleSheet")->isVisible());
    }

    void altArrowsMoveARuleAndUndoMovesItBack()
    {
        QTableView &table = *openPage();
        act("routing.rule.down");
        QTRY_COMPARE(namesOf(*m_fake), (QStringList{u"review"_s, u"short"_s, u"block"_s}));
        QTRY_COMPARE(table.currentIndex().row(), 1);
        QTRY_VERIFY(ui::Toast::of(*m_page).canUndo());
        ui::Toast::of(*m_page).undo();
        QTRY_COMPARE(namesOf(*m_fake), (QStringList{u"short"_s, u"review"_s, u"block"_s}));
        act("routing.rule.up"); // it is at the top
        m_client->settle();
        QCOMPARE(m_client->count("router.rules.reorder"), 2);
    }

    void aRuleIsDraggedByItsHandle()
    {
        QTableView &table = *openPage();
        const auto at = [&table](int row, int below) {
            const QRect cell = table.visualRect(table.model()->index(row, 0));
            return QPoint(cell.center().x(), cell.center().y() + below);
        };
        QTest::mousePress(table.viewport(), Qt::LeftButton, {}, at(0, 0));
        QTest::mouseMove(table.viewport(), at(2, 10));
        QTest::mouseRelease(table.viewport(), Qt::LeftButton, {}, at(2, 10));
        QTRY_COMPARE(namesOf(*m_fake), (QStringList{u"review"_s, u"block"_s, u"short"_s}));
        QTest::mousePress(table.viewport(), Qt::LeftButton, {}, at(0, 0));
        QTest::mouseMove(table.viewport(), at(2, 10));
        QTest::keyClick(&table, Qt::Key_Escape);
        QTest::mouseRelease(table.viewport(), Qt::LeftButton, {}, at(2, 10));
        m_client->settle();
        QCOMPARE(m_client->count("router.rules.reorder"), 1);
    }

    void aRemovedRuleIsOffAtOnceAndCanBeHadBack()
    {
        QTableView &table = *openPage();
        act("routing.rule.remove");
        QCOMPARE(table.model()->rowCount(), 2);
        QTRY_VERIFY(!m_fake->rules[0]["enabled"].get<bool>());
        ui::Toast::of(*m_page).undo();
        QTRY_COMPARE(table.model()->rowCount(), 3);
        QTRY_VERIFY(m_fake->rules[0]["enabled"].get<bool>());
        QCOMPARE(m_client->count("router.rules.delete"), 0);
    }

    void aCopyIsANewRule()
    {
        openPage();
        act("routing.rule.copy");
        QCOMPARE(part<QLineEdit>(*m_page, "ruleName")->text(), u"short, copy"_s);
        part<QPushButton>(*m_page, "formAct")->click();
        QTRY_COMPARE(m_client->count("router.rules.create"), 1);
        QCOMPARE(text(m_client->last("router.rules.create")->body.at("when")), text(m_fake->rules[0]["when"]));
    }

    void aFailureKeepsTheRows()
    {
        QTableView &table = *openPage();
        m_client->answers["router.rules.list"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Storage, "detail");
        };
        m_page->refresh();
        QTRY_VERIFY(part<QWidget>(*m_page, "banner")->isVisible());
        QCOMPARE(table.model()->rowCount(), 3);
    }
};

QTEST_MAIN(RoutingRulesTest)

#include "routing_rules_test.moc"
