#include "storage/further_usage.h"

#include "base/json.h"

namespace storage {
namespace {

constexpr std::string_view kStated = "stated_cost_nanos";

} // namespace

std::string furtherUsage(const model::Usage &usage)
{
    base::Json out;
    for (const model::FurtherCount &further : model::kFurtherCounts)
        if (usage.*further.count != 0)
            out[std::string(further.name)] = usage.*further.count;
    if (usage.statedNanos >= 0)
        out[std::string(kStated)] = usage.statedNanos;
    return out.is_null() ? std::string() : base::dump(out);
}

void readFurtherUsage(model::Usage &usage, std::string_view text)
{
    const auto json = text.empty() ? base::Result<base::Json>(nullptr) : base::parseJson(text);
    const base::Json &counts = json ? *json : base::at(nullptr, kStated);
    for (const model::FurtherCount &further : model::kFurtherCounts)
        usage.*further.count = base::integerOr(base::at(counts, further.name));
    usage.statedNanos = base::integerOr(base::at(counts, kStated), -1);
}

} // namespace storage
