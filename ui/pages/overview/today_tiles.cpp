#include "ui/pages/overview/today_tiles.h"

#include <QBoxLayout>
#include <QCoreApplication>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/widgets/kpi_tile.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::today", text);
}

QString counted(const char *text, std::int64_t count)
{
    return QCoreApplication::translate("ui::today", text, nullptr, static_cast<int>(count));
}

std::int64_t number(const base::Json &total, std::string_view key)
{
    return base::integerOr(base::at(total, key));
}

KpiTile *addTile(QWidget &page, QBoxLayout &row, const char *title, const QString &name)
{
    auto *tile = new KpiTile(translated(title), &page);
    tile->setObjectName(name);
    row.addWidget(tile, 1);
    return tile;
}

} // namespace

TodayTiles::TodayTiles(QWidget &page, QBoxLayout &row)
    : m_calls(addTile(page, row, QT_TRANSLATE_NOOP("ui::today", "Calls today"), u"callsToday"_s)),
      m_tokens(addTile(page, row, QT_TRANSLATE_NOOP("ui::today", "Tokens today"), u"tokensToday"_s)),
      m_cost(addTile(page, row, QT_TRANSLATE_NOOP("ui::today", "Cost today"), u"costToday"_s)),
      m_open(addTile(page, row, QT_TRANSLATE_NOOP("ui::today", "Open calls"), u"openCalls"_s))
{
}

void TodayTiles::setUsage(const base::Json &usage)
{
    const base::Json &total = base::at(usage, "total");
    const auto calls = number(total, "calls");
    const auto errors = number(total, "errors");
    m_calls->setFigure(countText(calls));
    if (errors > 0)
        m_calls->setNote(counted(QT_TRANSLATE_N_NOOP("ui::today", "%n failed"), errors), Tone::Error);
    else
        m_calls->setNote(calls > 0 ? translated(QT_TRANSLATE_NOOP("ui::today", "none failed"))
                                   : translated(QT_TRANSLATE_NOOP("ui::today", "none yet")));

    const auto input = number(total, "input_tokens");
    const auto output = number(total, "output_tokens");
    const ShortCount tokens = shortCount(input + output);
    m_tokens->setFigure(tokens.number, tokens.unit);
    m_tokens->setNote(translated(QT_TRANSLATE_NOOP("ui::today", "%1 in · %2 out"))
                          .arg(shortCountText(input), shortCountText(output)));
    setCost(total);
}

void TodayTiles::setCost(const base::Json &total)
{
    const auto calls = number(total, "calls");
    const auto unpriced = number(total, "unpriced_calls");
    const auto estimated = number(total, "estimated_calls");
    const QString currency = QString::fromStdString(base::textOr(base::at(total, "currency"), "USD"));
    const model::Nanos cost{number(total, "cost_nanos")};
    if (unpriced > 0 && unpriced >= calls)
        m_cost->setFigure(u"–"_s); // nothing has a price: the sum is unknown, not zero
    else
        m_cost->setFigure(
            costText(cost, currency, estimated > 0 ? model::Confidence::Estimated : model::Confidence::Measured));
    if (unpriced > 0)
        m_cost->setNote(counted(QT_TRANSLATE_N_NOOP("ui::today", "%n call(s) unpriced"), unpriced), Tone::Warn);
    else if (estimated > 0)
        m_cost->setNote(counted(QT_TRANSLATE_N_NOOP("ui::today", "%n call(s) estimated"), estimated));
    else
        m_cost->setNote(calls > 0 ? translated(QT_TRANSLATE_NOOP("ui::today", "all measured"))
                                  : translated(QT_TRANSLATE_NOOP("ui::today", "none yet")));
}

void TodayTiles::setStatus(const base::Json &status)
{
    m_open->setFigure(countText(number(status, "open_calls")));
    m_open->setNote(counted(QT_TRANSLATE_N_NOOP("ui::today", "on %n worker(s)"), number(status, "workers")));
}

} // namespace ui
