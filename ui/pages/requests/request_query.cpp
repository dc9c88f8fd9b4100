#include "ui/pages/requests/request_query.h"

#include <QCoreApplication>

#include "ui/pages/requests/further_fields.h"
#include "ui/text/time_text.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kHour = 3600;
constexpr qint64 kDay = 24 * kHour;

struct State {
    QLatin1StringView value;
    const char *title;
};
constexpr State kStates[] = {
    {"outcome=done"_L1, QT_TRANSLATE_NOOP("ui::requests", "Succeeded")},
    {"status=4xx"_L1, QT_TRANSLATE_NOOP("ui::requests", "Client errors (4xx)")},
    {"status=5xx"_L1, QT_TRANSLATE_NOOP("ui::requests", "Server errors (5xx)")},
    {"outcome=refused"_L1, QT_TRANSLATE_NOOP("ui::requests", "Refused by Switchyard")},
    {"outcome=failed"_L1, QT_TRANSLATE_NOOP("ui::requests", "Failed at every provider")},
    {"outcome=partial"_L1, QT_TRANSLATE_NOOP("ui::requests", "Cut off midway")},
    {"outcome=cancelled"_L1, QT_TRANSLATE_NOOP("ui::requests", "Cancelled by the client")},
    {"outcome=interrupted"_L1, QT_TRANSLATE_NOOP("ui::requests", "Interrupted by a crash")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::requests", text);
}

struct Span {
    QDateTime from{};
    QDateTime to{};
};

Span spanOf(RequestQuery::Period period, const QDateTime &now)
{
    using enum RequestQuery::Period;
    switch (period) {
    case All:
        break;
    case LastHour:
        return {now.addSecs(-kHour)};
    case Today:
        return {startOfToday(now)};
    case Yesterday:
        return {startOfToday(now.addDays(-1)), startOfToday(now)};
    case LastDay:
        return {now.addSecs(-kDay)};
    case LastWeek:
        return {now.addSecs(-7 * kDay)};
    case LastMonth:
        return {now.addSecs(-30 * kDay)};
    }
    return {};
}

} // namespace

bool RequestQuery::isFiltered() const
{
    RequestQuery all;
    all.sort = sort;
    return *this != all;
}

std::vector<FilterChoice> requestStates()
{
    std::vector<FilterChoice> choices;
    for (const State &state : kStates)
        choices.push_back({QString(state.value), translated(state.title)});
    return choices;
}

FilterChoice stateOf(const QString &value)
{
    for (const State &state : kStates)
        if (value == state.value)
            return {value, translated(state.title)};
    const bool single = value.startsWith("status="_L1) && value.section(u'=', 1).toInt() > 0;
    return single ? FilterChoice{value, value.section(u'=', 1)} : FilterChoice();
}

QString periodTitle(RequestQuery::Period period)
{
    using enum RequestQuery::Period;
    switch (period) {
    case All:
        break;
    case LastHour:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "Last hour"));
    case Today:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "Today"));
    case Yesterday:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "Yesterday"));
    case LastDay:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "Last 24 hours"));
    case LastWeek:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "Last 7 days"));
    case LastMonth:
        return translated(QT_TRANSLATE_NOOP("ui::requests", "Last 30 days"));
    }
    return translated(QT_TRANSLATE_NOOP("ui::requests", "All time"));
}

std::vector<std::pair<std::string, std::string>> filterParameters(const RequestQuery &query, const QDateTime &now)
{
    std::vector<std::pair<std::string, std::string>> out;
    const auto add = [&out](const char *name, const QString &value) {
        if (!value.isEmpty())
            out.emplace_back(name, value.toStdString());
    };
    add("q", query.words.trimmed());
    if (!query.state.value.isEmpty())
        out.emplace_back(query.state.value.section(u'=', 0, 0).toStdString(),
                         query.state.value.section(u'=', 1).toStdString());
    add("provider", query.provider.value);
    add("model", query.model.value);
    add("key", query.key.value);
    if (query.failoverOnly)
        out.emplace_back("failover", "true");
    for (const auto &[id, choice] : query.further)
        if (const FurtherField *field = furtherField(id))
            addParameters(out, *field, choice);
    const Span span = spanOf(query.period, now);
    if (span.from.isValid())
        add("from", apiTime(span.from));
    if (span.to.isValid())
        add("to", apiTime(span.to));
    return out;
}

} // namespace ui
