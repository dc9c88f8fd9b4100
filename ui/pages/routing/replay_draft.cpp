#include "ui/pages/routing/replay_draft.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/routing/plan_rows.h"
#include "ui/pages/routing/rule_words.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

enum What { Rules, Version };
constexpr int kLine = 32;
constexpr int kMostLines = 5;
constexpr auto kMostPlans = "100";

/// A name may hold a &, which Qt would take for the mark of a shortcut.
QString shown(QString name)
{
    return name.replace(u"&"_s, u"&&"_s);
}

} // namespace

ReplayDraft::ReplayDraft(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_what(new SegmentedControl({tr("Rules on and off"), tr("An earlier version")}, this)),
      m_rulesPart(new QWidget(this)),
      m_rulesColumn(new QVBoxLayout),
      m_words(new Label(TextRole::Body, Tone::Quiet, this)),
      m_versionPart(new QWidget(this)),
      m_version(new QComboBox(m_versionPart))
{
    build();
    choose(Rules);
    connect(m_what, &SegmentedControl::chosen, this, &ReplayDraft::choose);
    connect(m_version, &QComboBox::activated, this, &ReplayDraft::edited);
    askRules();
    askVersions();
}

void ReplayDraft::build()
{
    m_what->setObjectName(u"replayWhat"_s);
    m_what->setAccessibleName(tr("What is tried"));
    m_words->setObjectName(u"replayDraftWords"_s);
    m_words->setWordWrap(true);
    m_words->hide();
    auto *lines = new QWidget;
    m_rulesColumn->setContentsMargins(metric::kFocusGap, 0, 0, 0);
    m_rulesColumn->setSpacing(0);
    lines->setLayout(m_rulesColumn);
    auto *scroll = new QScrollArea(m_rulesPart);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // its lines take the focus, and scroll it
    scroll->setWidget(lines);
    for (QWidget *ground : {lines, scroll->viewport()})
        ground->setAutoFillBackground(false); // the sheet's own shows
    auto *rules = new QVBoxLayout(m_rulesPart);
    rules->setContentsMargins({});
    rules->addWidget(scroll);
    m_version->setObjectName(u"replayVersion"_s);
    m_version->setAccessibleName(tr("Version"));
    m_version->view()->setAccessibleName(tr("Version"));
    m_version->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto *version = new QHBoxLayout(m_versionPart);
    version->setContentsMargins({});
    version->addWidget(m_version);
    version->addStretch();
    auto *head = new QHBoxLayout;
    head->addWidget(m_what);
    head->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_words);
    column->addWidget(m_rulesPart);
    column->addWidget(m_versionPart);
}

void ReplayDraft::choose(int what)
{
    m_rulesPart->setVisible(what == Rules && !m_rules.empty());
    m_words->setVisible(what == Rules && m_rules.empty() && !m_words->text().isEmpty());
    m_versionPart->setVisible(what == Version);
    Q_EMIT edited();
}

void ReplayDraft::askRules()
{
    m_client.call({.operation = "router.rules.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (answer)
                          return takeRules(parseRules(*answer));
                      m_words->setText(refusalWords(answer.error()));
                      choose(m_what->current());
                  });
}

void ReplayDraft::takeRules(std::vector<RuleRow> rules)
{
    m_rules = std::move(rules);
    for (const RuleRow &rule : m_rules) {
        auto *box = new QCheckBox(shown(rule.name), m_rulesPart);
        box->setObjectName(u"replayRule"_s);
        box->setAccessibleName(rule.name);
        box->setChecked(rule.enabled);
        box->setMinimumHeight(kLine);
        box->setToolTip(factsText(conditionFacts(rule.when)).toHtmlEscaped());
        connect(box, &QCheckBox::toggled, this, &ReplayDraft::edited);
        m_rulesColumn->addWidget(box);
        m_boxes.push_back(box);
    }
    m_rulesColumn->addStretch();
    m_rulesPart->setFixedHeight(std::min<int>(kMostLines, static_cast<int>(m_rules.size())) * kLine);
    m_words->setText(tr("There are no rules to turn on or off yet."));
    choose(m_what->current());
}

void ReplayDraft::askVersions()
{
    m_client.call({.operation = "router.plans.list", .query = {{"limit", kMostPlans}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (answer)
                          takeVersions(*answer);
                  });
}

/// Without the newest, which is in force.
void ReplayDraft::takeVersions(const base::Json &answer)
{
    const std::vector<PlanRow> plans = parsePlans(answer);
    for (std::size_t i = 1; i < plans.size(); ++i)
        m_version->addItem(tr("Version %1, %2, by %3")
                               .arg(plans[i].version)
                               .arg(dayAndClockText(plans[i].publishedAt.toLocalTime()), plans[i].by),
                           qlonglong(plans[i].version));
    m_version->setEnabled(m_version->count() > 0);
    if (m_version->count() == 0)
        m_version->addItem(tr("There is no earlier version yet."));
    Q_EMIT edited();
}

bool ReplayDraft::isComplete() const
{
    return m_what->current() == Rules ? !m_rules.empty() : m_version->isEnabled() && m_version->count() > 0;
}

base::Json ReplayDraft::body() const
{
    base::Json out = base::Json::object();
    if (m_what->current() == Version) {
        out["plan"] = static_cast<std::int64_t>(m_version->currentData().toLongLong());
        return out;
    }
    out["rules"] = base::Json::array();
    for (std::size_t i = 0; i < m_rules.size(); ++i)
        out["rules"].push_back({{"id", m_rules[i].id.toStdString()}, {"enabled", m_boxes[i]->isChecked()}});
    return out;
}

} // namespace ui
