#include "dialect/limit_words.h"

#include "base/json.h"
#include "base/text.h"

namespace dialect {
namespace {

enum class Family : std::uint8_t { OpenAi, Anthropic, Gemini };

Family familyOf(const Dialect &client)
{
    if (client.id.starts_with("anthropic"))
        return Family::Anthropic;
    return client.id.starts_with("gemini") ? Family::Gemini : Family::OpenAi;
}

/// `17ms`, `59.5s`, `6m0s`.
std::string durationOf(std::int64_t millis)
{
    if (millis < 1000)
        return std::to_string(millis) + "ms";
    std::string out;
    if (millis >= 60'000)
        out = std::to_string(millis / 60'000) + "m";
    out += std::to_string(millis % 60'000 / 1000);
    if (const std::int64_t rest = millis % 1000; rest > 0) {
        std::string digits = std::to_string(1000 + rest).substr(1);
        while (digits.back() == '0')
            digits.pop_back();
        out.append(".").append(digits);
    }
    return out + "s";
}

void line(std::string &out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

void openaiLines(std::string &out, const std::string &what, const LimitState &state)
{
    line(out, "x-ratelimit-limit-" + what, std::to_string(state.most));
    line(out, "x-ratelimit-remaining-" + what, std::to_string(state.left));
    line(out, "x-ratelimit-reset-" + what, durationOf(state.fullInMs));
}

void anthropicLines(std::string &out, const std::string &what, const LimitState &state, std::int64_t wallMs)
{
    const std::string start = "anthropic-ratelimit-" + what;
    line(out, start + "-limit", std::to_string(state.most));
    line(out, start + "-remaining", std::to_string(state.left));
    line(out, start + "-reset", base::rfc3339(wallMs + state.fullInMs));
}

} // namespace

std::string limitHeaders(const Dialect &client, const LimitStates &states, std::int64_t wallMs)
{
    std::string out;
    const Family family = familyOf(client);
    const auto tell = [&](const char *what, const std::optional<LimitState> &state) {
        if (!state || family == Family::Gemini)
            return;
        if (family == Family::Anthropic)
            anthropicLines(out, what, *state, wallMs);
        else
            openaiLines(out, what, *state);
    };
    tell("requests", states.requests);
    tell("tokens", states.tokens);
    return out;
}

std::string waitBody(const Dialect &client, const ErrorView &error, std::optional<std::int64_t> waitMs)
{
    if (familyOf(client) != Family::Gemini)
        return client.errorBody(error);
    ErrorView own = error;
    own.type = {}; // another dialect's word
    std::string body = client.errorBody(own);
    if (!waitMs)
        return body;
    auto json = base::parseJson(body);
    if (!json)
        return body;
    (*json)["error"]["details"].push_back({{"@type", "type.googleapis.com/google.rpc.RetryInfo"},
                                           {"retryDelay", std::to_string((*waitMs + 999) / 1000) + "s"}});
    return base::dump(*json);
}

} // namespace dialect
