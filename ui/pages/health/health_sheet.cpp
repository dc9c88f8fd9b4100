#include "ui/pages/health/health_sheet.h"

#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/health/day_strip.h"
#include "ui/pages/health/health_words.h"
#include "ui/pages/providers/provider_checks.h"
#include "ui/parts/fact_list.h"
#include "ui/text/time_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSide = 24;

} // namespace

HealthSheet::HealthSheet(admin::AdminClient &client, QWidget &window, const HealthKey &key)
    : Sheet(window, metric::kSheetWidth), m_client(client), m_id(key.id)
{
    setObjectName(u"healthSheet"_s);
    setTitle(key.name.isEmpty() ? key.provider : key.name);
    setSubtitle(key.name.isEmpty() ? tr("Needs no key") : key.provider);
    build(key.past);
    show(key);
    m_check = new Button(Button::Kind::Primary, tr("Check now"), this);
    m_check->setObjectName(u"checkKeyNow"_s);
    connect(m_check, &QAbstractButton::clicked, this, &HealthSheet::check);
    footer()->addStretch();
    footer()->addWidget(m_check);
    connect(this, &Sheet::closed, this, &QObject::deleteLater);
}

void HealthSheet::build(const HealthPast &past)
{
    auto *content = new QWidget;
    m_state = new Badge({}, Tone::Quiet, content);
    m_trouble = new Label(TextRole::Body, Tone::Plain, content);
    m_trouble->setObjectName(u"healthTrouble"_s);
    m_trouble->setWordWrap(true);
    auto *strip = new DayStrip(content);
    strip->setFocusPolicy(Qt::StrongFocus);
    strip->setObjectName(u"healthDays"_s);
    strip->setPast(past);
    auto *facts = new FactList(content);
    const auto fact = [facts](const QString &name, const QString &objectName) {
        return facts->add(name, {}, objectName, FactList::Fit::Elided);
    };
    m_day = fact(tr("Last 24 hours"), u"healthDay"_s);
    m_week = fact(tr("Last 7 days"), u"healthWeek"_s);
    m_month = fact(tr("Last 30 days"), u"healthMonth"_s);
    m_last = fact(tr("Last check"), u"healthLast"_s);
    m_next = fact(tr("Next check"), u"healthNext"_s);
    m_latency = fact(tr("Answered in"), u"healthLatency"_s);
    m_balance = fact(tr("Balance"), u"healthBalance"_s);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(kSide, 8, kSide, kSide);
    column->setSpacing(16);
    column->addWidget(m_state, 0, Qt::AlignLeft);
    column->addWidget(m_trouble);
    column->addWidget(strip);
    column->addWidget(facts);
    column->addStretch();
    setContent(content);
}

void HealthSheet::show(const HealthKey &key)
{
    const QDateTime now = QDateTime::currentDateTime();
    const HealthWord word = keyWord(key, now);
    const QString trouble = keyTrouble(key);
    m_state->setState(word.text, word.tone);
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_day->setText(shareText(key.past.share(HealthSpan::Day)));
    m_week->setText(shareText(key.past.share(HealthSpan::Week)));
    m_month->setText(shareText(key.past.share(HealthSpan::Month)));
    const QString last = key.checkedAt.isValid() ? agoText(key.checkedAt, now) : tr("none yet");
    m_last->setText(key.byCall ? tr("%1, by a call that went well").arg(last) : last);
    m_next->setText(key.nextAt.isValid()  ? clockText(key.nextAt, now)
                    : key.checkedByItself ? tr("not planned yet")
                                          : tr("it is not checked by itself"));
    m_latency->setText(key.latencyMs ? latencyText(key.latencyMs) : u"–"_s);
    m_balance->setText(key.balance.isEmpty() ? tr("the provider does not tell") : key.balance);
}

void HealthSheet::check()
{
    if (std::exchange(m_asking, true)) // the button stays enabled: else the focus would wander off
        return;
    m_check->setText(tr("Checking…"));
    m_client.call({.operation = "health.key.check", .path = {{"id", m_id.toStdString()}}, .body = base::Json::object()},
                  this, [this](const base::Result<base::Json> &answer) { take(answer); });
}

void HealthSheet::take(const base::Result<base::Json> &answer)
{
    m_asking = false;
    m_check->setText(tr("Check now"));
    if (answer) {
        show(parseHealthKey(*answer));
        Q_EMIT checked();
        return;
    }
    m_trouble->setText(refusalWords(answer.error()));
    m_trouble->setVisible(true);
}

} // namespace ui
