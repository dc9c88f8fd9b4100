#include "ui/pages/connect/connect_page.h"

#include <chrono>
#include <utility>

#include <QBoxLayout>

#include "ui/pages/connect/call_watch.h"
#include "ui/pages/connect/client_picker.h"
#include "ui/pages/connect/error_card.h"
#include "ui/pages/connect/snippet_card.h"
#include "ui/pages/connect/target_card.h"
#include "ui/pages/keys/key_sheet.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/scroll_body.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kLeftWidth = 420;
constexpr int kStackedBelow = 1000; ///< A narrower page has its two columns one below the other.
constexpr auto kUsualBase = "http://127.0.0.1:4141"_L1;

} // namespace

ConnectPage::ConnectPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Connect"), parent), m_client(client), m_snippets(readSnippets())
{
    build();
    connectParts();
    followEndpoint();
    followKey();
    new Poller(*this, 5s, [this] { refresh(); });
}

ConnectPage::~ConnectPage()
{
    delete m_sheet; // it lies over the window, which may stay
    for (QString &key : m_made)
        key.fill(u'\0');
}

void ConnectPage::build()
{
    auto *place = new QWidget(this);
    body()->addWidget(place, 1);
    Canvas &canvas = (new ScrollBody(*this, *place))->canvas();
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
    auto *column = new QVBoxLayout(&canvas);
    column->setSpacing(metric::kCardGap);
    column->addLayout(m_columns);
    column->addWidget(new ErrorCard(&canvas));
    column->addStretch();
}

void ConnectPage::connectParts()
{
    connect(m_clients, &ClientPicker::chosen, this, [this](int index) {
        m_snippet = index;
        present();
    });
    connect(m_target, &TargetCard::keyChosen, this, &ConnectPage::followKey);
    connect(m_target, &TargetCard::modelChosen, this, &ConnectPage::present);
    connect(m_target, &TargetCard::newKeyWanted, this, &ConnectPage::openNewKey);
    connect(m_card, &SnippetCard::lostKey, this, [this] { Q_EMIT pageWanted(u"keys"_s, m_target->keyId()); });
    connect(m_watch, &CallWatch::openWanted, this, [this](const QString &id) { Q_EMIT pageWanted(u"requests"_s, id); });
    connect(m_watch, &CallWatch::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
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
    askModels();
    if (m_asking)
        return;
    m_asking = true;
    m_arriving.clear();
    askKeys({});
}

void ConnectPage::askKeys(const std::string &cursor)
{
    admin::AdminCall call{.operation = "api_keys.list", .query = {{"limit", "1000"}}};
    if (!cursor.empty())
        call.query.emplace_back("after", cursor);
    m_client.call(std::move(call), this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            return takeKeys(*answer);
        m_asking = false;
        showTrouble(answer.error().code);
    });
}

void ConnectPage::takeKeys(const base::Json &answer)
{
    const QDateTime now = QDateTime::currentDateTime();
    std::vector<KeyRow> rows = parseKeys(answer);
    const bool more = !rows.empty();
    for (KeyRow &row : rows)
        if (row.stateAt(now) == KeyState::Active)
            m_arriving.push_back(std::move(row));
    if (const std::string next = base::textOr(base::at(answer, "next")); more && !next.empty())
        return askKeys(next);
    m_asking = false;
    clearTrouble();
    m_target->setKeys(std::exchange(m_arriving, {}));
    if (!m_wanted.isEmpty() && m_target->chooseKey(m_wanted))
        m_wanted.clear();
    if (std::exchange(m_askAgain, false))
        refresh();
}

void ConnectPage::askModels()
{
    if (m_askingModels)
        return;
    m_askingModels = true;
    m_client.call({.operation = "providers.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_askingModels = false;
                      if (answer) // a failure shows as a list that stands still; the keys speak for both
                          m_target->setModels(parseOfferedModels(*answer));
                  });
}

void ConnectPage::showItem(const QString &item)
{
    if (item == u"new")
        return openNewKey();
    m_wanted = item;
    refresh();
}

void ConnectPage::openNewKey()
{
    delete m_sheet;
    m_sheet = new KeySheet(*window(), m_client, m_clipboard);
    connect(m_sheet, &KeySheet::made, this, [this](const KeyRow &row, const QString &key) {
        m_made.insert(row.id, key);
        m_wanted = row.id;
        m_askAgain = m_asking; // an answer on its way does not know the key yet
        refresh();
    });
    m_sheet->openNew();
}

void ConnectPage::followEndpoint()
{
    const QString endpoint = m_client.endpoint();
    m_target->setBase(endpoint.isEmpty() ? QString() : endpoint + u"/v1"_s);
    setNotice(endpoint.isEmpty() ? tr("The gateway does not listen, so no call can arrive. Overview says why.")
                                 : QString());
    present();
}

void ConnectPage::followKey()
{
    if (m_target->knowsKeys())
        m_watch->watch(m_target->keyId(), m_target->keyName());
    m_target->setKeyKnown(m_made.contains(m_target->keyId()));
    present();
}

void ConnectPage::present()
{
    if (m_snippets.empty())
        return;
    const QString endpoint = m_client.endpoint().isEmpty() ? QString(kUsualBase) : m_client.endpoint();
    const QString model = m_target->model();
    m_card->present(m_snippets[static_cast<std::size_t>(m_snippet)],
                    {.base = endpoint + u"/v1"_s,
                     .model = model.isEmpty() ? u"YOUR_MODEL"_s : model,
                     .key = m_made.value(m_target->keyId())},
                    m_target->keyName());
}

} // namespace ui
