#include "ui/pages/alerts/alerts_page.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <QMenu>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/pages/alerts/alert_config.h"
#include "ui/pages/alerts/alert_rules_card.h"
#include "ui/pages/alerts/alert_sheet.h"
#include "ui/pages/alerts/channels_card.h"
#include "ui/pages/alerts/open_alerts_card.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kHistoryRows = "200";
constexpr int kLowestHistory = 320;
constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.
constexpr const char *kChannelKinds[] = {"email", "webhook", "dingtalk", "feishu"};

enum Place { Loading, Rows, Nothing };

} // namespace

AlertsPage::AlertsPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Alerts"), parent),
      m_client(client),
      m_choice(new SegmentedControl({tr("Alerts"), tr("Rules"), tr("Channels")}, this)),
      m_open(new OpenAlertsCard(this)),
      m_history(buildHistory()),
      m_rules(new AlertRulesCard(client, this)),
      m_channels(new ChannelsCard(client, this)),
      m_add(new Button(Button::Kind::Outlined, tr("Add channel"), this))
{
    m_choice->setObjectName(u"alertsChoice"_s);
    m_choice->setAccessibleName(tr("Alerts, rules or channels"));
    addTabs(m_choice);
    m_column = (new PageScroll(*this, *body()))->column();
    m_column->setSpacing(16);
    m_history->setMinimumHeight(kLowestHistory);
    m_column->addWidget(m_open);
    m_column->addWidget(m_history, 1);
    m_column->addWidget(m_rules);
    m_column->addWidget(m_channels);
    m_column->addStretch();
    connect(m_choice, &SegmentedControl::chosen, this, &AlertsPage::setPart);
    connect(m_open, &OpenAlertsCard::detailsWanted, this, [this](const QString &id) { openSheet(find(id)); });
    connect(m_open, &OpenAlertsCard::silenceWanted, this, &AlertsPage::silence);
    connect(m_rules, &AlertRulesCard::saved, this, &AlertsPage::takeConfig);
    connect(m_rules, &AlertRulesCard::stale, this, &AlertsPage::askConfig);
    connect(m_channels, &ChannelsCard::saved, this, &AlertsPage::takeConfig);
    connect(m_channels, &ChannelsCard::stale, this, &AlertsPage::askConfig);
    connect(m_channels, &ChannelsCard::said, this, [this](const QString &words) { Toast::of(*this).say(words); });
    addCommands();
    setPart(Now);
    new Poller(*this, 5s, [this] { refresh(); });
}

QWidget *AlertsPage::buildHistory()
{
    auto *card = new Card(this);
    card->setObjectName(u"alertHistory"_s);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, card);
    title->setText(tr("History"));
    title->setContentsMargins(metric::kCardPadding, 8, metric::kCardPadding, 4);
    m_table = new TableView(metric::kDenseRow, card);
    m_table->setObjectName(u"alertTable"_s);
    m_table->setAccessibleName(tr("Alerts that are over"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(AlertHistoryModel::columnLayouts());
    const auto open = [this](const QModelIndex &index) {
        openSheet(&m_model.rows()[static_cast<std::size_t>(index.row())]);
    };
    connect(m_table, &QAbstractItemView::clicked, this, open);
    connect(m_table, &QAbstractItemView::activated, this, open);
    auto *nothing = new EmptyState(tr("No alert yet"),
                                   tr("A key that is refused, a provider that is down, a budget that is reached: what "
                                      "was the matter stays here for 90 days."),
                                   card);
    nothing->setObjectName(u"noAlerts"_s);
    m_places = new QStackedLayout;
    m_places->addWidget(new QWidget(card));
    m_places->addWidget(m_table);
    m_places->addWidget(nothing);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(0, 4, 0, kBottomInset);
    column->setSpacing(0);
    column->addWidget(title);
    column->addLayout(m_places, 1);
    return card;
}

void AlertsPage::addCommands()
{
    m_add->setObjectName(u"addChannel"_s);
    m_add->setIconName(u"plus"_s);
    connect(m_add, &QAbstractButton::clicked, this, &AlertsPage::openAddMenu);
    addHeaderButton(m_add);
    addPageAction(u"alerts.rules"_s, tr("Show what is told of"), u"alerts"_s, {}, [this] { setPart(Rules); });
    addPageAction(u"alerts.channels"_s, tr("Show the channels of alerts"), u"alerts"_s, {},
                  [this] { setPart(Channels); });
    const auto add = [this](const QString &id, const QString &text, const QString &kind) {
        addPageAction(id, text, u"plus"_s, {}, [this, kind] {
            setPart(Channels);
            m_channels->create(kind);
        });
    };
    add(u"alerts.add.email"_s, tr("Add an e-mail channel"), u"email"_s);
    add(u"alerts.add.webhook"_s, tr("Add a webhook"), u"webhook"_s);
    add(u"alerts.add.dingtalk"_s, tr("Add a DingTalk robot"), u"dingtalk"_s);
    add(u"alerts.add.feishu"_s, tr("Add a Feishu robot"), u"feishu"_s);
}

void AlertsPage::openAddMenu()
{
    auto *menu = new QMenu(m_add);
    menu->setObjectName(u"addChannelMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *kind : kChannelKinds) {
        const QString word = QString::fromLatin1(kind);
        menu->addAction(channelKindWord(word), this, [this, word] { m_channels->create(word); });
    }
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height() + 4)));
}

void AlertsPage::setPart(int part)
{
    m_part = static_cast<Part>(part);
    m_choice->setCurrent(part);
    m_open->setVisible(m_part == Now);
    m_history->setVisible(m_part == Now);
    m_rules->setVisible(m_part == Rules);
    m_channels->setVisible(m_part == Channels);
    m_add->setVisible(m_part == Channels);
    m_column->setStretch(m_column->count() - 1, m_part == Now ? 0 : 1); // or its few rows would grow
}

void AlertsPage::refresh()
{
    if (m_asking > 0)
        return;
    m_failed = false;
    askAlerts(true);
    askAlerts(false);
    askConfig();
}

void AlertsPage::askAlerts(bool open)
{
    ++m_asking;
    admin::AdminCall call{.operation = "alerts.list",
                          .query = {{"state", open ? "open" : "ended"}, {"limit", kHistoryRows}}};
    m_client.call(std::move(call), this, [this, open](const base::Result<base::Json> &answer) {
        --m_asking;
        m_failed = m_failed || !answer;
        if (!answer)
            return showTrouble(answer.error().code);
        if (!m_failed)
            clearTrouble();
        open ? takeOpen(*answer) : takeEnded(*answer);
        if (const AlertRow *row = find(m_wanted)) {
            m_wanted.clear();
            openSheet(row);
        }
    });
}

void AlertsPage::askConfig()
{
    ++m_asking;
    m_client.call({.operation = "alerts.config.get"}, this, [this](const base::Result<base::Json> &answer) {
        --m_asking;
        if (answer)
            takeConfig(*answer);
    });
}

void AlertsPage::takeOpen(const base::Json &answer)
{
    m_rows = parseAlerts(answer).rows;
    std::erase_if(m_rows, [](const AlertRow &row) { return !row.isOpen(); });
    std::ranges::stable_sort(m_rows, {}, [](const AlertRow &row) {
        return row.severity == "critical"_L1 ? 0 : row.severity == "warning"_L1 ? 1 : 2;
    });
    m_open->show(m_rows, QDateTime::currentDateTime());
    const auto count = static_cast<int>(m_rows.size());
    setNote(count == 0 ? QString() : tr("%n open", nullptr, count));
}

void AlertsPage::takeEnded(const base::Json &answer)
{
    m_model.setNow(QDateTime::currentDateTime());
    std::vector<AlertRow> rows = parseAlerts(answer).rows;
    std::erase_if(rows, [](const AlertRow &row) { return row.isOpen(); });
    m_model.setRows(std::move(rows));
    m_places->setCurrentIndex(m_model.rowCount() == 0 ? Nothing : Rows);
}

void AlertsPage::takeConfig(const base::Json &answer)
{
    const AlertConfig config = parseAlertConfig(answer);
    m_rules->show(config);
    m_channels->show(config);
}

void AlertsPage::silence(const QString &id, qint64 seconds)
{
    admin::AdminCall call{
        .operation = "alerts.silence", .path = {{"id", id.toStdString()}}, .body = {{"seconds", seconds}}};
    m_client.call(std::move(call), this, [this, seconds](const base::Result<base::Json> &answer) {
        if (!answer)
            Toast::of(*this).say(refusalWords(answer.error()));
        else
            Toast::of(*this).say(seconds > 0 ? tr("Silenced for %1").arg(spanWords(seconds)) : tr("Heard again"));
        refresh();
    });
}

const AlertRow *AlertsPage::find(const QString &id) const
{
    for (const std::vector<AlertRow> *rows : {&m_rows, &m_model.rows()})
        if (const auto hit = std::ranges::find(*rows, id, &AlertRow::id); hit != rows->end())
            return &*hit;
    return nullptr;
}

void AlertsPage::showItem(const QString &item)
{
    if (item == "rules"_L1 || item == "channels"_L1)
        return setPart(item == "rules"_L1 ? Rules : Channels);
    setPart(Now);
    if (item == "now"_L1)
        return;
    const AlertRow *row = find(item);
    m_wanted = row ? QString() : item;
    openSheet(row);
}

void AlertsPage::openSheet(const AlertRow *row)
{
    if (row)
        (new AlertSheet(*window(), *row))->open();
}

} // namespace ui
