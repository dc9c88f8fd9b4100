#include <algorithm>
#include <iterator>

#include "admin/alert_handlers.h"
#include "admin/availability.h"
#include "admin/check_state.h"
#include "admin/check_up.h"
#include "admin/cost_fields.h"
#include "admin/credit_statement.h"
#include "admin/currency.h"
#include "admin/dashboard.h"
#include "admin/event_terms.h"
#include "admin/handlers.h"
#include "admin/limit_use.h"
#include "admin/metrics.h"
#include "admin/model_health.h"
#include "admin/money_handlers.h"
#include "admin/operation.h"
#include "admin/operation_schemas.h"
#include "admin/proxy_handlers.h"
#include "admin/settings_fields.h"
#include "admin/sign_in_schemas.h"
#include "admin/switch_state.h"
#include "admin/target_health.h"
#include "model/proxy.h"
#include "model/resources.h"

namespace admin {
namespace {

using namespace schema;
using enum Method;
using enum Place;
using enum Effect;
using enum model::Role;
using model::Budget;
using model::ClientKey;
using model::Credit;
using model::ModelAlias;
using model::Provider;
using model::ProviderKey;
using model::ProviderModel;
using model::Proxy;
using model::Rule;
using model::Team;
using model::User;
using namespace auth::permission;

// Of the permission table: what its own rows alone need.
constexpr auth::Permission kSeeOverview{Viewer, auth::Reach::Tenant};
constexpr auth::Permission kThinkOfCalls{Operator, auth::Reach::Tenant};

constexpr QueryParameter kPage[] = {
    {"limit", "Most rows to answer."}, {"after", "The `next` of the page before."}, {"q", "Text to look for."}};
constexpr QueryParameter kKeysPage[] = {{"limit", "Most rows to answer."},
                                        {"after", "The `next` of the page before."},
                                        {"q", "Text to look for."},
                                        {"user", "Only those of this user, by id."},
                                        {"team", "Only those of this team, by id."}};
constexpr QueryParameter kUsersPage[] = {{"limit", "Most rows to answer."},
                                         {"after", "The `next` of the page before."},
                                         {"q", "Text to look for."},
                                         {"team", "Only those of this team, by id."}};
constexpr QueryParameter kHistoryPage[] = {{"limit", "Most rows to answer."},
                                           {"after", "The `next` of the page before."}};
constexpr QueryParameter kMetricsFilter[] = {{"from", "A time or date; a day ago when missing."},
                                             {"to", "A time or date; now when missing."},
                                             {"provider", "Only this provider's targets, by id."}};
constexpr QueryParameter kOutages[] = {{"limit", "Most rows to answer, 1 to 1000."},
                                       {"after", "The `next` of the page before."},
                                       {"from", "A time or date; a day before `to` when missing."},
                                       {"to", "A time or date; now when missing."},
                                       {"provider", "Only this provider's keys, by id."},
                                       {"key", "Only this key, by id."}};
constexpr QueryParameter kZone[] = {
    {"zone", "Whose days: a name such as Europe/Berlin, or minutes east of UTC; this machine's when missing."}};
constexpr QueryParameter kAlerts[] = {{"limit", "Most rows to answer, 1 to 1000."},
                                      {"after", "The `next` of the page before."},
                                      {"state", "open, ended or all."},
                                      {"kind", "Only this kind."},
                                      {"severity", "info, warning or critical."},
                                      {"from", "Those that were on at any time from then."},
                                      {"to", "And before then."}};
constexpr QueryParameter kLogFilter[] = {{"limit", "Most lines to answer, 1 to 1000."},
                                         {"after", "The `next` of the page before."},
                                         {"since", "Only lines that came behind the one with this id."},
                                         {"level", "The least level: `debug`, `info`, `warning` or `error`."},
                                         {"category", "Only lines of this part of the program."},
                                         {"q", "Text to look for in message, category and values."}};
constexpr QueryParameter kDoctor[] = {{"online", "`true` to try whether providers can be reached, too."}};
constexpr QueryParameter kDiff[] = {{"with", "The plan to compare with; the one before when missing."}};
// Of requests and of decisions: the export has no pages, the list no format.
constexpr QueryParameter kRequests[] = {
    {"format", "csv (when missing) or ndjson, one JSON object a line."},
    {"q", "Part of a name, model or error code, or the start of an id."},
    {"status", "HTTP status, or a class of them: 4xx, 5xx."},
    {"outcome", "done, refused, failed, partial, cancelled or interrupted."},
    {"error_code", "The error's code, as the client got it."},
    {"failure", "Why one of its attempts failed, such as rate_limited or server_error."},
    {"provider", "Id of the provider asked last."},
    {"model", "Model as asked for, or as sent upstream."},
    {"requested_model", "Model as asked for."},
    {"alias", "The same, where that is an alias of the model map."},
    {"routed_model", "Model as sent upstream."},
    {"billed_model", "Model as the provider named it."},
    {"key", "Id of the client key."},
    {"user", "Id of the user whose the client key is."},
    {"team", "Id of the team whose the client key is."},
    {"session", "Id of the session, as the client names it."},
    {"application", "Name of the program of this computer that called."},
    {"tag", "A tag that rules put on it."},
    {"endpoint", "What was called, and so in which dialect: chat.completions, messages, responses, ..."},
    {"stream", "true or false: whether the answer was streamed."},
    {"failover", "true: more than one request to providers was made. false: at most one."},
    {"min_duration_ms", "Took so long or longer."},
    {"max_duration_ms", "Took so long or shorter."},
    {"min_first_token_ms", "The first token took so long or longer."},
    {"max_first_token_ms", "The first token took so long or shorter."},
    {"min_cost_nanos", "Cost so much or more, in nano-dollars."},
    {"max_cost_nanos", "Cost so much or less."},
    {"min_tokens", "Took so many tokens or more, in and out."},
    {"max_tokens", "Took so many tokens or fewer."},
    {"from", "Started then or later."},
    {"to", "Started before."},
    {"limit", "Most rows to answer, 1 to 1000."},
    {"after", "The `next` of the page before."},
    {"offset", "Instead of `after`: the place of the first row, counted from 0."},
    {"as_of",
     "The `as_of` of an earlier answer: rows written since then are left out, so that places stay as they are."},
    {"count", "`true` adds `total`: how many calls match, exactly, as of `as_of`."},
    {"times",
     "`true` adds `total`, and `times`: what 50, 95 and 99 of a hundred of them took at most; null where more than "
     "100,000 match."},
    {"sort",
     "-started (newest first), started, -cost, cost, -duration, duration, -tokens or tokens. Other than by start "
     "only while at most 250,000 calls match: give a time or another filter."}};
constexpr std::span kRequestExport(std::begin(kRequests), std::end(kRequests) - 7);
constexpr std::span kRequestFilter(std::begin(kRequests) + 1, std::end(kRequests));
constexpr QueryParameter kDecisions[] = {
    {"format", "csv (when missing) or ndjson, which has the whole trace of each."},
    {"rule", "Id of a rule that matched."},
    {"provider", "Id of the provider asked last."},
    {"model", "Model as asked for, or as sent upstream."},
    {"key", "Id of the client key."},
    {"user", "Id of the user whose the client key is."},
    {"team", "Id of the team whose the client key is."},
    {"failover", "true: more than one request to providers was made. false: at most one."},
    {"outcome", "done, refused, failed, partial, cancelled or interrupted."},
    {"from", "Started then or later."},
    {"to", "Started before."},
    {"limit", "Most rows to answer, 1 to 1000."},
    {"after", "The `next` of the page before. With `rule`, a short page may not be the last."}};
constexpr std::span kDecisionExport(std::begin(kDecisions), std::end(kDecisions) - 2);
constexpr std::span kDecisionFilter(std::begin(kDecisions) + 1, std::end(kDecisions));
constexpr QueryParameter kPriceFilter[] = {{"limit", "Most rows to answer, 1 to 1000."},
                                           {"after", "The `next` of the page before."},
                                           {"q", "Part of a provider's or model's name."},
                                           {"provider", "Only this provider's."},
                                           {"source", "list, imported or own."}};
constexpr QueryParameter kPriceImport[] = {{"dry_run", "`true`: tell what would change, and change nothing."},
                                           {"origin", "Where the document is from; kept with the prices."}};
constexpr QueryParameter kDashboardFilter[] = {
    {"zone", "Whose days: a name such as Europe/Berlin, or minutes east of UTC; this machine's when missing."}};
constexpr QueryParameter kCurrency = {"currency",
                                      "In which costs are shown as well; that of the settings when missing."};
constexpr QueryParameter kLanguage = {"language", "Of a pdf: en or zh_CN."};
constexpr QueryParameter kReports[] = {
    {"from", "A time, or a date of the zone; the beginning of this month when missing (for days: 30 days ago)."},
    {"to", "A time, or a date of the zone: the end, which does not belong to it; now when missing."},
    {"zone", "Whose days: a name such as Europe/Berlin, or minutes east of UTC; this machine's when missing."},
    kCurrency,
    {"provider", "Only this provider, by id."},
    {"key", "Only this client key, by id."},
    {"model", "Only this model, as billed."},
    {"user", "Only the keys of this user, by id."},
    {"team", "Only the keys of this team, by id."},
    {"period", "hour, day, week, month or none; day when there is no group_by."},
    {"group_by",
     "Any of provider, key, user, team, model, with commas; or alias, tag or application alone. Periods may be named "
     "here, too."},
    {"format", "json (when missing), csv or pdf."},
    kLanguage};
constexpr QueryParameter kSlip[] = {{"key", "The client key, by id."},
                                    {"month", "The month as 2026-11."},
                                    kReports[2],
                                    kCurrency,
                                    {"format", "json (when missing) or pdf."},
                                    kLanguage};
constexpr std::span kReportFilter(kReports);
constexpr std::span kCostFilter(std::begin(kReports), 9);
constexpr std::span kCostSpan(std::begin(kReports), 4);
constexpr QueryParameter kCostPage[] = {kReports[0],
                                        kReports[1],
                                        kReports[2],
                                        kCurrency,
                                        {"limit", "Most rows to answer, 1 to 1000."},
                                        {"after", "The `next` of the page before."}};
constexpr QueryParameter kCostNow[] = {kDashboardFilter[0], kCurrency};
constexpr QueryParameter kStatement[] = {{"from", "A time, or a date of the zone; when it was opened when missing."},
                                         kReports[1],
                                         kReports[2],
                                         {"period", "What was spent is one row a day (when missing), week or month."},
                                         {"format", "json (when missing) or csv."}};
constexpr QueryParameter kVisitFrom[] = {
    {"redirect_uri", "A desktop program's own: http://127.0.0.1:PORT/...; the browser is sent there with a code."},
    {"code_challenge", "With redirect_uri: SHA-256 of the code verifier, in base64url (PKCE, S256)."},
    {"state", "With redirect_uri: comes back as it is."}};
constexpr QueryParameter kVisitBack[] = {
    {"code", "By the issuer."}, {"state", "Ours."}, {"error", "By the issuer."}, {"iss", "By the issuer: its name."}};
constexpr QueryParameter kUsageFilter[] = {
    {"from", "A time or date; midnight UTC today when missing."},
    {"to", "A time or date; now when missing."},
    {"group_by", "provider, key, model, outcome, day, bucket (15 minutes) or provider_bucket."},
    {"key", "Only this client key's id."}};
constexpr QueryParameter kAudit[] = {{"format", "csv (when missing) or ndjson."},
                                     {"actor", "Id, name or kind of who did it."},
                                     {"operation", "An operation such as users.update, or all of users."},
                                     {"target", "Id or name of what it was done to."},
                                     {"outcome", "ok, refused, or the code of a refusal."},
                                     {"q", "Part of any of its texts, of what was changed as well."},
                                     {"from", "Done then or later."},
                                     {"to", "Done before."},
                                     {"count", "`true` adds `total`: how many there are."},
                                     {"limit", "Most rows to answer, 1 to 1000."},
                                     {"after", "The `next` of the page before."}};
constexpr std::span kAuditExport(std::begin(kAudit), 8);
constexpr std::span kAuditFilter(std::begin(kAudit) + 1, std::end(kAudit));
constexpr QueryParameter kEvents[] = {
    {"topics",
     "Any of calls, switch, health, alerts, logs, plan and ledger, with commas; all that you may hear of when "
     "missing."},
    {"last_event_id", "Instead of the header Last-Event-ID: those after this one come first, as far as they are kept."},
    {"limit", "Within this program alone: most events to answer, 1 to 1000."}};
constexpr QueryParameter kHead[] = {{"head", "A hash that was written down: an entry with it must be there."}};

// A new operation is one line here and its function. clang-format would make each line ten.
// clang-format off
constexpr Operation kOperations[] = {
    {"providers.list",    Get,    "/providers",          Viewer,   Reader, None, 200, nullptr, listed<Provider>, "List providers", listProviders, kPage},
    {"providers.create",  Post,   "/providers",          Admin,    Writer, ChangesPlan, 201, created<Provider>, shown<Provider>, "Add a provider", createProvider},
    {"providers.presets", Get,    "/providers/presets",  kSeePresets,   Reader, None, 200, nullptr, anyObject, "List the kinds of providers known by name", listPresets},
    {"providers.batch",   Post,   "/providers/batch",    Admin,    Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many providers", batchProviders},
    {"providers.health",  Get,    "/providers/health",   Viewer,   Reader, None, 200, nullptr, anyObject, "Show how every key of every provider does", listProviderHealth},
    {"providers.scan",    Post,   "/providers/scan",     Operator, Network, None, 200, nullptr, scanAnswer, "Look for model servers on this computer and for keys in its environment", scanProviders},
    {"providers.try",     Post,   "/providers/try",      Admin,    Network, None, 200, tryBody, checkAnswer, "Test a provider that is not saved; the key is not kept", tryProvider},
    {"providers.get",     Get,    "/providers/{id}",     Viewer,   Reader, None, 200, nullptr, shown<Provider>, "Show a provider", getProvider},
    {"providers.update",  Put,    "/providers/{id}",     Admin,    Writer, ChangesPlan, 200, updated<Provider>, shown<Provider>, "Change a provider", updateProvider},
    {"providers.delete",  Delete, "/providers/{id}",     Admin,    Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a provider with its keys and models", deleteProvider},
    {"providers.test",    Post,   "/providers/{id}/health", Operator, Network, None, 200, nullptr, anyObject, "Ask a provider for its models with each key, and say what came back", testProvider},
    {"providers.discover", Post,  "/providers/{id}/discover", Admin, Writer, ChangesPlan, 200, discoverBody, discoverAnswer, "Ask a provider for its models, and add those that are wanted", discoverModels, {}, askForModels},
    {"providers.limits",  Get,    "/providers/{id}/limits", Viewer, Reader, None, 200, nullptr, limitsShown, "Show how far the rate limits of a provider are used up", getProviderLimits},

    {"provider_keys.list",   Get,    "/providers/{provider}/keys",       Viewer, Reader, None, 200, nullptr, keysListed, "List a provider's keys", listProviderKeys, kPage},
    {"provider_keys.create", Post,   "/providers/{provider}/keys",       Admin,  Writer, ChangesPlan, 201, created<ProviderKey>, shown<ProviderKey>, "Add a key to a provider", createProviderKey},
    {"provider_keys.batch",  Post,   "/providers/{provider}/keys/batch", Admin,  Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many keys of a provider", batchProviderKeys},
    {"provider_keys.update", Put,    "/providers/{provider}/keys/{key}", Admin,  Writer, ChangesPlan, 200, updated<ProviderKey>, shown<ProviderKey>, "Change a provider's key", updateProviderKey},
    {"provider_keys.delete", Delete, "/providers/{provider}/keys/{key}", Admin,  Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a provider's key", deleteProviderKey},
    {"provider_keys.probe",  Post,   "/providers/{provider}/keys/{key}/probe", Operator, Network, None, 200, nullptr, checkAnswer, "Test one key of a provider now", probeProviderKey},
    {"provider_keys.clear",  Post,   "/providers/{provider}/keys/{key}/clear", Operator, Writer, None, 200, nullptr, keyHealthSchema, "End every wait and hold of a key", clearProviderKey},
    {"provider_keys.hold",   Post,   "/providers/{provider}/keys/{key}/hold",  Operator, Writer, None, 200, holdBody, keyHealthSchema, "Give a key no calls for a while, or until it is cleared", holdProviderKey},

    {"provider_models.list",   Get,    "/providers/{provider}/models",         Viewer, Reader, None, 200, nullptr, listed<ProviderModel>, "List a provider's models", listProviderModels, kPage},
    {"provider_models.create", Post,   "/providers/{provider}/models",         Admin,  Writer, ChangesPlan, 201, created<ProviderModel>, shown<ProviderModel>, "Add a model to a provider", createProviderModel},
    {"provider_models.batch",  Post,   "/providers/{provider}/models/batch",   Admin,  Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many models of a provider", batchProviderModels},
    {"provider_models.update", Put,    "/providers/{provider}/models/{model}", Admin,  Writer, ChangesPlan, 200, updated<ProviderModel>, shown<ProviderModel>, "Change a provider's model", updateProviderModel},
    {"provider_models.delete", Delete, "/providers/{provider}/models/{model}", Admin,  Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a provider's model", deleteProviderModel},
    {"provider_models.limits", Get,    "/providers/{provider}/models/{model}/limits", Viewer, Reader, None, 200, nullptr, limitsShown, "Show how far the rate limits of a provider's model are used up", getModelLimits},

    {"api_keys.list",   Get,    "/api-keys",             kSeeKeys, Reader, None, 200, nullptr, listed<ClientKey>, "List client keys", listApiKeys, kKeysPage},
    {"api_keys.create", Post,   "/api-keys",             kManageKeys,    Writer, ChangesPlan, 201, created<ClientKey>, shownOnce, "Create a client key; the answer shows it once", createApiKey},
    {"api_keys.batch",  Post,   "/api-keys/batch",       kManageKeys,    Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many client keys", batchApiKeys},
    {"api_keys.get",    Get,    "/api-keys/{id}",        kSeeKeys, Reader, None, 200, nullptr, shown<ClientKey>, "Show a client key (never the key itself)", getApiKey},
    {"api_keys.update", Put,    "/api-keys/{id}",        kManageKeys,    Writer, ChangesPlan, 200, updated<ClientKey>, shown<ClientKey>, "Change a client key", updateApiKey},
    {"api_keys.delete", Delete, "/api-keys/{id}",        kManageKeys,    Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a client key", deleteApiKey},
    {"api_keys.revoke", Post,   "/api-keys/{id}/revoke", kManageKeys,    Writer, ChangesPlan, 200, nullptr, shown<ClientKey>, "Revoke a client key", revokeApiKey},
    {"api_keys.rotate", Post,   "/api-keys/{id}/rotate", kManageKeys,    Writer, ChangesPlan, 200, rotateBody, shownOnce, "Replace a client key; the old one ends now, or after a while", rotateApiKey},
    {"api_keys.limits", Get,    "/api-keys/{id}/limits", kSeeKeys, Reader, None, 200, nullptr, limitsShown, "Show how far the rate limits of a client key, its user and its team are used up", getKeyLimits},

    {"users.list",   Get,    "/users",       kSeePeople,    Reader, None, 200, nullptr, listed<User>, "List users", listUsers, kUsersPage},
    {"users.create", Post,   "/users",       kManagePeople, Writer, ChangesPlan, 201, created<User>, shown<User>, "Add a user", createUser},
    {"users.batch",  Post,   "/users/batch", kManagePeople, Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many users", batchUsers},
    {"users.get",    Get,    "/users/{id}",  kSeePeople,    Reader, None, 200, nullptr, shown<User>, "Show a user", getUser},
    {"users.update", Put,    "/users/{id}",  kManagePeople, Writer, ChangesPlan, 200, updated<User>, shown<User>, "Change a user", updateUser},
    {"users.delete", Delete, "/users/{id}",  kManagePeople, Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a user and revoke their keys; what they used keeps their name", deleteUser},
    {"users.limits", Get,    "/users/{id}/limits", kSeePeople, Reader, None, 200, nullptr, limitsShown, "Show how far the rate limits of a user are used up", getUserLimits},

    {"teams.list",   Get,    "/teams",       kSeePeople, Reader, None, 200, nullptr, listed<Team>, "List teams", listTeams, kPage},
    {"teams.create", Post,   "/teams",       Admin,      Writer, ChangesPlan, 201, created<Team>, shown<Team>, "Add a team", createTeam},
    {"teams.batch",  Post,   "/teams/batch", Admin,      Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many teams", batchTeams},
    {"teams.get",    Get,    "/teams/{id}",  kSeePeople, Reader, None, 200, nullptr, shown<Team>, "Show a team", getTeam},
    {"teams.update", Put,    "/teams/{id}",  Admin,      Writer, ChangesPlan, 200, updated<Team>, shown<Team>, "Change a team", updateTeam},
    {"teams.delete", Delete, "/teams/{id}",  Admin,      Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a team without users and revoke its keys", deleteTeam},
    {"teams.limits", Get,    "/teams/{id}/limits", kSeePeople, Reader, None, 200, nullptr, limitsShown, "Show how far the rate limits of a team are used up", getTeamLimits},

    {"router.model_map.list",   Get,    "/router/model-map",         Viewer, Reader, None, 200, nullptr, listed<ModelAlias>, "List the model map: names that lead to models of providers", listAliases, kPage},
    {"router.model_map.create", Post,   "/router/model-map",         Admin,  Writer, ChangesPlan, 201, created<ModelAlias>, shown<ModelAlias>, "Add an alias to the model map", createAlias},
    {"router.model_map.batch",  Post,   "/router/model-map/batch",   Admin,  Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many aliases", batchAliases},
    {"router.model_map.get",    Get,    "/router/model-map/{alias}", Viewer, Reader, None, 200, nullptr, shown<ModelAlias>, "Show an alias, by id or name", getAlias},
    {"router.model_map.update", Put,    "/router/model-map/{alias}", Admin,  Writer, ChangesPlan, 200, updated<ModelAlias>, shown<ModelAlias>, "Change an alias", updateAlias},
    {"router.model_map.delete", Delete, "/router/model-map/{alias}", Admin,  Writer, ChangesPlan, 204, nullptr, nullptr, "Remove an alias", deleteAlias},
    {"router.decisions",        Get,    "/router/decisions",         kSeeCalls, Reader, None, 200, nullptr, decisionsListed, "List how calls were routed, newest first: the trace of each with its attempts", listDecisions, kDecisionFilter},
    {"router.decisions.export", Get,    "/router/decisions/export",  kSeeCalls, Report, None, 200, nullptr, exportSchema, "Export how calls were routed, newest first, as CSV or as one JSON object a line", exportDecisions, kDecisionExport, nullptr, Form::TextPieces},
    {"router.simulate",         Post,   "/router/simulate",          kThinkOfCalls, Reader, None, 200, simulateBody, anyObject, "Explain where a call would go, without sending it", simulate},
    {"router.replay",           Post,   "/router/replay",            Operator, Report, None, 200, replayBody, replayAnswer, "Try other rules, another model map or an earlier plan on past calls: how many move, from where to where, and what that costs", replay},
    {"router.defaults",         Put,    "/router/defaults",          Admin,  Writer, ChangesPlan, 200, defaultsBody, settingsShown, "Set the default model, strategy, session affinity and hedging", updateDefaults},

    {"router.rules.list", Get, "/router/rules", Viewer, Reader, None, 200, nullptr, listed<Rule>, "List the rules, in the order they are asked", listRules, kPage},
    {"router.rules.create", Post, "/router/rules", Admin, Writer, ChangesPlan, 201, created<Rule>, shown<Rule>, "Add a rule", createRule},
    {"router.rules.batch", Post, "/router/rules/batch", Admin, Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many rules", batchRules},
    {"router.rules.reorder", Post, "/router/rules/reorder", Admin, Writer, ChangesPlan, 200, orderBody, listed<Rule>, "Put all rules into another order", reorderRules},
    {"router.rules.get", Get, "/router/rules/{id}", Viewer, Reader, None, 200, nullptr, shown<Rule>, "Show a rule", getRule},
    {"router.rules.update", Put, "/router/rules/{id}", Admin, Writer, ChangesPlan, 200, updated<Rule>, shown<Rule>, "Change a rule", updateRule},
    {"router.rules.delete", Delete, "/router/rules/{id}", Admin, Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a rule", deleteRule},

    {"routing.rules.list", Get, "/routing/rules", Viewer, Reader, None, 200, nullptr, listed<Rule>, "List the rules, in the order they are asked", listRules, kPage},
    {"routing.rules.create", Post, "/routing/rules", Admin, Writer, ChangesPlan, 201, created<Rule>, shown<Rule>, "Add a rule", createRule},
    {"routing.rules.batch", Post, "/routing/rules/batch", Admin, Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many rules", batchRules},
    {"routing.rules.reorder", Post, "/routing/rules/reorder", Admin, Writer, ChangesPlan, 200, orderBody, listed<Rule>, "Put all rules into another order", reorderRules},
    {"routing.rules.get", Get, "/routing/rules/{id}", Viewer, Reader, None, 200, nullptr, shown<Rule>, "Show a rule", getRule},
    {"routing.rules.update", Put, "/routing/rules/{id}", Admin, Writer, ChangesPlan, 200, updated<Rule>, shown<Rule>, "Change a rule", updateRule},
    {"routing.rules.delete", Delete, "/routing/rules/{id}", Admin, Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a rule", deleteRule},

    {"budgets.list",   Get,    "/budgets",       kSeeBudgets, Reader, None, 200, nullptr, listed<Budget>, "List budgets, with what is spent and held of each", listBudgets, kPage},
    {"budgets.create", Post,   "/budgets",       Admin,  Writer, ChangesPlan, 201, created<Budget>, shown<Budget>, "Add a budget", createBudget},
    {"budgets.batch",  Post,   "/budgets/batch", Admin,  Writer, ChangesPlan, 200, batchBody, anyObject, "Change or remove many budgets", batchBudgets},
    {"budgets.get",    Get,    "/budgets/{id}",  kSeeBudgets, Reader, None, 200, nullptr, shown<Budget>, "Show a budget, with what is spent and held of it", getBudget},
    {"budgets.update", Put,    "/budgets/{id}",  Admin,  Writer, ChangesPlan, 200, updated<Budget>, shown<Budget>, "Change a budget", updateBudget},
    {"budgets.delete", Delete, "/budgets/{id}",  Admin,  Writer, ChangesPlan, 204, nullptr, nullptr, "Remove a budget", deleteBudget},
    {"prices.list",   Get,    "/prices",        Viewer, Reader, None, 200, nullptr, pricesListed, "List prices: own ones first, then the list with what was imported", listPrices, kPriceFilter},
    {"prices.import", Post,   "/prices/import", Admin,  Writer, ChangesPrices, 200, priceDocument, importAnswer, "Take over a price list of genai-prices or LiteLLM from now on, or only tell what would change", importPrices, kPriceImport},
    {"prices.set",    Put,    "/prices/{provider}/{model...}", Admin, Writer, ChangesPrices, 200, priceBody, priceShown, "Set an own price of a model, `*` for all models of a provider; past calls keep their cost", setPrice},
    {"prices.delete", Delete, "/prices/{provider}/{model...}", Admin, Writer, ChangesPrices, 204, nullptr, nullptr, "End an own price; the list's holds again", deletePrice},
    {"cost.quote",    Post,   "/cost/quote",    Operator, Reader, None, 200, quoteBody, quoteAnswer, "Tell what usages cost, now or at another time", quoteCosts},

    {"credits.list",      Get,    "/credits",                Viewer, Reader, None, 200, nullptr, creditsListed, "List accounts of prepaid credit, with what is left of each", listCredits},
    {"credits.pay",       Post,   "/credits",                Admin,  Writer, ChangesPlan, 201, created<Credit>, creditShown, "Pay into the prepaid credit of a client key, user or team, or back; the first payment opens it", payCredit},
    {"credits.get",       Get,    "/credits/{id}",           Viewer, Reader, None, 200, nullptr, creditShown, "Show an account of prepaid credit", getCredit},
    {"credits.close",     Delete, "/credits/{id}",           Admin,  Writer, ChangesPlan, 204, nullptr, nullptr, "Close an account of prepaid credit: calls of its holder are not paid from it any more", closeCredit},
    {"credits.statement", Get,    "/credits/{id}/statement", Viewer, Reader, None, 200, nullptr, statementSchema, "State what was paid in, paid back and spent, with what was left each time", getStatement, kStatement, nullptr, Form::ByFormat},

    {"currencies.list",    Get, "/currencies", Viewer, Reader, None, 200, nullptr, ratesListed, "List the exchange rates by which costs are shown in other currencies", listCurrencies},
    {"currencies.replace", Put, "/currencies", Admin,  Writer, None, 200, ratesBody, ratesListed, "Give the exchange rates, in place of all there were", replaceCurrencies},

    {"requests.list", Get, "/requests",      kSeeCalls, Reader, None, 200, nullptr, requestsListed, "List calls, newest first", listRequests, kRequestFilter},
    {"requests.export", Get, "/requests/export", kSeeCalls, Report, None, 200, nullptr, exportSchema, "Export calls, newest first, as CSV or as one JSON object a line", exportRequests, kRequestExport, nullptr, Form::TextPieces},
    {"requests.bodies.clear", Post, "/requests/bodies/clear", Admin, Writer, None, 204, nullptr, nullptr, "Remove all requests and answers that are kept", clearBodies},
    {"requests.bodies", Get, "/requests/{id}/bodies", Admin, Writer, None, 200, nullptr, bodiesShown, "Show what a call said and was answered, where that is kept; the audit log tells who asked", getBodies},
    {"requests.get",  Get, "/requests/{id}", kSeeCalls, Reader, None, 200, nullptr, callShown, "Show a call with its attempts and decision", getRequest},
    {"usage.get",     Get, "/usage",         kSeeCalls, Reader, None, 200, nullptr, anyObject, "Sum calls, tokens and cost", getUsage, kUsageFilter},
    {"usage.own",     Get, "/usage/own",     kSeeOwnUsage, Reader, None, 200, nullptr, ownUsageSchema, "Sum what the calling key used; also at /v1/usage", getOwnUsage, kCostNow},

    {"cost.current",     Get, "/cost/current",     kSeeCosts, Reader, None, 200, nullptr, costNowSchema, "Show the cost of today, this week and this month, each beside the one before up to the same time", getCostNow, kCostNow},
    {"cost.daily",       Get, "/cost/daily",       kSeeCosts, Reader, None, 200, nullptr, costListed, "List the cost of each day, oldest first", getDailyCost, kCostFilter},
    {"cost.summary",     Get, "/cost/summary",     kSeeCosts, Reader, None, 200, nullptr, anyObject, "Show the cost of a time beside the time before it, and where most of it went", getCostSummary, kCostFilter},
    {"cost.by_provider", Get, "/cost/by-provider", kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by provider, dearest first", getCostByProvider, kCostFilter},
    {"cost.by_key",      Get, "/cost/by-key",      kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by client key, dearest first", getCostByKey, kCostFilter},
    {"cost.by_user",     Get, "/cost/by-user",     kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by user, dearest first; null is what was called with nobody's key", getCostByUser, kCostFilter},
    {"cost.by_team",     Get, "/cost/by-team",     kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by team, dearest first; null is what was called with no team's key", getCostByTeam, kCostFilter},
    {"cost.by_model",    Get, "/cost/by-model",    kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by model as billed, dearest first", getCostByModel, kCostFilter},
    {"cost.by_alias",    Get, "/cost/by-alias",    kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by alias of the model map, dearest first; null is what was asked for by another name", getCostByAlias, kCostSpan},
    {"cost.by_tag",      Get, "/cost/by-tag",      kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by tag, dearest first; a call counts at each of its tags, null is what has none", getCostByTag, kCostSpan},
    {"cost.by_application", Get, "/cost/by-application", kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by the program of this computer that called, dearest first; null is what is not known", getCostByApplication, kCostSpan},
    {"cost.by_session",  Get, "/cost/by-session",  kSeeCosts, Reader, None, 200, nullptr, costListed, "List costs by session, last used first", getCostBySession, kCostPage},
    {"cost.what_if",     Post, "/cost/what-if",    kThinkOfCalls, Report, None, 200, whatIfBody, anyObject, "Price the calls of a time as if another model or provider had served them", getWhatIf},
    {"cost.reconcile",   Post, "/cost/reconcile",  Operator, Report, None, 200, reconcileBody, anyObject, "Compare a provider's usage export with what was booked, by day of UTC and model", reconcile},
    {"reports.usage",    Get, "/reports/usage",    kSeeCosts, Report, None, 200, nullptr, costListed, "Report calls, tokens and times by day, week or month and by anything", reportUsage, kReportFilter, nullptr, Form::ByFormat},
    {"reports.billing",  Get, "/reports/billing",  kSeeCosts, Report, None, 200, nullptr, costListed, "Report tokens and cost by day, week or month and by anything", reportBilling, kReportFilter, nullptr, Form::ByFormat},
    {"reports.slip",     Get, "/reports/slip",     kSeeCosts, Report, None, 200, nullptr, costListed, "Report what one client key cost in a month, by model and by day: one page as PDF", reportSlip, kSlip, nullptr, Form::ByFormat},

    {"dashboard.stats", Get, "/dashboard/stats", kSeeOverview, Reader, None, 200, nullptr, dashboardSchema, "Show what the overview shows: today beside yesterday, trends, failovers", getDashboard, kDashboardFilter},

    {"playground.tries",       Get,    "/playground/tries", Operator, Reader, None, 200, nullptr, anyObject, "List the calls made in the playground, newest first", listTries},
    {"playground.tries.keep",  Post,   "/playground/tries", Operator, Writer, None, 201, trySchema, trySchema, "Keep a call of the playground; the oldest of more than 50 goes", keepTry},
    {"playground.tries.clear", Delete, "/playground/tries", Operator, Writer, None, 204, nullptr, nullptr, "Forget the calls of the playground", clearTries},

    {"router.status",  Get,  "/router/status",  Viewer,     Reader, None, 200, nullptr, switchSchema, "Show the routing switch: what holds, what is pending, how long it is locked", getRoutingSwitch},
    {"router.toggle",  Post, "/router/toggle",  SuperAdmin, Writer, MovesSwitch, 202, toggleBody, switchSchema, "Turn routing on or off, after a delay in which it can be undone; then the switch is locked for a while", toggleRouting},
    {"router.undo",    Post, "/router/undo",    SuperAdmin, Writer, MovesSwitch, 200, nullptr, switchSchema, "Take back the pending change of the routing switch", undoRouting},
    {"router.history", Get,  "/router/history", Viewer,     Reader, None, 200, nullptr, anyObject, "List the changes of the routing switch, newest first, with who, when and why", listRoutingChanges, kHistoryPage},

    {"router.metrics", Get,  "/router/metrics", Viewer,     Reader, None, 200, nullptr, anyObject, "Sum what decided about calls, how the switch stood, and how each target did per 15 minutes", getRouterMetrics, kMetricsFilter},
    {"router.plans.list",    Get,  "/router/plans",             Viewer,   Reader, None, 200, nullptr, anyObject, "List the published plans, newest first", listPlans, kHistoryPage},
    {"router.plans.get",     Get,  "/router/plans/{n}",         Operator, Reader, None, 200, nullptr, anyObject, "Show a published plan, without secrets", getPlan},
    {"router.plans.diff",    Get,  "/router/plans/{n}/diff",    Operator, Reader, None, 200, nullptr, anyObject, "List what a plan changed, by the names of what changed", diffPlan, kDiff},
    {"router.plans.restore", Post, "/router/plans/{n}/restore", Admin,    Writer, ChangesPlan, 200, nullptr, anyObject, "Make providers, routing and settings as they were in a plan; client keys and the routing switch stay", restorePlanVersion},

    {"auth.login",    Post, "/auth/login",    kSignIn, Writer, None, 200, loginBody, tokensAnswer, "Sign in with a password: an access token for 15 minutes, and one to refresh it with", logIn, {}, checkLogin, Form::Json, Desk, Door::Open},
    {"auth.token",    Post, "/auth/token",    kSignIn, Writer, Stays, 200, tokenBody, tokensAnswer, "The same in OAuth's words, by password, refresh token or the code of a desktop sign-in", grantToken, {}, checkGrant, Form::Json, Desk, Door::Open},
    {"auth.refresh",  Post, "/auth/refresh",  kSignIn, Writer, Stays, 200, refreshBody, tokensAnswer, "Get the next tokens; each refresh token is good for once", refreshToken, {}, nullptr, Form::Json, Network, Door::Open},
    {"auth.logout",   Post, "/auth/logout",   kSignIn, Writer, None, 204, logoutBody, nullptr, "End this sign-in, or all of the user's", logOut},
    {"auth.me",       Get,  "/auth/me",       kSignIn, Reader, None, 200, nullptr, meAnswer, "Show who is calling", getMe},
    {"auth.password", Put,  "/auth/password", kSignIn, Writer, None, 204, passwordBody, nullptr, "Change one's own password; all other sign-ins end", changeOwnPassword, {}, checkOwnPassword, Form::Json, Desk},
    {"auth.oidc.start",    Get, "/auth/oidc/start",    kSignIn, Network, None, 302, nullptr, anyObject, "Send the browser to the issuer", startOidc, kVisitFrom, nullptr, Form::Visit, Network, Door::Open},
    {"auth.oidc.callback", Get, "/auth/oidc/callback", kSignIn, Writer, Publishes, 200, nullptr, tokensAnswer, "Where the issuer sends the browser back to", finishOidc, kVisitBack, askIssuer, Form::Visit, Network, Door::Open},
    {"auth.settings.get",    Get, "/auth/settings", SuperAdmin, Reader, None, 200, nullptr, signInSettingsShown, "Show how people sign in", getSignInSettings},
    {"auth.settings.update", Put, "/auth/settings", SuperAdmin, Writer, Publishes, 200, signInSettingsUpdated, signInSettingsShown, "Change how people sign in", updateSignInSettings},
    {"users.password", Put,  "/users/{id}/password", kManagePeople, Writer, None, 200, userPasswordBody, userPasswordAnswer, "Give a user a password; all their sign-ins end", setUserPassword, {}, makePassword, Form::Json, Desk},
    {"users.sign_out", Post, "/users/{id}/sign-out", kManagePeople, Writer, None, 204, nullptr, nullptr, "End all sign-ins of a user", signUserOut},

    {"proxies.list",   Get,    "/proxies",            Viewer,   Reader, None, 200, nullptr, listed<Proxy>, "List the proxies that providers can be called through", listProxies, kPage},
    {"proxies.create", Post,   "/proxies",            Admin,    Writer, Publishes, 201, created<Proxy>, shown<Proxy>, "Add a proxy to the pool", createProxy},
    {"proxies.batch",  Post,   "/proxies/batch",      Admin,    Writer, Publishes, 200, batchBody, anyObject, "Change or remove many proxies", batchProxies},
    {"proxies.get",    Get,    "/proxies/{id}",       Viewer,   Reader, None, 200, nullptr, shown<Proxy>, "Show a proxy", getProxy},
    {"proxies.update", Put,    "/proxies/{id}",       Admin,    Writer, Publishes, 200, updated<Proxy>, shown<Proxy>, "Change a proxy; its password has to be given again when it moves", updateProxy},
    {"proxies.delete", Delete, "/proxies/{id}",       Admin,    Writer, Publishes, 204, nullptr, nullptr, "Remove a proxy from the pool; calls under way through it finish", deleteProxy},
    {"proxies.drain",  Post,   "/proxies/{id}/drain", Operator, Writer, Publishes, 200, nullptr, proxyHealthShown, "Give a proxy no new calls until it is enabled again; those under way finish", drainProxy},
    {"health.proxies", Get,    "/health/proxies",     Viewer,   Reader, None, 200, nullptr, proxiesHealthShown, "Show how every proxy of the pool does, and did in the last thirty days", listProxyHealth, kZone},
    {"health.proxy.check", Post, "/health/proxies/{id}/check", Operator, Network, None, 200, nullptr, proxyHealthShown, "Check a proxy now: a connection through it to a provider of the pool, or to itself while there is none", checkProxyNow},

    {"alerts.list",          Get,  "/alerts",              Viewer,   Reader, None, 200, nullptr, alertsListed, "List what was the matter and what still is, newest first, with what was sent of it", listAlerts, kAlerts},
    {"alerts.silence",       Post, "/alerts/{id}/silence", Operator, Writer, None, 200, silenceBody, alertShown, "Send nothing about an alert for a time; if it is still on then, that is told", silenceAlert},
    {"alerts.config.get",    Get,  "/alerts/config",       Admin,    Reader, None, 200, nullptr, alertConfigShown, "Show what is told of, and by which channels", getAlertConfig},
    {"alerts.config.update", Put,  "/alerts/config",       Admin,    Writer, Publishes, 200, alertConfigUpdated, alertConfigShown, "Change what is told of, and by which channels", updateAlertConfig},
    {"alerts.test",          Post, "/alerts/test",         Admin,    Network, None, 200, alertTestBody, alertTestAnswer, "Send a message over a channel now, and tell what came of it", testAlertChannel},

    {"audit.list",   Get,  "/audit",        Admin, Reader, None, 200, nullptr,  anyObject, "List what was done and what was refused, newest first: who, from where, before and after", listAuditEntries, kAuditFilter},
    {"audit.head",   Get,  "/audit/head",   Admin, Reader, None, 200, nullptr,  anyObject, "Show the hash of the newest entry, to be written down somewhere else", getAuditHead},
    {"audit.verify", Post, "/audit/verify", Admin, Report, None, 200, headBody, anyObject, "Read the whole audit log: whether every entry is as it was written, or which is the first that is not", verifyAuditLog},
    {"audit.check",  Get,  "/audit/verify", Admin, Report, None, 200, nullptr,  anyObject, "The same", verifyAuditLog, kHead},
    {"audit.export", Get,  "/audit/export", Admin, Report, None, 200, nullptr,  exportSchema, "Export the audit log, newest first, as CSV or as one JSON object a line", exportAudit, kAuditExport, nullptr, Form::TextPieces},

    {"logs.list", Get, "/logs", Admin, Reader, None, 200, nullptr, logLinesListed, "List what the program said about itself, newest first; no secret and no prompt is in it", listLogLines, kLogFilter},
    {"doctor.get",    Get, "/doctor",        Admin, Report, None, 200, nullptr, doctorShown, "Look after the installation: what is good, what is worth knowing, what has to be done", getDoctor, kDoctor, askForReach},
    {"doctor.bundle", Get, "/doctor/bundle", Admin, Report, None, 200, nullptr, bundleShown, "Gather what helps to find a fault, without secrets and prompts", getDoctorBundle, kDoctor, askForReach},

    {"settings.get",    Get, "/settings", Viewer, Reader, None, 200, nullptr, settingsShown, "Show the settings", getSettings},
    {"settings.update", Put, "/settings", Admin,  Writer, ChangesPlan, 200, settingsUpdated, settingsShown, "Change the settings", updateSettings},
    {"settings.check_up", Get, "/settings/check-up", Admin, Reader, None, 200, nullptr, checkUpShown, "Check up on security in plain words: who can reach the gateway, what it keeps, and where to change that", getCheckUp},
    {"settings.rebind", Post, "/settings/rebind", Admin, Writer, None, 200, rebindBody, rebindAnswer, "Listen on another port, now and from now on; answers under way are finished", rebind},
    {"certificate.get",    Get,  "/certificate",        Viewer, Reader, None, 200, nullptr, anyObject, "Show the certificate for TLS, with its fingerprint", getCertificate},
    {"certificate.make",   Post, "/certificate",        Admin,  Writer, None, 201, namesBody, anyObject, "Make a new certificate; connections from now on are shown it", makeCertificate},
    {"certificate.reload", Post, "/certificate/reload", Admin,  Writer, None, 200, nullptr, anyObject, "Read the certificate's files anew; connections from now on are shown it", reloadCertificate},
    {"status.get",      Get, "/status",   Viewer, Reader, None, 200, nullptr, anyObject, "Show what is running", getStatus},
    {"health.keys",     Get, "/health/api-keys", Viewer, Reader, None, 200, nullptr, keysHealthShown, "Show how every key of every provider does, one row each", listKeyHealth},
    {"health.keys.check", Post, "/health/api-keys/check", Operator, Network, None, 200, nullptr, keysHealthShown, "Check the keys of all providers now", checkKeysNow},
    {"health.key",      Get,  "/health/api-keys/{id}", Viewer, Report, None, 200, nullptr, keyHealthShown, "Show how a provider's key does: calls, checks, balance, availability; a provider without keys by its own id", getKeyHealth},
    {"health.key.check",  Post, "/health/api-keys/{id}/check", Operator, Network, None, 200, nullptr, keyHealthShown, "Check a provider's key now", checkKeyNow},
    {"health.models",   Get,  "/health/models", Viewer, Reader, None, 200, nullptr, modelHealthListed, "Show how models do that are asked by themselves, and what asking each one costs", listModelHealth},
    {"health.availability", Get, "/health/availability", Viewer, Report, None, 200, nullptr, availabilityListed, "Show for how much of the last day, week and month each provider and key could be used, and each of the last thirty days", listAvailability, kZone},
    {"health.history",  Get, "/health/history", Viewer, Reader, None, 200, nullptr, anyObject, "List when keys of providers were out of use, and why, newest first", listHealthHistory, kOutages},
    {"events.watch",    Get, "/events",   kWatchEvents, Reader, None, 200, nullptr, eventsAnswer, "Tell what happens as it does, as server-sent events, or over a WebSocket where one is asked for", listEvents, kEvents, nullptr, Form::Events},
    {"metrics.get",     Get, "/metrics",  Viewer, Reader, None, 200, nullptr, metricsAnswer, "Show all metrics in the text format of Prometheus; the same is at /metrics", writeMetrics, {}, nullptr, Form::Text},
    {"health.get",      Get, "/health",   kAskHealth, Reader, None, 200, nullptr, anyObject, "Say whether calls are served", getHealth},
};
// clang-format on

} // namespace

std::string_view toWord(Method method)
{
    switch (method) {
    case Get:
        return "GET";
    case Post:
        return "POST";
    case Put:
        return "PUT";
    case Delete:
        break;
    }
    return "DELETE";
}

std::span<const Operation> operations()
{
    return kOperations;
}

bool answersInPieces(const Request &request)
{
    const std::string_view format = request.queryValue("format");
    return request.operation->form == Form::TextPieces
           || (request.operation->form == Form::ByFormat && !format.empty() && format != "json");
}

const Operation *findOperation(std::string_view id)
{
    const auto *hit = std::ranges::find(kOperations, id, &Operation::id);
    return hit == std::end(kOperations) ? nullptr : hit;
}

} // namespace admin
