#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "model/plan.h"
#include "model/routing.h"

namespace routing {

/// What the rules that matched want. A rule that says where a call goes (use_model, use_provider, strategy, reject) is
/// the last to be asked; one that only adds something lets the next be asked, and of two that set the same thing the
/// first wins.
struct Effects {
    struct Refusal {
        int status = 403;
        std::string message{};
    };
    struct TimeoutsSet { ///< Unit: milliseconds; 0 = as the provider has it.
        std::int64_t connectMs = 0, firstTokenMs = 0, idleMs = 0, totalMs = 0;
    };

    std::optional<std::string> model{};    ///< Asked for instead: an alias, a model, or `PROVIDER/model`.
    std::optional<std::string> provider{}; ///< Id or name: there only.
    std::vector<std::string> fallbacks{};  ///< Models to go on with once the first is used up, in order.
    std::optional<model::Strategy> strategy{};
    std::vector<std::string> required{};  ///< Providers by id or name: no other may serve it.
    std::vector<std::string> forbidden{}; ///< These may not.
    base::Json overrides = nullptr;       ///< Parameters set whatever the client said; null or an object.
    base::Json defaults = nullptr;        ///< Parameters set where the client said nothing; null or an object.
    std::vector<std::pair<std::string, std::string>> headers{}; ///< Sent to the provider besides its own.
    std::vector<std::string> tags{};
    std::optional<Refusal> refusal{};
    TimeoutsSet timeouts{};
};

/// Scores of the prompt, 0 to 100, and what they are made of. Source: R25.
struct Complexity {
    struct Part {
        std::string_view feature{};
        std::int64_t points = 0;
    };
    std::int64_t score = 0;
    std::vector<Part> parts{};
    std::string_view intent{}; ///< `code`, `maths`, `writing`, ... as documented.
};

struct RuleHit {
    std::size_t at = 0;    ///< Among the rules of its set.
    std::string_view id{}; ///< Lives in the plan.
    std::string_view name{};
};

/// What the rules of a plan said about one call.
struct RuleOutcome {
    std::vector<RuleHit> hits{}; ///< In the order they were asked.
    Effects effects{};
    Complexity complexity{};
};

} // namespace routing
