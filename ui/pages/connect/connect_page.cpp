#include "ui/pages/connect/connect_page.h"

#include <chrono>

#include <QBoxLayout>
#include <QDesktopServices>
#include <QUrl>

#include "ui/pages/connect/call_watch.h"
#include "ui/pages/connect/client_picker.h"
#include "ui/pages/connect/connect_flow.h"
#include "ui/pages/connect/error_card.h"
#include "ui/pages/connect/snippet_card.h"
#include "ui/pages/connect/target_card.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kLeftWidth = 420;
constexpr int kStackedBelow = 1000; ///< A narrower page has its two columns one below the other.

} // namespace

ConnectPage::ConnectPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Connect"), parent), m_client(client), m_snippets(readSnippets())
{
    build();
    addReference();
    connectParts();
    followEndpoint();
    if (!m_snippets.empty())
        m_flow->setSnippet(m_snippets.front());
    new Poller(*this, 5s, [this] { refresh(); });
}

ConnectPage::~ConnectPage() = default;

void ConnectPage::build()
{
    auto *scroll = new PageScroll(*this, *body());
    QWidget &canvas = scroll->canvas();
    m_clients = new ClientPicker(m_snippets, &canvas);
    m_target = new TargetCard(&canvas);
    m_card = new SnippetCard(m_clipboard, &canvas);
    m_watch = new CallWatch(m_client, &canvas);
    auto *left = new QVBoxLayout;
    left->setSpacing(metric::kCardGap);
    left->addWidget(m_clients);
    left->addWidget(m_target);
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(metric::kCardGap);
    right->addWidget(m_card, 1); // so that both columns end on one line
    right->addWidget(m_watch);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(metric::kCardGap);
    m_columns->addLayout(left);
    m_columns->addLayout(right, 1);
    QVBoxLayout *column = scroll->column();
    column->addLayout(m_columns);
    column->addWidget(new ErrorCard(&canvas));
    column->addStretch();
}

void ConnectPage::addReference()
{
    auto *reference = new Button(Button::Kind::Outlined, tr("API reference"), this);
    reference->setObjectName(u"apiReference"_s);
    reference->setIconName(u"doc"_s);
    reference->setToolTip(tr("Opens in the browser; calls can be tried out there"));
    connect(reference, &QAbstractButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(m_client.endpoint() + u"/docs"_s, QUrl::StrictMode)); });
    addHeaderButton(reference);
    m_reference = reference;
}

void ConnectPage::connectParts()
{
    m_flow = std::make_unique<ConnectFlow>(m_client, ConnectFlow::Parts{*m_target, *m_card, *m_watch, m_clipboard});
    connect(m_clients, &ClientPicker::chosen, this,
            [this](int index) { m_flow->setSnippet(m_snippets[static_cast<std::size_t>(index)]); });
    connect(m_card, &SnippetCard::lostKey, this, [this] { Q_EMIT pageWanted(u"keys"_s, m_target->keyId()); });
    connect(m_watch, &CallWatch::openWanted, this, [this](const QString &id) { Q_EMIT pageWanted(u"requests"_s, id); });
    connect(m_flow.get(), &ConnectFlow::answered, this, [this] { clearTrouble(); });
    connect(m_flow.get(), &ConnectFlow::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &ConnectPage::followEndpoint);
}

void ConnectPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool stacked = width() < kStackedBelow;
    m_columns->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (QWidget *card : {static_cast<QWidget *>(m_clients), static_cast<QWidget *>(m_target)}) {
        card->setMinimumWidth(stacked ? 0 : kLeftWidth);
        card->setMaximumWidth(stacked ? QWIDGETSIZE_MAX : kLeftWidth);
    }
}

void ConnectPage::refresh()
{
    m_flow->refresh();
}

void ConnectPage::showItem(const QString &item)
{
    if (item == u"new")
        m_flow->openNewKey();
    else
        m_flow->chooseKey(item);
}

void ConnectPage::followEndpoint()
{
    m_reference->setEnabled(!m_client.endpoint().isEmpty());
    setNotice(m_client.endpoint().isEmpty()
                  ? tr("The gateway does not listen, so no call can arrive. Overview says why.")
                  : QString());
}

} // namespace ui
