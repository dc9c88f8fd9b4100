#include "ui/pages/health/proxies_card.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/health/proxy_sheet.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.

} // namespace

ProxiesCard::ProxiesCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_table(new TableView(metric::kDenseRow, this)),
      m_none(new Label(TextRole::Body, Tone::Quiet, this)),
      m_add(new Button(Button::Kind::Text, tr("Add proxy…"), this))
{
    setObjectName(u"proxiesCard"_s);
    m_table->setObjectName(u"proxyTable"_s);
    m_table->setAccessibleName(tr("Proxies"));
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setModel(&m_model);
    m_table->setColumns(ProxyRows::columnLayouts());
    m_none->setObjectName(u"noProxies"_s);
    m_none->setText(tr("No proxy yet. Providers that are told to use the pool are called through its proxies alone."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 8);
    m_add->setObjectName(u"addProxy"_s);
    build();
    connect(m_add, &QAbstractButton::clicked, this, &ProxiesCard::create);
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const auto hit = std::ranges::find(m_rows, index.data(kIdRole).toString(), &ProxyRow::id);
        if (hit != m_rows.end())
            open(ProxyRow(*hit)); // a copy: the list may be replaced meanwhile
    });
    hide(); // until the gateway has told
}

void ProxiesCard::build()
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Proxies"));
    auto *note = new Label(TextRole::Body, Tone::Quiet, this);
    note->setText(tr("the pool that providers can be called through"));
    note->setElided(true);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(note, 1);
    head->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, kBottomInset);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_table);
    column->addWidget(m_none);
}

void ProxiesCard::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "health.proxies"}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (!answer) // the page's other question speaks for both
            return;
        m_answered = true;
        m_rows = parseProxyRows(*answer);
        present();
        Q_EMIT answered();
    });
}

void ProxiesCard::present()
{
    m_model.setRows(m_rows);
    m_table->setFixedHeight(metric::kTableHead + static_cast<int>(m_rows.size()) * metric::kDenseRow + 2);
    m_table->setVisible(!m_rows.empty());
    m_none->setVisible(m_rows.empty());
}

void ProxiesCard::create()
{
    open({});
}

void ProxiesCard::open(const ProxyRow &row)
{
    auto *sheet = new ProxySheet(m_client, *window(), row);
    connect(sheet, &ProxySheet::changed, this, &ProxiesCard::refresh);
    connect(sheet, &ProxySheet::said, this, &ProxiesCard::said);
    sheet->open();
}

} // namespace ui
