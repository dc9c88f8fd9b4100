#include "ui/pages/health/health_page.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <QGridLayout>
#include <QVBoxLayout>

#include "ui/pages/health/health_grid.h"
#include "ui/pages/health/health_sheet.h"
#include "ui/pages/health/health_summary.h"
#include "ui/pages/health/health_words.h"
#include "ui/pages/health/outage_list.h"
#include "ui/pages/health/probes_card.h"
#include "ui/pages/health/proxies_card.h"
#include "ui/pages/health/section_head.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/text/numbers.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr std::size_t kFewKeys = 6;

/// A key beside the provider it is of.
struct KeyPlace {
    const HealthProvider *provider;
    const HealthKey *key;
    HealthWord word;
};

/// Whether something happened to it in the days that are shown.
bool hasEvents(const HealthKey &key)
{
    return std::ranges::any_of(key.past.days, [](const HealthDay &day) {
        return day.state == HealthDay::State::Degraded || day.state == HealthDay::State::Down;
    });
}

/// Those that need a look first, then those with a past, then as the gateway has them.
std::vector<KeyPlace> keysInOrder(const std::vector<HealthProvider> &providers, const QDateTime &now)
{
    std::vector<KeyPlace> out;
    for (const HealthProvider &provider : providers)
        for (const HealthKey &key : provider.keys)
            if (!provider.keyless)
                out.push_back({&provider, &key, keyWord(key, now)});
    const auto rank = [](const KeyPlace &place) {
        return place.word.tone == Tone::Error ? 0 : place.word.tone == Tone::Warn ? 1 : hasEvents(*place.key) ? 2 : 3;
    };
    std::ranges::stable_sort(out, {}, rank);
    return out;
}

QString balanceNote(const QString &balance)
{
    return balance.isEmpty() ? QString() : HealthPage::tr("%1 left").arg(balance);
}

} // namespace

HealthPage::HealthPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Health"), parent),
      m_client(client),
      m_scroll(new PageScroll(*this, *body())),
      m_span(new SegmentedControl({tr("24 h"), tr("7 days"), tr("30 days")}, this)),
      m_check(new Button(Button::Kind::Outlined, tr("Check all now"), this)),
      m_none(new EmptyState(tr("No provider yet"),
                            tr("Once there is one, its keys are checked here, and their last thirty days are shown."),
                            &m_scroll->canvas())),
      m_summary(new HealthSummary(&m_scroll->canvas())),
      m_providerHead(new SectionHead(tr("Providers"), &m_scroll->canvas())),
      m_providers(new HealthGrid(m_scroll->canvas())),
      m_keyHead(new SectionHead(tr("Keys"), &m_scroll->canvas())),
      m_keys(new HealthGrid(m_scroll->canvas())),
      m_probes(new ProbesCard(client, &m_scroll->canvas())),
      m_proxies(new ProxiesCard(client, &m_scroll->canvas())),
      m_outages(new OutageList(client, &m_scroll->canvas()))
{
    buildHeader();
    buildBody();
    new Poller(*this, 10s, [this] { refresh(); });
}

void HealthPage::buildHeader()
{
    m_span->setObjectName(u"healthSpan"_s);
    m_span->setAccessibleName(tr("Availability of"));
    m_span->setCurrent(static_cast<int>(HealthSpan::Month));
    connect(m_span, &SegmentedControl::chosen, this, [this] { present(); });
    m_check->setObjectName(u"checkAllKeys"_s);
    m_check->setIconName(u"refresh"_s);
    connect(m_check, &QAbstractButton::clicked, this, &HealthPage::checkAll);
    m_span->hide(); // until there is something to choose
    m_check->hide();
    addHeaderButton(m_span);
    addHeaderButton(m_check);
    addPageAction(u"health.check"_s, tr("Check all keys now"), u"refresh"_s, QKeySequence(u"Ctrl+T"_s),
                  [this] { checkAll(); });
    addPageAction(u"health.probes"_s, tr("Choose models that are asked"), {}, {}, [this] { m_probes->choose(); });
}

void HealthPage::buildBody()
{
    m_none->setObjectName(u"noHealth"_s);
    m_none->hide();
    Button *add = m_none->addButton(tr("Add a provider"));
    connect(add, &QAbstractButton::clicked, this, [this] { Q_EMIT pageWanted(u"providers"_s, {}); });
    m_summary->hide();
    m_providerHead->addLegend();
    m_keyHead->act()->setObjectName(u"allHealthKeys"_s);
    connect(m_keyHead->act(), &QAbstractButton::clicked, this, [this] {
        m_everyKey = !m_everyKey;
        present();
    });
    connect(m_providers, &HealthGrid::opened, this, &HealthPage::openProvider);
    connect(m_keys, &HealthGrid::opened, this, &HealthPage::openKey);
    connect(m_probes, &ProbesCard::said, this, [this](const QString &words) { Toast::of(*this).say(words); });
    connect(m_proxies, &ProxiesCard::answered, this, &HealthPage::presentProxies);
    connect(m_proxies, &ProxiesCard::said, this, [this](const QString &words) { Toast::of(*this).say(words); });
    QVBoxLayout *column = m_scroll->column();
    column->addWidget(m_none);
    column->addWidget(m_summary);
    column->addWidget(m_providerHead);
    column->addLayout(m_providers->layout());
    column->addWidget(m_keyHead);
    column->addLayout(m_keys->layout());
    column->addWidget(m_probes);
    column->addWidget(m_proxies);
    column->addWidget(m_outages);
    column->addStretch();
}

void HealthPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    m_providers->setRoom(room);
    m_keys->setRoom(room);
}

HealthSpan HealthPage::span() const
{
    return static_cast<HealthSpan>(m_span->current());
}

void HealthPage::refresh()
{
    ask();
}

void HealthPage::ask()
{
    if (std::exchange(m_asking, true))
        return;
    m_client.call({.operation = "health.availability"}, this, [this](const base::Result<base::Json> &answer) {
        m_asking = false;
        if (!answer)
            return showTrouble(answer.error().code);
        take(*answer);
    });
}

void HealthPage::take(const base::Json &answer)
{
    clearTrouble();
    m_answered = true;
    m_rows = parseHealth(answer);
    present();
    if (!m_rows.empty()) {
        m_probes->refresh();
        m_outages->refresh();
    }
    m_proxies->refresh();
    openWanted();
}

void HealthPage::present()
{
    if (!m_answered)
        return;
    const QDateTime now = QDateTime::currentDateTime();
    const bool any = !m_rows.empty();
    m_none->setVisible(!any);
    m_span->setVisible(any);
    m_check->setVisible(any);
    m_providerHead->setVisible(any);
    std::vector<HealthCard::Face> faces;
    for (const HealthProvider &provider : m_rows)
        faces.push_back({.id = provider.id,
                         .name = provider.name,
                         .note = keysNote(provider),
                         .word = providerWord(provider, now),
                         .past = provider.past,
                         .right = latencyText(latencyOf(provider))});
    m_providers->show(faces, span());
    m_providerHead->setNote(tr("each bar is one day, %1").arg(zoneText(now)));
    presentKeys(now);
    if (any)
        m_summary->show(m_rows, now);
    else
        m_summary->hide();
    m_probes->setVisible(any && m_probes->isAnswered());
    m_outages->setVisible(any && m_outages->isAnswered());
    presentProxies();
}

/// Also without a provider, once there is one.
void HealthPage::presentProxies()
{
    m_proxies->setVisible(m_answered && m_proxies->isAnswered() && (!m_rows.empty() || !m_proxies->isEmpty()));
}

void HealthPage::presentKeys(const QDateTime &now)
{
    const std::vector<KeyPlace> keys = keysInOrder(m_rows, now);
    const std::size_t count = m_everyKey ? keys.size() : std::min(keys.size(), kFewKeys);
    std::vector<HealthCard::Face> faces;
    for (std::size_t i = 0; i < count; ++i)
        faces.push_back({.id = keys[i].key->id,
                         .name = keys[i].key->name,
                         .note = keys[i].provider->name,
                         .word = keys[i].word,
                         .past = keys[i].key->past,
                         .left = balanceNote(keys[i].key->balance),
                         .right = keyNote(*keys[i].key, now)});
    m_keys->show(faces, span());
    const bool cut = keys.size() > kFewKeys;
    m_keyHead->setVisible(!keys.empty());
    m_keyHead->setNote(cut && !m_everyKey ? tr("%1 of %2")
                                                .arg(countText(static_cast<std::int64_t>(count)),
                                                     countText(static_cast<std::int64_t>(keys.size())))
                                          : QString());
    m_keyHead->setAct(!cut ? QString() : m_everyKey ? tr("Show fewer") : tr("Show all"));
}

void HealthPage::checkAll()
{
    if (m_rows.empty() || std::exchange(m_checking, true)) // the button stays enabled: else the focus would wander off
        return;
    m_check->setText(tr("Checking…"));
    m_client.call({.operation = "health.keys.check", .body = base::Json::object()}, this,
                  [this](const base::Result<base::Json> &answer) {
                      m_checking = false;
                      m_check->setText(tr("Check all now"));
                      if (!answer)
                          Toast::of(*this).say(refusalWords(answer.error()));
                      refresh();
                  });
}

void HealthPage::openProvider(const QString &id)
{
    const auto provider = std::ranges::find(m_rows, id, &HealthProvider::id);
    if (provider == m_rows.end())
        return;
    if (provider->keyless)
        return openKey(id);
    Q_EMIT pageWanted(u"providers"_s, id);
}

void HealthPage::openKey(const QString &id)
{
    for (const HealthProvider &provider : m_rows)
        for (const HealthKey &key : provider.keys)
            if (key.id == id) {
                auto *sheet = new HealthSheet(m_client, *window(), key);
                connect(sheet, &HealthSheet::checked, this, &HealthPage::refresh);
                return sheet->open();
            }
}

void HealthPage::showItem(const QString &item)
{
    m_wanted = item;
    openWanted();
}

void HealthPage::openWanted()
{
    if (m_answered && !m_wanted.isEmpty())
        openKey(std::exchange(m_wanted, {}));
}

} // namespace ui
