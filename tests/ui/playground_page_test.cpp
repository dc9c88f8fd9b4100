#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include "ui/fake_app_client.h"
#include "ui/keys_fake.h"
#include "ui/pages/playground/answer_card.h"
#include "ui/pages/playground/curl_text.h"
#include "ui/pages/playground/history_sheet.h"
#include "ui/pages/playground/playground_page.h"
#include "ui/pages/playground/try_state.h"
#include "ui/pages/requests/receipt_chips.h"
#include "ui/part.h"
#include "ui/requests_fake.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/badge.h"

using namespace Qt::Literals::StringLiterals;
using admin::AppNews;

namespace {

AppNews begun(int status = 200)
{
    return {.sentHead = "POST /v1/chat/completions HTTP/1.1\r\nAuthorization: Bearer ***\r\n",
            .status = status,
            .head = "HTTP/1.1 200 \r\nX-Request-Id: req_7\r\n"};
}

AppNews text(const char *words)
{
    return {.bytes = words, .events = {model::PartBegun{0, 0, {}}, model::TextPiece{0, 0, words}}};
}

AppNews ended(base::Result<> how = {})
{
    AppNews out;
    out.end = admin::AppEnd{.how = std::move(how), .connectUs = 100, .firstByteUs = 500, .totalUs = 9'000'000};
    return out;
}

} // namespace

/// A call from the form to the log, over a gateway that says what the test wants.
class PlaygroundPageTest final : public QObject {
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
        m_client = std::make_unique<FakeAppClient>();
        m_keys = std::make_unique<FakeKeys>();
        m_keys->add("docs-bot");
        m_keys->serve(m_client->fake);
        m_client->letters[FakeKeys::kSecret] = "key_1";
        m_client->fake.answers["providers.list"] = [](const auto &) -> base::Result<base::Json> {
            return base::Json{{"data", {{{"id", "p"}, {"type", "sandbox"}, {"enabled", true}}}}, {"next", nullptr}};
        };
        m_client->fake.answers["playground.tries.keep"] = [](const auto &call) -> base::Result<base::Json> {
            return call.body;
        };
        m_client->fake.answers["requests.get"] = [](const auto &) -> base::Result<base::Json> {
            base::Json row = FakeLog::row(7);
            row["attempt_list"] =
                base::Json::array({{{"provider", "OpenAI"}, {"model", "gpt-5.2-mini"}, {"status", 200}}});
            return row;
        };
        m_page = std::make_unique<ui::PlaygroundPage>(*m_client);
        m_page->resize(1200, 860);
        m_page->show();
        m_client->fake.settle();
    }
    void cleanup() { m_page.reset(); }

    void aKeyIsPastedOnceAndItsModelsAreAsked()
    {
        auto *secret = part<QLineEdit>(*m_page, "playgroundSecret");
        QVERIFY(secret->isVisible());
        type(secret, u"sy-another"_s);
        QVERIFY(secret->isVisible());
        QVERIFY(m_client->sent.empty());
        pasteKey();
        QVERIFY(!secret->isVisible());
        QVERIFY(secret->text().isEmpty());
        QCOMPARE(m_client->sent.back().call.path, std::string("/v1/models"));
        m_client->tell({.status = 200, .bytes = R"({"data":[{"id":"fast"},)"});
        AppNews rest = ended();
        rest.bytes = R"({"id":"smart"}]})";
        m_client->tell(std::move(rest));
        QCOMPARE(part<QComboBox>(*m_page, "playgroundModel")->count(), 2);
        QCOMPARE(part<QComboBox>(*m_page, "playgroundModel")->currentText(), u"fast"_s);
    }

    void withoutAKeyNothingIsSent()
    {
        press("sendCall");
        QVERIFY(m_client->sent.empty());
        QVERIFY(part<QLineEdit>(*m_page, "playgroundSecret")->hasFocus());
    }

    void aCallGoesOutAndItsAnswerComesInPieces()
    {
        pasteKey();
        write("prompt", u"Why? \u4e3a\u4ec0\u4e48"_s);
        press("sendCall");
        const admin::AppCall &call = m_client->sent.back().call;
        QCOMPARE(call.path, std::string("/v1/chat/completions"));
        QCOMPARE(call.keyId, std::string("key_1"));
        QCOMPARE(call.dialect, std::string("openai"));
        const auto body = base::parseJson(call.body);
        QCOMPARE(base::textOr(body->at("messages").at(0).at("content")), std::string("Why? 为什么"));
        QVERIFY(base::truthOr(body->at("stream")));
        QVERIFY(!part<QPushButton>(*m_page, "sendCall")->isEnabled());
        m_client->tell(begun());
        m_client->tell(text("Because"));
        QTRY_COMPARE(part<QPlainTextEdit>(*m_page, "answer")->toPlainText(), u"Because"_s);
        QCOMPARE(part<ui::Badge>(*m_page, "callBadge")->text(), u"Streaming"_s);
        m_client->tell({.bytes = " of it", .events = {model::TextPiece{0, 0, " of it"}}});
        m_client->tell(ended());
        QTRY_COMPARE(part<QPlainTextEdit>(*m_page, "answer")->toPlainText(), u"Because of it"_s);
        QTRY_COMPARE(part<QLabel>(*m_page, "callCost")->text(), u"$0.000132"_s); // from the log
        QCOMPARE(part<ui::Badge>(*m_page, "callBadge")->text(), u"200"_s);
        QVERIFY(part<QPushButton>(*m_page, "sendCall")->isEnabled());
    }

    void thoughtsAndToolsStandApart()
    {
        startCall();
        AppNews news = begun();
        news.events = {model::PartBegun{0, 0, {.kind = model::PartKind::Thinking}}, model::TextPiece{0, 0, "Hm."},
                       model::PartBegun{0, 1, {.kind = model::PartKind::ToolCall, .name = "get_weather"}},
                       model::ArgumentsPiece{0, 1, "{\"city\":"}, model::ArgumentsPiece{0, 1, "\"Bonn\"}"}};
        m_client->tell(std::move(news));
        m_client->tell(ended());
        QTRY_COMPARE(part<QPlainTextEdit>(*m_page, "answer")->toPlainText(),
                     u"Thinking\nHm.\n\nCalls the tool get_weather\n{\n  \"city\": \"Bonn\"\n}"_s);
    }

    void stoppingLetsTheGatewayGo()
    {
        startCall();
        m_client->tell(begun());
        m_client->tell(text("Bec"));
        QTest::keyClick(m_page.get(), Qt::Key_Escape);
        QVERIFY(!*m_client->sent.back().running);
        QTRY_COMPARE(part<ui::Badge>(*m_page, "callBadge")->text(), u"Stopped"_s);
        QCOMPARE(part<QPlainTextEdit>(*m_page, "answer")->toPlainText(), u"Bec"_s);
        QTest::keyClick(m_page.get(), Qt::Key_Escape);
        QTRY_VERIFY(!part<ui::Badge>(*m_page, "callBadge")->isVisible());
    }

    void aFailureIsSaid()
    {
        startCall();
        m_client->tell(begun(429));
        AppNews end = ended();
        end.bytes = R"({"error":{}})";
        end.events = {model::StreamFailed{"too many <b>calls</b>", "rate_limited"}};
        m_client->tell(std::move(end));
        QTRY_COMPARE(part<QLabel>(*m_page, "callFailure")->text(), u"too many <b>calls</b>"_s);
        QCOMPARE(part<ui::Badge>(*m_page, "callBadge")->text(), u"429"_s);
        startCall();
        m_client->tell(ended(base::fail(base::ErrorCode::Upstream, "no answer: refused")));
        QTRY_COMPARE(part<ui::Badge>(*m_page, "callBadge")->text(), u"No answer"_s);
    }

    void formAndJsonAreOneValue()
    {
        pasteKey();
        write("prompt", u"Hello"_s);
        m_page->findChild<QAction *>(u"playground.json"_s)->trigger();
        QString json = part<QPlainTextEdit>(*m_page, "requestJson")->toPlainText();
        QVERIFY2(json.contains(u"\"content\": \"Hello\""_s), qPrintable(json));
        write("requestJson", json.replace(u"\"Hello\""_s, u"\"Bye\""_s).replace(u"{\n"_s, u"{\n  \"top_p\": 0.5,\n"_s));
        press("sendCall");
        QVERIFY(m_client->sent.back().call.body.contains("\"top_p\": 0.5"));
        QVERIFY(m_client->sent.back().call.body.contains("\"Bye\""));
    }

    void jsonThatIsNoneSaysWhereAndIsNotSent()
    {
        pasteKey();
        m_page->findChild<QAction *>(u"playground.json"_s)->trigger();
        write("requestJson", u"{\n  \"model\": ,\n}"_s);
        const auto before = m_client->sent.size();
        press("sendCall");
        QCOMPARE(m_client->sent.size(), before);
        auto *words = part<QLabel>(*m_page, "jsonWords");
        QVERIFY2(words->isVisible() && words->text().contains(u"line 2"_s), qPrintable(words->text()));
        write("requestJson", u"{\"model\":\"fast\"}"_s);
        QVERIFY(!words->isVisible());
    }

    void everyDialectHasItsPath()
    {
        pasteKey();
        auto *dialects = part<QComboBox>(*m_page, "playgroundDialect");
        for (int i = 0; i < dialects->count(); ++i) {
            dialects->setCurrentIndex(i);
            write("prompt", u"Hello"_s);
            press("sendCall");
            const admin::AppCall &call = m_client->sent.back().call;
            const ui::ClientDialect &dialect = ui::clientDialects()[static_cast<std::size_t>(i)];
            QCOMPARE(call.dialect, std::string(dialect.wire));
            QVERIFY2(call.body.contains("Hello"), call.body.c_str());
            QTest::keyClick(m_page.get(), Qt::Key_Escape);
        }
    }

    void pastCallsAreKeptWithoutTheKeyAndSentAgain()
    {
        startCall();
        m_client->tell(begun());
        m_client->tell(ended());
        m_client->fake.settle();
        const base::Json kept = m_client->fake.last("playground.tries.keep")->body;
        QVERIFY(!base::dump(kept).contains(FakeKeys::kSecret));
        QCOMPARE(base::textOr(kept["request_id"]), std::string("req_7"));
        m_client->fake.answers["playground.tries"] = [kept](const auto &) -> base::Result<base::Json> {
            base::Json row = kept;
            row["id"] = "try_1";
            row["at"] = FakeKeys::timeIn(-60);
            return base::Json{{"data", base::Json::array({row})}};
        };
        write("prompt", u"Something else"_s);
        press("openHistory");
        m_client->fake.settle();
        const auto before = m_client->sent.size();
        part<QPushButton>(*m_page, "sendTry")->click();
        QCOMPARE(m_client->sent.size(), before + 1);
        QVERIFY(m_client->sent.back().call.body.contains("Hello"));
        QCOMPARE(part<QPlainTextEdit>(*m_page, "prompt")->toPlainText(), u"Hello"_s);
    }

    void curlHoldsNoKeyAndNothingBreaksOut()
    {
        const ui::DraftCall call{.dialect = &ui::clientDialect(ui::ClientDialect::Id::Anthropic),
                                 .model = u"m"_s,
                                 .body = "{\"a\":\"it's $(id)\"}",
                                 .session = u"s'1"_s};
        const QString lines = ui::curlText(call, u"http://127.0.0.1:4141"_s);
        QCOMPARE(lines, u"curl -N 'http://127.0.0.1:4141/v1/messages' \\\n  -H \"x-api-key: $SWITCHYARD_API_KEY\" \\\n"
                        u"  -H 'Content-Type: application/json' \\\n  -H 'anthropic-version: 2023-06-01' \\\n"
                        u"  -H 'x-session-id: s'\\''1' \\\n  -d '{\"a\":\"it'\\''s $(id)\"}'"_s);
    }

    void aReceiptIsReadInItsParts()
    {
        const QList<ui::ReceiptNote> want{{u"renamed"_s, u"stop"_s, u"stop_sequences"_s},
                                          {u"defaulted"_s, u"max_tokens"_s, u"4096"_s},
                                          {u"dropped"_s, u"seed"_s, {}},
                                          {u"dropped"_s, u"logit_bias"_s, {}}};
        QCOMPARE(
            ui::parseReceipt(u"renamed=stop:stop_sequences; defaulted=max_tokens:4096; dropped=seed, logit_bias"_s),
            want);
        QVERIFY(ui::parseReceipt(u"something else"_s).isEmpty());
    }

    void whatIsKeptOfAnAnswerIsBounded()
    {
        ui::TryState state;
        ui::take(state, {.events = {model::PartBegun{0, 0, {}}}}, 1);
        const std::string piece(300'000, 'x');
        for (int i = 0; i < 20; ++i)
            ui::take(state, {.bytes = piece, .events = {model::TextPiece{0, 0, piece}}}, i);
        QVERIFY(state.received.bytes().size() < 2 * ui::RawTail::kMost);
        QCOMPARE(state.received.dropped() + state.received.bytes().size(), 6'000'000);
        QVERIFY(state.blocks.front().cut);
        QVERIFY(state.blocks.front().text.size() <= ui::AnswerBlock::kMost);
    }

private:
    static void type(QLineEdit *line, const QString &text)
    {
        line->setText(text);
        Q_EMIT line->textEdited(text);
    }
    void pasteKey()
    {
        type(part<QLineEdit>(*m_page, "playgroundSecret"), QString::fromLatin1(FakeKeys::kSecret));
        m_client->fake.settle();
    }
    void write(const char *name, const QString &text) const { part<QPlainTextEdit>(*m_page, name)->setPlainText(text); }
    void press(const char *name) const { part<QPushButton>(*m_page, name)->click(); }
    void startCall()
    {
        if (!m_client->knowsKey("key_1"))
            pasteKey();
        write("prompt", u"Hello"_s);
        press("sendCall");
    }

    std::unique_ptr<ui::Theme> m_theme;
    std::unique_ptr<FakeAppClient> m_client;
    std::unique_ptr<FakeKeys> m_keys;
    std::unique_ptr<ui::PlaygroundPage> m_page;
};

QTEST_MAIN(PlaygroundPageTest)

#include "playground_page_test.moc"
