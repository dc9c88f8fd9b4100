#include "ui/pages/health/probes_card.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/health/probe_sheet.h"
#include "ui/text/money.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::size_t kFewModels = 6;
constexpr int kBottomInset = 12; ///< Keeps the last row's ground out of the card's round corners.

} // namespace

ProbesCard::ProbesCard(admin::AdminClient &client, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_table(new TableView(metric::kDenseRow, this)),
      m_none(new Label(TextRole::Body, Tone::Quiet, this)),
      m_spent(new Label(TextRole::Body, Tone::Quiet, this)),
      m_more(new Button(Button::Kind::Text, tr("Show all"), this)),
      m_choose(new Button(Button::Kind::Text, tr("Choose…"), this))
{
    setObjectName(u"probesCard"_s);
    build();
    hide(); // until the gateway has told
}

void ProbesCard::build()
{
    m_table->setObjectName(u"probeTable"_s);
    m_table->setAccessibleName(tr("Models that are asked"));
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setModel(&m_model);
    m_table->setColumns(ProbeRows::columnLayouts());
    m_none->setObjectName(u"noProbes"_s);
    m_none->setText(tr("A key may be good while one of its models does not answer. Choose providers whose models are "
                       "asked for one token now and then: you see what it costs before anything is sent."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 4, metric::kCardPadding, 8);
    m_spent->setObjectName(u"probesSpent"_s);
    m_more->setObjectName(u"allProbes"_s);
    m_choose->setObjectName(u"chooseProbes"_s);
    m_choose->setAccessibleName(tr("Choose whose models are asked"));
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Models"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(m_spent);
    head->addStretch();
    head->addWidget(m_more);
    head->addWidget(m_choose);
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
    connect(m_choose, &QAbstractButton::clicked, this, &ProbesCard::choose);
}

void ProbesCard::refresh()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "health.models"}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (answer) // the page's other question speaks for both
            take(*answer);
    });
}

void ProbesCard::take(const base::Json &answer)
{
    m_probes = parseProbes(answer, QDateTime::currentDateTime());
    m_answered = true;
    present();
    show();
}

void ProbesCard::present()
{
    std::vector<ProbeRow> rows;
    std::ranges::copy_if(m_probes.rows, std::back_inserter(rows), &ProbeRow::on);
    std::ranges::stable_sort(rows, {}, [](const ProbeRow &row) { return row.verdict == "failing"_L1 ? 0 : 1; });
    const std::size_t all = rows.size();
    const std::size_t count = m_all ? all : std::min(all, kFewModels);
    rows.resize(count);
    m_model.setRows(std::move(rows));
    m_table->setFixedHeight(metric::kTableHead + static_cast<int>(count) * metric::kDenseRow + 2);
    m_table->setVisible(count > 0);
    m_none->setVisible(count == 0);
    m_spent->setVisible(count > 0);
    m_spent->setText(tr("%1 of %2 spent today")
                         .arg(moneyText({m_probes.spentNanos}, u"USD"_s), moneyText({m_probes.mostNanos}, u"USD"_s)));
    m_more->setVisible(all > kFewModels);
    m_more->setText(m_all ? tr("Show fewer") : tr("Show all"));
}

void ProbesCard::choose()
{
    if (!m_answered)
        return;
    auto *sheet = new ProbeSheet(m_client, *window(), m_probes);
    connect(sheet, &ProbeSheet::saved, this, [this] {
        refresh();
        Q_EMIT said(tr("Saved"));
    });
    sheet->open();
}

} // namespace ui
