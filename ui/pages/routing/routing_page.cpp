#include "ui/pages/routing/routing_page.h"

#include <chrono>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/routing/alias_sheet.h"
#include "ui/pages/routing/defaults_row.h"
#include "ui/pages/routing/model_map_card.h"
#include "ui/pages/routing/outages_card.h"
#include "ui/pages/routing/replay_sheet.h"
#include "ui/pages/routing/rule_sheet.h"
#include "ui/pages/routing/rules_card.h"
#include "ui/pages/routing/simulator_sheet.h"
#include "ui/pages/routing/switch_history.h"
#include "ui/pages/routing/versions_sheet.h"
#include "ui/parts/switch_card.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kWideFrom = 1100; ///< Of the page; the window is a sidebar wider.
constexpr int kSideWidth = 340;

} // namespace

RoutingPage::RoutingPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Routing"), parent),
      m_client(client),
      m_removals(client, *this, this),
      m_names(client, this),
      m_scroll(new PageScroll(*this, *body())),
      m_rules(new RulesCard(client, m_removals, &m_scroll->canvas())),
      m_map(new ModelMapCard(client, m_removals, &m_scroll->canvas())),
      m_switch(new SwitchCard(client, &m_scroll->canvas())),
      m_history(new SwitchHistory(client, &m_scroll->canvas())),
      m_outages(new OutagesCard(client, &m_scroll->canvas())),
      m_columns(new QHBoxLayout),
      m_side(new QVBoxLayout),
      m_main(new QVBoxLayout)
{
    layOut();
    for (QWidget *unknown : std::initializer_list<QWidget *>{m_rules, m_map})
        unknown->hide(); // nothing before the gateway has said what there is
    buildHead();
    wire();
    addCommands();
    new Poller(*this, 5s, [this] { refresh(); });
    new Poller(*this, 30s, [this] { m_names.refresh(); });
}

/// The cards stay children of the canvas itself, which paints their shadows.
void RoutingPage::layOut()
{
    for (QWidget *card : std::initializer_list<QWidget *>{m_switch, m_history})
        card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // no higher than what they say
    m_side->setSpacing(metric::kCardGap);
    m_side->addWidget(m_switch);
    m_side->addStretch();
    m_main->setSpacing(metric::kCardGap);
    m_main->addWidget(m_rules);
    m_main->addWidget(m_map);
    m_main->addWidget(m_outages);
    m_main->addStretch();
    m_columns->setSpacing(metric::kCardGap);
    m_columns->addLayout(m_side);
    m_columns->addLayout(m_main, 1);
    m_scroll->column()->addLayout(m_columns);
    m_scroll->column()->addStretch();
}

/// On a narrow page the switch stands above the rules and its history below them, else both beside them.
void RoutingPage::resizeEvent(QResizeEvent *event)
{
    const bool wide = width() >= kWideFrom;
    (wide ? m_main : m_side)->removeWidget(m_history);
    QBoxLayout *place = wide ? m_side : m_main;
    if (place->indexOf(m_history) < 0)
        place->insertWidget(place->count() - 1, m_history); // above the stretch
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (QWidget *card : std::initializer_list<QWidget *>{m_switch, m_history}) {
        card->setMinimumWidth(wide ? kSideWidth : 0);
        card->setMaximumWidth(wide ? kSideWidth : QWIDGETSIZE_MAX);
    }
    Page::resizeEvent(event);
}

RoutingPage::~RoutingPage()
{
    delete m_sheet; // it lies over the window, which may stay
}

void RoutingPage::buildHead()
{
    auto *add = new Button(Button::Kind::Primary, tr("New rule"), m_rules);
    add->setButtonSize(Button::Size::Card);
    add->setObjectName(u"newRule"_s);
    add->setIconName(u"plus"_s);
    add->setToolTip(QKeySequence(QKeySequence::New).toString(QKeySequence::NativeText));
    connect(add, &QAbstractButton::clicked, this, [this] { openRule({.enabled = true}); });
    auto *simulate = new Button(Button::Kind::Text, tr("Simulate"), m_rules);
    simulate->setObjectName(u"simulate"_s);
    connect(simulate, &QAbstractButton::clicked, this, &RoutingPage::openSimulator);
    auto *replay = new Button(Button::Kind::Text, tr("Replay"), m_rules);
    replay->setObjectName(u"replay"_s);
    connect(replay, &QAbstractButton::clicked, this, &RoutingPage::openReplay);
    m_rules->addHeadButton(simulate);
    m_rules->addHeadButton(replay);
    m_rules->addHeadButton(add);
    auto *versions = new Button(Button::Kind::Text, tr("Versions and diff"), this);
    versions->setObjectName(u"versions"_s);
    connect(versions, &QAbstractButton::clicked, this, &RoutingPage::openVersions);
    addHeaderButton(versions);
}

void RoutingPage::wire()
{
    connect(m_rules, &RulesCard::editWanted, this, &RoutingPage::openRule);
    connect(m_rules, &RulesCard::copyWanted, this, &RoutingPage::openCopy);
    connect(m_rules, &RulesCard::said, this, &RoutingPage::say);
    connect(m_rules, &RulesCard::failed, this, &RoutingPage::showTrouble);
    connect(m_rules, &RulesCard::answered, this, [this] {
        clearTrouble();
        m_rules->show();
        m_map->show();
    });
    connect(m_map, &ModelMapCard::newWanted, this, [this] { openAlias({}); });
    connect(m_map, &ModelMapCard::editWanted, this, &RoutingPage::openAlias);
    connect(m_map, &ModelMapCard::said, this, &RoutingPage::say);
    connect(m_switch, &SwitchCard::changed, m_history, &SwitchHistory::refresh);
    connect(m_switch, &SwitchCard::changed, this, &RoutingPage::askStatus);
    connect(m_switch, &SwitchCard::timesWanted, this, [this] { Q_EMIT pageWanted(u"settings"_s, u"switch"_s); });
    connect(&m_rules->defaults(), &DefaultsRow::said, this, &RoutingPage::say);
    connect(&m_names, &RouteNamesFeed::changed, this, [this] { m_rules->defaults().setNames(m_names.names()); });
    connect(&m_removals, &PendingRemovals::refused, this,
            [this](const base::Error &error) { say(refusalWords(error)); });
}

void RoutingPage::addCommands()
{
    addPageAction(u"routing.rule.new"_s, tr("New rule"), u"plus"_s, QKeySequence::New,
                  [this] { openRule({.enabled = true}); });
    addPageAction(u"routing.alias.new"_s, tr("New alias"), u"plus"_s, {}, [this] { openAlias({}); });
    addPageAction(u"routing.simulate"_s, tr("Simulate a call"), u"flask"_s, Qt::CTRL | Qt::Key_E,
                  [this] { openSimulator(); });
    addPageAction(u"routing.replay"_s, tr("Replay past calls"), u"refresh"_s, {}, [this] { openReplay(); });
    addPageAction(u"routing.versions"_s, tr("Versions of the plan"), u"clock"_s, {}, [this] { openVersions(); });
}

void RoutingPage::refresh()
{
    m_rules->refresh();
    m_rules->defaults().refresh();
    m_map->refresh();
    m_history->refresh();
    m_outages->refresh();
    askStatus();
}

void RoutingPage::askStatus()
{
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        if (!answer)
            return;
        setNote(tr("Plan version %1").arg(base::integerOr(base::at(*answer, "plan"))));
        m_switch->setOpenCalls(base::integerOr(base::at(*answer, "open_calls")));
    });
}

void RoutingPage::showItem(const QString &item)
{
    if (item == "new"_L1)
        openRule({.enabled = true});
    else if (const RuleRow *rule = m_rules->find(item))
        openRule(RuleRow(*rule)); // a copy: the list may change while the sheet is open
    else if (const AliasRow *alias = m_map->find(item))
        openAlias(AliasRow(*alias));
}

/// One sheet at a time: a second one would hide the words of the first.
template <typename T>
T *RoutingPage::open(T *sheet)
{
    m_sheet = sheet;
    sheet->open();
    return sheet;
}

bool RoutingPage::isBusy() const
{
    return m_sheet && m_sheet->isVisible();
}

void RoutingPage::openRule(RuleRow rule)
{
    if (isBusy())
        return;
    auto *sheet = open(new RuleSheet(m_client, *window(), std::move(rule), m_names.names()));
    connect(sheet, &RuleSheet::saved, this, [this](const QString &name) {
        say(tr("%1 saved").arg(name));
        m_rules->refresh();
    });
}

void RoutingPage::openCopy(RuleRow rule)
{
    rule.id.clear();
    rule.name = tr("%1, copy").arg(rule.name);
    openRule(std::move(rule));
}

void RoutingPage::openAlias(AliasRow alias)
{
    if (isBusy())
        return;
    auto *sheet = open(
        new AliasSheet(m_client, *window(), std::move(alias), m_names.providers(), m_rules->defaults().strategy()));
    connect(sheet, &AliasSheet::saved, this, [this](const QString &name) {
        say(tr("%1 saved").arg(name));
        m_map->refresh();
        m_names.refresh();
    });
}

void RoutingPage::openSimulator()
{
    if (!isBusy())
        open(new SimulatorSheet(m_client, *window(), m_names.names()));
}

void RoutingPage::openReplay()
{
    if (!isBusy())
        open(new ReplaySheet(m_client, *window()));
}

void RoutingPage::openVersions()
{
    if (isBusy())
        return;
    auto *sheet = open(new VersionsSheet(m_client, *window(), m_names.providers()));
    connect(sheet, &VersionsSheet::restored, this, [this](std::int64_t, const QString &words) {
        say(words);
        refresh();
    });
}

void RoutingPage::say(const QString &words)
{
    Toast::of(*this).say(words);
}

} // namespace ui
