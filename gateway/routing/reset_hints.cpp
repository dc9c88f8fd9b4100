#include "routing/reset_hints.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/json.h"
#include "base/text.h"

namespace routing {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;
constexpr std::size_t kBodyRead = 64 * 1024; // a refusal is short; a page is not worth reading

/// What is left at `instant` (RFC 3339, Unix seconds or milliseconds), or the duration that `text` is.
std::optional<std::int64_t> waitUntil(std::string_view text, std::int64_t nowMs)
{
    if (const auto instant = base::parseRfc3339(text))
        return *instant - nowMs;
    if (const auto number = base::parseInteger(text)) {
        if (*number >= 1'000'000'000'000)
            return *number - nowMs;
        if (*number >= 1'000'000'000)
            return *number * 1000 - nowMs;
    }
    return parseDuration(text);
}

std::int64_t nowOf(const HeaderSource &headers, std::int64_t wallMs)
{
    return parseHttpDate(headers.header("date")).value_or(wallMs);
}

std::optional<std::int64_t> retryAfterMillis(const HeaderSource &headers, std::string_view, std::int64_t)
{
    const std::string text(headers.header("retry-after-ms"));
    return text.empty() ? std::nullopt : parseDuration(text + "ms");
}

std::optional<std::int64_t> retryAfter(const HeaderSource &headers, std::string_view, std::int64_t nowMs)
{
    const std::string_view text = headers.header("retry-after");
    if (const auto date = parseHttpDate(text))
        return *date - nowMs;
    return waitUntil(text, nowMs);
}

/// Google's: a quota that is counted by the day comes back at midnight in California, whatever RetryInfo says. Eight
/// hours after that of UTC, or one less in summer: then the key rests an hour too long.
std::optional<std::int64_t> googleDetails(const base::Json &error, std::int64_t nowMs)
{
    std::optional<std::int64_t> out;
    for (const base::Json &detail : base::at(error, "details")) {
        const std::string type = base::textOr(base::at(detail, "@type"));
        if (type.ends_with("RetryInfo") && !out)
            out = parseDuration(base::textOr(base::at(detail, "retryDelay")));
        if (!type.ends_with("QuotaFailure"))
            continue;
        for (const base::Json &violation : base::at(detail, "violations"))
            if (base::textOr(base::at(violation, "quotaId")).find("PerDay") != std::string::npos)
                return kDayMs - (nowMs - 8 * 60 * kMinuteMs) % kDayMs;
    }
    return out;
}

/// `Please try again in 11.455s.`, `Please retry after 20 seconds.`
std::optional<std::int64_t> inWords(std::string_view message)
{
    for (const std::string_view phrase : {"try again in ", "retry after ", "retry in ", "available in "}) {
        const auto at = message.find(phrase);
        if (at == std::string_view::npos)
            continue;
        if (const auto wait = parseDuration(message.substr(at + phrase.size(), 40)))
            return wait;
    }
    return std::nullopt;
}

std::optional<std::int64_t> bodyFields(const HeaderSource &, std::string_view body, std::int64_t nowMs)
{
    const auto json = base::parseJson(body.substr(0, kBodyRead));
    if (!json)
        return inWords(body.substr(0, kBodyRead));
    const base::Json &whole = json->is_array() && !json->empty() ? json->front() : *json; // as Gemini streams it
    const base::Json &error = base::at(whole, "error");
    if (auto told = googleDetails(error, nowMs))
        return told;
    const base::Json &passedOn = base::at(base::at(base::at(error, "metadata"), "headers"), "X-RateLimit-Reset");
    if (const std::string text = base::textOr(passedOn); !text.empty()) // OpenRouter's
        return waitUntil(text, nowMs);
    return inWords(base::textOr(base::at(error, "message"), base::textOr(base::at(whole, "message"))));
}

/// One thing that is counted: its limit, what is left of it, and when it is full again.
struct Counted {
    std::string_view limit, remaining, reset;
    std::int64_t windowMs = 0; ///< Where no reset is told.
};
constexpr std::array kCounted{
    Counted{"x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"},
    Counted{"x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"},
    Counted{"anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining",
            "anthropic-ratelimit-requests-reset"},
    Counted{"anthropic-ratelimit-tokens-limit", "anthropic-ratelimit-tokens-remaining",
            "anthropic-ratelimit-tokens-reset"},
    Counted{"anthropic-ratelimit-input-tokens-limit", "anthropic-ratelimit-input-tokens-remaining",
            "anthropic-ratelimit-input-tokens-reset"},
    Counted{"anthropic-ratelimit-output-tokens-limit", "anthropic-ratelimit-output-tokens-remaining",
            "anthropic-ratelimit-output-tokens-reset"},
    Counted{"", "", "anthropic-ratelimit-unified-reset"}, // of a subscription: Unix seconds
    Counted{"x-ratelimit-limit-req-minute", "x-ratelimit-remaining-req-minute", "", kMinuteMs}, // Mistral's
    Counted{"x-ratelimit-limit-tokens-minute", "x-ratelimit-remaining-tokens-minute", "", kMinuteMs},
    Counted{"ratelimitbysize-limit", "ratelimitbysize-remaining", "ratelimitbysize-reset"},
    Counted{"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"},
    Counted{"ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"},
};

/// -1 = not told.
std::int64_t countIn(const HeaderSource &headers, std::string_view name)
{
    return name.empty() ? -1 : base::parseInteger(headers.header(name)).value_or(-1);
}

/// The reset of what ran out; where nothing is at zero, of what has the smallest share left. Several at zero: the last.
std::optional<std::int64_t> resetHeaders(const HeaderSource &headers, std::string_view, std::int64_t nowMs)
{
    std::optional<std::int64_t> out;
    double least = 2;
    for (const Counted &one : kCounted) {
        const std::int64_t remaining = countIn(headers, one.remaining);
        const std::int64_t limit = countIn(headers, one.limit);
        auto wait = one.reset.empty() ? std::nullopt : waitUntil(headers.header(one.reset), nowMs);
        if (!wait && one.windowMs > 0 && remaining == 0)
            wait = one.windowMs;
        if (!wait)
            continue;
        double share = remaining == 0 ? 0 : 1;
        if (remaining > 0 && limit > 0)
            share = static_cast<double>(remaining) / static_cast<double>(limit);
        if (share < least || (share == least && *wait > out.value_or(0)))
            out = wait;
        least = std::min(least, share);
    }
    return out;
}

struct Form {
    std::optional<std::int64_t> (*read)(const HeaderSource &headers, std::string_view body, std::int64_t nowMs);
    CooldownSource source;
};
/// Asked in this order: a provider that gives several says the same in all, or is more exact in the earlier.
constexpr std::array kForms{
    Form{retryAfterMillis, CooldownSource::RetryAfter},
    Form{retryAfter, CooldownSource::RetryAfter},
    Form{bodyFields, CooldownSource::Body},
    Form{resetHeaders, CooldownSource::ResetHeader},
};

} // namespace

std::optional<ResetHint> readResetHint(const HeaderSource &headers, std::string_view body, std::int64_t wallMs)
{
    const std::int64_t nowMs = nowOf(headers, wallMs);
    for (const Form &form : kForms)
        if (const auto wait = form.read(headers, body, nowMs); wait && *wait > 0)
            return ResetHint{std::min(*wait, kLongestHintMs), form.source};
    return std::nullopt;
}

} // namespace routing
