#include "storage/request_filter.h"

#include <array>
#include <string_view>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

struct Condition {
    bool (*given)(const RequestFilter &);
    std::string_view sql;
    void (*bind)(Statement &, const RequestFilter &);
};

/// A condition on a member that is there or not.
template <typename T>
struct ValueCondition {
    std::optional<T> RequestFilter::*member;
    const char *placeholder;
    std::string_view sql;
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

// A new filter is one line here or in the next, or a condition of its own.
constexpr ValueCondition<std::string> kTexts[] = {
    {&RequestFilter::outcome, ":outcome", "outcome = :outcome"},
    {&RequestFilter::provider, ":provider", "provider_id = :provider"},
    {&RequestFilter::keyId, ":key", "client_key_id = :key"},
    {&RequestFilter::requested, ":requested", "requested_model = :requested"},
    {&RequestFilter::routed, ":routed", "routed_model = :routed"},
    {&RequestFilter::billed, ":billed", "billed_model = :billed"},
    {&RequestFilter::session, ":session", "session_id = :session"},
    {&RequestFilter::application, ":application", "application = :application"},
    {&RequestFilter::endpoint, ":endpoint", "endpoint = :endpoint"},
    {&RequestFilter::errorCode, ":error_code", "error_code = :error_code"},
    {&RequestFilter::tag, ":tag", "instr(char(10) || tags || char(10), char(10) || :tag || char(10)) > 0"},
    {&RequestFilter::failure, ":failure",
     // as the summaries of blocks have it: what went well at once has no attempt that failed
     "(attempts > 1 OR outcome <> 'done') AND EXISTS (SELECT 1 FROM cost_records WHERE request_id = requests.id AND "
     "failure = :failure)"},
};
constexpr ValueCondition<std::int64_t> kNumbers[] = {
    {&RequestFilter::minDurationUs, ":min_duration", "duration_us >= :min_duration"},
    {&RequestFilter::maxDurationUs, ":max_duration", "duration_us <= :max_duration"},
    {&RequestFilter::minFirstUs, ":min_first", "first_token_us >= :min_first"},
    {&RequestFilter::maxFirstUs, ":max_first", "first_token_us <= :max_first"},
    {&RequestFilter::minCost, ":min_cost", "cost_nanos >= :min_cost"},
    {&RequestFilter::maxCost, ":max_cost", "cost_nanos <= :max_cost"},
    {&RequestFilter::minTokens, ":min_tokens", "input_tokens + output_tokens >= :min_tokens"},
    {&RequestFilter::maxTokens, ":max_tokens", "input_tokens + output_tokens <= :max_tokens"},
    {&RequestFilter::fromMs, ":from", "started_ms >= :from"},
    {&RequestFilter::toMs, ":to", "started_ms < :to"},
    {&RequestFilter::asOf, ":as_of", "+no <= :as_of"}, // `+` keeps SQLite from walking the rows as they were written
};

constexpr std::array kConditions{
    Condition{oneStatus, "status = :status",
              [](Statement &to, const RequestFilter &f) { to.bind(u":status"_s, *f.status); }},
    Condition{someStatuses, "status >= :status AND status <= :status_to",
              [](Statement &to, const RequestFilter &f) {
                  to.bind(u":status"_s, *f.status);
                  to.bind(u":status_to"_s, *f.statusTo);
              }},
    Condition{rareStatus, "status <> 200", bindNothing},
    Condition{[](const RequestFilter &f) { return f.model.has_value(); }, "",
              [](Statement &to, const RequestFilter &f) { to.bind(u":model"_s, std::string_view(*f.model)); }},
    Condition{[](const RequestFilter &f) { return !f.keys.isAll(); },
              "client_key_id IN (SELECT value FROM json_each(:keys))",
              [](Statement &to, const RequestFilter &f) { to.bind(u":keys"_s, std::string_view(f.keys.json())); }},
    Condition{[](const RequestFilter &f) { return f.stream.has_value(); }, "stream = :stream",
              [](Statement &to, const RequestFilter &f) { to.bind(u":stream"_s, *f.stream ? 1 : 0); }},
    Condition{[](const RequestFilter &f) { return f.failover == true; }, "attempts > 1", bindNothing},
    Condition{[](const RequestFilter &f) { return f.failover == false; }, "attempts <= 1", bindNothing},
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

std::string allButTheModel(const RequestFilter &filter)
{
    std::string all = "1";
    const auto add = [&all](std::string_view sql) { all.append(" AND ").append(sql); };
    for (const Condition &condition : kConditions)
        if (!condition.sql.empty() && condition.given(filter))
            add(condition.sql);
    for (const auto &text : kTexts)
        if (filter.*text.member)
            add(text.sql);
    for (const auto &number : kNumbers)
        if (filter.*number.member)
            add(number.sql);
    return all;
}

} // namespace

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

std::string conditionOf(const RequestFilter &filter)
{
    return allButTheModel(filter) + (filter.model ? " AND (routed_model = :model OR requested_model = :model)" : "");
}

void bindFilter(Statement &select, const RequestFilter &filter)
{
    for (const Condition &condition : kConditions)
        if (condition.given(filter))
            condition.bind(select, filter);
    for (const auto &text : kTexts)
        if (const auto &value = filter.*text.member)
            select.bind(QString::fromLatin1(text.placeholder), std::string_view(*value));
    for (const auto &number : kNumbers)
        if (const auto &value = filter.*number.member)
            select.bind(QString::fromLatin1(number.placeholder), *value);
}

} // namespace storage
