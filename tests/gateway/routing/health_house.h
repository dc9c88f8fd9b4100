#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <QtTest>

#include "routing/health.h"

/// Three providers over clocks that a test moves, and attempts at them.
namespace fixture {

using enum model::FailureClass;

struct Time final : base::Clock, base::BootClock {
    std::int64_t boot = 10'000'000;
    std::int64_t slept = 0;
    std::int64_t wall = 1'769'582'750'000;
    std::string id = "boot-1";

    void pass(std::int64_t ms)
    {
        boot += ms;
        wall += ms;
    }
    void sleep(std::int64_t ms)
    {
        slept += ms;
        pass(ms);
    }
    std::int64_t steadyNanos() const override { return (boot - slept) * 1'000'000; }
    std::int64_t wallMillis() const override { return wall; }
    std::int64_t millis() const override { return boot; }
    const std::string &bootId() const override { return id; }
};

inline model::Provider provider(std::string name, int keys)
{
    model::Provider out;
    out.id = "prov_" + name;
    out.name = std::move(name);
    for (int i = 0; i < keys; ++i) {
        out.keys.emplace_back();
        out.keys.back().id = "key_" + out.name + std::to_string(i);
    }
    return out;
}

/// Two providers with two keys each, and one without keys.
struct House {
    Time time{};
    model::Plan plan{};
    routing::Health health{time, time};
    std::vector<routing::CooldownRow> kept{};
    std::vector<routing::WaitEvent> told{};
    routing::Health::Reader reader{health};

    House()
    {
        plan.providers = {provider("a", 2), provider("b", 2), provider("c", 0)};
        health.onCooldown([this](const routing::CooldownRow &row) { kept.push_back(row); });
        health.onWait([this](const routing::WaitEvent &event) { told.push_back(event); });
        health.adopt(plan);
    }
    const model::Provider &a() const { return plan.providers[0]; }
    const model::Provider &b() const { return plan.providers[1]; }
    routing::TargetReading read(const model::Provider &provider, std::size_t key = 0, std::string_view model = "m")
    {
        return reader.read(provider, model, provider.keys.empty() ? nullptr : &provider.keys[key]);
    }
    routing::Permit enter(const model::Provider &provider, bool forced = false, std::size_t key = 0,
                          std::string_view model = "m")
    {
        return reader.enter(provider, model, provider.keys.empty() ? nullptr : &provider.keys[key], forced);
    }
    void attempt(const model::Provider &provider, const routing::AttemptEnd &end, std::size_t key = 0)
    {
        routing::Permit permit = enter(provider, true, key);
        if (!permit)
            qFatal("no permit");
        permit.settle(end);
    }
    void fail(const model::Provider &provider, int times, model::FailureClass failure = ServerError, int status = 500)
    {
        for (int i = 0; i < times; ++i)
            attempt(provider, {.failure = failure, .status = status});
    }
};

inline constexpr routing::AttemptEnd kGood{.status = 200, .firstTokenUs = 300'000, .tokensPerSecond = 50};
inline constexpr routing::AttemptEnd kSilence{.failure = Connect};

inline routing::AttemptEnd rateLimited(std::int64_t waitMs)
{
    return {.failure = RateLimited,
            .status = 429,
            .reset = routing::ResetHint{waitMs, routing::CooldownSource::RetryAfter}};
}

} // namespace fixture
