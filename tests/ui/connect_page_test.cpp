#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "exchange/error_status.h"
#include "ui/keys_fake.h"
#include "ui/pages/connect/connect_page.h"
#include "ui/pages/connect/error_model.h"
#include "ui/pages/connect/snippets.h"
#include "ui/pages/connect/target_card.h"
#include "ui/part.h"
#include "ui/requests_fake.h"
#include "ui/text/error_codes.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

using namespace Qt::Literals::StringLiterals;

namespace {

QString snippetOf(const QWidget &page)
{
    return part<QPlainTextEdit>(page, "snippet")->toPlainText();
}

base::Json provider(const std::string &type, const std::vector<std::string> &models, bool anyModel = false)
{
    return {{"id", "prov_" + type}, {"name", type},    {"type", type},
            {"models", models},     {"enabled", true}, {"any_model", anyModel}};
}

const ui::Snippet &named(const std::vector<ui::Snippet> &all, const QString &id)
{
    return *std::ranges::find(all, id, &ui::Snippet::id);
}

} // namespace

/// Pointing a client at the gateway: what is copied, what is known of keys, and the wait for the first call.
class ConnectPageTest final : public QObject {
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
        m_keys = std::make_unique<FakeKeys>();
        m_keys->add("docs-bot");
        m_keys->add("gone")["revoked_at"] = FakeKeys::timeIn(-60);
        m_keys->serve(*m_client);
        m_calls = base::Json::array();
        m_client->answers["requests.list"] = [this](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", m_calls}, {"next", nullptr}};
        };
        m_client->answers["providers.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", {provider("openai", {"fast", "smart"}), provider("sandbox", {})}},
                              {"next", nullptr}};
        };
    }

    void everyFileOfSnippetsIsShown()
    {
        const auto all = ui::readSnippets();
        const QStringList files = QDir(u":/snippets"_s).entryList();
        QCOMPARE(std::ssize(all), files.size());
        for (const ui::Snippet &snippet : all) {
            QVERIFY2(files.contains(snippet.id + u".txt"_s), qPrintable(snippet.id));
            QVERIFY2(!snippet.name.isEmpty() && !snippet.note.isEmpty() && !snippet.file.isEmpty(),
                     qPrintable(snippet.id));
            QVERIFY2(!snippet.keyWords.isEmpty() && !snippet.whole.isEmpty(), qPrintable(snippet.id));
            QVERIFY2(QFile::exists(u":/icons/%1.svg"_s.arg(snippet.icon)), qPrintable(snippet.id));
            for (const bool stream : {false, true}) {
                const QString base = ui::baseOf(snippet, u"http://h"_s);
                QCOMPARE(base, snippet.atRoot ? u"http://h"_s : u"http://h/v1"_s);
                const QString filled = ui::fillSnippet(snippet, stream, {base, u"fast"_s, u"sy-secret"_s});
                QVERIFY2(filled.contains(base) && filled.contains(u"sy-secret"_s), qPrintable(snippet.id));
                const QString open = ui::fillSnippet(snippet, stream, {base, u"fast"_s, {}});
                QVERIFY2(!open.contains(u"{{"_s) && !open.contains(u"sy-secret"_s), qPrintable(snippet.id));
                QVERIFY2(!filled.contains(u"{{"_s), qPrintable(snippet.id));
            }
        }
    }

    void aKeyThatIsKnownStandsInTheLines()
    {
        const auto all = ui::readSnippets();
        const ui::Snippet &python = named(all, u"python"_s);
        const QString open = ui::fillSnippet(python, false, {u"http://h/v1"_s, u"fast"_s, {}});
        QVERIFY(open.startsWith(u"import os\n"_s));
        QVERIFY(open.contains(u"api_key=os.environ[\"SWITCHYARD_API_KEY\"],"_s));
        const QString known = ui::fillSnippet(python, false, {u"http://h/v1"_s, u"fast"_s, u"sy-1"_s});
        QVERIFY(known.startsWith(u"from openai"_s));
        QVERIFY(known.contains(u"api_key=\"sy-1\","_s));
        QVERIFY(ui::fillSnippet(python, true, {}).contains(u"stream=True"_s));
    }

    void noNameBreaksOutOfItsPlace()
    {
        const auto all = ui::readSnippets();
        const QString evil = u"x'\"\\\n$(id) {{key}}"_s;
        const ui::SnippetValues values{u"http://h/v1"_s, evil, u"sy-1"_s};
        const QString shell = ui::fillSnippet(named(all, u"curl"_s), false, values);
        QVERIFY2(shell.contains(u"\"x'\\''\\\"\\\\\\n$(id) {{key}}\""_s), qPrintable(shell));
        const QString script = ui::fillSnippet(named(all, u"javascript"_s), false, values);
        QVERIFY2(script.contains(u"model: \"x'\\\"\\\\\\n$(id) {{key}}\","_s), qPrintable(script));
        QVERIFY(!ui::fillSnippet(named(all, u"cline"_s), false, values).contains(u"x'\"\\\n"_s));
    }

    void aFileThatIsNoSnippetIsNotRead()
    {
        QVERIFY(!ui::parseSnippet(u"x"_s, u"name: X\nno lines"_s));
        QVERIFY(!ui::parseSnippet(u"x"_s, u"colour: red\n---\nline"_s));
    }

    void modelsAreThoseOfEnabledProviders()
    {
        base::Json off = provider("off", {"gone"});
        off["enabled"] = false;
        const ui::OfferedModels models = ui::parseOfferedModels(
            {{"data", {provider("a", {"fast"}), provider("b", {"fast", "x"}, true), off, provider("sandbox", {})}}});
        QCOMPARE(models.names, (QStringList{u"fast"_s, u"x"_s, u"sandbox"_s}));
        QVERIFY(models.anyName);
    }

    void theSnippetFollowsEveryChoice()
    {
        ui::ConnectPage page(*m_client);
        page.show();
        auto *keys = part<QComboBox>(page, "connectKeys");
        QTRY_VERIFY(keys->isEnabled());
        QCOMPARE(keys->count(), 1); // a revoked key opens nothing
        auto *models = part<QComboBox>(page, "connectModels");
        QTRY_COMPARE(models->count(), 3);
        QVERIFY(snippetOf(page).contains(u"model=\"fast\""_s));
        models->setCurrentIndex(1);
        QVERIFY(snippetOf(page).contains(u"model=\"smart\""_s));
        part<QAbstractButton>(page, "client_curl")->click();
        QVERIFY(snippetOf(page).startsWith(u"curl http://127.0.0.1:4141/v1/chat/completions"_s));
        QVERIFY(part<QWidget>(page, "setKeyRow")->isVisible());
        m_client->moveTo(u"http://127.0.0.1:5151"_s);
        QVERIFY(snippetOf(page).startsWith(u"curl http://127.0.0.1:5151/v1"_s));
        QCOMPARE(part<QLabel>(page, "baseUrl")->text(), u"http://127.0.0.1:5151/v1"_s);
        part<QAbstractButton>(page, "client_claude-code")->click();
        QVERIFY(snippetOf(page).contains(u"\"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:5151\""_s));
        QCOMPARE(part<QLabel>(page, "baseUrl")->text(), u"http://127.0.0.1:5151"_s);
        part<QPushButton>(page, "copySnippet")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), snippetOf(page));
    }

    void withoutAListenerItSaysSo()
    {
        m_client->moveTo({});
        ui::ConnectPage page(*m_client);
        page.show();
        QVERIFY(part<QWidget>(page, "notice")->isVisible());
        QCOMPARE(part<QLabel>(page, "baseUrl")->text(), u"nothing listens"_s);
        QVERIFY(!part<QAbstractButton>(page, "apiReference")->isEnabled());
        m_client->moveTo(u"http://127.0.0.1:4141"_s);
        QVERIFY(!part<QWidget>(page, "notice")->isVisible());
    }

    void withoutAKeyOneIsOffered()
    {
        m_keys->rows.clear();
        ui::ConnectPage page(*m_client);
        page.show();
        QTRY_COMPARE(part<QLabel>(page, "callState")->text(), u"Make a key first"_s);
        QVERIFY(!part<QComboBox>(page, "connectKeys")->isEnabled());
    }

    void aKeyMadeHereStandsInTheSnippet()
    {
        ui::ConnectPage page(*m_client);
        page.show();
        QTRY_VERIFY(part<QComboBox>(page, "connectKeys")->isEnabled());
        part<QPushButton>(page, "newConnectKey")->click();
        part<QLineEdit>(page, "keyName")->setText(u"my app"_s);
        part<QPushButton>(page, "saveKey")->click();
        QTRY_VERIFY(part<QCheckBox>(page, "keyStored"));
        QTRY_VERIFY(snippetOf(page).contains(QLatin1StringView(FakeKeys::kSecret)));
        QVERIFY(!part<QWidget>(page, "setKeyRow")->isVisible());
        part<QCheckBox>(page, "keyStored")->click();
        part<QPushButton>(page, "keyDone")->click();
        part<QComboBox>(page, "connectKeys")->setCurrentIndex(1);
        QVERIFY(!snippetOf(page).contains(QLatin1StringView(FakeKeys::kSecret)));
    }

    void theFirstCallIsWaitedFor()
    {
        ui::ConnectPage page(*m_client);
        page.show();
        QSignalSpy wanted(&page, &ui::Page::pageWanted);
        auto *state = part<QLabel>(page, "callState");
        QTRY_COMPARE(state->text(), u"Waiting for your first call"_s);
        QVERIFY(!part<QWidget>(page, "openCall")->isVisible());
        m_calls.push_back(FakeLog::row(7));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), u"Your call arrived"_s, 3000);
        QVERIFY(part<QLabel>(page, "callWords")->text().startsWith(u"fast by OpenAI in "_s));
        QCOMPARE(FakeAdminClient::queryValue(*m_client->last("requests.list"), "key"), std::string("key_1"));
        part<QPushButton>(page, "openCall")->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first(), (QVariantList{u"requests"_s, u"req_7"_s}));

        base::Json failed = FakeLog::row(8);
        failed["status"] = 404;
        failed["error_code"] = "model_not_found";
        m_calls = base::Json::array({failed});
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), u"A call arrived and failed"_s, 3000);
        QVERIFY(
            part<QLabel>(page, "callWords")->text().startsWith(u"404 model_not_found: No provider has this model"_s));
    }

    void everyCodeOfTheGatewayHasItsWords()
    {
        for (int code = 0; code <= static_cast<int>(base::ErrorCode::Internal); ++code)
            for (const char *param : {"", "model", "secret", "port"}) {
                const auto value = static_cast<base::ErrorCode>(code);
                const std::string word(exchange::codeFor(value, param));
                const ui::ErrorCodeRow *row = ui::findErrorCode(QString::fromStdString(word));
                QVERIFY2(row, word.c_str());
                QCOMPARE(row->status, exchange::statusFor(value));
            }
        for (int failure = 1; failure <= static_cast<int>(model::FailureClass::HedgeLost); ++failure) {
            const std::string word(exchange::codeFor(static_cast<model::FailureClass>(failure)));
            QVERIFY2(word.empty() || ui::findErrorCode(QString::fromStdString(word)), word.c_str());
        }
    }

    void everyRefusalOfTheEdgeHasItsWords()
    {
        static const QRegularExpression refusal(u"Refusal k\\w+\\{(\\d+), \"(\\w+)\""_s);
        int found = 0;
        QDir folder(QStringLiteral(ROOT "/gateway/server"));
        for (const QString &name : folder.entryList({u"*.cpp"_s, u"*.h"_s})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto hits = refusal.globalMatch(QString::fromUtf8(file.readAll())); hits.hasNext(); ++found) {
                const auto hit = hits.next();
                const ui::ErrorCodeRow *row = ui::findErrorCode(hit.captured(2));
                QVERIFY2(row && row->status == hit.captured(1).toInt(), qPrintable(hit.captured(0)));
            }
        }
        QVERIFY(found > 20);
    }

    void errorsAreSearched()
    {
        ui::ErrorModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int all = model.rowCount();
        model.setFilter(u"429"_s);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, 1).data().toString(), u"rate_limit_exceeded"_s);
        model.setFilter(u"disk is FULL"_s);
        QCOMPARE(model.rowCount(), 1);
        model.setFilter({});
        QCOMPARE(model.rowCount(), all);
    }

    void hiddenPagesAskNothing()
    {
        ui::ConnectPage page(*m_client);
        page.show();
        QTRY_VERIFY(!m_client->log.empty());
        page.hide();
        m_client->settle();
        const auto asked = m_client->log.size();
        QTest::qWait(1300);
        QCOMPARE(m_client->log.size(), asked);
    }

    void clientsAreChosenByKeyboard()
    {
        ui::ConnectPage page(*m_client);
        page.show();
        auto *python = part<QAbstractButton>(page, "client_python");
        page.activateWindow();
        python->setFocus();
        QTRY_VERIFY(python->hasFocus());
        QTest::keyClick(python, Qt::Key_Right);
        QVERIFY(part<QAbstractButton>(page, "client_javascript")->isChecked());
        QVERIFY(snippetOf(page).startsWith(u"import OpenAI"_s));
    }

    void everyFocusableWidgetHasAName()
    {
        ui::ConnectPage page(*m_client);
        page.show();
        QTRY_VERIFY(part<QComboBox>(page, "connectKeys")->isEnabled());
        int walked = 0;
        for (QWidget *widget : page.findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus))
                continue;
            ++walked;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        }
        QVERIFY(walked > 12);
        for (const QLabel *label : page.findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

private:
    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAdminClient> m_client;
    std::unique_ptr<FakeKeys> m_keys;
    base::Json m_calls;
};

QTEST_MAIN(ConnectPageTest)

#include "connect_page_test.moc"
