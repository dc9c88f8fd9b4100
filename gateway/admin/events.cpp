#include <charconv>

#include "admin/backstage.h"
#include "admin/event_terms.h"
#include "admin/handlers.h"
#include "admin/query.h"
#include "base/text.h"

namespace admin {
namespace {

constexpr std::int64_t kMostEvents = 1000;

/// Of the instance alone: they may tell of anybody.
bool mayHear(const Caller &caller, jobs::Topic topic, bool everything)
{
    return topic != jobs::Topic::Logs || (everything && caller.role >= model::Role::Admin);
}

std::optional<std::uint64_t> idFrom(std::string_view text)
{
    std::uint64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

} // namespace

base::Result<EventTerms> eventTerms(const Caller &caller, std::string_view topics, std::string_view lastId)
{
    const auth::Sight sight = auth::sightOf(caller.standing());
    EventTerms out{.everything = sight.everything()};
    if (sight.kind == auth::Sight::Kind::Team)
        out.team = sight.id;
    for (const std::string &name : base::split(topics, ',')) {
        const auto topic = jobs::topicFrom(name);
        if (!topic && !topics.empty())
            return wrongParameter("topics", "must be some of calls, switch, health, alerts, logs, plan, ledger");
        if (topic && !mayHear(caller, *topic, out.everything))
            return base::fail(base::ErrorCode::Forbidden, "logs need the role admin or above, of no team", "topics");
        if (topic)
            out.topics.set(static_cast<std::size_t>(*topic));
    }
    for (std::size_t i = 0; topics.empty() && i < jobs::kTopicCount; ++i)
        out.topics.set(i, mayHear(caller, static_cast<jobs::Topic>(i), out.everything));
    if (lastId.empty())
        return out;
    const auto after = idFrom(lastId);
    if (!after)
        return wrongParameter("last_event_id", "must be the id of an event");
    out.after = *after;
    return out;
}

base::Json eventsAnswer()
{
    const base::Json row = {{"type", "object"},
                            {"properties",
                             {{"id", {{"type", "string"}, {"description", "Rises."}}},
                              {"event", {{"type", "string"}, {"description", "Its topic."}}},
                              {"data", {{"type", "object"}, {"description", "What happened, and `at` what time."}}}}}};
    return {{"type", "object"},
            {"properties",
             {{"data", {{"type", "array"}, {"items", row}}},
              {"last_event_id", {{"type", "string"}}},
              {"lost", {{"type", "boolean"}, {"description", "Some are gone that came between."}}}}}};
}

/// The same as a list, for who is in this program: an answer at once, with what there is.
Outcome listEvents(const Context &context)
{
    const Request &request = context.request;
    const auto terms = eventTerms(request.caller, request.queryValue("topics"), request.queryValue("last_event_id"));
    const auto limit = numberOf(request, "limit", 1, kMostEvents, 100);
    if (!terms || !limit)
        return base::fail(terms ? limit.error() : terms.error());
    const jobs::Events &events = context.gateway.events;
    const std::uint64_t newest = events.newest();
    const auto found = events.since(terms->after > newest ? 0 : terms->after, static_cast<std::size_t>(*limit));
    base::Json rows = base::Json::array();
    for (const jobs::SharedEvent &event : found.events)
        if (terms->wants(*event))
            rows.push_back({{"id", std::to_string(event->id)},
                            {"event", jobs::topicName(event->topic)},
                            {"data", base::parseJson(event->body).value_or(base::Json::object())}});
    const std::uint64_t last = found.events.empty() ? newest : found.events.back()->id;
    const bool lost = found.lost || terms->after > newest;
    return base::Json{{"data", std::move(rows)}, {"last_event_id", std::to_string(last)}, {"lost", lost}};
}

} // namespace admin
