#include <algorithm>
#include <memory>

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include "ui/costs_fake.h"
#include "ui/pages/costs/costs_page.h"
#include "ui/pages/costs/export_run.h"
#include "ui/pages/costs/reconcile_model.h"
#include "ui/pages/costs/unpriced_sheet.h"
#include "ui/pages/costs/what_if_model.h"
#include "ui/part.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/toast.h"

namespace {

using base::Json;

Json whatIfAnswer()
{
    const auto sums = [](std::int64_t was, std::int64_t would, int unpriced, int attempts = 100) {
        return Json{{"attempts", attempts},
                    {"cost_nanos", was},
                    {"what_if_nanos", would},
                    {"what_if_unpriced_calls", unpriced},
                    {"currency", "USD"}};
    };
    Json cheap = sums(10 * FakeCosts::kDollar, 0, 100);
    cheap["key"] = {{"model", "glm-5-air"}};
    Json dear = sums(392 * FakeCosts::kDollar, 272 * FakeCosts::kDollar, 0);
    dear["key"] = {{"model", "claude-sonnet-5"}};
    return {{"total", sums(402 * FakeCosts::kDollar, 272 * FakeCosts::kDollar, 100, 200)},
            {"data", Json::array({cheap, dear})}};
}

} // namespace

/// The sheets of the Costs page over a fake gateway.
class CostsSheetsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::setReducedMotion(true);
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
        QVERIFY(m_folder.isValid());
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_costs = FakeCosts();
        m_costs.serve(*m_client);
        m_page = std::make_unique<ui::CostsPage>(*m_client);
        m_page->resize(1200, 900);
        m_page->show();
        m_page->refresh();
        m_client->settle();
    }
    void cleanup() { m_page.reset(); }

    void aTableIsWrittenPieceByPiece()
    {
        m_client->answers["reports.billing"] = [](const admin::AdminCall &call) -> base::Result<Json> {
            if (FakeAdminClient::queryValue(call, "format") != "csv")
                return base::fail(base::ErrorCode::Internal, "not asked for");
            const bool first = FakeAdminClient::queryValue(call, "after").empty();
            return Json{{"text", first ? "model,cost\r\n" : "gpt-5,12\r\n"},
                        {"next", first ? Json("1794000000000") : Json(nullptr)}};
        };
        const QString path = m_folder.filePath(QStringLiteral("costs.csv"));
        act("costs.export");
        part<QLineEdit>(*m_page, "exportPath")->setText(path);
        part<QPushButton>(*m_page, "exportAct")->click();
        m_client->settle();
        const admin::AdminCall *call = m_client->last("reports.billing");
        QCOMPARE(FakeAdminClient::queryValue(*call, "group_by"), std::string("model"));
        QCOMPARE(FakeAdminClient::queryValue(*call, "period"), std::string("day"));
        QCOMPARE(FakeAdminClient::queryValue(*call, "after"), std::string("1794000000000"));
        QCOMPARE(contentOf(path), QByteArray("model,cost\r\ngpt-5,12\r\n"));
        QVERIFY(part<ui::Sheet>(*m_page, "exportSheet") == nullptr);
    }

    void aStoppedExportLeavesNoFile()
    {
        const QString path = m_folder.filePath(QStringLiteral("stopped.csv"));
        ui::ExportRun run(*m_client, nullptr);
        m_client->answers["reports.usage"] = [](const auto &) -> base::Result<Json> {
            return Json{{"text", "a piece"}, {"next", "1794000000000"}};
        };
        int pieces = 0;
        connect(&run, &ui::ExportRun::progressed, this, [&] {
            if (++pieces == 3)
                run.cancel();
        });
        run.start({.operation = "reports.usage"}, path, {.fromMs = 1'793'000'000'000, .toMs = 1'795'000'000'000});
        QVERIFY(run.isRunning());
        m_client->settle();
        QCOMPARE(pieces, 3);
        QCOMPARE(run.progress(), 0.5);
        QVERIFY(!run.isRunning());
        QVERIFY(!QFile::exists(path));
    }

    void aFailedExportSaysWhyAndLeavesNoFile()
    {
        const QString path = m_folder.filePath(QStringLiteral("failed.pdf"));
        m_client->answers["reports.billing"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unavailable, "this program cannot print", "format");
        };
        act("costs.export");
        part<QLineEdit>(*m_page, "exportPath")->setText(path);
        part<QPushButton>(*m_page, "exportAct")->click();
        m_client->settle();
        QVERIFY(!part<QLabel>(*m_page, "exportWords")->text().isEmpty());
        QVERIFY(!QFile::exists(path));
        part<QLineEdit>(*m_page, "exportPath")->setText(QStringLiteral("/nowhere/at/all.csv"));
        part<QPushButton>(*m_page, "exportAct")->click();
        const auto fields = part<ui::Sheet>(*m_page, "exportSheet")->findChildren<ui::FormField *>();
        QVERIFY(std::ranges::any_of(fields, [](const ui::FormField *field) { return field->hasError(); }));
    }

    void aSlipIsOfOneKeyAndMonth()
    {
        m_client->answers["reports.slip"] = [](const auto &) -> base::Result<Json> {
            return Json{{"text", "%PDF-1.4"}, {"next", nullptr}};
        };
        const QString path = m_folder.filePath(QStringLiteral("slip.pdf"));
        act("costs.slip");
        part<QLineEdit>(*m_page, "exportPath")->setText(path);
        part<QPushButton>(*m_page, "exportAct")->click();
        m_client->settle();
        const admin::AdminCall *call = m_client->last("reports.slip");
        QVERIFY(call != nullptr);
        QCOMPARE(FakeAdminClient::queryValue(*call, "key"), std::string("key_1"));
        QCOMPARE(FakeAdminClient::queryValue(*call, "month"), std::string("2026-11"));
        QCOMPARE(contentOf(path), QByteArray("%PDF-1.4"));
    }

    void anotherModelIsPriced()
    {
        m_client->answers["cost.what_if"] = [](const auto &) -> base::Result<Json> { return whatIfAnswer(); };
        act("costs.whatif");
        part<QPushButton>(*m_page, "whatIfAct")->click();
        QCOMPARE(m_client->count("cost.what_if"), 0); // nothing would be different
        auto *model = part<QLineEdit>(*m_page, "whatIfModel");
        QTest::keyClicks(model, QStringLiteral("gemini-3-flash"));
        QTest::keyClick(model, Qt::Key_Return);
        m_client->settle();
        const Json body = m_client->last("cost.what_if")->body;
        QCOMPARE(base::dump(body), std::string(R"({"from":"2026-11-01","instead":{"model":"gemini-3-flash"}})"));
        QVERIFY(part<QLabel>(*m_page, "whatIfDifference")->text().startsWith(QStringLiteral("−$130.00")));
        QVERIFY(part<QLabel>(*m_page, "whatIfNote")->text().contains(QStringLiteral("100 of them would have no")));
        const auto *rows = part<QAbstractItemView>(*m_page, "whatIfTable")->model();
        QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("claude-sonnet-5"));
        QCOMPARE(rows->index(1, ui::WhatIfModel::kWould).data().toString(), QStringLiteral("unpriced"));
        QCOMPARE(rows->index(1, ui::WhatIfModel::kDifference).data().toString(), QStringLiteral("–"));
    }

    void anExportIsCompared()
    {
        const Json ours = {{"input_tokens", 1000}, {"output_tokens", 20}, {"cost_nanos", FakeCosts::kDollar}};
        const Json theirs = {{"input_tokens", 1100}, {"output_tokens", 20}, {"cost_nanos", nullptr}};
        m_client->answers["cost.reconcile"] = [&](const auto &) -> base::Result<Json> {
            const auto row = [](const char *day, const char *state, Json mine, Json other) {
                return Json{{"key", {{"day", day}, {"model", "gpt-5"}}},
                            {"state", state},
                            {"ours", std::move(mine)},
                            {"theirs", std::move(other)}};
            };
            return Json{{"data", Json::array({row("2026-11-17", "equal", ours, ours),
                                              row("2026-11-18", "differs", ours, theirs),
                                              row("2026-11-19", "only_theirs", nullptr, theirs)})}};
        };
        const QString path = m_folder.filePath(QStringLiteral("usage.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("date,model\n") > 0);
        file.close();
        act("costs.reconcile");
        auto *line = part<QLineEdit>(*m_page, "reconcilePath");
        line->setText(m_folder.filePath(QStringLiteral("none.csv")));
        part<QPushButton>(*m_page, "reconcileAct")->click();
        QCOMPARE(m_client->count("cost.reconcile"), 0);
        line->setText(path);
        QTest::keyClick(line, Qt::Key_Return);
        m_client->settle();
        QCOMPARE(base::textOr(m_client->last("cost.reconcile")->body["document"]), std::string("date,model\n"));
        QCOMPARE(part<QLabel>(*m_page, "reconcileResult")->text(),
                 QStringLiteral("2 days and models differ, 1 is equal."));
        const auto *rows = part<QAbstractItemView>(*m_page, "reconcileTable")->model();
        QCOMPARE(rows->index(0, ui::ReconcileModel::kState).data().toString(), QStringLiteral("Differs"));
        QCOMPARE(rows->index(0, ui::ReconcileModel::kTheirCost).data().toString(), QStringLiteral("–"));
        QCOMPARE(rows->index(2, ui::ReconcileModel::kState).data().toString(), QStringLiteral("Equal"));
    }

    void aPriceIsGivenWhereTheGatewayTakesOne()
    {
        m_page->showItem(QStringLiteral("unpriced"));
        m_client->settle();
        auto *sheet = part<ui::Sheet>(*m_page, "unpricedSheet");
        QVERIFY(sheet && !sheet->findChild<QPushButton *>(QStringLiteral("savePrice"))->isVisible());
        sheet->close();
        m_client->settle();
        m_client->answers["prices.list"] = [](const auto &) -> base::Result<Json> { return FakeCosts::listOf({}); };
        m_client->answers["prices.set"] = [](const auto &) -> base::Result<Json> { return Json::object(); };
        m_page->showItem(QStringLiteral("unpriced"));
        m_client->settle();
        sheet = part<ui::Sheet>(*m_page, "unpricedSheet");
        auto *save = sheet->findChild<QPushButton *>(QStringLiteral("savePrice"));
        QVERIFY(save->isVisible());
        save->click();
        QCOMPARE(m_client->count("prices.set"), 0); // both amounts are missing
        sheet->findChild<QLineEdit *>(QStringLiteral("price_input"))->setText(QStringLiteral("0.15"));
        sheet->findChild<QLineEdit *>(QStringLiteral("price_output"))->setText(QStringLiteral("0"));
        save->click();
        m_client->settle();
        const admin::AdminCall *call = m_client->last("prices.set");
        QCOMPARE(base::dump(call->body), std::string(R"({"input":150000,"output":0})")); // pico-dollars a token
        QCOMPARE(call->path.back().second, std::string("glm-5-air"));
    }

    void modelsAreSound()
    {
        ui::WhatIfModel whatIf;
        const QAbstractItemModelTester first(&whatIf, QAbstractItemModelTester::FailureReportingMode::QtTest);
        whatIf.setAnswer(ui::parseWhatIf(whatIfAnswer()));
        QCOMPARE(whatIf.rowCount(), 2);
        ui::ReconcileModel differences;
        const QAbstractItemModelTester second(&differences, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ui::Reconciliation told;
        told.rows.push_back({.day = QStringLiteral("2026-11-19"), .model = QStringLiteral("x")});
        differences.setAnswer(told);
        QCOMPARE(differences.rowCount(), 1);
    }

private:
    void act(const char *id)
    {
        auto *action = m_page->findChild<QAction *>(QLatin1StringView(id));
        QVERIFY(action != nullptr);
        action->trigger();
        m_client->settle();
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    FakeCosts m_costs;
    std::unique_ptr<ui::CostsPage> m_page;
};

QTEST_MAIN(CostsSheetsTest)
#include "costs_sheets_test.moc"
