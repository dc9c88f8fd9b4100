#include "ui/shots/scenes.h"

#include <QAbstractButton>
#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>

#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/shots/alert_scenes.h"
#include "ui/shots/audit_scenes.h"
#include "ui/shots/costs_scenes.h"
#include "ui/shots/health_scenes.h"
#include "ui/shots/logs_scenes.h"
#include "ui/shots/people_scenes.h"
#include "ui/shots/playground_scenes.h"
#include "ui/shots/requests_scenes.h"
#include "ui/shots/settings_scenes.h"
#include "ui/widgets/page.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kNewKey = "sy-Wd2KpX7vMq0hRjT4nEaZ8cYbLs5GfU1oWd2KpX7vMq0"; ///< One that no gateway has made.

/// The one of that name that can be seen.
template <typename T>
T *see(const MainWindow &window, const QString &name)
{
    for (T *one : window.findChildren<T *>(name))
        if (one->isVisible())
            return one;
    return nullptr;
}

void scrollToEnd(const Stage &stage)
{
    for (const QScrollArea *area : stage.window.page()->findChildren<QScrollArea *>())
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
}

void setUp(const Stage &stage, int step)
{
    stage.window.openSetup();
    stage.client.settle();
    for (int i = 0; i < step; ++i)
        stage.press(u"skipStep"_s);
}

void takePort(const Stage &stage)
{
    stage.client.pretend("status.get", {{"listening", base::Json::array()},
                                        {"wished", {{"address", "127.0.0.1"}, {"port", 4141}}},
                                        {"problem",
                                         {{"code", "port_in_use"},
                                          {"port", 4141},
                                          {"holder", {{"name", "node"}, {"pid", 20417}}},
                                          {"suggestion", 4142}}}});
    stage.client.pretendSilence();
}

void lockKeychain(const Stage &stage)
{
    stage.client.pretend("status.get", {{"keychain", {{"state", "locked"}, {"needed", true}}}});
    stage.window.refreshPage();
}

void makeKey(const Stage &stage)
{
    stage.client.answer("api_keys.create", {{"id", "key_new"},
                                            {"name", "Laptop"},
                                            {"prefix", "sy-Wd2K"},
                                            {"role", "member"},
                                            {"allowed_models", base::Json::array()},
                                            {"expires_at", nullptr},
                                            {"revoked_at", nullptr},
                                            {"created_at", "2026-11-20T08:42:36.000Z"},
                                            {"last_used_at", nullptr},
                                            {"version", 1},
                                            {"key", kNewKey}});
    stage.act(u"keys.create"_s);
    if (auto *name = see<QLineEdit>(stage.window, u"keyName"_s))
        name->setText(u"Laptop"_s);
    stage.press(u"saveKey"_s);
}

/// A connection with nothing filled in, so that each field says what it misses.
void connectProvider(const Stage &stage)
{
    stage.act(u"providers.add"_s);
    stage.client.settle();
    stage.press(u"formAct"_s);
    if (auto *name = see<QLineEdit>(stage.window, u"name"_s))
        name->clear();
    stage.press(u"formAct"_s);
}

/// A kind that wants more than an address and a key, each field with what it misses.
void connectKind(const Stage &stage, const QString &kind)
{
    stage.act(u"providers.add"_s);
    stage.client.settle();
    if (auto *kinds = see<QListView>(stage.window, u"presetList"_s))
        kinds->setCurrentIndex(
            kinds->model()->match(kinds->model()->index(0, 0), Qt::DisplayRole, kind, 1, Qt::MatchContains).value(0));
    stage.press(u"formAct"_s);
    stage.press(u"formAct"_s);
}

/// With the first rule turned the other way.
void replayCalls(const Stage &stage)
{
    stage.act(u"routing.replay"_s);
    stage.client.settle();
    if (auto *rule = see<QAbstractButton>(stage.window, u"replayRule"_s))
        rule->click();
    stage.press(u"replayAct"_s);
}

// clang-format off
constexpr Scene kScenes[] = { // one more is one line here
    {"request-detail", "requests", [](const Stage &stage) { stage.window.page()->showItem(stage.callId); }},
    {"request-translated", "requests", playground_scenes::showTranslated},
    {"requests-export", "requests", requests_scenes::exportCalls},
    {"requests-filters", "requests", requests_scenes::filter},
    {"provider-add", "providers", [](const Stage &stage) { stage.act(u"providers.add"_s); }},
    {"provider-connection", "providers", connectProvider},
    {"provider-azure", "providers", [](const Stage &stage) { connectKind(stage, u"Azure"_s); }},
    {"provider-bedrock", "providers", [](const Stage &stage) { connectKind(stage, u"Bedrock"_s); }},
    {"provider-vertex", "providers", [](const Stage &stage) { connectKind(stage, u"Vertex"_s); }},
    {"users", "keys", people_scenes::showUsers},
    {"users-empty", "keys", people_scenes::showNoUsers},
    {"user-add", "keys", people_scenes::addUser},
    {"user-edit", "keys", people_scenes::editUser},
    {"user-password", "keys", people_scenes::givePassword},
    {"teams", "keys", people_scenes::showTeams},
    {"teams-empty", "keys", people_scenes::showNoTeams},
    {"team-add", "keys", people_scenes::addTeam},
    {"team-edit", "keys", people_scenes::editTeam},
    {"keys-full", "keys", people_scenes::showKeys},
    {"key-edit", "keys", people_scenes::editKey},
    {"key-rotate", "keys", people_scenes::rotateKey},
    {"key-create", "keys", [](const Stage &stage) { stage.act(u"keys.create"_s); }},
    {"key-created", "keys", makeKey},
    {"key-signed", "keys", people_scenes::signKey},
    {"routing-rule-editor", "routing", [](const Stage &stage) { stage.act(u"routing.rule.new"_s); }},
    {"routing-model-map", "routing", [](const Stage &stage) { stage.act(u"routing.alias.new"_s); }},
    {"routing-simulator", "routing", [](const Stage &stage) { stage.act(u"routing.simulate"_s); }},
    {"routing-versions", "routing", [](const Stage &stage) { stage.act(u"routing.versions"_s); }},
    {"routing-replay", "routing", replayCalls},
    {"playground-streaming", "playground", playground_scenes::stream},
    {"playground-tool-call", "playground", playground_scenes::finishWithTool},
    {"playground-receipt", "playground", playground_scenes::showReceipt},
    {"playground-json", "playground", playground_scenes::writeJson},
    {"playground-error", "playground", playground_scenes::fail},
    {"playground-history", "playground", playground_scenes::openHistory},
    {"costs-budget", "costs", costs_scenes::newBudget},
    {"costs-budgets", "costs", costs_scenes::tightBudgets},
    {"costs-what-if", "costs", costs_scenes::priceDifferently},
    {"costs-reconcile", "costs", costs_scenes::reconcile},
    {"costs-export", "costs", costs_scenes::exportTable},
    {"costs-unpriced", "costs", costs_scenes::missPrices},
    {"costs-credits", "costs", costs_scenes::showCredits},
    {"costs-credit", "costs", costs_scenes::openCredit},
    {"costs-currency", "costs", costs_scenes::showEuros},
    {"costs-end", "costs", scrollToEnd},
    {"costs-day", "costs", costs_scenes::showToday},
    {"costs-keys", "costs", costs_scenes::showKeys},
    {"health-states", "health", health_scenes::showStates},
    {"health-end", "health", scrollToEnd},
    {"health-key", "health", health_scenes::showKey},
    {"health-models", "health", health_scenes::chooseModels},
    {"health-none", "health", health_scenes::showNothing},
    {"health-proxies", "health", health_scenes::showProxies},
    {"health-proxy", "health", health_scenes::showProxy},
    {"logs-lines", "logs", logs_scenes::showLines},
    {"logs-line", "logs", logs_scenes::showLine},
    {"logs-paused", "logs", logs_scenes::pauseLines},
    {"logs-failing", "logs", logs_scenes::failToWrite},
    {"logs-none", "logs", logs_scenes::showNone},
    {"logs-diagnostics", "logs", logs_scenes::saveDiagnostics},
    {"alerts-open", "alerts", alert_scenes::showAlerts},
    {"alerts-calm", "alerts", alert_scenes::showCalm},
    {"alerts-one", "alerts", alert_scenes::showAlert},
    {"alerts-rules", "alerts", alert_scenes::showRules},
    {"alerts-rule", "alerts", alert_scenes::changeRule},
    {"alerts-channels", "alerts", alert_scenes::showChannels},
    {"alerts-no-channels", "alerts", alert_scenes::showNoChannels},
    {"alerts-mail", "alerts", alert_scenes::addMailbox},
    {"alerts-webhook", "alerts", alert_scenes::addWebhook},
    {"audit-entries", "audit", audit_scenes::showEntries},
    {"audit-entry", "audit", audit_scenes::showEntry},
    {"audit-verified", "audit", audit_scenes::verifyWhole},
    {"audit-broken", "audit", audit_scenes::verifyBroken},
    {"audit-export", "audit", audit_scenes::exportLog},
    {"palette", "overview", [](const Stage &stage) { stage.window.openPalette(); }},
    {"shortcuts", "overview", [](const Stage &stage) { stage.window.openShortcuts(); }},
    {"help", "overview", [](const Stage &stage) { stage.window.openHelp(); }},
    {"overview-alert", "overview", alert_scenes::showOnOverview},
    {"overview-end", "overview", scrollToEnd},
    {"connect-end", "connect", scrollToEnd},
    {"routing-end", "routing", scrollToEnd},
    {"settings-reach", "settings", settings_scenes::openToNetwork},
    {"settings-callers", "settings", settings_scenes::letSomeCall},
    {"settings-bodies", "settings", settings_scenes::keepBodies},
    {"settings-security", "settings", [](const Stage &stage) { stage.window.page()->showItem(u"security"_s); }},
    {"settings-books", "settings", costs_scenes::setBooks},
    {"settings-rates", "settings", costs_scenes::writeRates},
    {"settings-checks", "settings", [](const Stage &stage) { stage.window.page()->showItem(u"checks"_s); }},
    {"settings-log", "settings", [](const Stage &stage) { stage.window.page()->showItem(u"log"_s); }},
    {"settings-end", "settings", scrollToEnd},
    {"port-taken", "overview", takePort},
    {"keychain-locked", "providers", lockKeychain},
    {"setup-language", "overview", [](const Stage &stage) { setUp(stage, 0); }},
    {"setup-address", "overview", [](const Stage &stage) { setUp(stage, 1); }},
    {"setup-provider", "overview", [](const Stage &stage) { setUp(stage, 2); }},
    {"setup-keychain", "overview", [](const Stage &stage) { setUp(stage, 3); }},
    {"setup-call", "overview", [](const Stage &stage) { setUp(stage, 4); }},
};
// clang-format on

} // namespace

void Stage::act(const QString &id) const
{
    if (QAction *action = window.actions().find(id))
        action->trigger();
}

void Stage::press(const QString &name) const
{
    if (auto *button = see<QAbstractButton>(window, name))
        button->click();
    client.settle();
}

std::span<const Scene> scenes()
{
    return kScenes;
}

} // namespace ui
