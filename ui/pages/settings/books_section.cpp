#include "ui/pages/settings/books_section.h"

#include <tuple>
#include <utility>

#include <QAbstractItemView>
#include <QHBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/pages/settings/bound_field.h"
#include "ui/pages/settings/rates_sheet.h"
#include "ui/pages/settings/setting_row.h"
#include "ui/widgets/button.h"
#include "ui/widgets/calm_box.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kDollars = "USD"_L1;

} // namespace

BooksSection::BooksSection(admin::AdminClient &client, QWidget *parent)
    : SettingSection(tr("Costs and records"), parent), m_client(client)
{
    setObjectName(u"booksSection"_s);
    addCurrency();
    addBounds();
}

void BooksSection::addCurrency()
{
    auto *both = new QWidget(this);
    m_rates = new Button(Button::Kind::Secondary, tr("Exchange rates…"), both);
    m_rates->setObjectName(u"exchangeRates"_s);
    m_currency = new CalmBox(both);
    m_currency->setObjectName(u"viewCurrency"_s);
    m_currency->setAccessibleName(tr("Currency"));
    m_currency->view()->setAccessibleName(tr("Currency"));
    m_currency->addItem(kDollars, QString(kDollars));
    m_currency->setEnabled(false); // until the gateway has said what holds
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_rates);
    row->addWidget(m_currency);
    m_currencyRow =
        addRow(tr("Currency"),
               tr("Costs are booked in US dollars and shown in this one, too: every day at its own rate. To "
                  "choose it, give a rate of it."),
               both);
    connect(m_rates, &QAbstractButton::clicked, this, &BooksSection::openRates);
    connect(m_currency, &QComboBox::activated, this, [this](int index) {
        save({{"currency", m_currency->itemData(index).toString().toStdString()}}, *m_currencyRow);
    });
}

void BooksSection::addBounds()
{
    m_days = new BoundField(tr("for ever"), this);
    m_days->line()->setObjectName(u"keepDays"_s);
    m_days->act()->setObjectName(u"saveKeepDays"_s);
    m_daysRow = addRow(tr("Keep calls for days"),
                       tr("What goes are the rows of older calls with their attempts. Sums, costs and the ledger stay, "
                          "whatever stands here."),
                       m_days);
    m_megabytes = new BoundField(tr("no limit"), this);
    m_megabytes->line()->setObjectName(u"keepMegabytes"_s);
    m_megabytes->act()->setObjectName(u"saveKeepMegabytes"_s);
    m_megabytesRow = addRow(tr("Keep calls up to megabytes"),
                            tr("The oldest calls go while usage.db is larger, but none of the last day."), m_megabytes);
    for (const auto &[field, row, name] :
         {std::tuple(m_days, m_daysRow, "keep_days"), std::tuple(m_megabytes, m_megabytesRow, "keep_megabytes")}) {
        field->line()->setAccessibleName(field->accessibleName());
        connect(field, &BoundField::edited, this, [row] { row->setError({}); });
        connect(field, &BoundField::unclear, this, [row] { row->setError(tr("Give a whole number, such as 90.")); });
        connect(field, &BoundField::meant, this,
                [this, row, name](std::int64_t bound) { save({{name, bound}}, *row); });
    }
}

void BooksSection::setSettings(const base::Json &settings)
{
    if (!std::exchange(m_asked, true))
        askCurrencies();
    if (m_saving > 0)
        return;
    m_kept = QString::fromStdString(base::textOr(base::at(settings, "currency"), "USD"));
    if (m_currency->findData(m_kept) < 0)
        m_currency->addItem(m_kept, m_kept);
    m_currency->setEnabled(true);
    if (!m_currency->view()->isVisible())
        m_currency->setCurrentIndex(m_currency->findData(m_kept));
    m_days->setKept(base::integerOr(base::at(settings, "keep_days")));
    m_megabytes->setKept(base::integerOr(base::at(settings, "keep_megabytes")));
}

void BooksSection::askCurrencies()
{
    m_client.call({.operation = "currencies.list"}, this, [this](const base::Result<base::Json> &answer) {
        if (answer)
            offer(*answer);
        else
            m_asked = false; // again with the next settings
    });
}

/// Dollars, what holds, and every currency that has a rate.
void BooksSection::offer(const base::Json &rates)
{
    QStringList names{kDollars};
    if (!m_kept.isEmpty())
        names += m_kept;
    for (const base::Json &rate : base::at(rates, "data"))
        names += QString::fromStdString(base::textOr(base::at(rate, "currency")));
    names.removeDuplicates();
    m_currency->clear();
    for (const QString &name : std::as_const(names))
        m_currency->addItem(name, name);
    m_currency->setCurrentIndex(qMax(0, m_currency->findData(m_kept)));
}

void BooksSection::openRates()
{
    auto *sheet = new RatesSheet(m_client, *window());
    connect(sheet, &RatesSheet::saved, this, [this](const base::Json &rates) {
        offer(rates);
        Q_EMIT saved();
    });
    sheet->open();
}

void BooksSection::save(base::Json change, SettingRow &row)
{
    ++m_saving;
    m_client.call({.operation = "settings.update", .body = std::move(change)}, this,
                  [this, &row](const base::Result<base::Json> &answer) {
                      --m_saving;
                      row.setError(answer ? QString() : refusalWords(answer.error()));
                      if (!answer) { // what holds is shown; what was typed stays
                          m_currency->setCurrentIndex(qMax(0, m_currency->findData(m_kept)));
                          return;
                      }
                      setSettings(*answer);
                      Q_EMIT saved();
                  });
}

} // namespace ui
