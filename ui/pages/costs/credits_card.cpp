#include "ui/pages/costs/credits_card.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/costs/credit_sheet.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kRow = 40;
constexpr int kMostRows = 8; ///< More of them scroll.

} // namespace

CreditsCard::CreditsCard(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent)
    : Card(parent),
      m_client(client),
      m_removals(removals),
      m_table(new TableView(kRow, this)),
      m_none(new Label(TextRole::Body, Tone::Quiet, this))
{
    setObjectName(u"creditsCard"_s);
    build();
    connect(&m_removals, &PendingRemovals::changed, this, &CreditsCard::refresh);
}

void CreditsCard::build()
{
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, this);
    title->setText(tr("Prepaid credit"));
    auto *note = new Label(TextRole::Body, Tone::Quiet, this);
    note->setText(tr("whose calls are paid from what was paid in before"));
    note->setElided(true);
    auto *add = new Button(Button::Kind::Text, tr("Pay in"), this);
    add->setObjectName(u"newCredit"_s);
    add->setIconName(u"plus"_s);
    connect(add, &QAbstractButton::clicked, this, &CreditsCard::create);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 4);
    head->setSpacing(8);
    head->addWidget(title);
    head->addWidget(note, 1);
    head->addWidget(add);
    m_table->setObjectName(u"creditsTable"_s);
    m_table->setAccessibleName(tr("Prepaid credit"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(&m_model);
    m_table->setColumns(CreditsModel::columnLayouts());
    m_table->hide();
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const Credit *credit = m_model.row(index.row()))
            openSheet(Credit(*credit)); // a copy: the list may be replaced meanwhile
    });
    m_none->setObjectName(u"noCredits"_s);
    m_none->setText(
        tr("Nobody has prepaid credit. The first payment for a client key, a user or a team opens an account; "
           "from then on their calls are paid from it and refused when it does not cover them."));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 8);
    m_none->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_table);
    column->addWidget(m_none);
}

void CreditsCard::refresh()
{
    if (m_asking)
        return;
    m_asking = true;
    m_client.call({.operation = "credits.list"}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (!answer)
            return fail(answer.error().code);
        m_known = true;
        show();
        m_credits = parseCredits(*answer);
        present();
    });
}

/// Where there is no such thing, or it is not for the reader, there is nothing to show.
void CreditsCard::fail(base::ErrorCode code)
{
    const bool none = code == base::ErrorCode::NotFound || code == base::ErrorCode::Forbidden;
    setVisible(!none);
    if (!none)
        Q_EMIT failed(code);
}

void CreditsCard::present()
{
    std::vector<Credit> shown = m_credits;
    std::erase_if(shown, [this](const Credit &credit) { return !credit.closed && m_removals.contains(credit.id); });
    m_model.setCredits(std::move(shown));
    const int rows = m_model.rowCount();
    m_table->setVisible(rows > 0);
    m_table->setFixedHeight(metric::kTableHead + std::min(rows, kMostRows) * kRow);
    m_none->setVisible(m_known && rows == 0);
}

void CreditsCard::create()
{
    openSheet({});
}

void CreditsCard::open(const QString &id)
{
    const auto hit = std::ranges::find(m_credits, id, &Credit::id);
    if (hit != m_credits.end())
        openSheet(Credit(*hit));
}

void CreditsCard::openSheet(const Credit &credit)
{
    auto *sheet = new CreditSheet(m_client, *window(), credit);
    connect(sheet, &CreditSheet::paid, this, [this](const QString &words) {
        refresh();
        Q_EMIT said(words);
    });
    connect(sheet, &CreditSheet::closeWanted, this, [this, credit] { closeAccount(credit); });
    sheet->open();
}

void CreditsCard::closeAccount(const Credit &credit)
{
    m_removals.begin({.id = credit.id,
                      .text = tr("Credit of %1 closed").arg(credit.holder),
                      .erase = {.operation = "credits.close", .path = {{"id", credit.id.toStdString()}}}});
}

} // namespace ui
