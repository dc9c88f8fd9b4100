#include "ui/pages/routing/replay_figures.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/numbers.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

Tone unlessNone(std::int64_t count, Tone tone)
{
    return count == 0 ? Tone::Quiet : tone;
}

} // namespace

ReplayFigures::ReplayFigures(Extent extent, QWidget *parent) : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    m_moved = add("replayMoved");
    m_cost = add("replayCost");
    if (extent == Extent::All) {
        m_unchanged = add("replayUnchanged");
        m_unknown = add("replayUnknown");
    }
    m_missing = add("replayMissing");
}

ReplayFigures::Figure ReplayFigures::add(const char *name)
{
    auto *box = new QWidget(this);
    const Figure out{new Label(TextRole::Section, Tone::Plain, box), new Label(TextRole::Caption, Tone::Quiet, box)};
    out.number->setObjectName(QLatin1StringView(name));
    out.caption->setElided(true);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(out.number);
    column->addWidget(out.caption);
    layout()->addWidget(box);
    return out;
}

void ReplayFigures::set(const Figure &figure, const QString &number, const QString &caption, Tone tone)
{
    if (figure.number == nullptr)
        return;
    figure.number->setText(number);
    figure.number->setTone(tone);
    figure.caption->setText(caption);
    figure.number->setAccessibleName(number + u' ' + caption);
}

void ReplayFigures::showSums(const ReplaySums &sums)
{
    set(m_moved, countText(sums.moved), tr("of %1 calls move").arg(countText(sums.calls)), Tone::Plain);
    set(m_cost, sums.priced() ? differenceText(sums.nanos) : tr("unpriced"), tr("cost"),
        !sums.priced()   ? Tone::Quiet
        : sums.nanos < 0 ? Tone::Ok
                         : Tone::Plain);
    set(m_unchanged, countText(sums.unchanged + sums.noTrace), tr("stay"), Tone::Plain);
    set(m_unknown, countText(sums.cannotTell), tr("cannot be told"), unlessNone(sums.cannotTell, Tone::Warn));
    set(m_missing, countText(sums.missing), tr("lack a feature"), unlessNone(sums.missing, Tone::Error));
}

} // namespace ui
