#include "ui/pages/costs/breakdown_card.h"

#include <algorithm>

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/costs/share_delegate.h"
#include "ui/text/numbers.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRow = 40;
constexpr int kMostRows = 12; ///< More of them scroll.

} // namespace

BreakdownCard::BreakdownCard(QWidget *parent)
    : Card(parent),
      m_title(new Label(TextRole::CardTitle, Tone::Plain, this)),
      m_table(new TableView(kRow, this)),
      m_show(new QAction(tr("Show its calls"), this)),
      m_empty(new Label(TextRole::Body, Tone::Quiet, this)),
      m_foot(new QWidget(this)),
      m_words(new Label(TextRole::Body, Tone::Plain, m_foot)),
      m_act(new Button(Button::Kind::Text, tr("What to do"), m_foot))
{
    setObjectName(u"breakdownCard"_s);
    build();
}

void BreakdownCard::build()
{
    m_title->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    m_table->setObjectName(u"breakdownTable"_s);
    m_table->setAccessibleName(QCoreApplication::translate("ui::pages", "Costs")); // until its axis is known
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(BreakdownModel::columnLayouts());
    m_table->setItemDelegateForColumn(BreakdownModel::kName, new ShareDelegate(ShareDelegate::Shows::Swatch, m_table));
    m_table->setItemDelegateForColumn(BreakdownModel::kShare, new ShareDelegate(ShareDelegate::Shows::Bar, m_table));
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) { open(index.row()); });
    m_show->setObjectName(u"showCallsOfRow"_s);
    m_table->addAction(m_show);
    connect(m_show, &QAction::triggered, this, [this] { open(m_table->currentIndex().row()); });
    m_empty->setObjectName(u"emptyBreakdown"_s);
    m_empty->setText(tr("No call in this time."));
    m_empty->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 8);
    auto *badge = new Badge(tr("Unpriced"), Tone::Warn, m_foot);
    m_words->setObjectName(u"unpricedWords"_s);
    m_words->setElided(true);
    m_act->setObjectName(u"unpricedAct"_s);
    connect(m_act, &QAbstractButton::clicked, this, &BreakdownCard::unpricedWanted);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(metric::kCardPadding, 10, metric::kCardPadding, 0);
    foot->setSpacing(10);
    foot->addWidget(badge);
    foot->addWidget(m_words, 1);
    foot->addWidget(m_act);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 14, 0, 12);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_table);
    column->addWidget(m_empty);
    column->addWidget(m_foot);
    m_foot->hide();
    m_table->hide();
    m_empty->hide();
}

void BreakdownCard::open(int place)
{
    const CostRow *row = m_model.row(place);
    if (row != nullptr && !row->id.isEmpty() && m_show->isVisible())
        Q_EMIT opened(row->id, row->name);
}

void BreakdownCard::setTable(const CostTable &table, const CostInks &inks, const CostAxis &axis)
{
    m_title->setText(axisHeading(axis));
    m_table->setAccessibleName(axisHeading(axis));
    m_model.setTable(table, inks, axisTitle(axis));
    m_show->setVisible(axis.hasCalls);
    const int rows = m_model.rowCount();
    m_table->setVisible(rows > 0);
    m_empty->setVisible(rows == 0);
    m_table->setFixedHeight(metric::kTableHead + std::min(rows, kMostRows) * kRow);
}

void BreakdownCard::setUnpriced(const CostSummary &summary)
{
    const std::int64_t calls = summary.total.unpricedCalls;
    m_foot->setVisible(calls > 0);
    m_words->setText(tr("%n call(s) with %1 tokens have no known price and are in none of the sums.", nullptr,
                        static_cast<int>(calls))
                         .arg(shortCountText(summary.total.unpricedTokens)));
}

} // namespace ui
