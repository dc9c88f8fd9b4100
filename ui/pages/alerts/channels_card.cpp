#include "ui/pages/alerts/channels_card.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/alerts/alert_rule_sheet.h"
#include "ui/pages/alerts/channel_item.h"
#include "ui/pages/alerts/channel_sheet.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kBelow = 8;

} // namespace

ChannelsCard::ChannelsCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent), m_client(client), m_list(new QVBoxLayout), m_none(new Label(TextRole::Body, Tone::Quiet, this))
{
    setObjectName(u"channelsCard"_s);
    setAccessibleName(tr("Channels"));
    build();
}

void ChannelsCard::build()
{
    m_none->setObjectName(u"noChannels"_s);
    m_none->setText(tr("No channel yet. A channel sends alerts to people who are not at this window: by e-mail, to a "
                       "DingTalk or Feishu group, or to a program of yours as a signed webhook."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 8, metric::kCardPadding, 8);
    m_none->hide();
    m_list->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, kBelow, 0, kBelow);
    column->setSpacing(0);
    column->addWidget(buildDesktop());
    column->addLayout(m_list);
    column->addWidget(m_none);
}

QWidget *ChannelsCard::buildDesktop()
{
    auto *both = new QWidget(this);
    m_desktop = new Switch(Switch::Size::Row, both);
    m_desktop->setObjectName(u"desktopOn"_s);
    m_desktop->setAccessibleName(tr("Notifications on this desktop"));
    m_desktopSeverity = makeSeverityBox(u"warning"_s, tr("Shown on the desktop from this severity on"), both);
    m_desktopSeverity->setObjectName(u"desktopSeverity"_s);
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins({});
    layout->setSpacing(16);
    layout->addWidget(m_desktopSeverity);
    layout->addWidget(m_desktop);
    m_desktopRow =
        new SettingRow(tr("Desktop notifications"),
                       tr("Shown while Switchyard runs on this desktop, also without its window."), both, this);
    connect(m_desktop, &Switch::asked, this, [this](bool on) {
        m_desktop->setPending(on);
        changeDesktop({{"desktop", on}});
    });
    connect(m_desktopSeverity, &QComboBox::activated, this, [this] {
        changeDesktop({{"desktop_severity", m_desktopSeverity->currentData().toString().toStdString()}});
    });
    return m_desktopRow;
}

void ChannelsCard::changeDesktop(base::Json change)
{
    m_client.call(configCall(m_config, std::move(change)), this, [this](const base::Result<base::Json> &answer) {
        m_desktopRow->setError(answer ? QString() : refusalWords(answer.error()));
        if (answer)
            return Q_EMIT saved(*answer);
        show(AlertConfig(m_config)); // what holds
        if (answer.error().code == base::ErrorCode::Conflict)
            Q_EMIT stale();
    });
}

ChannelItem *ChannelsCard::addItem()
{
    auto *item = new ChannelItem(this);
    m_list->addWidget(item);
    m_items.push_back(item);
    connect(item, &ChannelItem::editWanted, this, &ChannelsCard::edit);
    connect(item, &ChannelItem::turnWanted, this, [this, item](bool on) { turn(*item, on); });
    connect(item, &ChannelItem::testWanted, this, [this, item](const QString &id) {
        item->setTesting(true);
        m_client.call(channelTestCall(id), item, [item, id](const base::Result<base::Json> &answer) {
            if (item->channelId() == id)
                item->say(channelTestWords(answer), !channelTestWentWell(answer));
        });
    });
    return item;
}

void ChannelsCard::turn(ChannelItem &item, bool on)
{
    item.enabled()->setPending(on);
    base::Json channels = channelsWith(m_config, item.channelId(), {{"enabled", on}});
    m_client.call(configCall(m_config, {{"channels", std::move(channels)}}), &item,
                  [this, &item](const base::Result<base::Json> &answer) {
                      item.say(answer ? QString() : refusalWords(answer.error()), !answer);
                      if (answer)
                          return Q_EMIT saved(*answer);
                      item.enabled()->setOn(item.enabled()->isOn()); // what holds
                      if (answer.error().code == base::ErrorCode::Conflict)
                          Q_EMIT stale();
                  });
}

void ChannelsCard::show(const AlertConfig &config)
{
    m_config = config;
    m_desktop->setOn(m_config.desktop);
    if (!m_desktopSeverity->view()->isVisible())
        m_desktopSeverity->setCurrentIndex(qMax(0, m_desktopSeverity->findData(m_config.desktopSeverity)));
    while (m_items.size() < m_config.channels.size())
        addItem();
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if (i < m_config.channels.size())
            m_items[i]->show(m_config.channels[i]);
        else
            m_items[i]->hide();
    m_none->setVisible(m_config.channels.empty());
}

void ChannelsCard::create(const QString &kind)
{
    AlertChannel channel{.kind = kind};
    openSheet(channel);
}

void ChannelsCard::edit(const QString &id)
{
    if (const AlertChannel *channel = m_config.channel(id))
        openSheet(AlertChannel(*channel)); // a copy: the list may be replaced meanwhile
}

void ChannelsCard::openSheet(const AlertChannel &channel)
{
    auto *sheet = new ChannelSheet(m_client, *window(), m_config, channel);
    connect(sheet, &ChannelSheet::saved, this, [this](const base::Json &config, const QString &words) {
        Q_EMIT saved(config);
        Q_EMIT said(words);
    });
    sheet->open();
}

} // namespace ui
