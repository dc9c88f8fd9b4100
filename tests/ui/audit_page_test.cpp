#include "ui/pages/audit/audit_page.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/pages/audit/audit_words.h"
#include "ui/part.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

constexpr auto kHead = "abababababababababababababababababababababababababababababababab";

Json entry(int seq, const char *operation = "users.update", const char *outcome = "ok")
{
    return {{"seq", seq},
            {"at", "2026-11-20T08:42:36.000Z"},
            {"actor", {{"kind", "key"}, {"id", "key_1"}, {"name", "<b>ops</b>"}}},
            {"from", "192.0.2.7"},
            {"operation", operation},
            {"target", {{"kind", "users"}, {"id", "user_1"}, {"name", "ana"}}},
            {"outcome", outcome},
            {"before", {{"users/user_1", {{"role", "viewer"}, {"tags", Json::array()}}}}},
            {"after", {{"users/user_1", {{"role", "admin"}}}, {"api_keys/key_9", {{"revoked_ms", 5}}}}},
            {"hash", kHead}};
}

/// A log of so many entries, newest first, that is asked for in pages.
struct FakeLog {
    int entries = 250;
    std::string lastFilter{};

    void serve(FakeAdminClient &client)
    {
        client.answers["audit.list"] = [this](const admin::AdminCall &call) -> base::Result<Json> {
            const std::string after = FakeAdminClient::queryValue(call, "after");
            const int limit = std::stoi(FakeAdminClient::queryValue(call, "limit"));
            lastFilter = FakeAdminClient::queryValue(call, "q");
            const int shown = lastFilter == "nothing" ? 0 : entries;
            Json rows = Json::array();
            int seq = after.empty() ? shown : std::stoi(after) - 1;
            for (; seq > 0 && static_cast<int>(rows.size()) < limit; --seq)
                rows.push_back(entry(seq));
            return Json{
                {"data", rows}, {"next", seq > 0 ? Json(std::to_string(seq + 1)) : Json(nullptr)}, {"total", shown}};
        };
    }
};

} // namespace

/// The audit log in the window: the list, its filters, one entry, the check of the chain and the export.
class AuditPageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::initResources();
        ui::installTranslator(*qApp, QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme = std::make_unique<ui::Theme>(*qApp, ui::Theme::Mode::Light);
    }
    void cleanupTestCase() { m_theme.reset(); }
    void init()
    {
        m_client = std::make_unique<FakeAdminClient>();
        m_log = std::make_unique<FakeLog>();
        m_log->serve(*m_client);
    }

    void theModelKeepsItsPromises()
    {
        ui::AuditModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QDateTime now = QDateTime::currentDateTime();
        const auto page = [](std::initializer_list<int> seqs, const char *next) {
            Json rows = Json::array();
            for (const int seq : seqs)
                rows.push_back(entry(seq));
            return ui::parseAudit({{"data", rows}, {"next", next}});
        };
        model.setPage(page({9, 8, 7}, "7"), now);
        model.append(page({6, 5}, ""));
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(!model.canFetchMore({}));
        model.setPage(page({9, 8, 7}, "7"), now); // nothing is new: what was scrolled to stays
        QCOMPARE(model.rowCount(), 5);
        model.setPage(page({10, 9, 8}, "8"), now);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.next(), u"8"_s);
        model.expectOthers();
        model.setPage(page({10, 9}, ""), now);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.indexOf(9), 1);
        QCOMPARE(model.indexOf(1), -1);
    }

    void anEntryIsToldInPlainWords()
    {
        const ui::AuditRow row = ui::parseAudit({{"data", Json::array({entry(4)})}}).rows.front();
        QCOMPARE(ui::operationWords(row.operation), u"Change a user"_s);
        QCOMPARE(ui::operationWords(u"router.rules.create"_s), u"Add a rule"_s);
        QCOMPARE(ui::operationWords(u"routing.rules.create"_s), u"Add a rule"_s);
        QCOMPARE(ui::operationWords(u"of.the.future"_s), u"of.the.future"_s);
        QCOMPARE(ui::outcomeWords(u"ok"_s), u"Done"_s);
        QCOMPARE(ui::outcomeWords(u"conflict"_s), u"Refused"_s);
        const std::vector<ui::PlanChange> wanted = {{u"role"_s, u"viewer"_s, u"admin"_s},
                                                    {u"tags"_s, u"[]"_s, {}},
                                                    {u"api_keys/key_9 · revoked_ms"_s, {}, u"5"_s}};
        QCOMPARE(row.changes, wanted);
    }

    void nobodysWordsAreMarkup()
    {
        ui::AuditModel model;
        model.setPage(ui::parseAudit({{"data", Json::array({entry(4)})}}), QDateTime::currentDateTime());
        QCOMPARE(model.index(0, 3).data().toString(), u"<b>ops</b>"_s);
        QVERIFY(model.index(0, 3).data(Qt::ToolTipRole).toString().startsWith(u"&lt;b&gt;"_s));
    }

    void scrollingAsksForMore()
    {
        ui::AuditLogPage page(*m_client);
        page.resize(1100, 700);
        page.show();
        m_client->settle();
        auto *table = part<QTableView>(page, "auditTable");
        QTRY_VERIFY(table->model()->rowCount() >= 100);
        for (int i = 0; i < 4; ++i) {
            table->scrollToBottom();
            m_client->settle();
        }
        QTRY_COMPARE(table->model()->rowCount(), 250);
        QVERIFY(!table->model()->canFetchMore({}));
    }

    void wordsNarrowTheListAndACrossTakesThemAway()
    {
        ui::AuditLogPage page(*m_client);
        page.show();
        m_client->settle();
        auto *search = part<QLineEdit>(page, "auditSearch");
        QTest::keyClicks(search, u"nothing"_s);
        QTRY_COMPARE(m_log->lastFilter, std::string("nothing"));
        m_client->settle();
        QTRY_VERIFY(part<QWidget>(page, "noAuditMatch")->isVisible());
        QTest::mouseClick(part<QPushButton>(page, "clearNoAuditMatch"), Qt::LeftButton);
        m_client->settle();
        QTRY_VERIFY(part<QTableView>(page, "auditTable")->isVisible());
        QCOMPARE(search->text(), QString());
    }

    void anEmptyLogSaysWhatWillBeThere()
    {
        m_log->entries = 0;
        ui::AuditLogPage page(*m_client);
        page.show();
        m_client->settle();
        QTRY_VERIFY(part<QWidget>(page, "noAudit")->isVisible());
    }

    void aClickOpensTheEntry()
    {
        QWidget window;
        window.resize(1200, 800);
        auto *page = new ui::AuditLogPage(*m_client, &window);
        page->resize(window.size());
        window.show();
        m_client->settle();
        page->showItem(u"250"_s);
        auto *sheet = window.findChild<QWidget *>(u"auditSheet"_s);
        QVERIFY(sheet);
        QCOMPARE(part<QLabel>(*sheet, "auditWho")->text(), u"<b>ops</b>"_s);
        QCOMPARE(part<QLabel>(*sheet, "auditFrom")->text(), u"192.0.2.7"_s);
        QCOMPARE(part<QTableView>(*sheet, "auditChanges")->model()->rowCount(), 3);
    }

    void verifyingTellsInWords_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("words");
        QTest::newRow("whole") << QByteArray(R"({"ok":true,"entries":250,"head":"cd"})")
                               << u"250 entries, each as it was written."_s;
        QTest::newRow("changed") << QByteArray(R"({"ok":false,"bad_seq":4,"problem":"changed"})")
                                 << u"Entry 4 is not as it was written. Somebody changed it in the file."_s;
        QTest::newRow("missing") << QByteArray(R"({"ok":false,"bad_seq":1200,"problem":"missing"})")
                                 << u"Entry 1,200 is missing. Somebody removed it from the file."_s;
        QTest::newRow("cut off")
            << QByteArray(R"({"ok":false,"bad_seq":6,"problem":"head_not_found"})")
            << u"No entry has the hash you gave. The log was cut off or written anew: entry 6 is the first that may be missing."_s;
    }
    void verifyingTellsInWords()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, words);
        m_client->answers["audit.verify"] = [&](const auto &) { return base::parseJson(answer.toStdString()); };
        ui::AuditLogPage page(*m_client);
        page.show();
        m_client->settle();
        QTest::mouseClick(part<QPushButton>(page, "verifyAudit"), Qt::LeftButton);
        m_client->settle();
        QCOMPARE(part<QLabel>(page, "verifyWords")->text(), words);
        QVERIFY(part<QPushButton>(page, "verifyAudit")->isEnabled());
    }

    void aHashFromEarlierIsGivenAlong()
    {
        m_client->answers["audit.verify"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Unprocessable, "head must be a hash", "head");
        };
        ui::AuditLogPage page(*m_client);
        page.show();
        m_client->settle();
        auto *known = part<QLineEdit>(page, "knownHead");
        known->setText(u" 12ab "_s);
        QTest::keyClick(known, Qt::Key_Return);
        m_client->settle();
        QCOMPARE(base::textOr(base::at(m_client->last("audit.verify")->body, "head")), std::string("12ab"));
        QCOMPARE(part<QLabel>(page, "verifyWords")->text(), u"A hash has 64 letters and digits, from 0 to f."_s);
    }

    void theHashOfTheNewestIsCopied()
    {
        ui::AuditLogPage page(*m_client);
        page.show();
        m_client->settle();
        QTest::mouseClick(part<QPushButton>(page, "copyAuditHead"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(kHead));
    }

    void theExportIsWholeOrNotThere()
    {
        QTemporaryDir directory;
        const QString file = directory.filePath(u"audit.csv"_s);
        int pieces = 0;
        m_client->answers["audit.export"] = [&](const admin::AdminCall &) -> base::Result<Json> {
            return ++pieces < 3 ? Json{{"text", "piece\n"}, {"next", std::to_string(250 - 100 * pieces)}}
                                : Json{{"text", "end\n"}, {"next", nullptr}};
        };
        QWidget window;
        window.resize(1200, 800);
        auto *page = new ui::AuditLogPage(*m_client, &window);
        window.show();
        m_client->settle();
        QTest::mouseClick(part<QPushButton>(*page, "exportAudit"), Qt::LeftButton);
        auto *sheet = window.findChild<QWidget *>(u"auditExportSheet"_s);
        QVERIFY(sheet);
        part<QLineEdit>(*sheet, "auditExportPath")->setText(file);
        QTest::mouseClick(part<QPushButton>(*sheet, "auditExportAct"), Qt::LeftButton);
        m_client->settle();
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("piece\npiece\nend\n"));
        QCOMPARE(FakeAdminClient::queryValue(*m_client->last("audit.export"), "format"), std::string("csv"));
    }

    void troubleIsSaidAndTheListStays()
    {
        ui::AuditLogPage page(*m_client);
        page.show();
        m_client->settle();
        m_client->answers["audit.list"] = [](const auto &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Forbidden, "no");
        };
        page.refresh();
        m_client->settle();
        QCOMPARE(part<QTableView>(page, "auditTable")->model()->rowCount(), 100);
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeLog> m_log;
};

QTEST_MAIN(AuditPageTest)
#include "audit_page_test.moc"
