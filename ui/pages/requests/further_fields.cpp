#include "ui/pages/requests/further_fields.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include "ui/text/failure_words.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using Kind = FurtherField::Kind;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::requests", text);
}

// A further filter is one line here.
constexpr FurtherField kFields[] = {
    {"user", QT_TRANSLATE_NOOP("ui::requests", "User"), Kind::Listed, "users.list"},
    {"team", QT_TRANSLATE_NOOP("ui::requests", "Team"), Kind::Listed, "teams.list"},
    {"alias", QT_TRANSLATE_NOOP("ui::requests", "Asked for"), Kind::Words, "router.model_map.list"},
    {"billed_model", QT_TRANSLATE_NOOP("ui::requests", "Billed as"), Kind::Words, "providers.list"},
    {"session", QT_TRANSLATE_NOOP("ui::requests", "Session"), Kind::Words},
    {"application", QT_TRANSLATE_NOOP("ui::requests", "Application"), Kind::Words},
    {"tag", QT_TRANSLATE_NOOP("ui::requests", "Tag"), Kind::Words},
    {"endpoint", QT_TRANSLATE_NOOP("ui::requests", "Endpoint"), Kind::Words},
    {"stream", QT_TRANSLATE_NOOP("ui::requests", "Streaming"), Kind::Fixed},
    {"failure", QT_TRANSLATE_NOOP("ui::requests", "Failed attempt"), Kind::Fixed},
    {"error_code", QT_TRANSLATE_NOOP("ui::requests", "Error code"), Kind::Words},
    {"duration_ms", QT_TRANSLATE_NOOP("ui::requests", "Duration"), Kind::Range},
    {"first_token_ms", QT_TRANSLATE_NOOP("ui::requests", "First token"), Kind::Range},
    {"cost_nanos", QT_TRANSLATE_NOOP("ui::requests", "Cost"), Kind::Range},
    {"tokens", QT_TRANSLATE_NOOP("ui::requests", "Tokens"), Kind::Range},
};

constexpr const char *kFailures[] = {"connect",    "server_error",  "rate_limited",   "quota_gone",
                                     "bad_key",    "no_such_model", "context_length", "bad_request",
                                     "bad_answer", "cut",           "stalled",        "timeout",
                                     "no_key",     "cancelled",     "hedge_lost",     "answer_too_large"};
constexpr const char *kEndpoints[] = {"chat.completions", "messages", "responses", "completions", "embeddings"};

QString secondsText(std::int64_t millis)
{
    const QString number = QLocale().toString(static_cast<double>(millis) / 1000, 'g', 7);
    return QCoreApplication::translate("ui::numbers", "%1 s").arg(number);
}

/// Of a range: how its figures are typed and read.
struct RangeUnit {
    QLatin1StringView id;
    double one; ///< What is typed as 1, in the parameter's unit.
    QString (*text)(std::int64_t value);
    const char *offered; ///< Least values, as they are typed.
};
constexpr RangeUnit kUnits[] = {
    {"duration_ms"_L1, 1000, secondsText, "1 5 30 120"},
    {"first_token_ms"_L1, 1000, secondsText, "0.5 1 3 10"},
    {"cost_nanos"_L1, 1e9, [](std::int64_t value) { return moneyText({value}, u"USD"_s); }, "0.001 0.01 0.1 1"},
    {"tokens"_L1, 1, [](std::int64_t value) { return countText(value); }, "1000 10000 50000 100000"},
};
constexpr double kMostTyped = 1e9;

const RangeUnit *unitOf(const FurtherField &field)
{
    const auto *hit = std::ranges::find(kUnits, QLatin1StringView(field.id), &RangeUnit::id);
    return hit == std::end(kUnits) ? nullptr : hit;
}

/// A number as this reader or a program writes it, in the parameter's unit.
std::optional<std::int64_t> amountOf(const QString &typed, const RangeUnit &unit)
{
    bool read = false;
    double value = QLocale().toDouble(typed, &read);
    if (!read)
        value = QLocale::c().toDouble(typed, &read);
    if (!read || value < 0 || value > kMostTyped)
        return std::nullopt;
    return std::llround(value * unit.one);
}

/// `5000..` is from 5000 on, `..2000` up to 2000.
QString boundsText(std::optional<std::int64_t> least, std::optional<std::int64_t> most)
{
    const auto text = [](std::optional<std::int64_t> value) { return value ? QString::number(*value) : QString(); };
    return text(least) + u".."_s + text(most);
}

std::optional<std::int64_t> boundOf(const QString &value, int place)
{
    bool read = false;
    const qint64 bound = value.section(u".."_s, place, place).toLongLong(&read);
    return read ? std::optional<std::int64_t>(bound) : std::nullopt;
}

QString rangeLabel(const RangeUnit &unit, const QString &value)
{
    const auto least = boundOf(value, 0);
    const auto most = boundOf(value, 1);
    if (least && most)
        return translated(QT_TRANSLATE_NOOP("ui::requests", "%1 to %2")).arg(unit.text(*least), unit.text(*most));
    return least ? translated(QT_TRANSLATE_NOOP("ui::requests", "%1 or more")).arg(unit.text(*least))
                 : translated(QT_TRANSLATE_NOOP("ui::requests", "%1 or less")).arg(unit.text(most.value_or(0)));
}

/// `5`, `>5`, `<2`, `1-5`; what is behind, such as a unit, is left aside.
std::optional<QString> boundsFrom(const QString &typed, const RangeUnit &unit)
{
    static const QRegularExpression pattern(u"^\\s*([<>\\x{2264}\\x{2265}]?)=?\\s*\\$?([0-9]+(?:[.,][0-9]+)*)\\s*"
                                            u"(?:(?:-|\\x{2013}|\\.\\.)\\s*\\$?([0-9]+(?:[.,][0-9]+)*))?[^0-9]*$"_s);
    const QRegularExpressionMatch match = pattern.match(typed);
    if (!match.hasMatch())
        return std::nullopt;
    const auto first = amountOf(match.captured(2), unit);
    const auto second = amountOf(match.captured(3), unit);
    const QString sign = match.captured(1);
    if (!first || (!match.captured(3).isEmpty() && (!second || *second < *first || !sign.isEmpty())))
        return std::nullopt;
    if (second)
        return boundsText(first, second);
    return sign == u"<"_s || sign == u"\u2264"_s ? boundsText({}, first) : boundsText(first, {});
}

} // namespace

std::span<const FurtherField> furtherFields()
{
    return kFields;
}

const FurtherField *furtherField(const QString &id)
{
    const auto *hit =
        std::ranges::find_if(kFields, [&](const FurtherField &field) { return id == QLatin1StringView(field.id); });
    return hit == std::end(kFields) ? nullptr : hit;
}

QString furtherTitle(const FurtherField &field)
{
    return translated(field.title);
}

std::vector<FilterChoice> offeredChoices(const FurtherField &field)
{
    std::vector<FilterChoice> out;
    const auto add = [&](const QString &value) { out.push_back({value, furtherLabel(field, {value, value})}); };
    const QLatin1StringView id(field.id);
    if (const RangeUnit *unit = unitOf(field))
        for (const QString &typed : QString::fromLatin1(unit->offered).split(u' '))
            add(boundsText(std::llround(typed.toDouble() * unit->one), {}));
    if (id == "stream"_L1)
        for (const QString &value : {u"true"_s, u"false"_s})
            add(value);
    if (id == "failure"_L1)
        for (const char *failure : kFailures)
            add(QString::fromLatin1(failure));
    if (id == "endpoint"_L1)
        for (const char *endpoint : kEndpoints)
            add(QString::fromLatin1(endpoint));
    return out;
}

std::optional<FilterChoice> choiceFrom(const FurtherField &field, const FilterChoice &given)
{
    const RangeUnit *unit = unitOf(field);
    if (!unit || given.label != given.value) // one that was offered
        return given;
    const auto bounds = boundsFrom(given.value, *unit);
    if (!bounds)
        return std::nullopt;
    return FilterChoice{*bounds, rangeLabel(*unit, *bounds)};
}

QString furtherLabel(const FurtherField &field, const FilterChoice &kept)
{
    if (const RangeUnit *unit = unitOf(field))
        return rangeLabel(*unit, kept.value);
    if (QLatin1StringView(field.id) == "stream"_L1)
        return kept.value == u"true"_s ? translated(QT_TRANSLATE_NOOP("ui::requests", "streamed"))
                                       : translated(QT_TRANSLATE_NOOP("ui::requests", "in one piece"));
    if (QLatin1StringView(field.id) == "failure"_L1)
        return failureWords(kept.value);
    return kept.label;
}

void addParameters(std::vector<std::pair<std::string, std::string>> &to, const FurtherField &field,
                   const FilterChoice &choice)
{
    if (!unitOf(field)) {
        to.emplace_back(field.id, choice.value.toStdString());
        return;
    }
    if (const auto least = boundOf(choice.value, 0))
        to.emplace_back(std::string("min_") + field.id, std::to_string(*least));
    if (const auto most = boundOf(choice.value, 1))
        to.emplace_back(std::string("max_") + field.id, std::to_string(*most));
}

} // namespace ui
