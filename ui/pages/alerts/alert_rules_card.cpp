#include "ui/pages/alerts/alert_rules_card.h"

#include <algorithm>

#include <QHBoxLayout>

#include "ui/pages/alerts/alert_rule_sheet.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/text/alert_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/switch.h"

namespace ui {

using namespace Qt::Literals::StringLiterals;

AlertRulesCard::AlertRulesCard(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("What is told of"), parent), m_client(client)
{
    setObjectName(u"alertRules"_s);
}

AlertRulesCard::Line AlertRulesCard::addLine(const QString &kind)
{
    const QString title = alertKindTitle(kind);
    auto *both = new QWidget(this);
    Line line{.enabled = new Switch(Switch::Size::Row, both),
              .change = new Button(Button::Kind::Text, tr("Change…"), both)};
    line.enabled->setObjectName(u"ruleOn_"_s + kind);
    line.enabled->setAccessibleName(tr("Tell of: %1").arg(title));
    line.change->setObjectName(u"changeRule_"_s + kind);
    line.change->setAccessibleName(tr("Change: %1").arg(title));
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins({});
    layout->setSpacing(16);
    layout->addWidget(line.change);
    layout->addWidget(line.enabled);
    line.row = addRow(title, {}, both);
    connect(line.enabled, &Switch::asked, this, [this, kind](bool on) { turn(kind, on); });
    connect(line.change, &QAbstractButton::clicked, this, [this, kind] { edit(kind); });
    return line;
}

void AlertRulesCard::show(const AlertConfig &config)
{
    m_config = config;
    for (const AlertRule &rule : m_config.rules) {
        auto hit = m_lines.find(rule.id);
        if (hit == m_lines.end())
            hit = m_lines.emplace(rule.id, addLine(rule.id)).first;
        hit->second.enabled->setOn(rule.enabled);
        hit->second.row->setHint(alertKindMeaning(rule.id) + u'\n' + ruleWords(rule));
    }
}

void AlertRulesCard::turn(const QString &kind, bool on)
{
    const auto line = m_lines.find(kind);
    if (line == m_lines.end())
        return;
    line->second.enabled->setPending(on);
    base::Json rules = base::Json::array({{{"kind", kind.toStdString()}, {"enabled", on}}});
    m_client.call(configCall(m_config, {{"rules", std::move(rules)}}), this,
                  [this, held = line->second](const base::Result<base::Json> &answer) {
                      held.row->setError(answer ? QString() : refusalWords(answer.error()));
                      if (answer)
                          return Q_EMIT saved(*answer);
                      held.enabled->setOn(held.enabled->isOn()); // what holds
                      if (answer.error().code == base::ErrorCode::Conflict)
                          Q_EMIT stale();
                  });
}

void AlertRulesCard::edit(const QString &kind)
{
    const auto rule = std::ranges::find(m_config.rules, kind, &AlertRule::id);
    if (rule == m_config.rules.end())
        return;
    auto *sheet = new AlertRuleSheet(m_client, *window(), m_config, *rule);
    connect(sheet, &AlertRuleSheet::saved, this, &AlertRulesCard::saved);
    sheet->open();
}

} // namespace ui
