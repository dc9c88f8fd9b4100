#include "ui/shots/health_scenes.h"

#include <string>

#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

#include "ui/shell/main_window.h"
#include "ui/shots/scenes.h"
#include "ui/text/time_text.h"
#include "ui/widgets/page.h"

namespace ui::health_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr int kDays = 30;

std::string ago(int seconds)
{
    return apiTime(QDateTime::currentDateTime().addSecs(-seconds)).toStdString();
}

/// One letter a day, the newest last: `u`p, `d`egraded, do`w`n; what came before was not there yet.
Json daysOf(const std::string &letters)
{
    const QDate today = QDate::currentDate();
    const int first = kDays - static_cast<int>(letters.size());
    Json out = Json::array();
    for (int i = 0; i < kDays; ++i) {
        const char letter = i < first ? 'n' : letters[static_cast<std::size_t>(i - first)];
        out.push_back({{"day", today.addDays(i - kDays + 1).toString(Qt::ISODate).toStdString()},
                       {"state", letter == 'u'   ? "up"
                                 : letter == 'd' ? "degraded"
                                 : letter == 'w' ? "down"
                                                 : "none"},
                       {"availability", letter == 'n'   ? Json(nullptr)
                                        : letter == 'u' ? Json(1.0)
                                                        : Json(letter == 'd' ? 0.991 : 0.62)}});
    }
    return out;
}

struct Part {
    const char *name;
    const char *verdict;
    const char *gate = "open";
    const char *reason = nullptr;
    const char *secret = "ok";
    const char *message = "";
    double month = 1;
    std::string days = std::string(kDays, 'u');
    std::int64_t balance = 0;
    int waits = 0; ///< Unit: seconds.
    double latency = 0;
};

Json keyOf(const Part &part, const char *provider)
{
    Json balance = nullptr;
    if (part.balance > 0)
        balance = {{"amount_nanos", part.balance}, {"currency", "USD"}, {"at", ago(100)}};
    return {{"id", std::string("pkey_") + part.name},
            {"name", part.name},
            {"provider_id", provider},
            {"provider", provider},
            {"enabled", true},
            {"secret", part.secret},
            {"gate", part.gate},
            {"until", part.waits > 0 ? Json(ago(-part.waits)) : Json(nullptr)},
            {"reason", part.reason == nullptr ? Json(nullptr) : Json(part.reason)},
            {"source", part.reason == nullptr ? Json(nullptr) : Json(part.waits > 0 ? "retry_after" : "check")},
            {"state", "healthy"},
            {"models", Json::array()},
            {"check",
             {{"on", true},
              {"verdict", part.verdict},
              {"at", ago(12)},
              {"by_call", false},
              {"message", part.message},
              {"failures", 0},
              {"latency_ms", part.latency > 0 ? Json(part.latency) : Json(nullptr)},
              {"next_at", ago(-48)},
              {"balance", balance}}},
            {"availability", {{"day", part.month}, {"week", part.month}, {"month", part.month}}},
            {"days", daysOf(part.days)}};
}

Json providerOf(const char *name, const std::string &days, double month, std::initializer_list<Part> keys)
{
    Json out = {{"id", name},
                {"name", name},
                {"type", "openai"},
                {"enabled", true},
                {"availability", {{"day", month}, {"week", month}, {"month", month}}},
                {"days", daysOf(days)},
                {"own", nullptr},
                {"keys", Json::array()}};
    for (const Part &part : keys)
        out["keys"].push_back(keyOf(part, name));
    return out;
}

constexpr auto kRefusal = "the provider does not accept this key (it answered 401)";

Json providers()
{
    const std::string fine(kDays, 'u');
    const std::string uneven = "uuuuuuduuuuuuuuuuduuuuuuuuuuud";
    Json local = providerOf("Ollama", std::string(21, 'u'), 1, {});
    local["own"] = keyOf({.name = "", .verdict = "good", .latency = 190}, "Ollama");
    return Json::array(
        {providerOf("OpenAI", fine, 0.9999,
                    {{.name = "main", .verdict = "good", .latency = 380},
                     {.name = "backup", .verdict = "good", .month = 0.9998, .days = uneven, .latency = 412}}),
         providerOf("Anthropic", uneven, 0.9971,
                    {{.name = "team-b",
                      .verdict = "good",
                      .gate = "cooling",
                      .reason = "rate_limited",
                      .month = 0.986,
                      .days = "uuduuuduuuduuuuuuduuuuuuduuuud",
                      .waits = 252,
                      .latency = 640},
                     {.name = "old-2025",
                      .verdict = "no_secret",
                      .secret = "missing",
                      .message = "the variable ANTHROPIC_OLD is not set",
                      .month = 0.9,
                      .days = "uuuuuuuuuuuuuuuuuuuuuuuuuuuwww"}}),
         providerOf("DeepSeek", "uuudwuuuuuuuuuuuuuuuuduuuuuuud", 0.9942,
                    {{.name = "team", .verdict = "good", .month = 0.9942, .balance = 7'250'000'000, .latency = 720}}),
         std::move(local),
         providerOf("A provider whose name is as long as somebody had time for", "uuuuuuuuuuw", 0.961,
                    {{.name = "a key whose name is just as long as that, and longer",
                      .verdict = "refused",
                      .gate = "cooling",
                      .reason = "bad_key",
                      .message = kRefusal,
                      .month = 0.961,
                      .days = "uuuuuuuuuuw"}})});
}

Json outageOf(int id, const char *provider, const char *key, const char *reason, const char *source, int began,
              int length)
{
    return {{"id", std::to_string(id)},
            {"provider_id", provider},
            {"provider", provider},
            {"key_id", key},
            {"key", key},
            {"model", nullptr},
            {"kind", "cooldown"},
            {"reason", reason},
            {"source", source},
            {"from", ago(began)},
            {"until", ago(began - length)},
            {"ended_by", length > began ? Json(nullptr) : Json("checked")},
            {"on", length > began}};
}

Json modelOf(const char *provider, const char *model, const char *verdict, std::int64_t nanos, int asked,
             double latency)
{
    return {{"provider_id", provider},
            {"provider", provider},
            {"model", model},
            {"on", nanos > 0 && verdict != nullptr},
            {"cost_nanos", nanos > 0 ? Json(nanos / 96) : Json(nullptr)},
            {"daily_cost_nanos", nanos > 0 ? Json(nanos) : Json(nullptr)},
            {"verdict", verdict == nullptr ? Json(nullptr) : Json(verdict)},
            {"message", ""},
            {"by_call", asked > 600},
            {"failures", 0},
            {"latency_ms", latency > 0 ? Json(latency) : Json(nullptr)},
            {"at", asked > 0 ? Json(ago(asked)) : Json(nullptr)},
            {"next_at", asked > 0 ? Json(ago(asked - 900)) : Json(nullptr)}};
}

void fillModels(const Stage &stage)
{
    stage.client.answer(
        "health.models",
        {{"data", Json::array({modelOf("OpenAI", "gpt-5-mini", "good", 3'456'000, 240, 412),
                               modelOf("OpenAI", "gpt-5", "good", 17'280'000, 640, 780),
                               modelOf("Anthropic", "claude-sonnet-5", "failing", 27'648'000, 95, 0),
                               modelOf("Anthropic", "a model whose name is as long as somebody had time for",
                                       "not_asked", 9'216'000, 20, 0),
                               modelOf("DeepSeek", "deepseek-chat", nullptr, 1'075'200, 0, 0),
                               modelOf("Ollama", "qwen3:32b", nullptr, 0, 0, 0)})},
         {"next", nullptr},
         {"providers", {"OpenAI", "Anthropic"}},
         {"interval_s", 900},
         {"daily_nanos", 50'000'000},
         {"spent_nanos", 21'360'000}});
}

Json proxyOf(const char *name, const char *kind, const char *host, const char *state, double firstByteMs)
{
    const std::string_view mood = state;
    const bool bad = mood == "down";
    return {
        {"id", std::string("prox_") + name},
        {"name", name},
        {"kind", kind},
        {"host", host},
        {"port", 1080},
        {"user", "switchyard"},
        {"enabled", mood != "draining"},
        {"weight", 2},
        {"state", state},
        {"down_since", bad ? Json(ago(252)) : Json(nullptr)},
        {"calls", 4812},
        {"open_calls", mood == "draining" ? 3 : 0},
        {"failures", bad ? 4 : 0},
        {"first_byte_ms", firstByteMs < 0 ? Json(nullptr) : Json(firstByteMs)},
        {"latency_ms", bad ? Json(nullptr) : Json(88.1)},
        {"worked_at", ago(4)},
        {"checked_at", ago(12)},
        {"last_error", bad ? Json("no connection to it could be made") : Json(nullptr)},
        {"last_error_at", bad ? Json(ago(30)) : Json(nullptr)},
        {"availability", {{"day", bad ? 0.9971 : 1.0}, {"week", bad ? 0.9996 : 1.0}, {"month", bad ? 0.9987 : 1.0}}},
        {"days", daysOf(bad ? "uuuuuuduuuuuuwuuuuuuuuuuud" : "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuu")},
        {"history", Json::array()}};
}

void fill(const Stage &stage)
{
    stage.client.answer("health.proxies",
                        {{"data", Json::array({proxyOf("Frankfurt", "socks5h", "10.0.0.7", "up", 412),
                                               proxyOf("Singapore", "http", "10.0.0.8", "down", 690),
                                               proxyOf("Virginia", "https", "10.0.0.9", "slow", 2'900),
                                               proxyOf("A proxy whose name is as long as somebody had time for", "http",
                                                       "fd00:1234:5678:9abc:def0:1234:5678:9abc", "draining", -1)})},
                         {"next", nullptr}});
    stage.client.answer("health.availability", {{"data", providers()}, {"next", nullptr}});
    stage.client.answer(
        "health.history",
        {{"data", Json::array({outageOf(9, "Anthropic", "team-b", "rate_limited", "retry_after", 48, 300),
                               outageOf(8, "DeepSeek", "team", "down", "check", 7'300, 840),
                               outageOf(7, "Anthropic", "old-2025", "bad_key", "check", 90'000, 4'300),
                               outageOf(6, "OpenAI", "backup", "quota_gone", "rule", 180'000, 600)})},
         {"next", nullptr}});
    fillModels(stage);
    stage.window.refreshPage();
    stage.client.settle();
}

} // namespace

void showStates(const Stage &stage)
{
    fill(stage);
}

void showKey(const Stage &stage)
{
    fill(stage);
    stage.window.page()->showItem(u"pkey_old-2025"_s);
}

void chooseModels(const Stage &stage)
{
    fill(stage);
    stage.press(u"chooseProbes"_s);
}

void showNothing(const Stage &stage)
{
    stage.client.answer("health.availability", {{"data", Json::array()}, {"next", nullptr}});
    stage.window.refreshPage();
    stage.client.settle();
}

void showProxies(const Stage &stage)
{
    fill(stage);
    for (const QScrollArea *area : stage.window.page()->findChildren<QScrollArea *>())
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
}

void showProxy(const Stage &stage)
{
    fill(stage);
    auto *table = stage.window.page()->findChild<QTableView *>(u"proxyTable"_s);
    Q_EMIT table->activated(table->model()->index(1, 0));
}

} // namespace ui::health_scenes
