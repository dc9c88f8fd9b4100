#include "ui/pages/requests/saved_filters.h"

#include <algorithm>

#include "base/json.h"
#include "ui/pages/requests/further_fields.h"

namespace ui {
namespace {

using base::Json;

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kMost = 50;

QString text(const Json &object, std::string_view key)
{
    return QString::fromStdString(base::textOr(base::at(object, key)));
}

Json toJson(const FilterChoice &choice)
{
    return {{"value", choice.value.toStdString()}, {"label", choice.label.toStdString()}};
}

FilterChoice choiceOf(const Json &choice)
{
    return {text(choice, "value"), text(choice, "label")};
}

struct Member {
    const char *name;
    FilterChoice RequestQuery::*choice;
};
constexpr Member kMembers[] = {
    {"provider", &RequestQuery::provider}, {"model", &RequestQuery::model}, {"key", &RequestQuery::key}};

Json toJson(const RequestQuery &query)
{
    Json out{{"words", query.words.toStdString()},
             {"state", query.state.value.toStdString()},
             {"period", static_cast<int>(query.period)},
             {"failover", query.failoverOnly}};
    for (const Member &member : kMembers)
        if (const FilterChoice &choice = query.*member.choice; !choice.value.isEmpty())
            out[member.name] = toJson(choice);
    Json further = Json::object();
    for (const auto &[field, choice] : query.further)
        further[field.toStdString()] = toJson(choice);
    out["further"] = std::move(further);
    return out;
}

RequestQuery queryOf(const Json &query)
{
    RequestQuery out{.words = text(query, "words"), .failoverOnly = base::truthOr(base::at(query, "failover"))};
    const auto period = std::clamp<std::int64_t>(base::integerOr(base::at(query, "period")), 0,
                                                 static_cast<std::int64_t>(RequestQuery::Period::LastMonth));
    out.period = static_cast<RequestQuery::Period>(period);
    out.state = stateOf(text(query, "state"));
    for (const Member &member : kMembers)
        out.*member.choice = choiceOf(base::at(query, member.name));
    const Json &further = base::at(query, "further");
    for (auto kept = further.begin(); further.is_object() && kept != further.end(); ++kept) {
        const QString id = QString::fromStdString(kept.key());
        const FurtherField *field = furtherField(id);
        FilterChoice choice = choiceOf(kept.value());
        std::vector<std::pair<std::string, std::string>> asked;
        if (field && !choice.value.isEmpty())
            addParameters(asked, *field, choice);
        if (asked.empty())
            continue;
        choice.label = furtherLabel(*field, choice);
        out.further[id] = std::move(choice);
    }
    return out;
}

} // namespace

QByteArray encodeSavedFilters(const std::vector<SavedFilter> &filters)
{
    Json list = Json::array();
    for (const SavedFilter &filter : filters)
        list.push_back({{"name", filter.name.toStdString()}, {"query", toJson(filter.query)}});
    return QByteArray::fromStdString(base::dump({{"version", kVersion}, {"filters", std::move(list)}}));
}

std::vector<SavedFilter> parseSavedFilters(const QByteArray &bytes)
{
    std::vector<SavedFilter> out;
    const auto json = base::parseJson({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!json || base::integerOr(base::at(*json, "version")) != kVersion)
        return out;
    for (const Json &filter : base::at(*json, "filters")) {
        SavedFilter one{text(filter, "name"), queryOf(base::at(filter, "query"))};
        if (!one.name.isEmpty() && one.query.isFiltered() && out.size() < kMost)
            out.push_back(std::move(one));
    }
    return out;
}

} // namespace ui
