#include "ui/shots/alert_scenes.h"

#include <QAbstractButton>

#include "ui/shell/main_window.h"
#include "ui/shots/scenes.h"
#include "ui/widgets/page.h"

namespace ui::alert_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

struct Case {
    const char *id;
    const char *kind;
    const char *severity;
    const char *name;
    const char *detail;
    int value;
    int limit;
    const char *unit;
    const char *from;
    const char *until; ///< Null: it is on.
    const char *endedBy;
    const char *state; ///< Of its message; null: none was sent.
};

constexpr Case kOpen[] = {
    {"alrt_1", "key_invalid", "critical", "Anthropic / team-b", "", 0, 0, "", "2026-11-20T07:31:08.000Z", nullptr, "",
     "sent"},
    {"alrt_2", "budget_reached", "warning", "Everything that the marketing team calls in a month, with its agencies",
     "", 83, 80, "percent", "2026-11-20T06:12:40.000Z", nullptr, "", "waiting"},
};
constexpr Case kEnded[] = {
    {"alrt_3", "provider_down", "critical", "DeepSeek", "server_error", 0, 0, "", "2026-11-20T03:58:20.000Z",
     "2026-11-20T04:09:51.000Z", "recovered", "sent"},
    {"alrt_4", "error_rate", "warning", "", "", 34, 20, "percent", "2026-11-20T03:59:00.000Z",
     "2026-11-20T04:08:30.000Z", "recovered", "sent"},
    {"alrt_5", "switch_changed", "info", "Ana Lima", "trying the new rules", 1, 0, "", "2026-11-19T16:20:11.000Z",
     "2026-11-19T16:20:11.000Z", "moment", nullptr},
    {"alrt_6", "latency", "warning", "", "", 18400, 15000, "milliseconds", "2026-11-19T09:02:00.000Z",
     "2026-11-19T09:31:44.000Z", "recovered", "given_up"},
    {"alrt_7", "key_cooling", "warning", "OpenAI / batch", "quota_gone", 0, 0, "", "2026-11-18T22:10:00.000Z",
     "2026-11-19T08:00:02.000Z", "recovered", "sent"},
};

Json textOrNull(const char *text)
{
    return text == nullptr ? Json(nullptr) : Json(text);
}

Json noticesOf(const Case &one)
{
    if (one.state == nullptr)
        return Json::array();
    const bool waits = std::string_view(one.state) == "waiting";
    const Json problem = waits ? Json("it answered 503") : Json(nullptr);
    const Json first = {{"channel", "On call"}, {"event", "raised"},      {"state", one.state},
                        {"at", one.from},       {"tries", waits ? 4 : 1}, {"problem", problem}};
    Json out = Json::array({first});
    if (one.until != nullptr)
        out.push_back({{"channel", "On call"},
                       {"event", "recovered"},
                       {"state", "sent"},
                       {"at", one.until},
                       {"tries", 1},
                       {"problem", nullptr}});
    return out;
}

Json listOf(std::span<const Case> cases)
{
    Json rows = Json::array();
    for (const Case &one : cases)
        rows.push_back({{"id", one.id},
                        {"kind", one.kind},
                        {"severity", one.severity},
                        {"subject", {{"id", "x"}, {"name", one.name}}},
                        {"detail", one.detail},
                        {"value", one.value},
                        {"limit", one.limit},
                        {"unit", one.unit},
                        {"from", one.from},
                        {"until", textOrNull(one.until)},
                        {"ended_by", one.endedBy},
                        {"silenced_until", nullptr},
                        {"notices", noticesOf(one)}});
    return {{"data", std::move(rows)}, {"next", nullptr}};
}

Json allAlerts()
{
    Json out = listOf(kOpen);
    const Json ended = listOf(kEnded);
    for (const Json &row : ended["data"])
        out["data"].push_back(row);
    return out;
}

Json channel(const char *id, const char *kind, const char *name, const char *url, int waiting)
{
    return {{"id", id},
            {"kind", kind},
            {"name", name},
            {"enabled", true},
            {"severity", "warning"},
            {"url", url},
            {"has_secret", true},
            {"host", "smtp.example.org"},
            {"port", 587},
            {"security", "starttls"},
            {"user", "switchyard"},
            {"from", "switchyard@example.org"},
            {"to", Json::array({"ops@example.org", "ana@example.org"})},
            {"certificate_pin", ""},
            {"waiting", waiting},
            {"problem", waiting > 0 ? Json("it answered 503") : Json(nullptr)}};
}

Json channels()
{
    Json off = channel("chan_4", "feishu", "Night shift", "https://open.feishu.cn/open-apis/bot/v2/hook/9f2c", 0);
    off["enabled"] = false;
    return Json::array({channel("chan_1", "email", "Operators", "", 0),
                        channel("chan_2", "webhook", "On call", "https://ops.example.org/hooks/switchyard", 3),
                        channel("chan_3", "dingtalk", "Platform group", "https://oapi.dingtalk.com/robot/send", 0),
                        off});
}

void fill(const Stage &stage, const Json &ways, const Json &alerts = listOf({}))
{
    stage.client.answer("alerts.list", alerts); // the page takes of it what each of its lists is about
    stage.client.pretend("alerts.config.get", {{"channels", ways}});
    stage.window.refreshPage();
    stage.client.settle();
}

void showPart(const Stage &stage, const char *part, const Json &ways)
{
    fill(stage, ways);
    stage.window.page()->showItem(QString::fromLatin1(part));
    stage.client.settle();
}

} // namespace

void showAlerts(const Stage &stage)
{
    fill(stage, channels(), allAlerts());
    stage.window.page()->showItem(u"now"_s);
}

void showCalm(const Stage &stage)
{
    fill(stage, Json::array());
    stage.window.page()->showItem(u"now"_s);
}

void showAlert(const Stage &stage)
{
    fill(stage, channels(), allAlerts());
    stage.window.page()->showItem(u"alrt_3"_s);
}

void showRules(const Stage &stage)
{
    showPart(stage, "rules", channels());
}

void changeRule(const Stage &stage)
{
    showPart(stage, "rules", channels());
    stage.press(u"changeRule_error_rate"_s);
}

void showChannels(const Stage &stage)
{
    showPart(stage, "channels", channels());
}

void showNoChannels(const Stage &stage)
{
    showPart(stage, "channels", Json::array());
}

void addMailbox(const Stage &stage)
{
    showPart(stage, "channels", channels());
    stage.act(u"alerts.add.email"_s);
    stage.client.settle();
}

void addWebhook(const Stage &stage)
{
    showPart(stage, "channels", Json::array()); // the gateway knows no others, and is asked
    stage.act(u"alerts.add.webhook"_s);
    stage.press(u"formAct"_s);
}

void showOnOverview(const Stage &stage)
{
    stage.client.pretend("status.get", {{"alerts", {{"open", 2}, {"desktop", listOf(kOpen)["data"]}}}});
    stage.window.refreshPage();
    stage.client.settle();
}

} // namespace ui::alert_scenes
