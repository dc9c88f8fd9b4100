#include "ui/pages/costs/cost_tiles.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/widgets/kpi_tile.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::costs", text);
}

QString counted(const char *text, std::int64_t count)
{
    return QCoreApplication::translate("ui::costs", text, nullptr, static_cast<int>(count));
}

} // namespace

DeltaText costDelta(model::Nanos now, std::optional<model::Nanos> before, const QString &against)
{
    if (!before)
        return {};
    DeltaText out = relativeDelta(static_cast<double>(now.value), static_cast<double>(before->value), Better::Lower);
    if (!out.change.isEmpty())
        out.rest = against;
    else if (before->value == 0)
        out.rest.clear();
    else
        out.rest = translated(QT_TRANSLATE_NOOP("ui::costs", "no change")) + u' ' + against;
    return out;
}

CostTiles::CostTiles(QWidget &canvas)
    : m_all{new KpiTile(translated(QT_TRANSLATE_NOOP("ui::costs", "Today")), &canvas),
            new KpiTile(translated(QT_TRANSLATE_NOOP("ui::costs", "This week")), &canvas),
            new KpiTile(translated(QT_TRANSLATE_NOOP("ui::costs", "This month")), &canvas),
            new KpiTile(translated(QT_TRANSLATE_NOOP("ui::costs", "Unpriced")), &canvas)}
{
    const char *names[] = {"costOfToday", "costOfWeek", "costOfMonth", "unpricedCalls"};
    for (std::size_t i = 0; i < m_all.size(); ++i)
        m_all[i]->setObjectName(QLatin1StringView(names[i]));
}

void CostTiles::fill(KpiTile &tile, const CostNow &period, const QString &against)
{
    const CostFigures &figures = period.figures;
    tile.setFigure(figures.costWords(), figures.convertedWords());
    if (figures.unpricedCalls > 0)
        tile.setNote(counted(QT_TRANSLATE_N_NOOP("ui::costs", "%n call(s) unpriced"), figures.unpricedCalls),
                     Tone::Warn);
    else
        tile.setDelta(costDelta(figures.cost, period.before, against),
                      figures.calls == 0 ? translated(QT_TRANSLATE_NOOP("ui::costs", "no calls yet"))
                                         : translated(QT_TRANSLATE_NOOP("ui::costs", "nothing before to compare")));
    QStringList detail;
    if (!figures.isUnknown())
        detail += exactMoneyText(figures.cost, figures.currency);
    if (period.before)
        detail += translated(QT_TRANSLATE_NOOP("ui::costs", "%1 the time before"))
                      .arg(moneyText(*period.before, figures.currency));
    if (figures.estimatedCalls > 0)
        detail += translated(QT_TRANSLATE_NOOP("ui::costs", "%1 of it estimated"))
                      .arg(moneyText(figures.estimated, figures.currency));
    tile.setDetail(detail.join(u" · "_s));
}

void CostTiles::setNow(const CostsNow &now)
{
    fill(*m_all[0], now.today, translated(QT_TRANSLATE_NOOP("ui::costs", "vs yesterday by now")));
    fill(*m_all[1], now.week, translated(QT_TRANSLATE_NOOP("ui::costs", "vs last week by now")));
    fill(*m_all[2], now.month, translated(QT_TRANSLATE_NOOP("ui::costs", "vs last month by now")));
}

void CostTiles::setUnpriced(const CostSummary &summary)
{
    KpiTile &tile = *m_all[3];
    const std::int64_t calls = summary.total.unpricedCalls;
    tile.setFigure(countText(calls),
                   calls > 0 ? counted(QT_TRANSLATE_N_NOOP("ui::costs", "call(s)"), calls) : QString());
    QStringList models;
    for (const UnpricedModel &model : summary.unpriced)
        if (!models.contains(model.model))
            models += model.model;
    if (calls > 0)
        tile.setNote(models.join(u", "_s), Tone::Warn);
    else
        tile.setNote(translated(summary.total.calls > 0 ? QT_TRANSLATE_NOOP("ui::costs", "every call has a price")
                                                        : QT_TRANSLATE_NOOP("ui::costs", "no calls in this time")));
    tile.setDetail(calls > 0 ? counted(QT_TRANSLATE_N_NOOP("ui::costs", "%n call(s) in no sum of cost"), calls)
                             : QString());
}

} // namespace ui
