#include "ui/pages/requests/filter_bar.h"

#include <QMenu>

#include "ui/pages/requests/filter_choices.h"
#include "ui/pages/requests/further_filters.h"
#include "ui/pages/requests/saved_filters_button.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filter_button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using Period = RequestQuery::Period;

constexpr int kSearchWidth = 220;
constexpr auto kMostChoices = "1000";
constexpr Period kPeriods[] = {Period::LastHour, Period::Today,    Period::Yesterday,
                               Period::LastDay,  Period::LastWeek, Period::LastMonth};

} // namespace

FilterBar::FilterBar(admin::AdminClient &client, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_search(new SearchField(tr("Id, model, provider or key"), this)),
      m_clear(new Button(Button::Kind::Text, tr("Clear filters"), this))
{
    m_search->setObjectName(u"requestSearch"_s);
    m_search->setFixedWidth(kSearchWidth);
    auto *row = new FlowLayout(8, this);
    row->addWidget(m_search);
    connect(m_search, &SearchField::changed, this, [this](const QString &words) {
        m_query.words = words;
        announce();
    });
    buildFields(*row);
    showQuery();
}

void FilterBar::buildFields(QLayout &row)
{
    m_period = new FilterButton(FilterButton::Kind::Choice, tr("Time"), this);
    m_period->setObjectName(u"filterPeriod"_s);
    addPeriods();
    m_state = new FilterButton(FilterButton::Kind::Choice, tr("Status"), this);
    m_state->setObjectName(u"filterState"_s);
    addStates();
    m_provider = addFilter("filterProvider", tr("Provider"), &RequestQuery::provider);
    m_model = addFilter("filterModel", tr("Model"), &RequestQuery::model);
    m_key = addFilter("filterKey", tr("Key"), &RequestQuery::key);
    m_failover = new FilterButton(FilterButton::Kind::Toggle, tr("Failovers"), this);
    m_failover->setObjectName(u"filterFailover"_s);
    m_failover->setToolTip(tr("Only calls that took more than one attempt"));
    connect(m_failover, &QAbstractButton::toggled, this, [this](bool on) {
        m_query.failoverOnly = on;
        announce();
    });
    for (QWidget *filter : std::initializer_list<QWidget *>{m_period, m_state, m_provider, m_model, m_key, m_failover})
        row.addWidget(filter);
    m_further = new FurtherFilters(m_client, *this, row);
    connect(m_further, &FurtherFilters::chosen, this, &FilterBar::setFurther);
    m_saved = new SavedFiltersButton(this);
    connect(m_saved, &SavedFiltersButton::chosen, this, [this](RequestQuery query) {
        query.sort = m_query.sort;
        m_query = std::move(query);
        announce();
    });
    row.addWidget(m_saved);
    row.addWidget(m_clear);
    m_clear->setObjectName(u"clearFilters"_s);
    connect(m_clear, &QAbstractButton::clicked, this, [this] {
        clear();
        m_search->setFocus(Qt::OtherFocusReason); // the button goes away
    });
}

FilterButton *FilterBar::addFilter(const char *name, const QString &field, FilterChoice RequestQuery::*member)
{
    auto *button = new FilterButton(FilterButton::Kind::Choice, field, this);
    button->setObjectName(QString::fromLatin1(name));
    connect(button, &FilterButton::cleared, this, [this, member] { choose(member, {}); });
    connect(button, &FilterButton::openWanted, this, [this, button, member] { openList(*button, member); });
    return button;
}

void FilterBar::addPeriods()
{
    connect(m_period, &FilterButton::cleared, this, [this] {
        m_query.period = Period::All;
        announce();
    });
    connect(m_period, &FilterButton::openWanted, this, [this] {
        auto *menu = new QMenu(m_period);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const Period period : kPeriods) {
            QAction *action = menu->addAction(periodTitle(period), this, [this, period] {
                m_query.period = period;
                announce();
            });
            action->setCheckable(true);
            action->setChecked(m_query.period == period);
        }
        menu->popup(m_period->mapToGlobal(QPoint(0, m_period->height() + 4)));
    });
}

void FilterBar::addStates()
{
    connect(m_state, &FilterButton::cleared, this, [this] { choose(&RequestQuery::state, {}); });
    connect(m_state, &FilterButton::openWanted, this, [this] {
        auto *menu = new QMenu(m_state);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        for (const FilterChoice &state : requestStates()) {
            QAction *action =
                menu->addAction(state.label, this, [this, state] { choose(&RequestQuery::state, state); });
            action->setCheckable(true);
            action->setChecked(m_query.state == state);
        }
        menu->popup(m_state->mapToGlobal(QPoint(0, m_state->height() + 4)));
    });
}

void FilterBar::openList(FilterButton &button, FilterChoice RequestQuery::*member)
{
    const bool keys = member == &RequestQuery::key;
    const bool model = member == &RequestQuery::model;
    ChoiceSource source{
        .call = admin::AdminCall{.operation = keys ? "api_keys.list" : "providers.list",
                                 .query = {{"limit", kMostChoices}}},
        .read = model ? modelNames : namedRows,
        .free = model, // one that no provider lists any more has calls, too
    };
    chooseFrom(m_client, button, std::move(source), (m_query.*member).value,
               [this, member](const FilterChoice &choice) {
                   choose(member, choice);
                   return true;
               });
}

void FilterBar::choose(FilterChoice RequestQuery::*member, const FilterChoice &choice)
{
    if (m_query.*member == choice)
        return;
    m_query.*member = choice;
    announce();
}

void FilterBar::setSort(const QString &sort)
{
    m_query.sort = sort;
    announce();
}

void FilterBar::setProvider(const FilterChoice &provider)
{
    choose(&RequestQuery::provider, provider);
}

void FilterBar::setModel(const FilterChoice &model)
{
    choose(&RequestQuery::model, model);
}

void FilterBar::setKey(const FilterChoice &key)
{
    choose(&RequestQuery::key, key);
}

void FilterBar::setState(const FilterChoice &state)
{
    choose(&RequestQuery::state, state);
}

void FilterBar::setFurther(const QString &field, const FilterChoice &choice)
{
    if (choice.value.isEmpty())
        m_query.further.erase(field);
    else
        m_query.further[field] = choice;
    announce();
}

void FilterBar::clear()
{
    const QString sort = m_query.sort;
    m_query = {};
    m_query.sort = sort;
    announce();
}

bool FilterBar::showOnly(const QString &field, const FilterChoice &choice)
{
    RequestQuery query;
    query.sort = m_query.sort;
    if (field == "provider"_L1)
        query.provider = choice;
    else if (field == "key"_L1)
        query.key = choice;
    else if (field == "model"_L1)
        query.words = choice.value; // as it was billed, asked for or sent
    else if (furtherField(field))
        query.further[field] = choice;
    else
        return false;
    m_query = query;
    announce();
    return true;
}

void FilterBar::announce()
{
    showQuery();
    Q_EMIT changed();
}

void FilterBar::showQuery()
{
    const QSignalBlocker words(m_search);
    const QSignalBlocker failover(m_failover);
    if (m_search->text() != m_query.words)
        m_search->setText(m_query.words);
    m_period->setValue(m_query.period == Period::All ? QString() : periodTitle(m_query.period));
    m_state->setValue(m_query.state.label);
    m_provider->setValue(m_query.provider.label);
    m_model->setValue(m_query.model.label);
    m_key->setValue(m_query.key.label);
    m_failover->setChecked(m_query.failoverOnly);
    m_further->show(m_query.further);
    m_saved->setCurrent(m_query);
    m_clear->setVisible(m_query.isFiltered());
}

} // namespace ui
