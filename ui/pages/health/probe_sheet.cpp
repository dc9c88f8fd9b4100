#include "ui/pages/health/probe_sheet.h"

#include <algorithm>

#include <QCheckBox>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/text/money.h"
#include "ui/theme/typography.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 480;
constexpr int kNameWidth = 200;
constexpr int kMostMinutes = 1440;
constexpr std::int64_t kMinuteS = 60;
constexpr std::int64_t kDayS = 86'400;

QString dollars(std::int64_t nanos)
{
    return moneyText({nanos}, u"USD"_s);
}

} // namespace

ProbeSheet::ProbeSheet(admin::AdminClient &client, QWidget &window, ProbedModels probes)
    : FormSheet(window, kWidth, tr("Save")), m_client(client), m_probes(std::move(probes))
{
    setObjectName(u"probeSheet"_s);
    setTitle(tr("Models that are asked"));
    setSubtitle(tr("One token each, booked like any call, as Probe."));
    addProviders();
    m_minutes = new QSpinBox(form());
    m_minutes->setRange(1, kMostMinutes);
    m_minutes->setSuffix(tr(" min"));
    m_minutes->setFont(fontFor(TextRole::Body));
    m_minutes->setValue(static_cast<int>(m_probes.intervalS / kMinuteS));
    addField(tr("Each one every"), m_minutes, u"probe_interval_s"_s)
        ->setHint(tr("One that fails is asked ever less often. One that calls prove is not asked at all."));
    m_most = new LineEdit(form());
    m_most->setText(amountText({m_probes.mostNanos}));
    addField(tr("At most a day, in US dollars"), m_most, u"probe_daily_nanos"_s);
    m_sum = new Label(TextRole::Body, Tone::Quiet, form());
    m_sum->setObjectName(u"probeSum"_s);
    m_sum->setWordWrap(true);
    fields()->addWidget(m_sum);
    fields()->addStretch();
    connect(m_minutes, &QSpinBox::valueChanged, this, [this] {
        markEdited();
        follow();
    });
    connect(m_most, &QLineEdit::textEdited, this, [this] { markEdited(); });
    follow();
    markSaved();
}

void ProbeSheet::addProviders()
{
    m_list = new QWidget(form());
    m_list->setAccessibleName(tr("Providers"));
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins({});
    column->setSpacing(8);
    for (const ProbeRow &row : m_probes.rows)
        if (std::ranges::find(m_choices, row.providerId, &Choice::providerId) == m_choices.end())
            addChoice(row.providerId, row.provider);
    if (m_choices.empty()) {
        auto *none = new Label(TextRole::Body, Tone::Quiet, m_list);
        none->setText(tr("No provider has models by name yet."));
        column->addWidget(none);
    }
    addField(tr("Providers"), m_list, u"probe_providers"_s);
}

void ProbeSheet::addChoice(const QString &providerId, const QString &name)
{
    Choice choice{
        .providerId = providerId, .box = new QCheckBox(m_list), .cost = nullptr, .models = 0, .nanosPerAsk = 0};
    for (const ProbeRow &row : m_probes.rows)
        if (row.providerId == providerId && row.dailyNanos) {
            ++choice.models;
            choice.nanosPerAsk += *row.dailyNanos / std::max<std::int64_t>(kDayS / m_probes.intervalS, 1);
        }
    const QString shown = QFontMetrics(fontFor(TextRole::Body)).elidedText(name, Qt::ElideRight, kNameWidth);
    choice.box->setText(QString(shown).replace(u'&', u"&&"_s));
    choice.box->setObjectName(u"probe:"_s + providerId);
    choice.box->setAccessibleName(name);
    choice.box->setChecked(m_probes.providers.contains(providerId));
    choice.box->setEnabled(choice.models > 0 || choice.box->isChecked());
    choice.cost = new Label(TextRole::Body, Tone::Quiet, m_list);
    choice.cost->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout;
    row->addWidget(choice.box);
    row->addStretch();
    row->addWidget(choice.cost);
    static_cast<QVBoxLayout *>(m_list->layout())->addLayout(row);
    connect(choice.box, &QCheckBox::toggled, this, [this] {
        markEdited();
        follow();
    });
    m_choices.push_back(choice);
}

/// What each would cost a day, and all that are chosen.
void ProbeSheet::follow()
{
    const std::int64_t times = kDayS / (std::max(m_minutes->value(), 1) * kMinuteS);
    std::int64_t sum = 0;
    for (const Choice &choice : m_choices) {
        const std::int64_t nanos = choice.nanosPerAsk * times;
        choice.cost->setText(choice.models == 0
                                 ? tr("no price is known")
                                 : tr("%n model(s), %1 a day", nullptr, choice.models).arg(dollars(nanos)));
        sum += choice.box->isChecked() ? nanos : 0;
    }
    m_sum->setText(
        sum == 0 ? tr("Nothing is asked, and nothing is spent.")
                 : tr("All of it would cost about %1 a day, and never more than the sum above.").arg(dollars(sum)));
}

void ProbeSheet::submit()
{
    const auto most = amountFrom(m_most->text());
    auto *field = qobject_cast<FormField *>(m_most->parentWidget());
    if (field != nullptr)
        field->setError(most ? QString() : tr("Give an amount, such as 0.05."));
    if (!most)
        return;
    base::Json ids = base::Json::array();
    for (const Choice &choice : m_choices)
        if (choice.box->isChecked())
            ids.push_back(choice.providerId.toStdString());
    base::Json change = {{"probe_providers", std::move(ids)},
                         {"probe_interval_s", m_minutes->value() * kMinuteS},
                         {"probe_daily_nanos", most->value}};
    send(m_client, {.operation = "settings.update", .body = std::move(change)}, [this](const base::Json &) {
        Q_EMIT saved();
        close();
    });
}

} // namespace ui
