#include <memory>

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/costs_fake.h"
#include "ui/pages/costs/breakdown_model.h"
#include "ui/pages/costs/costs_page.h"
#include "ui/pages/costs/credit_models.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/part.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sheet.h"

namespace {

constexpr std::int64_t kDollar = FakeCosts::kDollar;

QString errorOf(QWidget *control)
{
    for (QWidget *at = control; at != nullptr; at = at->parentWidget())
        if (const auto *field = qobject_cast<ui::FormField *>(at); field && field->hasError())
            for (const QLabel *label : field->findChildren<QLabel *>())
                if (!label->isHidden() && label->buddy() == nullptr)
                    return label->text();
    return {};
}

} // namespace

/// Prepaid credit on the Costs page, and the way from a row of costs to its calls, over a fake gateway.
class CreditsCardTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_costs = FakeCosts();
        m_costs.credits = {FakeCosts::credit("laptop", 20 * kDollar, 5 * kDollar),
                           FakeCosts::credit("ci", 2 * kDollar, 2 * kDollar)};
        m_costs.serve(*m_client);
        open();
    }
    void cleanup() { m_page.reset(); }

    void accountsStandWithWhatIsLeft()
    {
        QAbstractItemModel *model = table("creditsTable")->model();
        const QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), 2);
        const auto cell = [&](int row, int column) { return model->index(row, column).data().toString(); };
        QCOMPARE(cell(0, ui::CreditsModel::kHolder), QStringLiteral("ci")); // the least left first
        QCOMPARE(cell(0, ui::CreditsModel::kLeft), QStringLiteral("Used up"));
        QCOMPARE(cell(1, ui::CreditsModel::kPaidIn), QStringLiteral("$20.00"));
        QCOMPARE(cell(1, ui::CreditsModel::kSpent), QStringLiteral("$5.00"));
        QCOMPARE(cell(1, ui::CreditsModel::kLeft), QStringLiteral("$15.00"));
        QVERIFY(!part<QLabel>(*m_page, "noCredits")->isVisible());
    }

    void withoutAccountsItSaysWhatTheyAreFor()
    {
        m_costs.credits.clear();
        m_page->refresh();
        m_client->settle();
        QVERIFY(part<QLabel>(*m_page, "noCredits")->isVisible());
        QVERIFY(!table("creditsTable")->isVisible());
    }

    void whoMayNotSeeThemSeesNoCard()
    {
        m_client->answers["credits.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Forbidden, "not for you");
        };
        m_page->refresh();
        m_client->settle();
        QVERIFY(!part<QWidget>(*m_page, "creditsCard")->isVisible());
        QVERIFY(!m_page->findChild<QWidget *>(QStringLiteral("banner"))->isVisible());
    }

    void aFirstPaymentIsToldWhatItLacks()
    {
        act("costs.credit.pay");
        press("formAct");
        QCOMPARE(errorOf(line("budgetSubject")), QStringLiteral("Say which one."));
        QCOMPARE(errorOf(line("amount_nanos")), QStringLiteral("Give an amount such as 25.00."));
        line("budgetSubject")->setText(QStringLiteral("nobody"));
        line("amount_nanos")->setText(QStringLiteral("25"));
        press("formAct");
        QVERIFY2(errorOf(line("budgetSubject")).contains(QStringLiteral("no such client key")),
                 qPrintable(errorOf(line("budgetSubject"))));
        QCOMPARE(m_client->count("credits.pay"), 1);
        QCOMPARE(part<QComboBox>(*m_page, "budgetScope")->count(), 1); // nobody else is here
    }

    void aFirstPaymentOpensAnAccount()
    {
        act("costs.credit.pay");
        line("budgetSubject")->setText(QStringLiteral("design team"));
        line("amount_nanos")->setText(QStringLiteral("25.50"));
        line("note")->setText(QStringLiteral("invoice 8"));
        press("formAct");
        const admin::AdminCall *call = m_client->last("credits.pay");
        QVERIFY(call != nullptr);
        const base::Json want = {
            {"scope", "key"}, {"subject", "key_1"}, {"amount_nanos", 25'500'000'000}, {"note", "invoice 8"}};
        QCOMPARE(base::dump(call->body), base::dump(want));
        QVERIFY(part<ui::Sheet>(*m_page, "creditSheet") == nullptr);
        QCOMPARE(table("creditsTable")->model()->rowCount(), 3);
    }

    void anAccountHasItsStatementAndTheWayBack()
    {
        openAccount(1);
        const QAbstractItemModel *rows = table("statementTable")->model();
        QCOMPARE(rows->rowCount(), 2);
        QCOMPARE(rows->index(0, ui::StatementModel::kWhat).data().toString(), QStringLiteral("Calls"));
        QCOMPARE(rows->index(0, ui::StatementModel::kAmount).data().toString(), QStringLiteral("−$5.00"));
        QCOMPARE(rows->index(1, ui::StatementModel::kNote).data().toString(), QStringLiteral("invoice <b>7</b>"));
        QVERIFY(!rows->index(1, ui::StatementModel::kNote).data(Qt::ToolTipRole).toString().contains(u'<'));
        QTest::keyClick(part<ui::SegmentedControl>(*m_page, "creditWay"), Qt::Key_End);
        line("amount_nanos")->setText(QStringLiteral("16"));
        press("formAct");
        QVERIFY(!errorOf(line("amount_nanos")).isEmpty()); // more than is free
        line("amount_nanos")->setText(QStringLiteral("1"));
        press("formAct");
        QCOMPARE(base::integerOr(m_client->last("credits.pay")->body["amount_nanos"]), -kDollar);
        QVERIFY(part<ui::Sheet>(*m_page, "creditSheet") == nullptr);
    }

    void anAccountIsClosedOnceTheTimeToUndoIsOver()
    {
        m_page->findChild<ui::PendingRemovals *>()->setTimeToUndo(std::chrono::milliseconds(1));
        openAccount(1);
        press("closeCredit");
        QTRY_COMPARE(m_client->count("credits.close"), 1);
        m_client->settle();
        QTRY_COMPARE(table("creditsTable")->model()->index(1, ui::CreditsModel::kLeft).data().toString(),
                     QStringLiteral("Closed"));
        openAccount(1);
        QVERIFY(part<QLineEdit>(*m_page, "amount_nanos") == nullptr);
        QVERIFY(part<QPushButton>(*m_page, "closeCredit") == nullptr);
        QCOMPARE(table("statementTable")->model()->rowCount(), 2);
    }

    void aRowOfCostsLeadsToItsCalls()
    {
        QSignalSpy wanted(m_page.get(), &ui::Page::pageWanted);
        QAbstractItemView *rows = table("breakdownTable");
        rows->setCurrentIndex(rows->model()->index(1, 0));
        rows->setFocus();
        QTest::keyClick(rows, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("requests"));
        QCOMPARE(wanted[0][1].toString(), QStringLiteral("model:gpt-5.2-mini\ngpt-5.2-mini"));
        m_page->showItem(QStringLiteral("by:key"));
        m_client->settle();
        rows->setCurrentIndex(rows->model()->index(0, 0));
        m_page->findChild<QAction *>(QStringLiteral("showCallsOfRow"))->trigger();
        QCOMPARE(wanted.count(), 2);
        QCOMPARE(wanted[1][1].toString(), QStringLiteral("key:key_1\ndesign <b>team</b>"));
        m_client->answers["cost.by_alias"] = [this](const auto &) -> base::Result<base::Json> {
            base::Json costs = m_costs.byModel();
            for (base::Json &row : costs["data"])
                row["key"] = {{"alias", "fast"}};
            return costs;
        };
        m_page->showItem(QStringLiteral("by:alias"));
        m_client->settle();
        rows->setCurrentIndex(rows->model()->index(0, 0));
        m_page->findChild<QAction *>(QStringLiteral("showCallsOfRow"))->trigger();
        QCOMPARE(wanted.count(), 3);
        QCOMPARE(wanted[2][1].toString(), QStringLiteral("alias:fast\nfast"));
    }

    void theOtherCurrencyStandsBesideDollars()
    {
        m_client->answers["cost.current"] = [this](const auto &) -> base::Result<base::Json> {
            base::Json now = m_costs.now();
            now["today"]["converted_nanos"] = 18'520'000'000;
            now["today"]["converted_currency"] = "EUR";
            return now;
        };
        m_page->refresh();
        m_client->settle();
        const auto *tile = part<QWidget>(*m_page, "costOfToday");
        QCOMPARE(tile->findChild<QLabel *>(QStringLiteral("figure"))->text(), QStringLiteral("$20.06"));
        QCOMPARE(tile->findChild<QLabel *>(QStringLiteral("unit"))->text(), QStringLiteral("€18.52"));
    }

private:
    void open()
    {
        m_page = std::make_unique<ui::CostsPage>(*m_client);
        m_page->resize(1200, 900);
        m_page->show();
        m_page->refresh();
        m_client->settle();
        m_client->settle();
    }
    QAbstractItemView *table(const char *name) const { return part<QAbstractItemView>(*m_page, name); }
    QLineEdit *line(const char *name) const { return part<QLineEdit>(*m_page, name); }
    void press(const char *name)
    {
        part<QPushButton>(*m_page, name)->click();
        m_client->settle();
    }
    void act(const char *id)
    {
        for (QAction *action : m_page->pageActions())
            if (action->objectName() == QString::fromLatin1(id))
                action->trigger();
        m_client->settle();
    }
    void openAccount(int row)
    {
        QAbstractItemView *accounts = table("creditsTable");
        accounts->setCurrentIndex(accounts->model()->index(row, 0));
        accounts->setFocus();
        QTest::keyClick(accounts, Qt::Key_Return);
        m_client->settle();
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    FakeCosts m_costs;
    std::unique_ptr<ui::CostsPage> m_page;
};

QTEST_MAIN(CreditsCardTest)
#include "credits_card_test.moc"
