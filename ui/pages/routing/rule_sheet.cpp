#include "ui/pages/routing/rule_sheet.h"

#include <chrono>

#include <QHBoxLayout>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/routing/rule_form.h"
#include "ui/pages/routing/rule_replay.h"
#include "ui/pages/routing/rule_trial.h"
#include "ui/widgets/label.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kWidth = 1000;
constexpr int kTrialWidth = 336;
constexpr auto kTypingPause = 350ms;

} // namespace

RuleSheet::RuleSheet(admin::AdminClient &client, QWidget &window, RuleRow rule, const RouteNames &names)
    : FormSheet(window, kWidth, tr("Save rule")),
      m_client(client),
      m_rule(std::move(rule)),
      m_rules(new RuleForm(names, form())),
      m_trial(new RuleTrial(names, form())),
      m_replay(new RuleReplay(client, m_trial)),
      m_enabled(new Switch(Switch::Size::Row, form())),
      m_pause(new QTimer(this))
{
    setObjectName(u"ruleSheet"_s);
    setTitle(m_rule.id.isEmpty() ? tr("New rule") : tr("Edit rule"));
    layOut();
    m_rules->setRule(m_rule);
    m_enabled->setOn(m_rule.enabled);
    m_pause->setSingleShot(true);
    m_pause->setInterval(kTypingPause);
    connect(m_pause, &QTimer::timeout, this, &RuleSheet::tryIt);
    connect(m_rules, &RuleForm::edited, this, &RuleSheet::onEdited);
    connect(m_trial, &RuleTrial::edited, this, [this] { m_pause->start(); });
    connect(m_enabled, &Switch::asked, this, [this](bool wanted) {
        m_enabled->setOn(wanted);
        m_replay->forget();
        markEdited();
    });
    m_trial->setConditions(m_rule.when);
    markSaved();
    tryIt();
}

void RuleSheet::layOut()
{
    m_enabled->setObjectName(u"ruleEnabled"_s);
    m_enabled->setAccessibleName(tr("Enabled"));
    auto *enabled = new Label(TextRole::Body, Tone::Plain, form());
    enabled->setText(tr("Enabled"));
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_enabled);
    line->addWidget(enabled);
    line->addStretch();
    auto *left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(m_rules, 1);
    left->addLayout(line);
    m_trial->setFixedWidth(kTrialWidth);
    m_trial->addBelow(m_replay);
    m_replay->setDraft([this] {
        base::Json out = draft();
        if (m_rules->name().isEmpty())
            out["name"] = "draft";
        if (!m_rule.id.isEmpty())
            out["id"] = m_rule.id.toStdString();
        return out;
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addLayout(left, 1);
    row->addWidget(m_trial);
    fields()->addLayout(row, 1);
}

base::Json RuleSheet::draft() const
{
    return {{"name", m_rules->name().toStdString()},
            {"enabled", m_enabled->isOn()},
            {"when", m_rules->when()},
            {"then", m_rules->then()}};
}

void RuleSheet::onEdited()
{
    markEdited();
    m_trial->setConditions(m_rules->when());
    m_replay->forget();
    m_pause->start();
}

/// The draft is asked about as if it were on and the only rule: whether it matches does not depend on the others.
void RuleSheet::tryIt()
{
    base::Json rule = draft();
    rule["enabled"] = true;
    if (m_rules->name().isEmpty())
        rule["name"] = "draft";
    base::Json body = m_trial->body();
    body["rules"] = base::Json::array({std::move(rule)});
    m_client.call({.operation = "router.simulate", .body = std::move(body)}, this,
                  [this, number = ++m_asked](const base::Result<base::Json> &answer) {
                      if (number == m_asked && !isBusy())
                          takeTrial(answer);
                  });
}

void RuleSheet::takeTrial(const base::Result<base::Json> &answer)
{
    m_rules->clearErrors();
    if (m_sent && m_rules->name().isEmpty())
        m_rules->showError(
            {.code = base::ErrorCode::Unprocessable, .detail = tr("Give it a name.").toStdString(), .param = "name"});
    if (answer)
        return m_trial->showAnswer(*answer);
    const base::ErrorCode code = answer.error().code;
    // A gateway that cannot try rules out still says what is wrong when one is saved.
    m_trial->setVisible(code != base::ErrorCode::NotFound);
    if (code == base::ErrorCode::Unprocessable || code == base::ErrorCode::BadRequest)
        m_rules->showError(answer.error());
    m_trial->showProblem(answer.error());
}

void RuleSheet::submit()
{
    m_sent = true;
    m_rules->clearErrors();
    if (m_rules->name().isEmpty()) {
        m_rules->showError(
            {.code = base::ErrorCode::Unprocessable, .detail = tr("Give it a name.").toStdString(), .param = "name"});
        return;
    }
    admin::AdminCall call{.operation = "router.rules.create", .body = draft()};
    if (!m_rule.id.isEmpty()) {
        call = onRule("router.rules.update", m_rule.id, draft());
        call.body["if_version"] = m_rule.version;
    }
    send(m_client, std::move(call), [this](const base::Json &) {
        Q_EMIT saved(m_rules->name());
        close();
    });
}

void RuleSheet::fail(const base::Error &error)
{
    if (error.code == base::ErrorCode::Conflict && error.param == "if_version") {
        m_client.call(onRule("router.rules.get", m_rule.id), this, [this](const base::Result<base::Json> &answer) {
            if (const auto rule = answer ? parseRule(*answer) : std::nullopt)
                m_rule.version = rule->version;
        });
        return say(tr("It was changed elsewhere meanwhile. Save again to put this in its place."));
    }
    if (!m_rules->showError(error))
        FormSheet::fail(error);
}

} // namespace ui
