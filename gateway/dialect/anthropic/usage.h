#pragma once

#include "base/json.h"
#include "model/usage.h"

namespace dialect::anthropic {

/// The `usage` objects of one answer, put together field by field: a later one overrides what it names, nulls say
/// nothing, and nothing is ever added up. Source: wire facts 31 and 32.
class UsageCounts {
public:
    void merge(const base::Json &usage);
    bool any() const { return !m_fields.is_null(); }
    model::Usage usage() const;
    /// The fields that model::Usage does not hold; null for none.
    base::Json extra() const;

private:
    base::Json m_fields{};
};

/// As the dialect has it: the input without what the cache read and wrote.
base::Json usageJson(const model::Usage &usage);

} // namespace dialect::anthropic
