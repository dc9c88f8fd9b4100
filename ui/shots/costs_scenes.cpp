#include "ui/shots/costs_scenes.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>

#include "ui/shell/main_window.h"
#include "ui/shots/scenes.h"
#include "ui/widgets/page.h"
#include "ui/widgets/segmented_control.h"

namespace ui::costs_scenes {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr std::int64_t kCent = 10'000'000; ///< Nano-dollars.

/// The one of that name that can be seen.
template <typename T>
T *see(const Stage &stage, const char *name)
{
    for (T *one : stage.window.findChildren<T *>(QLatin1StringView(name)))
        if (one->isVisible())
            return one;
    return nullptr;
}

void type(const Stage &stage, const char *name, const QString &text)
{
    if (auto *line = see<QLineEdit>(stage, name))
        line->setText(text);
}

void chooseFirst(const Stage &stage, const char *control)
{
    if (auto *segments = see<SegmentedControl>(stage, control))
        if (auto *first = segments->findChild<QAbstractButton *>())
            first->click();
    stage.client.settle();
}

Json budget(const char *name, const char *mode, std::int64_t spentCents, std::int64_t limitCents)
{
    return {{"id", std::string("budget_") + name},
            {"name", name},
            {"scope", "model"},
            {"subject", "gpt-5"},
            {"limit_nanos", limitCents * kCent},
            {"period", "month"},
            {"mode", mode},
            {"thresholds", {50, 80, 100}},
            {"enabled", true},
            {"spent_nanos", spentCents * kCent},
            {"reserved_nanos", 0},
            {"period_start", "2026-10-31T18:15:00.000Z"},
            {"period_end", "2026-11-30T18:15:00.000Z"},
            {"forecast_at", nullptr},
            {"version", 1}};
}

Json row(const char *day, const char *model, const char *state, Json ours, Json theirs)
{
    return {{"key", {{"day", day}, {"model", model}}}, {"ours", ours}, {"theirs", theirs}, {"state", state}};
}

Json side(std::int64_t tokens, std::int64_t cents)
{
    return {{"calls", 210}, {"input_tokens", tokens}, {"output_tokens", tokens / 12}, {"cost_nanos", cents * kCent}};
}

} // namespace

void newBudget(const Stage &stage)
{
    stage.act(u"costs.budget.new"_s);
    stage.client.settle();
    type(stage, "limit_nanos", u"25 dollars"_s);
    stage.press(u"formAct"_s);
}

void tightBudgets(const Stage &stage)
{
    Json near = budget("design team", "hard", 13'100, 15'000);
    near["reserved_nanos"] = 900 * kCent;
    Json soon = budget("docs-bot", "hard", 4'137, 8'000);
    soon["forecast_at"] = "2026-11-26T09:30:00.000Z";
    Json off =
        budget("Abteilungsübergreifende Übersetzungs- und Zusammenfassungsdienste (Nachtbetrieb)", "soft", 0, 5'000);
    off["enabled"] = false;
    Json daily = budget("ci", "hard", 600, 600);
    daily["period"] = "day";
    daily["period_end"] = "2026-11-20T18:15:00.000Z";
    stage.client.answer("budgets.list",
                        {{"data", Json::array({budget("support desk", "soft", 9'180, 8'700), daily, near, soon,
                                               budget("All traffic", "hard", 40'205, 70'000), off})},
                         {"next", nullptr}});
    stage.window.refreshPage();
    stage.client.settle();
}

void priceDifferently(const Stage &stage)
{
    stage.press(u"whatIf"_s);
    type(stage, "whatIfModel", u"gpt-5-mini"_s);
    stage.press(u"whatIfAct"_s);
}

void reconcile(const Stage &stage)
{
    stage.client.answer(
        "cost.reconcile",
        {{"data", Json::array({row("2026-11-17", "gpt-5-mini", "equal", side(812'400, 61), side(812'400, 61)),
                               row("2026-11-18", "gpt-5", "differs", side(402'118, 240), side(409'877, 244)),
                               row("2026-11-18", "gpt-5-mini", "equal", side(790'003, 58), side(790'003, 58)),
                               row("2026-11-18", "o4-mini", "only_ours", side(90'415, 17), nullptr),
                               row("2026-11-19", "gpt-4.1", "only_theirs", nullptr, side(15'020, 9))})},
         {"states", {{"equal", 2}, {"differs", 1}, {"only_ours", 1}, {"only_theirs", 1}}}});
    QFile file(QDir::temp().filePath(u"openai-usage-2026-11.csv"_s));
    if (file.open(QIODevice::WriteOnly))
        file.write("date,model\n");
    file.close();
    stage.act(u"costs.reconcile"_s);
    stage.client.settle();
    type(stage, "reconcilePath", file.fileName());
    stage.press(u"reconcileAct"_s);
    stage.client.settle();
    file.remove();
}

void exportTable(const Stage &stage)
{
    stage.act(u"costs.export"_s);
    type(stage, "exportPath", u"~/Downloads/switchyard-costs-2026-11.csv"_s);
}

void missPrices(const Stage &stage)
{
    const auto unpriced = [](const char *provider, const char *model, int calls) {
        return Json{{"provider", provider},
                    {"provider_id", "prov_1"},
                    {"model", model},
                    {"unpriced_calls", calls},
                    {"unpriced_input_tokens", calls * 2900},
                    {"unpriced_output_tokens", calls * 310}};
    };
    stage.client.pretend(
        "cost.summary",
        {{"total", {{"unpriced_calls", 153}, {"unpriced_input_tokens", 443'700}, {"unpriced_output_tokens", 47'430}}},
         {"unpriced_models", Json::array({unpriced("Relay", "glm-5-air", 128), unpriced("Ollama", "qwen3:8b", 25)})}});
    stage.window.refreshPage();
    stage.client.settle();
    stage.act(u"costs.unpriced"_s);
}

void showToday(const Stage &stage)
{
    chooseFirst(stage, "spanUnit");
}

void showKeys(const Stage &stage)
{
    stage.window.page()->showItem(u"by:key"_s);
}

namespace {

Json credit(const char *holder, const char *scope, std::int64_t paidCents, std::int64_t spentCents)
{
    return {{"id", std::string("credit_") + holder},
            {"scope", scope},
            {"subject", holder},
            {"holder", holder},
            {"paid_in_nanos", paidCents * kCent},
            {"paid_back_nanos", 0},
            {"spent_nanos", spentCents * kCent},
            {"reserved_nanos", 40 * kCent},
            {"balance_nanos", (paidCents - spentCents) * kCent},
            {"available_nanos", (paidCents - spentCents - 40) * kCent},
            {"closed_at", nullptr}};
}

Json entry(const char *kind, const char *at, std::int64_t cents, std::int64_t left, const char *note)
{
    return {{"kind", kind}, {"at", at},   {"amount_nanos", cents * kCent}, {"balance_nanos", left * kCent},
            {"note", note}, {"by", "ana"}};
}

void giveCredits(const Stage &stage)
{
    Json closed = credit("docs-bot", "key", 1'000, 1'000);
    closed["closed_at"] = "2026-11-01T08:00:00.000Z";
    stage.client.answer(
        "credits.list",
        {{"data", Json::array({credit("Laptop of Ana", "key", 5'000, 1'840), closed,
                               credit("Forschung und Entwicklung, Sprachmodelle", "team", 40'000, 31'277),
                               credit("ci", "key", 600, 600)})},
         {"next", nullptr}});
    stage.window.refreshPage();
    stage.client.settle();
}

void showWidget(const Stage &stage, const char *name)
{
    auto *widget = stage.window.findChild<QWidget *>(QLatin1StringView(name));
    for (QWidget *at = widget; at != nullptr; at = at->parentWidget())
        if (auto *area = qobject_cast<QScrollArea *>(at))
            return area->ensureWidgetVisible(widget);
}

} // namespace

void showCredits(const Stage &stage)
{
    giveCredits(stage);
    showWidget(stage, "creditsCard");
}

void openCredit(const Stage &stage)
{
    giveCredits(stage);
    stage.client.answer(
        "credits.statement",
        {{"data", Json::array({entry("top_up", "2026-11-02T09:12:00.000Z", 4'000, 4'000, "invoice 7"),
                               entry("usage", "2026-11-17T00:00:00.000Z", -1'120, 2'880, ""),
                               entry("paid_back", "2026-11-18T15:40:00.000Z", -500, 2'380, "paid twice"),
                               entry("top_up", "2026-11-18T15:41:00.000Z", 1'500, 3'880, "invoice 8"),
                               entry("usage", "2026-11-19T00:00:00.000Z", -720, 3'160, "")})}});
    stage.window.page()->showItem(u"credit:credit_Laptop of Ana"_s);
    stage.client.settle();
    type(stage, "amount_nanos", u"a lot"_s);
    stage.press(u"formAct"_s);
}

void showEuros(const Stage &stage)
{
    const Json euros = {{"converted_nanos", 1'852 * kCent}, {"converted_currency", "EUR"}};
    stage.client.pretend("cost.current", {{"today", euros}, {"week", euros}, {"month", euros}});
    stage.client.pretend("cost.summary", {{"total", euros}});
    stage.window.refreshPage();
    stage.client.settle();
}

void setBooks(const Stage &stage)
{
    stage.window.page()->showItem(u"books"_s);
    if (auto *days = see<QLineEdit>(stage, "keepDays")) {
        days->setText(u"90"_s);
        Q_EMIT days->textEdited(u"90"_s);
    }
}

void writeRates(const Stage &stage)
{
    stage.window.page()->showItem(u"books"_s);
    stage.press(u"exchangeRates"_s);
    stage.client.settle();
    if (auto *text = see<QPlainTextEdit>(stage, "rates"))
        text->setPlainText(u"EUR 2026-01-01 0.9231\nCNY 2026-01-01 7.0125\nCHF 0.88"_s);
    stage.press(u"formAct"_s);
}

} // namespace ui::costs_scenes
