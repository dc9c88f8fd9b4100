#include "ui/text/delta_text.h"

#include <cmath>

#include <QCoreApplication>
#include <QLocale>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double kWholeFrom = 10; ///< From here on a decimal says nothing any more.

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::delta", text);
}

QString sized(double size)
{
    return QLocale().toString(size, 'f', size < kWholeFrom ? 1 : 0);
}

DeltaText moved(double change, const QString &pattern, Better better)
{
    const QString rest = translated(QT_TRANSLATE_NOOP("ui::delta", "vs yesterday"));
    if (std::abs(change) < 0.05) // would read "0.0"
        return {.rest = translated(QT_TRANSLATE_NOOP("ui::delta", "same as yesterday")), .better = better};
    const QString arrow(QChar(change > 0 ? u'▲' : u'▼'));
    return {.change = arrow + u'\u00A0' + pattern.arg(sized(std::abs(change))),
            .rest = rest,
            .better = better,
            .direction = change > 0 ? 1 : -1};
}

} // namespace

DeltaText relativeDelta(std::optional<double> now, std::optional<double> before, Better better)
{
    if (!now || !before)
        return {};
    if (*before == 0)
        return {.rest = *now == 0 ? translated(QT_TRANSLATE_NOOP("ui::delta", "same as yesterday"))
                                  : translated(QT_TRANSLATE_NOOP("ui::delta", "none yesterday")),
                .better = better};
    return moved((*now - *before) / std::abs(*before) * 100, u"%1%"_s, better);
}

DeltaText pointsDelta(std::optional<double> now, std::optional<double> before, Better better)
{
    if (!now || !before)
        return {};
    //: Percentage points, short: 0.6 pts.
    return moved((*now - *before) * 100, translated(QT_TRANSLATE_NOOP("ui::delta", "%1 pts")), better);
}

} // namespace ui
