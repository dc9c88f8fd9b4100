#include "ui/text/money.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::uint64_t kUnit = 1'000'000'000;
constexpr int kExactDecimals = 9;

struct Symbol {
    QLatin1StringView code;
    const char16_t *mark;
};
constexpr Symbol kSymbols[] = {{"USD"_L1, u"$"}, {"CNY"_L1, u"¥"}, {"EUR"_L1, u"€"}, {"GBP"_L1, u"£"}};

std::uint64_t powerOfTen(int exponent)
{
    std::uint64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/// How many decimals an amount gets before its trailing zeros go.
int decimalsFor(std::uint64_t nanos)
{
    if (nanos >= kUnit)
        return 2;
    if (nanos >= kUnit / 100)
        return 4;
    int digits = 0;
    for (std::uint64_t rest = nanos; rest > 0; rest /= 10)
        ++digits;
    return qMin(kExactDecimals, kExactDecimals - digits + 4);
}

/// Half rounds up; the amount is below 2^63, so the sum fits.
std::uint64_t rounded(std::uint64_t nanos, int decimals)
{
    const std::uint64_t step = powerOfTen(kExactDecimals - decimals);
    return (nanos + step / 2) / step * step;
}

QString decimalText(std::uint64_t nanos)
{
    QString fraction = QString::number(nanos % kUnit).rightJustified(kExactDecimals, u'0');
    while (fraction.size() > 2 && fraction.endsWith(u'0'))
        fraction.chop(1);
    const QLocale locale;
    return locale.toString(static_cast<qulonglong>(nanos / kUnit)) + locale.decimalPoint() + fraction;
}

QString withCurrency(bool negative, const QString &number, const QString &currency)
{
    const QString sign = negative ? u"−"_s : QString();
    for (const Symbol &symbol : kSymbols)
        if (currency == symbol.code)
            return sign + QString::fromUtf16(symbol.mark) + number;
    return sign + number + u'\u00A0' + currency;
}

std::uint64_t magnitude(model::Nanos amount)
{
    const auto bits = static_cast<std::uint64_t>(amount.value);
    return amount.value < 0 ? 0 - bits : bits; // holds for the smallest integer too, which has no positive twin
}

} // namespace

QString moneyText(model::Nanos amount, const QString &currency)
{
    const std::uint64_t exact = magnitude(amount);
    std::uint64_t shown = rounded(exact, decimalsFor(exact));
    shown = rounded(shown, decimalsFor(shown)); // 0.99996 became 1.0000, which has its own precision
    return withCurrency(amount.value < 0, decimalText(shown), currency);
}

QString exactMoneyText(model::Nanos amount, const QString &currency)
{
    return withCurrency(amount.value < 0, decimalText(magnitude(amount)), currency);
}

QString amountText(model::Nanos amount)
{
    const std::uint64_t nanos = magnitude(amount);
    QString fraction = QString::number(nanos % kUnit).rightJustified(kExactDecimals, u'0');
    while (fraction.size() > 2 && fraction.endsWith(u'0'))
        fraction.chop(1);
    return QString::number(nanos / kUnit) + u'.' + fraction;
}

std::optional<model::Nanos> amountFrom(const QString &text)
{
    const QLocale locale;
    QString plain = text.trimmed();
    for (const QString &aside : {u"$"_s, u" "_s, u"\u00A0"_s})
        plain.remove(aside);
    if (locale.decimalPoint() != u"."_s)
        plain.remove(locale.groupSeparator()).replace(locale.decimalPoint(), u"."_s);
    else
        plain.remove(locale.groupSeparator());
    static const QRegularExpression kAmount(u"^(\\d{1,9})(?:\\.(\\d{1,9}))?$"_s);
    const auto found = kAmount.match(plain);
    if (!found.hasMatch())
        return std::nullopt;
    const qint64 fraction = found.captured(2).leftJustified(kExactDecimals, u'0').toLongLong();
    return model::Nanos{found.captured(1).toLongLong() * static_cast<qint64>(kUnit) + fraction};
}

QString costText(model::Nanos amount, const QString &currency, model::Confidence confidence)
{
    if (confidence == model::Confidence::Unpriced)
        return QCoreApplication::translate("ui::money", "unpriced");
    const QString text = moneyText(amount, currency);
    return confidence == model::Confidence::Estimated ? u"≈"_s + text : text;
}

model::Confidence confidenceFromWord(const QString &word)
{
    if (word == "unpriced"_L1)
        return model::Confidence::Unpriced;
    return word == "measured"_L1 ? model::Confidence::Measured : model::Confidence::Estimated;
}

} // namespace ui
