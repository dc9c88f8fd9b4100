#include "storage/request_filter.h"

#include <array>
#include <string_view>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

/// `q` as a LIKE pattern: its own % and _ stand for themselves.
std::string likePattern(const std::string &q)
{
    std::string out = "%";
    for (const char c : q) {
        if (c == '%' || c == '_' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "%";
}

struct Condition {
    bool (*given)(const RequestFilter &);
    std::string_view sql;
    void (*bind)(Statement &, const RequestFilter &);
};

bool oneStatus(const RequestFilter &filter)
{
    return filter.status && filter.statusTo.value_or(*filter.status) == *filter.status;
}
bool someStatuses(const RequestFilter &filter)
{
    return filter.status && !oneStatus(filter);
}
/// The index by status has all but 200, which SQLite must be told to use it.
bool rareStatus(const RequestFilter &filter)
{
    return filter.status && (*filter.status > 200 || filter.statusTo.value_or(*filter.status) < 200);
}
void bindNothing(Statement &, const RequestFilter &) {}

// Equality comes first: each has its index, or place in the index by time. `+` keeps SQLite from walking the rows as
// they were written.
constexpr std::array kConditions{
    Condition{oneStatus, "status = :status",
              [](Statement &to, const RequestFilter &f) { to.bind(u":status"_s, *f.status); }},
    Condition{someStatuses, "status >= :status AND status <= :status_to",
              [](Statement &to, const RequestFilter &f) {
                  to.bind(u":status"_s, *f.status);
                  to.bind(u":status_to"_s, *f.statusTo);
              }},
    Condition{rareStatus, "status <> 200", bindNothing},
    Condition{[](const RequestFilter &f) { return f.outcome.has_value(); }, "outcome = :outcome",
              [](Statement &to, const RequestFilter &f) { to.bind(u":outcome"_s, std::string_view(*f.outcome)); }},
    Condition{[](const RequestFilter &f) { return f.provider.has_value(); }, "provider_id = :provider",
              [](Statement &to, const RequestFilter &f) { to.bind(u":provider"_s, std::string_view(*f.provider)); }},
    Condition{[](const RequestFilter &f) { return f.model.has_value(); }, "",
              [](Statement &to, const RequestFilter &f) { to.bind(u":model"_s, std::string_view(*f.model)); }},
    Condition{[](const RequestFilter &f) { return f.keyId.has_value(); }, "client_key_id = :key",
              [](Statement &to, const RequestFilter &f) { to.bind(u":key"_s, std::string_view(*f.keyId)); }},
    Condition{[](const RequestFilter &f) { return !f.keys.isAll(); },
              "client_key_id IN (SELECT value FROM json_each(:keys))",
              [](Statement &to, const RequestFilter &f) { to.bind(u":keys"_s, std::string_view(f.keys.json())); }},
    Condition{[](const RequestFilter &f) { return f.stream.has_value(); }, "stream = :stream",
              [](Statement &to, const RequestFilter &f) { to.bind(u":stream"_s, *f.stream ? 1 : 0); }},
    Condition{[](const RequestFilter &f) { return f.failover == true; }, "attempts > 1", bindNothing},
    Condition{[](const RequestFilter &f) { return f.failover == false; }, "attempts <= 1", bindNothing},
    Condition{[](const RequestFilter &f) { return f.minDurationUs.has_value(); }, "duration_us >= :min_duration",
              [](Statement &to, const RequestFilter &f) { to.bind(u":min_duration"_s, *f.minDurationUs); }},
    Condition{[](const RequestFilter &f) { return f.fromMs.has_value(); }, "started_ms >= :from",
              [](Statement &to, const RequestFilter &f) { to.bind(u":from"_s, *f.fromMs); }},
    Condition{[](const RequestFilter &f) { return f.toMs.has_value(); }, "started_ms < :to",
              [](Statement &to, const RequestFilter &f) { to.bind(u":to"_s, *f.toMs); }},
    Condition{[](const RequestFilter &f) { return f.asOf.has_value(); }, "+no <= :as_of",
              [](Statement &to, const RequestFilter &f) { to.bind(u":as_of"_s, *f.asOf); }},
    Condition{[](const RequestFilter &f) { return !f.rule.empty(); },
              "EXISTS (SELECT 1 FROM routing_decisions WHERE request_id = requests.id AND instr(trace, :rule) > 0)",
              [](Statement &to, const RequestFilter &f) {
                  to.bind(u":rule"_s, std::string_view(R"({"id":")" + f.rule + '"')); // as decision.cpp writes a hit
              }},
    Condition{[](const RequestFilter &f) { return !f.q.empty(); },
              // What says nothing new is not searched again: most rows have one name for their model, and no error.
              "(routed_model LIKE :q ESCAPE '\\' OR provider_name LIKE :q ESCAPE '\\' "
              "OR client_key_name LIKE :q ESCAPE '\\' OR billed_model LIKE :q ESCAPE '\\' "
              "OR requested_model <> routed_model AND requested_model LIKE :q ESCAPE '\\' "
              "OR error_code <> '' AND error_code LIKE :q ESCAPE '\\' OR id LIKE substr(:q, 2) ESCAPE '\\')",
              [](Statement &to, const RequestFilter &f) { to.bind(u":q"_s, std::string_view(likePattern(f.q))); }},
};

} // namespace

std::vector<std::string> conditionsOf(const RequestFilter &filter)
{
    std::string all = "1";
    for (const Condition &condition : kConditions)
        if (!condition.sql.empty() && condition.given(filter))
            all.append(" AND ").append(condition.sql);
    if (!filter.model)
        return {all};
    return {all + " AND routed_model = :model",
            all + " AND requested_model = :model AND requested_model <> routed_model"};
}

void bindFilter(Statement &select, const RequestFilter &filter)
{
    for (const Condition &condition : kConditions)
        if (condition.given(filter))
            condition.bind(select, filter);
}

} // namespace storage
