#include "model/limits.h"

#include <string>

#include "base/text.h"

namespace model {
namespace {

constexpr std::int64_t kLargest = 1'000'000'000'000;

struct Kind {
    std::string_view name;
    std::int64_t Limits::*member;
};
constexpr Kind kKinds[] = {
    {"requests_per_minute", &Limits::requestsPerMinute},
    {"tokens_per_minute", &Limits::tokensPerMinute},
    {"concurrent_calls", &Limits::concurrentCalls},
};

base::Result<> takeOne(std::int64_t &to, std::string_view name, const base::Json &value)
{
    const auto number = value.is_null() ? std::optional<std::int64_t>(0) : base::integerIn(value);
    if (!number || *number < 0 || *number > kLargest)
        return base::fail(base::ErrorCode::Unprocessable, "must be a whole number from 1 on, or null for no limit",
                          "." + std::string(name));
    to = *number;
    return {};
}

} // namespace

base::Json limitsJson(const Limits &limits)
{
    base::Json out = base::Json::object();
    for (const Kind &kind : kKinds)
        out[std::string(kind.name)] = limits.*kind.member == 0 ? base::Json(nullptr) : base::Json(limits.*kind.member);
    return out;
}

base::Result<> takeLimits(Limits &to, const base::Json &value)
{
    if (!value.is_object())
        return base::fail(base::ErrorCode::Unprocessable,
                          "must be an object with requests_per_minute, tokens_per_minute, concurrent_calls");
    for (const auto &[name, given] : value.items()) {
        const Kind *hit = nullptr;
        for (const Kind &kind : kKinds)
            if (kind.name == name)
                hit = &kind;
        if (hit == nullptr)
            return base::fail(base::ErrorCode::Unprocessable, "is no limit", "." + name);
        if (auto taken = takeOne(to.*hit->member, name, given); !taken)
            return taken;
    }
    return {};
}

} // namespace model
