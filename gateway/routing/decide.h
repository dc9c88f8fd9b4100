#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "routing/decision.h"

namespace routing {

/// What a call would cost, for strategies that ask. Thread: any.
class PriceView {
public:
    virtual ~PriceView() = default;
    /// To be compared with others for the same call only; -1 = not known.
    virtual std::int64_t costOf(const model::Provider &provider, std::string_view upstreamModel) const = 0;
};

/// Where a call goes. Pure: the same plan, question, readings, turn and prices give the same decision. Source: R6, R19,
/// R21, R24, R26, R27.
///
/// A name is an alias of the model map; else `PROVIDER/rest` when such a provider exists; else an exact model of any
/// enabled provider, or, when nobody lists it, whatever provider takes any name. `default` is the default model, or the
/// sandbox while no other provider exists. What the rules want comes on top: another model, one provider, fallbacks to
/// go on with, providers required or forbidden. Only what is healthy is put in order, by the rule's strategy, else the
/// alias's, else that of the settings, within each priority; when nothing is, the soonest is tried all the same.
///
/// With the switch off neither rules nor aliases nor strategies are asked: a call goes to the model it names on the
/// provider it names, else on the first that lists it by priority and name, else on the first that takes any; what none
/// of them has (an alias, too) goes to the default model. If that is an alias, it means its first target.
///
/// Errors: NotFound with what can be done about it, Unavailable when all that could serve may not, BadRequest when none
/// of them can be asked what the client says (`Question::wires`).
base::Result<Decision> decide(const model::Plan &plan, const Question &question, const HealthView &health,
                              const PriceView &prices);

/// The same for somebody who wants to know: with `Decision::refused` set instead of an error, and all that was
/// considered until then.
Decision explain(const model::Plan &plan, const Question &question, const HealthView &health, const PriceView &prices);

} // namespace routing
