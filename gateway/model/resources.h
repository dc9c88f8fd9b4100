#pragma once

#include <span>

#include "base/json.h"
#include "model/call_record.h"
#include "model/fields.h"
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
std::span<const Field<ClientKey>> fieldsOf<ClientKey>();
template <>
std::span<const Field<CallRecord>> fieldsOf<CallRecord>();

/// The row of a call with its attempts and decision.
base::Json callDetailJson(const CallRecord &call);
base::Json callDetailSchema();

} // namespace model
