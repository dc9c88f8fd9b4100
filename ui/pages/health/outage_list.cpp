#include "ui/pages/health/outage_list.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t kFew = 6;
constexpr int kMost = 100;
constexpr int kDays = 30;
constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.

} // namespace

OutageList::OutageList(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_table(new TableView(metric::kDenseRow, this)),
      m_none(new Label(TextRole::Body, Tone::Quiet, this)),
      m_more(new Button(Button::Kind::Text, tr("Show all"), this))
{
    setObjectName(u"outageList"_s);
    m_table->setObjectName(u"outageTable"_s);
    m_table->setAccessibleName(tr("Outages"));
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setModel(&m_model);
    m_table->setColumns(OutageRows::columnLayouts());
    m_none->setObjectName(u"noOutages"_s);
    m_none->setText(tr("No key was out of use in the last 30 days."));
    m_none->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 8);
    m_more->setObjectName(u"allOutages"_s);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Outages"));
    auto *span = new Label(TextRole::Body, Tone::Quiet, this);
    span->setText(tr("last 30 days"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(span);
    head->addStretch();
    head->addWidget(m_more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 16, 0, kBottomInset);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_table);
    column->addWidget(m_none);
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        m_all = !m_all;
        present();
    });
    hide(); // until the gateway has told
}

void OutageList::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    const QDateTime now = QDateTime::currentDateTime();
    admin::AdminCall call{
        .operation = "health.history",
        .query = {{"limit", std::to_string(kMost)}, {"from", apiTime(now.addDays(-kDays)).toStdString()}}};
    m_client.call(std::move(call), this, [this, now](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (!answer) // the page's other question speaks for both
            return;
        m_answered = true;
        m_rows = parseOutageRows(*answer, now);
        present();
        show();
    });
}

void OutageList::present()
{
    const std::size_t count = m_all ? m_rows.size() : std::min(m_rows.size(), kFew);
    m_model.setRows({m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count)});
    m_table->setFixedHeight(metric::kTableHead + static_cast<int>(count) * metric::kDenseRow + 2);
    m_table->setVisible(count > 0);
    m_none->setVisible(count == 0);
    m_more->setVisible(m_rows.size() > kFew);
    m_more->setText(m_all ? tr("Show fewer") : tr("Show all"));
}

} // namespace ui
