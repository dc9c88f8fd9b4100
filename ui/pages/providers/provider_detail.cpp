#include "ui/pages/providers/provider_detail.h"

#include <QGridLayout>
#include <QLocale>
#include <QMenu>

#include "ui/pages/providers/models_panel.h"
#include "ui/pages/providers/monogram.h"
#include "ui/pages/providers/pending_removals.h"
#include "ui/pages/providers/providers_model.h"
#include "ui/pages/providers/trend_chart.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kFactName = 84;
constexpr QLatin1StringView kBetween = " \xB7 "_L1; // a middle dot between two facts

QString seconds(const ProviderRow &row, const QString &name)
{
    const auto hit = row.timeouts.find(name);
    return hit == row.timeouts.end() ? u"–"_s : QLocale().toString(double(hit->second) / 1000, 'g', 6);
}

QWidget *padded(QWidget *inside, int top, int bottom)
{
    inside->layout()->setContentsMargins(metric::kCardPadding, top, metric::kCardPadding, bottom);
    return inside;
}

} // namespace

ProviderDetail::ProviderDetail(admin::AdminClient &client, PendingRemovals &removals, QWidget *parent)
    : QWidget(parent),
      m_tile(new Monogram(this)),
      m_name(new Label(TextRole::Section, Tone::Plain, this)),
      m_kind(new Label(TextRole::Body, Tone::Quiet, this)),
      m_state(new Badge({}, Tone::Quiet, this)),
      m_more(new Button(Button::Kind::Plain, {}, this)),
      m_test(new Button(Button::Kind::Secondary, tr("Test"), this)),
      m_trend(new TrendChart(this)),
      m_models(new ModelsPanel(client, removals, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(padded(makeHead(), metric::kCardPadding, 12));
    column->addWidget(padded(makeActs(), 0, 16));
    column->addWidget(padded(makeFacts(), 0, 12));
    column->addWidget(m_trend);
    column->addWidget(m_models, 1);
    column->addSpacing(12);
    connect(m_models, &ModelsPanel::addAsked, this, &ProviderDetail::modelsAsked);
    connect(m_models, &ModelsPanel::refused, this, &ProviderDetail::refused);
}

QWidget *ProviderDetail::makeHead()
{
    auto *head = new QWidget(this);
    m_name->setObjectName(u"detailName"_s);
    m_name->setElided(true);
    m_kind->setElided(true);
    m_more->setIconName(u"more"_s);
    m_more->setObjectName(u"providerMore"_s);
    m_more->setAccessibleName(tr("More"));
    m_more->setToolTip(tr("More"));
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        if (m_menu)
            m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_name);
    words->addWidget(m_kind);
    auto *row = new QHBoxLayout(head);
    row->setSpacing(12);
    row->addWidget(m_tile);
    row->addLayout(words, 1);
    row->addWidget(m_state);
    row->addWidget(m_more);
    return head;
}

QWidget *ProviderDetail::makeActs()
{
    auto *acts = new QWidget(this);
    auto *edit = new Button(Button::Kind::Secondary, tr("Edit"), acts);
    m_test->setIconName(u"bolt"_s);
    m_test->setObjectName(u"testProvider"_s);
    edit->setIconName(u"edit"_s);
    edit->setObjectName(u"editProvider"_s);
    for (Button *button : {m_test, edit})
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_test, &QAbstractButton::clicked, this, &ProviderDetail::testAsked);
    connect(edit, &QAbstractButton::clicked, this, &ProviderDetail::editAsked);
    auto *row = new QHBoxLayout(acts);
    row->setSpacing(8);
    row->addWidget(m_test);
    row->addWidget(edit);
    return acts;
}

QWidget *ProviderDetail::makeFacts()
{
    auto *facts = new QWidget(this);
    m_facts = new QGridLayout(facts);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(8);
    m_facts->setColumnMinimumWidth(0, kFactName);
    m_facts->setColumnStretch(1, 1);
    m_address = addFact(tr("Address"), true);
    m_today = addFact(tr("Today"));
    m_priority = addFact(tr("Order"));
    m_timeouts = addFact(tr("Timeouts"));
    m_lastTest = addFact(tr("Last test"));
    m_lastTest->setObjectName(u"lastTest"_s);
    m_problem = new Label(TextRole::Body, Tone::Error, facts);
    m_problem->setObjectName(u"testProblem"_s);
    m_problem->setWordWrap(true);
    m_facts->addWidget(m_problem, m_facts->rowCount(), 0, 1, 2);
    return facts;
}

Label *ProviderDetail::addFact(const QString &name, bool code)
{
    auto *label = new Label(TextRole::Body, Tone::Quiet, this);
    label->setText(name);
    auto *value = new Label(code ? TextRole::Code : TextRole::Body, Tone::Plain, this);
    value->setElided(true);
    value->setAccessibleName(name);
    const int row = m_facts->rowCount();
    m_facts->addWidget(label, row, 0);
    m_facts->addWidget(value, row, 1);
    return value;
}

void ProviderDetail::showProvider(const ProviderRow &row)
{
    m_tile->setWord(row.name);
    m_name->setText(row.name);
    m_kind->setText(row.typeLabel);
    const Cell state = providerState(row);
    m_state->setState(state.text, state.tone);
    m_test->setEnabled(!row.testing);
    m_test->setText(row.testing ? tr("Testing…") : tr("Test"));
    m_address->setText(row.baseUrl.isEmpty() ? tr("built in, no network") : row.baseUrl);
    m_today->setText(row.usage.calls == 0 ? tr("no calls yet")
                                          : QStringList{tr("%n call(s)", nullptr, int(row.usage.calls)),
                                                        tr("%n failed", nullptr, int(row.usage.errors))}
                                                .join(kBetween));
    m_priority->setText(tr("priority %1, weight %2").arg(row.priority).arg(row.weight));
    m_timeouts->setText(
        tr("connect %1 s, first token %2 s").arg(seconds(row, u"connect_ms"_s), seconds(row, u"first_token_ms"_s)));
    showTest(row);
    m_trend->setPoints(row.usage.trend);
    m_models->showProvider(&row);
}

void ProviderDetail::showTest(const ProviderRow &row)
{
    m_problem->setVisible(row.test && !row.test->problem.isEmpty());
    if (!row.test) {
        m_lastTest->setText(tr("not since the window opened"));
        return;
    }
    const QString at = clockText(row.test->at, QDateTime::currentDateTime());
    const int tried = row.test->keysTried;
    QString how = row.test->ok ? tr("it answers") : tr("failed");
    if (tried > 0)
        how = tr("%1 of %n key(s) work", nullptr, tried).arg(row.test->keysWorking);
    m_lastTest->setText(at + kBetween + how);
    m_problem->setText(row.test->problem);
}

void ProviderDetail::refreshModels()
{
    m_models->refresh();
}

} // namespace ui
