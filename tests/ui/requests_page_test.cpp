#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include "ui/pages/requests/filter_bar.h"
#include "ui/pages/requests/request_detail.h"
#include "ui/pages/requests/request_drawer.h"
#include "ui/pages/requests/requests_page.h"
#include "ui/requests_fake.h"
#include "ui/text/failure_words.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_button.h"
#include "ui/widgets/popover.h"

using ui::DataTable;
using ui::FilterButton;

namespace {

const auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

base::Json attempt(const std::string &provider, int startMs, int status, const std::string &failure)
{
    const bool good = failure == "none";
    return {{"provider", provider},
            {"provider_id", "prov_" + provider},
            {"key_id", "key_1"},
            {"model", "gpt-5.2-mini"},
            {"started_at", "2026-11-19T14:10:10." + std::to_string(100 + startMs) + "Z"},
            {"first_token_ms", good ? base::Json(220.5) : base::Json(nullptr)},
            {"duration_ms", good ? 700.0 : 90.0},
            {"status", status},
            {"failure", failure},
            {"error", good ? "" : "<b>Overloaded</b>\nplease come back"},
            {"output_tokens", good ? 40 : 0},
            {"cost_nanos", 132'000},
            {"confidence", "measured"}};
}

base::Json detail(int number)
{
    base::Json out = FakeLog::row(number);
    out["started_at"] = "2026-11-19T14:10:10.100Z";
    out["endpoint"] = "chat.completions";
    out["stream"] = true;
    out["key"] = "docs-bot";
    out["attempt_list"] = {attempt("Anthropic", 2, 529, "server_error"), attempt("OpenAI", 95, 200, "none")};
    base::Json candidates = base::Json::array();
    for (const char *id : {"prov_Anthropic", "prov_OpenAI", "prov_Spare"})
        candidates.push_back({{"provider", id}, {"model", "gpt-5.2-mini"}, {"keys", {"key_1"}}});
    out["decision"] = {{"plan", 43}, {"draw", "7"}, {"candidates", candidates}};
    return out;
}

} // namespace

/// The page over a fake gateway: what is asked for, what is shown, and what is reached by keyboard.
class RequestsPageTest final : public QObject {
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
        m_log = std::make_unique<FakeLog>(1234);
        m_log->serve(*m_client);
        m_client->answers["requests.get"] = [](const admin::AdminCall &call) -> base::Result<base::Json> {
            const std::string id = call.path.front().second;
            if (id == "req_gone")
                return base::fail(base::ErrorCode::NotFound, "no such call");
            return detail(std::stoi(id.substr(4)));
        };
        m_client->answers["providers.list"] = [](const auto &) -> base::Result<base::Json> {
            const base::Json openai{{"id", "prov_1"}, {"name", "OpenAI"}, {"models", {"gpt-5.2", "gpt-5.2-mini"}}};
            const base::Json ollama{{"id", "prov_2"}, {"name", "Ollama"}, {"models", {"qwen3"}}};
            return base::Json{{"data", {openai, ollama}}, {"next", nullptr}};
        };
        m_page = std::make_unique<ui::RequestsPage>(*m_client);
        m_page->resize(1200, 700);
        m_table = m_page->findChild<DataTable *>(QStringLiteral("requestsTable"));
    }
    void cleanup() { m_page.reset(); }

    void showsTheLogWithItsExactNumber()
    {
        const QAbstractItemModelTester tester(m_table->model(), kStrict);
        m_page->show();
        QTRY_COMPARE(m_table->model()->rowCount(), 1234);
        QVERIFY(says(QStringLiteral("1,234 calls")));
        QCOMPARE(tokensAt(0), QStringLiteral("1,234"));
    }

    void endShowsTheOldestCall()
    {
        const QAbstractItemModelTester tester(m_table->model(), kStrict);
        open();
        QTest::keyClick(m_table, Qt::Key_End);
        QTRY_COMPARE(m_table->currentId(), QStringLiteral("req_1"));
        QCOMPARE(tokensAt(1233), QStringLiteral("1"));
        QVERIFY(m_log->asked < 12); // a handful of pages, not all thirteen one after the other
    }

    void everyFilterIsAskedOfTheStore()
    {
        open();
        auto *words = m_page->findChild<QLineEdit *>(QStringLiteral("requestSearch"));
        QTest::keyClicks(words, QStringLiteral("req_77"));
        QTRY_COMPARE(lastAsked("q"), std::string("req_77"));
        QTRY_COMPARE(m_table->model()->rowCount(), 1);
        QVERIFY(says(QStringLiteral("1 call matches")));
        m_page->findChild<FilterButton *>(QStringLiteral("filterFailover"))->click();
        QTRY_COMPARE(lastAsked("failover"), std::string("true"));
        QCOMPARE(lastAsked("q"), std::string("req_77"));
        chooseFromMenu("filterState", QStringLiteral("Server errors (5xx)"));
        QTRY_COMPARE(lastAsked("status"), std::string("5xx"));
        chooseFromMenu("filterState", QStringLiteral("Cut off midway"));
        QTRY_COMPARE(lastAsked("outcome"), std::string("partial"));
        QVERIFY(lastAsked("status").empty());
        chooseFromMenu("filterPeriod", QStringLiteral("Yesterday"));
        QTRY_VERIFY(!lastAsked("from").empty());
        QVERIFY(lastAsked("from") < lastAsked("to"));
    }

    void furtherFiltersAreAddedByKeyboard()
    {
        open();
        chooseField(QStringLiteral("Duration"));
        auto *more = m_page->findChild<QPushButton *>(QStringLiteral("moreFilters"));
        QTRY_VERIFY(more->findChild<QLineEdit *>());
        auto *line = more->findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("long"));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(lastAsked("min_duration_ms").empty()); // that is no duration: the list stays
        line->clear();
        QTest::keyClicks(line, QStringLiteral("1-2.5"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(lastAsked("min_duration_ms"), std::string("1000"));
        QCOMPARE(lastAsked("max_duration_ms"), std::string("2500"));
        auto *chip = m_page->findChild<FilterButton *>(QStringLiteral("filter_duration_ms"));
        QVERIFY(chip->isVisible());
        QCOMPARE(chip->accessibleName(), QStringLiteral("Duration: 1 s to 2.5 s"));
        QTest::keyClick(chip, Qt::Key_Delete);
        QTRY_VERIFY(lastAsked("max_duration_ms").empty());
        QVERIFY(!chip->isVisible());
    }

    void aUserIsChosenByName()
    {
        m_client->answers["users.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", {{{"id", "user_1"}, {"name", "Ana <b>Lima</b>"}}}}, {"next", nullptr}};
        };
        open();
        chooseField(QStringLiteral("User"));
        auto *more = m_page->findChild<QPushButton *>(QStringLiteral("moreFilters"));
        QTRY_VERIFY(more->findChild<QListWidget *>());
        QTRY_COMPARE(more->findChild<QListWidget *>()->count(), 1);
        QTest::keyClick(more->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_COMPARE(lastAsked("user"), std::string("user_1"));
        QCOMPARE(m_page->findChild<FilterButton *>(QStringLiteral("filter_user"))->value(),
                 QStringLiteral("Ana <b>Lima</b>"));
    }

    void anotherPageCanNarrowTheList_data()
    {
        QTest::addColumn<QString>("item");
        QTest::addColumn<QByteArray>("parameter");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("key") << QStringLiteral("key:key_7\nlaptop") << QByteArray("key") << QByteArray("key_7");
        QTest::newRow("team") << QStringLiteral("team:team_3\nResearch") << QByteArray("team") << QByteArray("team_3");
        QTest::newRow("tag") << QStringLiteral("tag:night\nnight") << QByteArray("tag") << QByteArray("night");
        QTest::newRow("application") << QStringLiteral("application:claude\nclaude") << QByteArray("application")
                                     << QByteArray("claude");
        QTest::newRow("alias") << QStringLiteral("alias:a:b\na:b") << QByteArray("alias") << QByteArray("a:b");
    }
    void anotherPageCanNarrowTheList()
    {
        QFETCH(const QString, item);
        QFETCH(const QByteArray, parameter);
        QFETCH(const QByteArray, value);
        open();
        m_page->findChild<FilterButton *>(QStringLiteral("filterFailover"))->click();
        m_page->showItem(item);
        QTRY_COMPARE(lastAsked(parameter.constData()), value.toStdString());
        QVERIFY(lastAsked("failover").empty()); // in place of what was there
    }

    void aRowNarrowsToWhatItHas()
    {
        open();
        QTest::keyClick(m_table, Qt::Key_Home);
        chooseForRow(QStringLiteral("As long or longer"));
        QTRY_COMPARE(lastAsked("min_duration_ms"), std::string("812"));
        chooseForRow(QStringLiteral("As dear or dearer"));
        QTRY_COMPARE(lastAsked("min_cost_nanos"), std::string("132000"));
        chooseForRow(QStringLiteral("Only this application"));
        QTRY_COMPARE(lastAsked("application"), std::string("train.py"));
        chooseForRow(QStringLiteral("Only the tag night & day"));
        QTRY_COMPARE(lastAsked("tag"), std::string("night & day"));
        chooseForRow(QStringLiteral("Only this status"));
        QTRY_COMPARE(lastAsked("status"), std::string("200"));
        QCOMPARE(lastAsked("min_duration_ms"), std::string("812"));
    }

    void filtersAreSavedUnderAName()
    {
        open();
        m_page->findChild<FilterButton *>(QStringLiteral("filterFailover"))->click();
        m_page->showItem(QStringLiteral("tag:night\nnight"));
        auto *saved = m_page->findChild<QPushButton *>(QStringLiteral("savedFilters"));
        chooseSaved(QStringLiteral("Save these filters…"));
        QTRY_VERIFY(saved->findChild<QLineEdit *>(QStringLiteral("savedFilterName")));
        auto *name = saved->findChild<QLineEdit *>(QStringLiteral("savedFilterName"));
        QVERIFY(!saved->findChild<QPushButton *>(QStringLiteral("saveFilter"))->isEnabled());
        QTest::keyClicks(name, QStringLiteral("Night & day"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!saved->findChild<QLineEdit *>(QStringLiteral("savedFilterName")));
        m_page->findChild<QPushButton *>(QStringLiteral("clearFilters"))->click();
        QTRY_VERIFY(lastAsked("tag").empty());
        chooseSaved(QStringLiteral("Night && day"));
        QTRY_COMPARE(lastAsked("tag"), std::string("night"));
        saved->click();
        auto *menu = saved->findChild<QMenu *>();
        QVERIFY(menu && menu->actions().front()->isChecked()); // it is the one in force
        for (QAction *action : menu->actions())
            if (action->menu())
                action->menu()->actions().front()->trigger();
        menu->close();
        QTRY_VERIFY(!saved->findChild<QMenu *>());
        saved->click();
        QCOMPARE(saved->findChild<QMenu *>()->actions().size(), 1);
    }

    void theLiveTailCanBePaused()
    {
        open();
        auto *live = m_page->findChild<QAbstractButton *>(QStringLiteral("liveTail"));
        QVERIFY(live->isChecked());
        live->click();
        QVERIFY(!live->isChecked());
        m_log->add(2);
        auto *bar = m_page->findChild<QPushButton *>(QStringLiteral("newerCalls"));
        QTRY_VERIFY(!bar->isHidden());
        QCOMPARE(m_table->model()->rowCount(), 1234);
        bar->click(); // lets these in, and no more
        QTRY_COMPARE(m_table->model()->rowCount(), 1236);
        m_log->add(1);
        QTRY_VERIFY(!bar->isHidden());
        QCOMPARE(m_table->model()->rowCount(), 1236);
        live->click();
        QTRY_COMPARE(m_table->model()->rowCount(), 1237);
        QVERIFY(bar->isHidden());
    }

    void atAThousandCallsASecondTheyAreNotCountedEachTime()
    {
        open();
        const auto counts = [this] {
            return std::ranges::count_if(m_client->log, [](const admin::AdminCall &call) {
                return FakeAdminClient::queryValue(call, "times") == "true";
            });
        };
        const auto before = counts();
        for (int second = 1; second <= 3; ++second) {
            m_log->add(1000);
            QTRY_COMPARE(tokensAt(0), QLocale().toString(1234 + second * 1000));
        }
        QCOMPARE(counts(), before);
        QVERIFY(m_table->model()->rowCount() > 1234);
    }

    void theListIsExportedAsItIsFiltered()
    {
        const QTemporaryDir directory;
        int piece = 0;
        m_client->answers["requests.export"] = [&](const admin::AdminCall &) -> base::Result<base::Json> {
            ++piece;
            return base::Json{{"text", "piece " + std::to_string(piece) + "\n"},
                              {"next", piece < 3 ? base::Json("1795000000000.7") : base::Json(nullptr)}};
        };
        QWidget window;
        m_page->setParent(&window);
        window.resize(1200, 800);
        window.show();
        QTRY_COMPARE(m_table->model()->rowCount(), 1234);
        m_page->findChild<FilterButton *>(QStringLiteral("filterFailover"))->click();
        m_page->findChild<QPushButton *>(QStringLiteral("exportRequests"))->click();
        QTRY_VERIFY(window.findChild<QLineEdit *>(QStringLiteral("requestsExportPath")));
        auto *path = window.findChild<QLineEdit *>(QStringLiteral("requestsExportPath"));
        QVERIFY(path->text().endsWith(QStringLiteral("switchyard-requests.csv")));
        path->setText(directory.filePath(QStringLiteral("calls.csv")));
        window.findChild<QPushButton *>(QStringLiteral("requestsExportAct"))->click();
        QTRY_COMPARE(piece, 3);
        QTRY_VERIFY(QFile::exists(directory.filePath(QStringLiteral("calls.csv"))));
        QFile file(directory.filePath(QStringLiteral("calls.csv")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("piece 1\npiece 2\npiece 3\n"));
        const admin::AdminCall *last = m_client->last("requests.export");
        QCOMPARE(FakeAdminClient::queryValue(*last, "failover"), std::string("true"));
        QCOMPARE(FakeAdminClient::queryValue(*last, "after"), std::string("1795000000000.7"));
        m_page->setParent(nullptr);
    }

    void aProviderIsChosenFromAListByKeyboard()
    {
        open();
        auto *button = m_page->findChild<FilterButton *>(QStringLiteral("filterProvider"));
        QTest::keyClick(button, Qt::Key_Return);
        auto *list = button->findChild<QListWidget *>();
        QVERIFY(list);
        QTRY_COMPARE(list->count(), 2);
        auto *line = button->findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("oll"));
        QCOMPARE(list->count(), 1);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(lastAsked("provider"), std::string("prov_2"));
        QCOMPARE(button->accessibleName(), QStringLiteral("Provider: Ollama"));
        QTest::keyClick(button, Qt::Key_Delete);
        QTRY_VERIFY(lastAsked("provider").empty());
        QCOMPARE(button->accessibleName(), QStringLiteral("Provider"));
    }

    void whenNothingMatchesTheFiltersCanBeCleared()
    {
        open();
        auto *words = m_page->findChild<QLineEdit *>(QStringLiteral("requestSearch"));
        QTest::keyClicks(words, QStringLiteral("nobody"));
        auto *none = m_page->findChild<QWidget *>(QStringLiteral("noMatch"));
        QTRY_VERIFY(none->isVisible());
        none->findChild<QPushButton *>()->click();
        QTRY_COMPARE(m_table->model()->rowCount(), 1234);
        QVERIFY(m_table->isVisible());
        QVERIFY(words->text().isEmpty());
    }

    void anEmptyLogTellsHowToMakeTheFirstCall()
    {
        FakeLog none(0);
        none.serve(*m_client);
        m_page->show();
        auto *help = m_page->findChild<QWidget *>(QStringLiteral("firstCallHelp"));
        QTRY_VERIFY(help->isVisible());
        none.add(2);
        QTRY_COMPARE(m_table->model()->rowCount(), 2);
        QVERIFY(!help->isVisible());
    }

    void trouble()
    {
        m_client->answers["requests.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::fail(base::ErrorCode::Storage, "disk on fire");
        };
        m_page->show();
        auto *banner = m_page->findChild<QWidget *>(QStringLiteral("banner"));
        QTRY_VERIFY(banner->isVisible());
        m_log->serve(*m_client);
        QTRY_COMPARE(m_table->model()->rowCount(), 1234); // it asks again by itself
        QVERIFY(!banner->isVisible());
    }

    void newCallsComeInAtTheTop()
    {
        const QAbstractItemModelTester tester(m_table->model(), kStrict);
        open();
        m_table->selectRow(3);
        const QString selected = m_table->currentId();
        m_log->add(2);
        QTRY_COMPARE(m_table->model()->rowCount(), 1236);
        QCOMPARE(tokensAt(0), QStringLiteral("1,236"));
        QCOMPARE(m_table->currentId(), selected);
        QVERIFY(says(QStringLiteral("1,236 calls")));
    }

    void newCallsWaitWhileOneReadsFurtherDown()
    {
        open();
        m_table->verticalScrollBar()->setValue(40 * 32);
        m_log->add(3);
        auto *bar = m_page->findChild<QPushButton *>(QStringLiteral("newerCalls"));
        QTRY_VERIFY(!bar->isHidden());
        QCOMPARE(bar->text(), QStringLiteral("3 new calls above"));
        QCOMPARE(m_table->model()->rowCount(), 1234);
        m_table->verticalScrollBar()->setValue(700 * 32); // pages still belong to the list as it was
        QTRY_COMPARE(tokensAt(705), QStringLiteral("529"));
        bar->click();
        QTRY_COMPARE(m_table->model()->rowCount(), 1237);
        QCOMPARE(tokensAt(0), QStringLiteral("1,237"));
        QVERIFY(bar->isHidden());
    }

    void anOrderTheStoreRefusesIsTakenBack()
    {
        m_client->answers["requests.list"] = [this](const admin::AdminCall &call) -> base::Result<base::Json> {
            if (FakeAdminClient::queryValue(call, "sort") == "-cost")
                return base::fail(base::ErrorCode::Unprocessable, "too many", "sort");
            FakeLog log(1234);
            FakeAdminClient client;
            log.serve(client);
            return client.answers["requests.list"](call);
        };
        open();
        m_table->setSort(QStringLiteral("-cost"));
        auto *notice = m_page->findChild<QWidget *>(QStringLiteral("notice"));
        QTRY_VERIFY(notice->isVisible());
        QTRY_COMPARE(lastAsked("sort"), std::string("-started"));
        QCOMPARE(m_table->sort(), QStringLiteral("-started"));
        QVERIFY(notice->isVisible());
    }

    void theDrawerTellsTheWholeStory()
    {
        open();
        QTest::keyClick(m_table, Qt::Key_Home);
        QTest::keyClick(m_table, Qt::Key_Return);
        auto *drawer = m_page->findChild<ui::RequestDrawer *>();
        QTRY_VERIFY(drawer->findChild<QWidget *>(QStringLiteral("attemptTimeline")));
        QVERIFY(drawer->isVisible());
        const QString story = drawer->findChild<QWidget *>(QStringLiteral("attemptTimeline"))->accessibleDescription();
        QCOMPARE(story.split(u'\n').size(), 2);
        QVERIFY2(story.contains(QStringLiteral("Anthropic")), qPrintable(story));
        QVERIFY2(story.contains(QStringLiteral("529 error at the provider, nothing was sent yet")), qPrintable(story));
        QVERIFY2(story.contains(QStringLiteral("first token 0.22 s, then 40 tokens")), qPrintable(story));
        QCOMPARE(drawer->findChild<ui::Badge *>(QStringLiteral("drawerState"))->text(), QStringLiteral("200"));
        QCOMPARE(drawer->findChild<ui::Badge *>(QStringLiteral("costConfidence"))->text(), QStringLiteral("measured"));
        QCOMPARE(drawer->findChild<QPlainTextEdit *>()->toPlainText(), // as it came, never as markup
                 QStringLiteral("<b>Overloaded</b>\nplease come back"));
        QVERIFY(drawer->findChild<QLabel *>(QStringLiteral("routeSentence"))
                    ->text()
                    .startsWith(QStringLiteral("1 attempt failed")));
        for (const QLabel *label : drawer->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void whatACallSaidIsFetchedWhenItIsWanted_data()
    {
        using base::Json;
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("request");
        const auto row = [](const char *name, const char *answer, const QString &words, const QString &request = {}) {
            QTest::newRow(name) << QByteArray(answer) << words << request;
        };
        row("kept", R"({"request": {"state": "kept", "text": "<b>hi</b>", "bytes": 9, "cut": false}, "answer": null})",
            QStringLiteral("Request, 9 bytes\nAnswer: not kept"), QStringLiteral("<b>hi</b>"));
        row("cut", R"({"request": {"state": "kept", "text": "hi", "bytes": 2048, "cut": true}, "answer": null})",
            QStringLiteral("Request, the beginning of 2.0 kB\nAnswer: not kept"), QStringLiteral("hi"));
        row("withheld", R"({"request": {"state": "withheld", "text": "", "bytes": 9, "cut": false}, "answer": null})",
            QStringLiteral("Request, 9 bytes: withheld, because secrets could not be taken out\nAnswer: not kept"));
        row("nothing", R"({"request": null, "answer": null})",
            QStringLiteral("Nothing of this call is kept. What is kept is chosen in the settings."));
        row("refused", "", QStringLiteral("Only administrators may read what calls say."));
    }
    void whatACallSaidIsFetchedWhenItIsWanted()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const QString, words);
        QFETCH(const QString, request);
        int asked = 0;
        m_client->answers["requests.bodies"] = [&](const admin::AdminCall &call) -> base::Result<base::Json> {
            ++asked;
            if (answer.isEmpty() || call.path.front().second != "req_1234")
                return base::fail(base::ErrorCode::Forbidden, "no");
            return *base::parseJson(answer.toStdString());
        };
        open();
        QTest::keyClick(m_table, Qt::Key_Home);
        QTest::keyClick(m_table, Qt::Key_Return);
        auto *drawer = m_page->findChild<ui::RequestDrawer *>();
        QTRY_VERIFY(drawer->findChild<QPushButton *>(QStringLiteral("showBodies")));
        QCOMPARE(asked, 0);
        drawer->findChild<QPushButton *>(QStringLiteral("showBodies"))->click();
        QTRY_COMPARE(asked, 1);
        auto *panel = drawer->findChild<QWidget *>(QStringLiteral("bodiesPanel"));
        QTRY_COMPARE(wordsOn(*panel), words);
        const auto *box = panel->findChild<QPlainTextEdit *>();
        QCOMPARE(box ? box->toPlainText() : QString(), request); // as it came, never as markup
    }

    void theDrawerFollowsTheListAndEscapeClosesIt()
    {
        open();
        m_table->setFocus();
        QTest::keyClick(m_table, Qt::Key_Home);
        QTest::keyClick(m_table, Qt::Key_Return);
        auto *drawer = m_page->findChild<ui::RequestDrawer *>();
        QTRY_VERIFY(drawer->isVisible());
        QTest::keyClick(m_table, Qt::Key_Down);
        QCOMPARE(drawer->callId(), QStringLiteral("req_1233"));
        QTest::keyClick(m_table, Qt::Key_Escape);
        QVERIFY(!drawer->isVisible());
        QTest::keyClick(m_table, Qt::Key_Down);
        QCOMPARE(drawer->callId(), QStringLiteral("req_1233")); // closed, it asks for nothing
    }

    void anotherPageCanOpenACall()
    {
        m_page->show();
        m_page->showItem(QStringLiteral("req_5"));
        auto *drawer = m_page->findChild<ui::RequestDrawer *>();
        QTRY_VERIFY(drawer->findChild<QWidget *>(QStringLiteral("attemptTimeline")));
        m_page->showItem(QStringLiteral("req_gone"));
        QTRY_VERIFY(drawer->findChild<QLabel *>(QStringLiteral("drawerFailure")));
        QVERIFY(!drawer->findChild<QWidget *>(QStringLiteral("attemptTimeline")));
    }

    void aDetailWithoutMuchInItIsReadWithoutHarm()
    {
        QVERIFY(ui::parseRequestDetail(nullptr).attempts.empty());
        const base::Json odd{{"id", "a"}, {"attempt_list", {3, {{"duration_ms", "x"}}}}, {"decision", {{"plan", "x"}}}};
        QCOMPARE(ui::parseRequestDetail(odd).attempts.size(), 2U);
        QVERIFY(!ui::parseRequestDetail(odd).plan);
        QCOMPARE(ui::failureWords(QStringLiteral("from_the_future")), QStringLiteral("from_the_future"));
    }

    void everyFocusableWidgetHasAName()
    {
        open();
        m_page->showItem(QStringLiteral("req_5"));
        QTRY_VERIFY(m_page->findChild<QPlainTextEdit *>());
        int walked = 0;
        for (QWidget *widget : m_page->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
        QVERIFY(walked > 12);
    }

private:
    /// The lines below the panel's title that can be seen.
    static QString wordsOn(const QWidget &panel)
    {
        QStringList out;
        const auto labels = panel.findChildren<QLabel *>(Qt::FindDirectChildrenOnly);
        for (const QLabel *label : labels)
            if (label->isVisibleTo(&panel) && label->text() != QStringLiteral("What was said"))
                out += label->text();
        return out.join(u'\n');
    }
    void open()
    {
        m_page->show();
        QTRY_COMPARE(m_table->model()->rowCount(), 1234);
    }
    QString tokensAt(int row) const { return m_table->model()->index(row, 5).data().toString(); }
    std::string lastAsked(const char *key) const
    {
        for (auto call = m_client->log.rbegin(); call != m_client->log.rend(); ++call)
            if (call->operation == "requests.list")
                return FakeAdminClient::queryValue(*call, key);
        return {};
    }
    bool says(const QString &text) const
    {
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            if (label->text() == text)
                return true;
        return false;
    }
    void chooseFromMenu(const char *name, const QString &text) const
    {
        auto *button = m_page->findChild<FilterButton *>(QString::fromLatin1(name));
        button->click();
        auto *menu = button->findChild<QMenu *>();
        QVERIFY(menu);
        for (QAction *action : menu->actions())
            if (action->text() == text)
                action->trigger();
        menu->close();
        QTRY_VERIFY(!button->findChild<QMenu *>());
    }

    void chooseField(const QString &title) const
    {
        choose(*m_page->findChild<QPushButton *>(QStringLiteral("moreFilters")), title);
    }
    void chooseSaved(const QString &text) const
    {
        choose(*m_page->findChild<QPushButton *>(QStringLiteral("savedFilters")), text);
    }
    void choose(QPushButton &button, const QString &text) const
    {
        button.click();
        auto *menu = button.findChild<QMenu *>();
        QVERIFY(menu);
        bool found = false;
        for (QAction *action : menu->actions())
            if (action->text() == text) {
                found = true;
                action->trigger();
            }
        menu->close();
        QVERIFY2(found, qPrintable(text));
        QTRY_VERIFY(!button.findChild<QMenu *>());
    }
    void chooseForRow(const QString &text) const
    {
        QMenu menu;
        Q_EMIT m_table->rowMenuShown(menu, m_table->currentId());
        for (QAction *action : menu.actions())
            if (action->text().replace(QStringLiteral("&&"), QStringLiteral("&")) == text)
                return action->trigger();
        QFAIL(qPrintable(text));
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeLog> m_log;
    std::unique_ptr<ui::RequestsPage> m_page;
    DataTable *m_table = nullptr;
};

QTEST_MAIN(RequestsPageTest)

#include "requests_page_test.moc"
