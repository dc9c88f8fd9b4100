#pragma once

#include <span>
#include <vector>

#include "base/json.h"
#include "model/budget.h"
#include "model/call_record.h"
#include "model/fields.h"
#include "model/people.h"
#include "model/plan.h"

/// The resources that have a field list.
namespace model {

template <>
std::span<const Field<Provider>> fieldsOf<Provider>();
template <>
std::span<const Field<ProviderKey>> fieldsOf<ProviderKey>();
template <>
std::span<const Field<ProviderModel>> fieldsOf<ProviderModel>();
template <>
std::span<const Field<Settings>> fieldsOf<Settings>();
template <>
std::span<const Field<ModelAlias>> fieldsOf<ModelAlias>();
template <>
std::span<const Field<Rule>> fieldsOf<Rule>();
template <>
std::span<const Field<Budget>> fieldsOf<Budget>();
template <>
std::span<const Field<ClientKey>> fieldsOf<ClientKey>();
template <>
std::span<const Field<User>> fieldsOf<User>();
template <>
std::span<const Field<Team>> fieldsOf<Team>();
template <>
std::span<const Field<CallRecord>> fieldsOf<CallRecord>();

inline constexpr std::size_t kMostTargets = 100;

/// The targets of an alias as JSON, and back. Errors: Unprocessable with a `param` that begins at the list: `[1].model`.
base::Json targetsJson(const std::vector<AliasTarget> &targets);
base::Result<std::vector<AliasTarget>> targetsFrom(const base::Json &value);

/// The row of a call with its attempts and decision.
base::Json callDetailJson(const CallRecord &call);
base::Json callDetailSchema();

} // namespace model
