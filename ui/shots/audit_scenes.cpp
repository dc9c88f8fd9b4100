#include "ui/shots/audit_scenes.h"

#include <QLineEdit>

#include "ui/shell/main_window.h"
#include "ui/shots/scenes.h"
#include "ui/widgets/page.h"

namespace ui::audit_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr auto kHash = "9f2c41d07be3a85516c0dd2f6a77e1b3480c95fe21d4683bba70e5190c3f8d62";

struct Act {
    const char *at;
    const char *kind;
    const char *who;
    const char *from;
    const char *operation;
    const char *target;
    const char *outcome;
};

constexpr Act kActs[] = {
    {"2026-11-20T08:41:58.120Z", "window", "this computer", "window", "router.rules.update", "Long prompts", "ok"},
    {"2026-11-20T08:33:10.004Z", "user", "Ana Lima", "192.168.1.24", "api_keys.rotate", "docs-bot", "ok"},
    {"2026-11-20T08:32:41.733Z", "user", "Ana Lima", "192.168.1.24", "auth.login", "Ana Lima", "ok"},
    {"2026-11-20T08:32:20.518Z", "nobody", "", "192.168.1.24", "auth.login", "Ana Lima", "invalid_api_key"},
    {"2026-11-20T08:10:02.090Z", "system", "clock", "system", "router.switched", "", "ok"},
    {"2026-11-20T08:09:52.087Z", "window", "this computer", "window", "router.toggle", "", "ok"},
    {"2026-11-20T07:55:31.460Z", "key", "ci", "192.168.1.40", "providers.delete", "OpenAI", "forbidden"},
    {"2026-11-20T06:30:00.211Z", "command_line", "command line", "command_line", "prices.import", "", "ok"},
    {"2026-11-19T16:02:47.909Z", "key", "a key whose name is as long as somebody had time for", "10.0.0.9",
     "budgets.update", "Everything that the marketing team calls in a month, with its agencies", "ok"},
    {"2026-11-19T15:44:05.300Z", "nobody", "", "203.0.113.50", "auth.login", "", "too_many_tries"},
    {"2026-11-19T14:20:33.871Z", "window", "this computer", "window", "provider_keys.create", "main", "ok"},
    {"2026-11-19T14:19:58.002Z", "window", "this computer", "window", "providers.create", "Anthropic", "ok"},
};

Json rowOf(const Act &act, int seq)
{
    return {{"seq", seq},
            {"at", act.at},
            {"actor", {{"kind", act.kind}, {"id", ""}, {"name", act.who}}},
            {"from", act.from},
            {"operation", act.operation},
            {"target", {{"kind", "rules"}, {"id", *act.target == '\0' ? "" : "rule_1"}, {"name", act.target}}},
            {"outcome", act.outcome},
            {"before",
             {{"routing_rules/rule_1",
               {{"enabled", false}, {"when", {{"type", "length"}, {"op", ">"}, {"value", 40000}}}}}}},
            {"after",
             {{"routing_rules/rule_1",
               {{"enabled", true}, {"when", {{"type", "length"}, {"op", ">"}, {"value", 60000}}}, {"priority", 20}}}}},
            {"hash", kHash}};
}

void fill(const Stage &stage)
{
    Json rows = Json::array();
    int seq = 1284;
    for (const Act &act : kActs)
        rows.push_back(rowOf(act, seq--));
    stage.client.answer("audit.list", {{"data", rows}, {"next", nullptr}, {"total", std::size(kActs)}});
    stage.window.refreshPage();
    stage.client.settle();
}

} // namespace

void showEntries(const Stage &stage)
{
    fill(stage);
}

void showEntry(const Stage &stage)
{
    fill(stage);
    stage.window.page()->showItem(u"1284"_s);
}

void verifyWhole(const Stage &stage)
{
    fill(stage);
    stage.client.answer("audit.verify", {{"ok", true}, {"entries", 1284}, {"head", kHash}});
    stage.press(u"verifyAudit"_s);
}

void verifyBroken(const Stage &stage)
{
    fill(stage);
    stage.client.answer("audit.verify", {{"ok", false}, {"bad_seq", 412}, {"problem", "changed"}});
    stage.press(u"verifyAudit"_s);
}

void exportLog(const Stage &stage)
{
    fill(stage);
    stage.act(u"audit.export"_s);
    stage.client.settle();
    for (QLineEdit *path : stage.window.findChildren<QLineEdit *>(u"auditExportPath"_s))
        path->setText(u"/home/ana/switchyard-audit.csv"_s);
}

} // namespace ui::audit_scenes
