#include "ui/pages/health/health_summary.h"

#include <algorithm>

#include <QFrame>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/health/health_words.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/status_dot.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDot = 12;
constexpr int kPadding = 20;
constexpr int kFigureGap = 48;
constexpr int kMostNames = 3;

/// What is counted of all that is in use.
struct Tally {
    int providers = 0;
    int providersUp = 0;
    int keys = 0;
    int keysReady = 0;
    Tone worst = Tone::Ok;
    QStringList troubled{};
};

Tally tallyOf(const std::vector<HealthProvider> &providers, const QDateTime &now)
{
    Tally out;
    for (const HealthProvider &provider : providers) {
        if (!provider.enabled)
            continue;
        ++out.providers;
        out.providersUp += providerWord(provider, now).tone == Tone::Error ? 0 : 1;
        for (const HealthKey &key : provider.keys) {
            if (!key.enabled)
                continue;
            const HealthWord word = keyWord(key, now);
            if (!provider.keyless) {
                ++out.keys;
                out.keysReady += word.tone == Tone::Error || key.gate == "held"_L1 ? 0 : 1;
            }
            if (!word.bad())
                continue;
            out.worst = std::max(out.worst, word.tone);
            out.troubled += key.name.isEmpty() ? provider.name : provider.name + u' ' + key.name;
        }
    }
    return out;
}

} // namespace

HealthSummary::HealthSummary(QWidget *parent)
    : Card(parent),
      m_dot(new StatusDot(kDot, this)),
      m_headline(new Label(TextRole::Section, Tone::Plain, this)),
      m_names(new Label(TextRole::Body, Tone::Quiet, this))
{
    setObjectName(u"healthSummary"_s);
    m_headline->setObjectName(u"healthHeadline"_s);
    m_names->setObjectName(u"healthTroubled"_s);
    m_headline->setElided(true);
    m_names->setElided(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_headline);
    words->addWidget(m_names);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    row->setSpacing(16);
    row->addWidget(m_dot);
    row->addLayout(words, 1);
    m_providers = addFigure(*row);
    m_keys = addFigure(*row);
}

HealthSummary::Figure HealthSummary::addFigure(QHBoxLayout &row)
{
    const Figure out{new Label(TextRole::Section, Tone::Plain, this), new Label(TextRole::Body, Tone::Quiet, this)};
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(out.number);
    column->addWidget(out.words);
    row.addSpacing(kFigureGap - row.spacing());
    row.addLayout(column);
    return out;
}

void HealthSummary::show(const std::vector<HealthProvider> &providers, const QDateTime &now)
{
    const Tally tally = tallyOf(providers, now);
    const auto count = static_cast<int>(tally.troubled.size());
    m_dot->setTone(tally.worst);
    m_headline->setText(count == 0 ? tr("All is well") : tr("%n thing(s) need a look", nullptr, count));
    QString names = tally.troubled.mid(0, kMostNames).join(u", "_s);
    if (count > kMostNames)
        names = tr("%1 and %n more", nullptr, count - kMostNames).arg(names);
    m_names->setText(count == 0 ? tr("Every key that is in use can be used.") : names);
    m_providers.number->setText(tr("%1 of %2").arg(tally.providersUp).arg(tally.providers));
    m_providers.words->setText(tr("providers answer"));
    m_keys.number->setText(tr("%1 of %2").arg(tally.keysReady).arg(tally.keys));
    m_keys.words->setText(tr("keys ready"));
    setVisible(true);
}

} // namespace ui
