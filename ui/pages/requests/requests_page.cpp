#include "ui/pages/requests/requests_page.h"

#include <chrono>

#include <QVBoxLayout>

#include "ui/pages/requests/requests_card.h"
#include "ui/widgets/poller.h"

namespace ui {

using namespace std::chrono_literals;

RequestsPage::RequestsPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Requests"), parent), m_calls(new RequestsCard(client, RequestsModel::Reach::WholeHistory, this))
{
    setNote(tr("Live, newest first"));
    body()->addWidget(m_calls, 1);
    connect(m_calls, &RequestsCard::answered, this, [this] { clearTrouble(); });
    connect(m_calls, &RequestsCard::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    new Poller(*this, 1s, [this] { refresh(); });
}

void RequestsPage::refresh()
{
    m_calls->poll();
}

} // namespace ui
