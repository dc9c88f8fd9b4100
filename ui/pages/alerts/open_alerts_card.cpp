#include "ui/pages/alerts/open_alerts_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/alerts/alert_item.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDot = 10;
constexpr int kCalmHeight = 56;

} // namespace

OpenAlertsCard::OpenAlertsCard(QWidget *parent) : Card(parent), m_list(new QVBoxLayout), m_calm(new QWidget(this))
{
    setObjectName(u"openAlerts"_s);
    setAccessibleName(tr("Open alerts"));
    auto *dot = new StatusDot(kDot, m_calm);
    dot->setTone(Tone::Ok);
    auto *words = new Label(TextRole::Body, Tone::Plain, m_calm);
    words->setObjectName(u"noOpenAlerts"_s);
    words->setText(tr("Nothing is the matter."));
    m_calm->setFixedHeight(kCalmHeight);
    auto *line = new QHBoxLayout(m_calm);
    line->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 0);
    line->setSpacing(12);
    line->addWidget(dot);
    line->addWidget(words, 1);
    m_calm->hide();
    m_list->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(m_list);
    column->addWidget(m_calm);
}

AlertItem *OpenAlertsCard::addItem()
{
    auto *item = new AlertItem(this);
    item->setFirst(m_items.empty());
    connect(item, &AlertItem::detailsWanted, this, &OpenAlertsCard::detailsWanted);
    connect(item, &AlertItem::silenceWanted, this, &OpenAlertsCard::silenceWanted);
    m_list->addWidget(item);
    m_items.push_back(item);
    return item;
}

void OpenAlertsCard::show(const std::vector<AlertRow> &rows, const QDateTime &now)
{
    while (m_items.size() < rows.size())
        addItem();
    for (std::size_t i = 0; i < m_items.size(); ++i)
        if (i < rows.size())
            m_items[i]->show(rows[i], now);
        else
            m_items[i]->hide();
    m_calm->setVisible(rows.empty());
}

} // namespace ui
