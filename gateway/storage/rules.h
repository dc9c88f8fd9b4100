#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/routing.h"
#include "storage/database.h"

/// Routing rules in config.db. Ids and times are the caller's.
/// An update takes the whole value with the version that was read, writes it under the next one and returns it.
/// Errors: Conflict when a name is taken or the version has passed, NotFound, Storage. Thread: the Database's.
namespace storage {

/// By priority, then age. A condition or action that is no JSON is null.
base::Result<std::vector<model::Rule>> listRules(Database &db);
base::Result<model::Rule> getRule(Database &db, std::string_view id);
base::Result<> insertRule(Database &db, const model::Rule &rule);
base::Result<model::Rule> updateRule(Database &db, model::Rule rule);
base::Result<> removeRule(Database &db, std::string_view id);

/// One behind the last.
base::Result<std::int64_t> nextRulePriority(Database &db);
/// If another rule than `exceptId` has that priority, moves it and those after it on by one.
base::Result<> makeRoomForRule(Database &db, std::int64_t priority, std::string_view exceptId);
/// Gives the rules the priorities 1, 2, ... in this order; writes those that change.
base::Result<> orderRules(Database &db, std::span<const std::string> ids);

/// How often a rule matched.
struct RuleHit {
    std::string id{};
    std::int64_t hits = 0;
    std::int64_t lastMs = 0; ///< Unix milliseconds; 0 = never.
};
base::Result<std::vector<RuleHit>> listRuleHits(Database &db);
/// Of rules that exist; the others are passed over.
base::Result<> saveRuleHits(Database &db, std::span<const RuleHit> hits);

} // namespace storage
