#include <QtTest>

#include "jobs/alerts/alert_text.h"
#include "jobs/alerts/message.h"
#include "jobs/alerts/signing.h"

using jobs::Message;
using model::Alert;
using model::AlertChannel;
using model::AlertKind;
using model::ChannelKind;
using model::MailSecurity;

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

secrets::SharedSecret secretOf(const char *text)
{
    return std::make_shared<const base::Secret>(std::string(text));
}

Message refusedKey()
{
    return {.id = "ntc_1",
            .event = "raised",
            .alert = {.id = "alrt_1",
                      .kind = AlertKind::KeyInvalid,
                      .severity = model::Severity::Critical,
                      .subject = "pkey_1",
                      .name = "OpenAI / main",
                      .beganMs = kNow}};
}

AlertChannel hook(ChannelKind kind, const char *url)
{
    return {.id = "chan_1", .kind = kind, .name = "ops", .secret = "env:X", .url = url};
}

AlertChannel mailbox()
{
    return {.id = "chan_2",
            .kind = ChannelKind::Email,
            .name = "mail",
            .host = "mail.example.org",
            .from = "switchyard@example.org",
            .to = {"ops@example.org", "ana@example.org"}};
}

std::string header(const upstream::FetchRequest &request, std::string_view name)
{
    const auto hit = std::ranges::find(request.headers, name, [](const auto &row) { return row.first; });
    return hit == request.headers.end() ? std::string() : hit->second;
}

} // namespace

class MessageTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// The vector that standardwebhooks.com's own libraries are tested with.
    void a_webhook_is_signed_as_the_standard_says()
    {
        const base::Secret secret(std::string("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        QCOMPARE(jobs::webhookSignature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"),
                 std::string("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    void a_secret_that_is_no_standard_one_is_taken_by_its_bytes()
    {
        const auto request = jobs::requestOf(hook(ChannelKind::Webhook, "https://ops.example.org/hook"),
                                             secretOf("plain words"), refusedKey(), kNow);
        const base::Secret same(std::string("plain words"));
        QCOMPARE(header(request, "webhook-id"), std::string("ntc_1"));
        QCOMPARE(header(request, "webhook-timestamp"), std::string("1700000000"));
        QCOMPARE(header(request, "webhook-signature"),
                 jobs::webhookSignature(same, "ntc_1", 1'700'000'000, request.body));
        const base::Json body = *base::parseJson(request.body);
        QCOMPARE(base::textOr(body["type"]), std::string("alert.raised"));
        QCOMPARE(base::textOr(body["alert"]["subject"]["name"]), std::string("OpenAI / main"));
    }

    void dingtalk_is_signed_in_the_address()
    {
        const auto request =
            jobs::requestOf(hook(ChannelKind::Dingtalk, "https://oapi.dingtalk.com/robot/send?access_token=t"),
                            secretOf("this is secret"), refusedKey(), kNow);
        QCOMPARE(request.url, std::string("https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=1700000000000"
                                          "&sign=sSFWELbV2YwjdDQhWZwTcWlX5BWUx5J6TPpsZmuPii0%3D"));
        const base::Json body = *base::parseJson(request.body);
        QCOMPARE(base::textOr(body["msgtype"]), std::string("text"));
        QVERIFY(base::textOr(body["text"]["content"]).starts_with("Critical: the key OpenAI / main is refused"));
    }

    void feishu_is_signed_in_the_body()
    {
        const auto request =
            jobs::requestOf(hook(ChannelKind::Feishu, "https://open.feishu.cn/open-apis/bot/v2/hook/x"),
                            secretOf("this is secret"), refusedKey(), kNow);
        const base::Json body = *base::parseJson(request.body);
        QCOMPARE(base::textOr(body["timestamp"]), std::string("1700000000"));
        QCOMPARE(base::textOr(body["sign"]), std::string("OfGzRzoUICBOoc8wVra1e4A1hPfbZ9zqXozA8CWVUuY="));
        QCOMPARE(base::textOr(body["msg_type"]), std::string("text"));
        QVERIFY(!base::textOr(body["content"]["text"]).empty());
    }

    void an_answer_is_judged_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("taken");
        const auto row = [](const char *name, ChannelKind kind, int status, const char *body, bool taken) {
            QTest::newRow(name) << static_cast<int>(kind) << status << QString::fromUtf8(body) << taken;
        };
        row("webhook, taken", ChannelKind::Webhook, 204, "", true);
        row("webhook, moved", ChannelKind::Webhook, 307, "", false);
        row("webhook, failing", ChannelKind::Webhook, 503, "", false);
        row("dingtalk, taken", ChannelKind::Dingtalk, 200, R"({"errcode":0,"errmsg":"ok"})", true);
        row("dingtalk, wrong sign", ChannelKind::Dingtalk, 200, R"({"errcode":310000,"errmsg":"sign not match"})",
            false);
        row("dingtalk, no JSON", ChannelKind::Dingtalk, 200, "hello", false);
        row("feishu, taken", ChannelKind::Feishu, 200, R"({"code":0,"msg":"success"})", true);
        row("feishu, taken in older words", ChannelKind::Feishu, 200, R"({"StatusCode":0})", true);
        row("feishu, wrong sign", ChannelKind::Feishu, 200, R"({"code":19021,"msg":"sign match fail"})", false);
    }

    void an_answer_is_judged()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        QFETCH(QString, body);
        QFETCH(bool, taken);
        const AlertChannel channel = hook(static_cast<ChannelKind>(kind), "https://x.example.org/");
        QCOMPARE(jobs::judge(channel, {status, body.toStdString(), 0}).has_value(), taken);
    }

    void a_channel_is_checked_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("fine");
        QTest::newRow("https") << u"https://ops.example.org/hook?token=1"_s << true;
        QTest::newRow("this computer, plain") << u"http://127.0.0.1:8080/hook"_s << true;
        QTest::newRow("elsewhere, plain") << u"http://ops.example.org/hook"_s << false;
        QTest::newRow("numbers that mean this computer") << u"http://2130706433/"_s << false;
        QTest::newRow("a user in it") << u"https://a:b@ops.example.org/"_s << false;
        QTest::newRow("a fragment") << u"https://ops.example.org/#x"_s << false;
        QTest::newRow("a line feed") << u"https://ops.example.org/\nHost: x"_s << false;
        QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("nothing") << u""_s << false;
    }

    void a_channel_is_checked()
    {
        QFETCH(QString, url);
        QFETCH(bool, fine);
        const auto checked = jobs::checkChannel(hook(ChannelKind::Webhook, url.toUtf8().constData()));
        QCOMPARE(checked.has_value(), fine);
        if (!fine)
            QCOMPARE(checked.error().param, std::string("url"));
    }

    void a_webhook_without_a_secret_is_refused()
    {
        AlertChannel channel = hook(ChannelKind::Webhook, "https://ops.example.org/");
        channel.secret.clear();
        QCOMPARE(jobs::checkChannel(channel).error().param, std::string("secret"));
        channel.kind = ChannelKind::Dingtalk;
        QVERIFY(jobs::checkChannel(channel).has_value());
    }

    void a_mailbox_is_checked()
    {
        QVERIFY(jobs::checkChannel(mailbox()).has_value());
        const auto wrong = [](auto change) {
            AlertChannel channel = mailbox();
            change(channel);
            const auto checked = jobs::checkChannel(channel);
            return checked ? std::string() : checked.error().param;
        };
        QCOMPARE(wrong([](AlertChannel &c) { c.host = "mail.example.org:25"; }), std::string("host"));
        QCOMPARE(wrong([](AlertChannel &c) { c.host.clear(); }), std::string("host"));
        QCOMPARE(wrong([](AlertChannel &c) { c.from = "nobody"; }), std::string("from"));
        QCOMPARE(wrong([](AlertChannel &c) { c.to = {"a@b\r\nBcc: x@y"}; }), std::string("to"));
        QCOMPARE(wrong([](AlertChannel &c) { c.to.clear(); }), std::string("to"));
        QCOMPARE(wrong([](AlertChannel &c) { c.user = "ana"; }), std::string("secret"));
        QCOMPARE(wrong([](AlertChannel &c) { c.pin = "md5//x"; }), std::string("certificate_pin"));
        const auto plain = [](AlertChannel &c) {
            c.security = MailSecurity::Plain;
            c.user = "ana";
            c.secret = "env:X";
        };
        QCOMPARE(wrong(plain), std::string("security"));
        QCOMPARE(wrong([&](AlertChannel &c) {
                     plain(c);
                     c.host = "127.0.0.1";
                 }),
                 std::string());
    }

    void a_mail_is_ascii_with_its_headers_in_one_line_each()
    {
        Message message = refusedKey();
        message.alert.name = "深度求索 / 主\r\nBcc: everybody@example.org";
        const std::string text = jobs::mailOf(mailbox(), nullptr, message, kNow).text;
        QVERIFY(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
        const std::string head = text.substr(0, text.find("\r\n\r\n"));
        QVERIFY(head.find("Bcc") == std::string::npos);
        QVERIFY(head.starts_with("Date: Tue, 14 Nov 2023 22:13:20 +0000\r\nFrom: Switchyard <switchyard@example.org>"));
        QVERIFY(head.find("\r\nMessage-ID: <ntc_1@switchyard.invalid>\r\n") != std::string::npos);
        for (const QString &line : QString::fromStdString(text).split(u"\r\n"_s))
            QVERIFY2(line.size() <= 78, qPrintable(line));
        const QByteArray body = QByteArray::fromStdString(text.substr(head.size() + 4));
        QVERIFY(QByteArray::fromBase64(body).contains("深度求索 / 主  Bcc"));
    }

    void what_waited_in_a_queue_says_the_same()
    {
        const Alert alert = refusedKey().alert;
        QCOMPARE(jobs::textOf("raised", jobs::alertFrom(model::toJson(alert))), jobs::textOf("raised", alert));
        Alert over = alert;
        over.endedMs = kNow + 60'000;
        over.endedBy = "recovered";
        QCOMPARE(jobs::headlineOf("recovered", over), std::string("Recovered: the key OpenAI / main is in use again"));
    }

    void every_kind_has_its_words()
    {
        for (const model::AlertRule &rule : model::defaultAlertRules()) {
            const Alert alert{.kind = rule.kind, .name = "x", .value = 7, .limit = 5};
            QVERIFY(jobs::headlineOf("raised", alert).size() > 20);
            QVERIFY(jobs::headlineOf("recovered", alert).starts_with("Recovered: "));
        }
    }
};

QTEST_APPLESS_MAIN(MessageTest)
#include "message_test.moc"
