#include "demo/budgets.h"

#include <optional>
#include <string_view>

#include "demo/call_maker.h"
#include "demo/rhythm.h"
#include "model/budget.h"
#include "storage/budgets.h"
#include "storage/database.h"

namespace demo {
namespace {

using enum model::BudgetMode;
using enum model::BudgetPeriod;
using enum model::BudgetScope;

constexpr std::int64_t kCent = 10'000'000; ///< Nano-dollars.

struct BudgetPart {
    std::string_view name;
    model::BudgetScope scope;
    std::optional<std::size_t> client; ///< Its place among clients().
    std::string_view subject;
    std::int64_t cents;
    model::BudgetPeriod period;
    model::BudgetMode mode;
};

constexpr BudgetPart kBudgets[] = {
    {"All traffic", All, {}, "", 6'000, Month, Soft},
    {"Coding agents", Key, 0, "", 2'700, Month, Hard},
    {"CI", Key, 2, "", 15, Day, Hard},
    {"研究组夜间评测与标注", Key, 4, "", 20, Week, Soft},
    {"gpt-5", Model, {}, "gpt-5", 4'000, Month, Soft},
};

} // namespace

base::Result<> addBudgets(storage::Database &db, const std::vector<std::string> &clientIds, std::int64_t nowMs,
                          Random random)
{
    constexpr std::int64_t kDaysOld = 40;
    for (const BudgetPart &part : kBudgets) {
        model::Budget budget;
        budget.createdMs = nowMs - kDaysOld * kDayMs;
        budget.id = makeId("budget_", budget.createdMs, random);
        budget.name = part.name;
        budget.scope = part.scope;
        budget.subject = part.client ? clientIds[*part.client] : std::string(part.subject);
        budget.limit = {part.cents * kCent};
        budget.period = part.period;
        budget.mode = part.mode;
        if (auto done = storage::insertBudget(db, budget); !done)
            return done;
    }
    return {};
}

} // namespace demo
