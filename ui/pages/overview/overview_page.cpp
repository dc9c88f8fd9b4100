#include "ui/pages/overview/overview_page.h"

#include <chrono>

#include <QDateTime>
#include <QHBoxLayout>

#include "ui/pages/overview/endpoint_card.h"
#include "ui/pages/overview/today_tiles.h"
#include "ui/pages/requests/requests_card.h"
#include "ui/text/keychain_words.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/poller.h"

namespace ui {

using namespace std::chrono_literals;

OverviewPage::OverviewPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Overview"), parent),
      m_client(client),
      m_endpoint(new EndpointCard(client, this)),
      m_calls(new RequestsCard(client, RequestsModel::Reach::Newest, this))
{
    body()->addWidget(m_endpoint);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(metric::kCardGap);
    m_tiles = std::make_unique<TodayTiles>(*this, *tiles);
    body()->addLayout(tiles);
    body()->addWidget(m_calls, 1);
    connect(m_calls, &RequestsCard::answered, this, [this] { clearTrouble(); });
    connect(m_calls, &RequestsCard::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    new Poller(*this, 1s, [this] { m_calls->poll(); });
    new Poller(*this, 3s, [this] { askFigures(); });
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::refresh()
{
    m_calls->poll();
    askFigures();
}

void OverviewPage::askFigures()
{
    setNote(dayAndClockText(QDateTime::currentDateTime()));
    askStatus();
    askUsage();
}

// A failure of these two shows as figures that stand still; the list above asks more often and speaks for all.
void OverviewPage::askStatus()
{
    if (m_askingStatus)
        return;
    m_askingStatus = true;
    m_client.call({.operation = "status.get"}, this, [this](const base::Result<base::Json> &answer) {
        m_askingStatus = false;
        if (!answer)
            return;
        m_endpoint->setStatus(*answer);
        m_tiles->setStatus(*answer);
        setNotice(keychainNotice(*answer));
    });
}

void OverviewPage::askUsage()
{
    if (m_askingUsage)
        return;
    m_askingUsage = true;
    const QDateTime now = QDateTime::currentDateTime();
    admin::AdminCall call{
        .operation = "usage.get",
        .query = {{"from", apiTime(startOfToday(now)).toStdString()}, {"to", apiTime(now).toStdString()}}};
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        m_askingUsage = false;
        if (answer)
            m_tiles->setUsage(*answer);
    });
}

} // namespace ui
