#include "ui/pages/logs/logs_page.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "ui/fake_admin_client.h"
#include "ui/part.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

using namespace Qt::Literals::StringLiterals;
using base::Json;

namespace {

Json lineOf(int id, const char *level = "warning")
{
    return {{"id", id},
            {"time", "2026-11-20T08:42:36.120Z"},
            {"level", level},
            {"category", "calls"},
            {"message", "<b>a call failed</b> " + std::to_string(id)},
            {"fields", {{"provider", "OpenAI"}, {"status", 429}}}};
}

/// A log of so many lines, of which the newest has the largest id.
struct FakeLines {
    int newest = 300;
    bool failing = false;

    void serve(FakeAdminClient &client)
    {
        client.answers["logs.list"] = [this](const admin::AdminCall &call) -> base::Result<Json> {
            const auto number = [&](const char *name, int fallback) {
                const std::string text = FakeAdminClient::queryValue(call, name);
                return text.empty() ? fallback : std::stoi(text);
            };
            const bool none = FakeAdminClient::queryValue(call, "q") == "nothing";
            const int since = number("since", 0);
            Json rows = Json::array();
            int id = none ? 0 : number("after", newest + 1) - 1;
            for (; id > since && static_cast<int>(rows.size()) < number("limit", 100); --id)
                rows.push_back(lineOf(id));
            return Json{{"data", rows},
                        {"next", id > since ? Json(std::to_string(id + 1)) : Json(nullptr)},
                        {"categories", {"calls", "gateway"}},
                        {"newest", newest},
                        {"files", {{"state", failing ? "failing" : "ok"}, {"directory", "/d/logs"}}}};
        };
    }
};

} // namespace

/// The log in the window: it follows, waits while somebody reads, and is saved with what else helps.
class LogsPageTest final : public QObject {
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
        m_lines = std::make_unique<FakeLines>();
        m_lines->serve(*m_client);
        m_window = std::make_unique<QWidget>();
        m_window->resize(1200, 700);
        m_page = new ui::LogsPage(*m_client, m_window.get());
        m_page->resize(m_window->size());
        m_window->show();
        m_client->settle();
    }
    void cleanup() { m_window.reset(); }

    void theModelKeepsItsPromises()
    {
        ui::LogLinesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QDateTime now = QDateTime::currentDateTime();
        const auto page = [](int from, int to, const char *next) {
            Json rows = Json::array();
            for (int id = from; id >= to; --id)
                rows.push_back(lineOf(id));
            return ui::parseLogLines({{"data", rows}, {"next", next}});
        };
        model.setPage(page(9, 7, "7"), now);
        model.append(page(6, 5, ""));
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(!model.canFetchMore({}));
        model.prepend(page(11, 8, "").rows, now); // two of them are here already
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.row(0)->id, qint64(11));
        QCOMPARE(model.row(2)->id, qint64(9));
        model.prepend(page(6000, 12, "").rows, now);
        QCOMPARE(model.rowCount(), ui::LogLinesModel::kMostRows);
        QCOMPARE(model.next(), u"1001"_s); // what fell off can be asked for again
    }

    void aLineIsToldWithItsLevelInWords()
    {
        const ui::LogLineRow row = ui::parseLogLines({{"data", Json::array({lineOf(4)})}}).rows.front();
        QCOMPARE(ui::logLevelWords(row.level), u"Warning"_s);
        QCOMPARE(ui::logLevelWords(u"fatal"_s), u"fatal"_s);
        QCOMPARE(ui::logCategoryWords(row.category), u"Calls"_s);
        QCOMPARE(ui::logCategoryWords(u"qt.network"_s), u"qt.network"_s);
        const std::vector<std::pair<QString, QString>> fields = {{u"provider"_s, u"OpenAI"_s}, {u"status"_s, u"429"_s}};
        QCOMPARE(row.fields, fields);
        QCOMPARE(ui::logLevels().size(), 3);
    }

    void followsTheNewest()
    {
        QCOMPARE(rows(), 200);
        m_lines->newest = 303;
        QTRY_COMPARE(rows(), 203);
        QVERIFY(model()->index(0, 3).data().toString().contains(u"failed</b> 303"_s)); // as it is, not as markup
    }

    void newLinesWaitWhileItIsPaused()
    {
        auto *pause = part<QPushButton>(*m_window, "pauseLogs");
        pause->click();
        m_lines->newest = 305;
        auto *bar = part<QPushButton>(*m_window, "newerLogs");
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(bar->text(), u"5 new lines"_s);
        QCOMPARE(rows(), 200);
        pause->click();
        QCOMPARE(rows(), 205);
        QVERIFY(!bar->isVisible());
    }

    void newLinesWaitWhileItIsScrolled()
    {
        auto *table = part<QTableView>(*m_window, "logTable");
        table->verticalScrollBar()->setValue(50);
        m_lines->newest = 301;
        auto *bar = part<QPushButton>(*m_window, "newerLogs");
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(rows(), 200);
        bar->click();
        QCOMPARE(rows(), 201);
        QCOMPARE(table->verticalScrollBar()->value(), 0);
    }

    void earlierLinesComeAsItIsScrolled()
    {
        auto *table = part<QTableView>(*m_window, "logTable");
        table->scrollToBottom();
        QTRY_COMPARE(rows(), 300);
    }

    void saysThatNothingMatches()
    {
        auto *search = part<QLineEdit>(*m_window, "logSearch");
        search->setText(u"nothing"_s);
        QTRY_VERIFY(part<QWidget>(*m_window, "noLogMatch")->isVisible());
        part<QPushButton>(*m_window, "clearNoLogMatch")->click();
        QTRY_COMPARE(rows(), 200);
        QVERIFY(search->text().isEmpty());
    }

    void aLineOpensWithItsValues()
    {
        Q_EMIT part<QTableView>(*m_window, "logTable")->activated(model()->index(0, 0));
        m_client->settle();
        QCOMPARE(part<QLabel>(*m_window, "logMessage")->text(), u"<b>a call failed</b> 300"_s);
        QCOMPARE(part<QLabel>(*m_window, "logMessage")->textFormat(), Qt::PlainText);
    }

    void diagnosticsAreShownThenSaved()
    {
        m_client->answers["doctor.bundle"] = [](const admin::AdminCall &) -> base::Result<Json> {
            return Json{{"file", "x.tar"},
                        {"files",
                         {{{"name", "doctor.json"}, {"text", "state: good"}},
                          {{"name", "switchyard.log"}, {"text", "a line"}}}}};
        };
        part<QPushButton>(*m_window, "saveDiagnostics")->click();
        m_client->settle();
        QVERIFY(part<QPlainTextEdit>(*m_window, "diagnosticsText")->toPlainText().contains(u"good"_s));
        const QTemporaryDir directory;
        const QString path = directory.filePath(u"bundle.tar"_s);
        part<QLineEdit>(*m_window, "diagnosticsPath")->setText(path);
        part<QPushButton>(*m_window, "diagnosticsSave")->click();
        m_client->settle();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.contains("switchyard.log"));
        QVERIFY(bytes.contains("a line"));
        QCOMPARE(bytes.size() % 512, 0);
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void diagnosticsThatCannotBeGatheredCannotBeSaved()
    {
        m_client->answers["doctor.bundle"] = [](const admin::AdminCall &) -> base::Result<Json> {
            return base::fail(base::ErrorCode::Storage, "the disk is gone");
        };
        part<QPushButton>(*m_window, "saveDiagnostics")->click();
        m_client->settle();
        QVERIFY(!part<QPushButton>(*m_window, "diagnosticsSave")->isEnabled());
        QVERIFY(!part<QLabel>(*m_window, "diagnosticsWords")->text().isEmpty());
    }

private:
    QAbstractItemModel *model() const { return part<QTableView>(*m_window, "logTable")->model(); }
    int rows() const { return model()->rowCount(); }
    std::unique_ptr<ui::Theme> m_theme{};
    std::unique_ptr<FakeAdminClient> m_client{};
    std::unique_ptr<FakeLines> m_lines{};
    std::unique_ptr<QWidget> m_window{};
    ui::LogsPage *m_page = nullptr;
};

QTEST_MAIN(LogsPageTest)
#include "logs_page_test.moc"
