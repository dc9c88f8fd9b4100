#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::int64_t kShortFrom = 10'000;

struct Scale {
    std::int64_t unit;
    const char16_t *mark;
};
constexpr Scale kScales[] = {{1'000'000'000, u"B"}, {1'000'000, u"M"}, {1'000, u"K"}};

QString withDecimals(std::int64_t value, int decimals)
{
    const std::int64_t power = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
    const QLocale locale;
    QString text = locale.toString(static_cast<qlonglong>(value / power));
    if (decimals > 0)
        text += locale.decimalPoint() + QString::number(value % power).rightJustified(decimals, u'0');
    return text;
}

QString translated(const char *pattern)
{
    return QCoreApplication::translate("ui::numbers", pattern);
}

} // namespace

QString countText(std::int64_t count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

ShortCount shortCount(std::int64_t count)
{
    if (count < kShortFrom)
        return {countText(count), {}};
    for (const Scale &scale : kScales) {
        if (count < scale.unit)
            continue;
        const std::int64_t whole = count / scale.unit;
        const int decimals = whole >= 100 ? 0 : 1;
        const std::int64_t power = decimals == 1 ? 10 : 1;
        // Cut, not rounded: 999,999 must not be shown as 1,000 K.
        return {withDecimals(count / (scale.unit / power), decimals), QString::fromUtf16(scale.mark)};
    }
    return {countText(count), {}};
}

QString shortCountText(std::int64_t count)
{
    const ShortCount text = shortCount(count);
    return text.unit.isEmpty() ? text.number : text.number + u'\u00A0' + text.unit;
}

QString durationText(std::optional<std::int64_t> micros)
{
    if (!micros || *micros < 0)
        return u"–"_s;
    const std::int64_t millis = (*micros + 500) / 1000;
    if (millis < 10)
        return translated(QT_TRANSLATE_NOOP("ui::numbers", "%1 ms")).arg(millis);
    const std::int64_t hundredths = (millis + 5) / 10;
    if (hundredths < 6000)
        return translated(QT_TRANSLATE_NOOP("ui::numbers", "%1 s")).arg(withDecimals(hundredths, 2));
    const std::int64_t seconds = (millis + 500) / 1000;
    return translated(QT_TRANSLATE_NOOP("ui::numbers", "%1 m %2 s")).arg(seconds / 60).arg(seconds % 60);
}

} // namespace ui
