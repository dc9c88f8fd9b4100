#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "demo/cast.h"
#include "demo/random.h"
#include "ledger/booking.h"
#include "model/call_record.h"
#include "model/plan.h"
#include "routing/targets.h"

namespace demo {

/// An id like all others, but the same for the same random numbers.
std::string makeId(std::string_view prefix, std::int64_t wallMillis, Random &random);

/// Makes up calls as the gateway would have recorded them: routed by the plan, failed over, priced. Pure but for the
/// random numbers.
class CallMaker {
public:
    struct Setting {
        const model::Plan &plan;
        ledger::PriceAttempt price{};
        std::int64_t nowMs = 0;
        std::int64_t zoneOffsetMs = 0;
        std::vector<std::string> clientIds{}; ///< As clients().
    };
    /// What `setting` names outlives it.
    CallMaker(Setting setting, Random random) : m_setting(std::move(setting)), m_random(random) {}

    model::CallRecord call(std::int64_t startedMs);

private:
    enum class Fate : std::uint8_t { Usual, Cancelled, Cut, Interrupted };
    struct Asked {
        const ClientPart *client = nullptr;
        std::string_view model{};
        bool stream = false;
        Fate fate = Fate::Usual;
        model::Usage usage{}; ///< Of a whole answer.
    };

    std::size_t chooseClient(std::int64_t startedMs);
    std::string_view chooseModel(const ClientPart &client);
    Asked ask(const ClientPart &client);
    model::CallRecord refused(model::CallRecord call);
    model::CallRecord interrupted(const model::CallRecord &call, const routing::Target &target);
    void attemptAll(model::CallRecord &call, const Asked &asked, const std::vector<routing::Target> &targets);
    bool attempt(model::CallRecord &call, const Asked &asked, const routing::Target &target,
                 const model::ProviderKey *key);
    const Incident *incidentAt(std::string_view provider, std::int64_t atMs);
    void fail(model::AttemptRecord &attempt, const Incident &why);
    void answer(model::AttemptRecord &attempt, const Asked &asked);
    static void settle(model::CallRecord &call, const Asked &asked);

    Setting m_setting;
    Random m_random;
};

} // namespace demo
