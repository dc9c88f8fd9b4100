#include "ui/shots/people_scenes.h"

#include <QDateTime>
#include <QLineEdit>

#include "ui/shell/main_window.h"
#include "ui/text/time_text.h"
#include "ui/widgets/page.h"

namespace ui::people_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr int kDay = 86'400; ///< Unit: seconds.

std::string timeIn(qint64 seconds)
{
    return apiTime(QDateTime::currentDateTimeUtc().addSecs(seconds)).toStdString();
}

Json limits(std::int64_t requests, std::int64_t tokens, std::int64_t calls)
{
    const auto orNull = [](std::int64_t value) { return value == 0 ? Json(nullptr) : Json(value); };
    return {{"requests_per_minute", orNull(requests)},
            {"tokens_per_minute", orNull(tokens)},
            {"concurrent_calls", orNull(calls)}};
}

Json key(const char *id, const char *name, const char *prefix, Json patch)
{
    Json out = {{"id", id},
                {"name", name},
                {"prefix", prefix},
                {"role", "member"},
                {"user", ""},
                {"team", ""},
                {"allowed_models", Json::array()},
                {"limits", limits(0, 0, 0)},
                {"expires_at", nullptr},
                {"revoked_at", nullptr},
                {"created_at", timeIn(-40 * kDay)},
                {"last_used_at", timeIn(-12)},
                {"version", 4}};
    out.update(patch);
    return out;
}

Json keys()
{
    const Json mira = {{"user", "user_1"}, {"user_name", "mira"}, {"team", "team_1"}, {"team_name", "Research"}};
    Json docs = key("k1", "docs-bot", "sy-7Qf3", mira);
    docs["limits"] = limits(60, 120'000, 4);
    docs["previous_prefix"] = "sy-Lk92";
    docs["previous_until"] = timeIn(kDay);
    docs["allowed_models"] = {"fast", "smart"};
    docs["allowed_ips"] = {"10.0.0.0/8", "::1"};
    docs["tags"] = {"docs"};
    docs["strict"] = true;
    Json ci = key("k2", "ci", "sy-bV0t", {{"team", "team_2"}, {"team_name", "Platform"}});
    ci["limits"] = limits(120, 2'000'000, 0);
    ci["expires_at"] = timeIn(9 * kDay);
    Json batch = key("k3", "nightly-evaluation-of-every-model", "sy-4mXe",
                     {{"user", "user_3"},
                      {"user_name", "maximiliane.von-und-zu-hohenberg"},
                      {"team", "team_3"},
                      {"team_name", "Evaluation and benchmarks, Europe"}});
    batch["require_signature"] = true;
    Json pilot = key("k4", "pilot-2025", "sy-9yGu", {{"expires_at", timeIn(-kDay)}});
    Json laptop = key("k5", "laptop", "sy-Rc1a", mira);
    laptop["revoked_at"] = timeIn(-2 * kDay);
    laptop["role"] = "admin";
    return {{"data", {docs, ci, batch, pilot, laptop}}, {"next", nullptr}};
}

Json user(const char *id, const char *name, const char *email, const char *role, Json patch)
{
    Json out = {{"id", id},
                {"name", name},
                {"email", email},
                {"role", role},
                {"team", ""},
                {"team_name", ""},
                {"disabled", false},
                {"tags", Json::array()},
                {"limits", limits(0, 0, 0)},
                {"created_at", timeIn(-90 * kDay)},
                {"version", 2}};
    out.update(patch);
    return out;
}

Json users()
{
    Json mira = user("user_1", "mira", "mira@example.com", "member", {{"team", "team_1"}, {"team_name", "Research"}});
    mira["limits"] = limits(120, 400'000, 8);
    mira["tags"] = {"research"};
    return {
        {"data",
         {mira, user("user_2", "jonas", "jonas@example.com", "admin", Json::object()),
          user("user_3", "maximiliane.von-und-zu-hohenberg", "maximiliane.von-und-zu-hohenberg@evaluation.example.com",
               "operator", {{"team", "team_3"}, {"team_name", "Evaluation and benchmarks, Europe"}}),
          user("user_4", "guest", "", "viewer", {{"disabled", true}})}},
        {"next", nullptr}};
}

Json team(const char *id, const char *name, Json teamLimits)
{
    return {{"id", id},
            {"name", name},
            {"disabled", false},
            {"tags", Json::array()},
            {"limits", teamLimits},
            {"created_at", timeIn(-90 * kDay)},
            {"version", 2}};
}

Json teams()
{
    return {{"data",
             {team("team_1", "Research", limits(300, 2'000'000, 20)), team("team_2", "Platform", limits(0, 0, 0)),
              team("team_3", "Evaluation and benchmarks, Europe", limits(0, 0, 12))}},
            {"next", nullptr}};
}

Json spent(const std::string &word, const char *first, const char *second)
{
    const auto row = [&](const char *id, std::int64_t nanos) {
        return Json{{"key", {{word + "_id", id}}}, {"calls", 420}, {"cost_nanos", nanos}, {"currency", "USD"}};
    };
    return {{"data", {row(first, 41'370'000'000), row(second, 5'630'000'000)}}};
}

Json used(const char *scope, const char *name, const char *kind, std::int64_t limit, std::int64_t count)
{
    return {{"scope", scope}, {"name", name}, {"kind", kind}, {"limit", limit}, {"used", count}};
}

/// One that is calm, one that is nearly used up, one that is.
void fillLimits(const Stage &stage)
{
    const Json research = used("team", "Research", "concurrent_calls", 20, 20);
    stage.client.answer(
        "api_keys.limits",
        {{"data",
          {used("key", "docs-bot", "requests_per_minute", 60, 14),
           used("key", "docs-bot", "tokens_per_minute", 120'000, 111'480),
           used("user", "maximiliane.von-und-zu-hohenberg", "requests_per_minute", 1'200, 14), research}}});
    stage.client.answer("users.limits", {{"data", {used("user", "mira", "requests_per_minute", 120, 31)}}});
    stage.client.answer("teams.limits", {{"data", {research}}});
}

/// The whole house: who is there, which keys they have, what was spent.
void fill(const Stage &stage)
{
    stage.client.answer("users.list", users());
    stage.client.answer("teams.list", teams());
    stage.client.answer("api_keys.list", keys());
    fillLimits(stage);
    stage.client.answer("cost.by_user", spent("user", "user_1", "user_3"));
    stage.client.answer("cost.by_team", spent("team", "team_1", "team_3"));
    stage.client.answer("usage.get",
                        {{"data",
                          {{{"key", "k1"}, {"calls", 1482}, {"cost_nanos", 4'137'000'000}, {"currency", "USD"}},
                           {{"key", "k2"}, {"calls", 96}, {"cost_nanos", 563'000'000}, {"currency", "USD"}}}}});
}

void open(const Stage &stage, const QString &list, const QString &id)
{
    fill(stage);
    stage.window.page()->showItem(list);
    stage.window.refreshPage();
    stage.client.settle();
    if (!id.isEmpty())
        stage.window.page()->showItem(id);
    stage.client.settle();
}

} // namespace

void showKeys(const Stage &stage)
{
    open(stage, u"keys"_s, {});
}

void editKey(const Stage &stage)
{
    open(stage, u"keys"_s, u"k1"_s);
}

void rotateKey(const Stage &stage)
{
    open(stage, u"keys"_s, u"k1"_s);
    stage.press(u"rotateKey"_s);
}

/// A key that must sign from now on, with what to sign with.
void signKey(const Stage &stage)
{
    Json changed = keys().at("data").at(0);
    changed["require_signature"] = true;
    changed["signing_key"] = "Kx7vMq0hRjT4nEaZ8cYbLs5GfU1oWd2KpX7vMq0hRjT";
    stage.client.answer("api_keys.update", changed);
    open(stage, u"keys"_s, u"k1"_s);
    stage.press(u"keySign"_s);
    stage.press(u"saveKey"_s);
}

void showUsers(const Stage &stage)
{
    open(stage, u"users"_s, {});
}

void showNoUsers(const Stage &stage)
{
    fill(stage);
    stage.client.answer("users.list", {{"data", Json::array()}, {"next", nullptr}});
    stage.window.page()->showItem(u"users"_s);
    stage.window.refreshPage();
}

/// With fields that cannot be right.
void addUser(const Stage &stage)
{
    open(stage, u"users"_s, {});
    stage.act(u"users.create"_s);
    for (auto *edit : stage.window.findChildren<QLineEdit *>(u"userEmail"_s))
        edit->setText(u"mira at example"_s);
    for (auto *edit : stage.window.findChildren<QLineEdit *>(u"tokens_per_minute"_s))
        edit->setText(u"12k"_s);
    stage.press(u"formAct"_s);
}

void editUser(const Stage &stage)
{
    open(stage, u"users"_s, u"users/user_1"_s);
}

void givePassword(const Stage &stage)
{
    stage.client.answer("users.password",
                        {{"user", "user_1"}, {"password", "hRjT4-nEaZ8-cYbLs"}, {"must_change", true}});
    open(stage, u"users"_s, u"users/user_1"_s);
    stage.press(u"userPassword"_s);
    stage.press(u"makePassword"_s);
}

void showTeams(const Stage &stage)
{
    open(stage, u"teams"_s, {});
}

void showNoTeams(const Stage &stage)
{
    fill(stage);
    stage.client.answer("teams.list", {{"data", Json::array()}, {"next", nullptr}});
    stage.window.page()->showItem(u"teams"_s);
    stage.window.refreshPage();
}

/// Without a name, so that its field says so.
void addTeam(const Stage &stage)
{
    open(stage, u"teams"_s, {});
    stage.act(u"teams.create"_s);
    stage.press(u"formAct"_s);
}

void editTeam(const Stage &stage)
{
    open(stage, u"teams"_s, u"teams/team_1"_s);
}

} // namespace ui::people_scenes
