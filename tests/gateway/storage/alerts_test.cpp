#include "storage/alerts.h"

#include "gateway/storage/store_fixture.h"
#include "storage/alert_notices.h"
#include "storage/alert_settings.h"

using namespace storage;
using namespace Qt::Literals::StringLiterals;
using model::Alert;
using model::AlertKind;
using model::Severity;

namespace {

constexpr std::int64_t kNow = 1'769'582'750'000;
constexpr std::int64_t kDay = 86'400'000;

Alert alert(const char *id, AlertKind kind, std::int64_t endedMs = 0)
{
    return {.id = id,
            .kind = kind,
            .severity = Severity::Critical,
            .subject = std::string("of ") + id,
            .name = "one / main",
            .detail = "bad_key",
            .value = 34,
            .limit = 20,
            .level = 80,
            .beganMs = kNow,
            .endedMs = endedMs,
            .endedBy = endedMs > 0 ? "recovered" : "",
            .silencedMs = 7};
}

AlertNotice notice(const char *id, const char *channel, const char *alertId = "alrt_1")
{
    return {.id = id,
            .alertId = alertId,
            .channelId = channel,
            .event = "raised",
            .madeMs = kNow,
            .alert = "{}",
            .nextMs = kNow};
}

QStringList idsOf(const auto &rows)
{
    QStringList out;
    for (const auto &row : rows)
        out += QString::fromStdString(row.id);
    return out;
}

} // namespace

class AlertsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory.emplace();
        m_db = fixture::openStore(m_directory->path());
    }
    void cleanup()
    {
        m_db.reset();
        m_directory.reset();
    }

    void anAlertIsReadBackAsItWas()
    {
        const Alert wanted = alert("alrt_1", AlertKind::ErrorRate);
        VERIFY_OK(putAlert(*m_db, wanted));
        QVERIFY(*getAlert(*m_db, "alrt_1") == wanted);
        QCOMPARE(getAlert(*m_db, "alrt_2").error().code, base::ErrorCode::NotFound);
    }

    void oneSubjectHasOneOpenAlertOfAKind()
    {
        Alert second = alert("alrt_2", AlertKind::ErrorRate);
        second.subject = "of alrt_1";
        VERIFY_OK(putAlert(*m_db, alert("alrt_1", AlertKind::ErrorRate)));
        VERIFY_OK(putAlert(*m_db, second)); // in its place
        QCOMPARE(idsOf(*openAlerts(*m_db)), QStringList{u"alrt_2"_s});
    }

    void theyAreFilteredAndPaged()
    {
        VERIFY_OK(putAlert(*m_db, alert("alrt_1", AlertKind::ErrorRate, kNow + 5)));
        VERIFY_OK(putAlert(*m_db, alert("alrt_2", AlertKind::KeyInvalid)));
        VERIFY_OK(putAlert(*m_db, alert("alrt_3", AlertKind::KeyInvalid, kNow + 9)));
        QCOMPARE(idsOf(*listAlerts(*m_db, {})), (QStringList{u"alrt_3"_s, u"alrt_2"_s, u"alrt_1"_s}));
        QCOMPARE(idsOf(*listAlerts(*m_db, {.open = true})), QStringList{u"alrt_2"_s});
        QCOMPARE(idsOf(*listAlerts(*m_db, {.open = false})), (QStringList{u"alrt_3"_s, u"alrt_1"_s}));
        QCOMPARE(idsOf(*listAlerts(*m_db, {.kind = AlertKind::KeyInvalid})), (QStringList{u"alrt_3"_s, u"alrt_2"_s}));
        QCOMPARE(idsOf(*listAlerts(*m_db, {.severity = Severity::Info})), QStringList());
        QCOMPARE(idsOf(*listAlerts(*m_db, {.fromMs = kNow + 6})), (QStringList{u"alrt_3"_s, u"alrt_2"_s}));
        QCOMPARE(idsOf(*listAlerts(*m_db, {.toMs = kNow})), QStringList());
        QCOMPARE(idsOf(*listAlerts(*m_db, {.before = "alrt_3", .limit = 1})), QStringList{u"alrt_2"_s});
        QCOMPARE(*newestAlert(*m_db, AlertKind::KeyInvalid), kNow);
        QCOMPARE(*newestAlert(*m_db, AlertKind::Latency), 0);
    }

    void whatIsOldIsForgottenWithItsMessagesAndWhatIsOnStays()
    {
        VERIFY_OK(putAlert(*m_db, alert("alrt_1", AlertKind::ErrorRate, kNow)));
        VERIFY_OK(putAlert(*m_db, alert("alrt_2", AlertKind::KeyInvalid)));
        VERIFY_OK(putNotice(*m_db, notice("ntc_1", "chan_1")));
        VERIFY_OK(putNotice(*m_db, notice("ntc_2", "chan_1", "alrt_2")));
        VERIFY_OK(forgetAlerts(*m_db, kNow + 89 * kDay));
        QCOMPARE(listAlerts(*m_db, {})->size(), std::size_t{2});
        VERIFY_OK(forgetAlerts(*m_db, kNow + 91 * kDay));
        QCOMPARE(idsOf(*listAlerts(*m_db, {})), QStringList{u"alrt_2"_s});
        QCOMPARE(idsOf(*noticesOf(*m_db, R"(["alrt_1","alrt_2"])")), QStringList{u"ntc_2"_s});
    }

    void messagesWaitInOrderForEachChannel()
    {
        for (const char *id : {"ntc_3", "ntc_1", "ntc_2"})
            VERIFY_OK(putNotice(*m_db, notice(id, "chan_b")));
        VERIFY_OK(putNotice(*m_db, notice("ntc_4", "chan_a")));
        QCOMPARE(idsOf(*waitingNotices(*m_db, 2)), (QStringList{u"ntc_4"_s, u"ntc_1"_s, u"ntc_2"_s}));
        AlertNotice sent = notice("ntc_1", "chan_b");
        sent.state = "sent";
        sent.endedMs = kNow + 1;
        VERIFY_OK(putNotice(*m_db, sent));
        AlertNotice tried = notice("ntc_2", "chan_b");
        tried.tries = 3;
        tried.problem = "it answered 503";
        VERIFY_OK(putNotice(*m_db, tried));
        const auto waiting = *waitingNotices(*m_db, 9);
        QCOMPARE(idsOf(waiting), (QStringList{u"ntc_4"_s, u"ntc_2"_s, u"ntc_3"_s}));
        QVERIFY(waiting[1] == tried);
        const auto lines = *channelLines(*m_db);
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[1].waiting, 2);
        QCOMPARE(lines[1].problem, std::string("it answered 503"));
    }

    void theSettingsAreReadBackWithTheirSecrets()
    {
        model::AlertSettings settings = *loadAlertSettings(*m_db);
        QCOMPARE(settings.rules.size(), model::defaultAlertRules().size());
        settings.desktop = false;
        settings.desktopLeast = Severity::Critical;
        settings.rules.front().enabled = false;
        settings.channels.push_back({.id = "chan_1",
                                     .kind = model::ChannelKind::Email,
                                     .name = "mail",
                                     .least = Severity::Info,
                                     .secret = "env:X",
                                     .host = "mail.example.org",
                                     .port = 465,
                                     .security = model::MailSecurity::Tls,
                                     .to = {"a@b.c"}});
        const auto saved = saveAlertSettings(*m_db, settings);
        QVERIFY(saved.has_value());
        const model::AlertSettings read = *loadAlertSettings(*m_db);
        QCOMPARE(read.version, settings.version + 1);
        QVERIFY(!read.desktop && read.desktopLeast == Severity::Critical && !read.rules.front().enabled);
        const model::AlertChannel &channel = *read.channel("chan_1");
        QCOMPARE(channel.secret, std::string("env:X"));
        QVERIFY(channel.kind == model::ChannelKind::Email && channel.security == model::MailSecurity::Tls);
        QCOMPARE(channel.port, 465);
        QCOMPARE(channel.to, std::vector<std::string>{"a@b.c"});
        QCOMPARE(saveAlertSettings(*m_db, settings).error().code, base::ErrorCode::Conflict);
    }

private:
    std::optional<fixture::Directory> m_directory{};
    std::unique_ptr<Database> m_db{};
};

QTEST_GUILESS_MAIN(AlertsTest)
#include "alerts_test.moc"
