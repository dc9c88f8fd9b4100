#pragma once

#include "admin/operation.h"

/// The functions behind the rows of the table, one source file per resource.
/// Errors: those of the admin API, with `param` naming the field. Thread: the storage thread of the row's place.
namespace admin {

using Outcome = base::Result<base::Json>;

Outcome listProviders(const Context &context);
Outcome createProvider(const Context &context);
Outcome getProvider(const Context &context);
Outcome updateProvider(const Context &context);
Outcome deleteProvider(const Context &context);
Outcome batchProviders(const Context &context);
Outcome listPresets(const Context &context);
Outcome testProvider(const Context &context);
Outcome tryProvider(const Context &context);
/// The model servers that run on this computer, and the key variables that are set.
Outcome scanProviders(const Context &context);
/// What the provider says its models are; then they are told, and those that are wanted added.
Outcome askForModels(const Context &context);
Outcome discoverModels(const Context &context);

Outcome listProviderKeys(const Context &context);
Outcome createProviderKey(const Context &context);
Outcome updateProviderKey(const Context &context);
Outcome deleteProviderKey(const Context &context);
Outcome batchProviderKeys(const Context &context);
Outcome probeProviderKey(const Context &context);
Outcome clearProviderKey(const Context &context);
Outcome holdProviderKey(const Context &context);
Outcome listProviderHealth(const Context &context);
Outcome listKeyHealth(const Context &context);
Outcome getKeyHealth(const Context &context);
Outcome checkKeyNow(const Context &context);
Outcome checkKeysNow(const Context &context);
Outcome listAvailability(const Context &context);

Outcome listProviderModels(const Context &context);
Outcome createProviderModel(const Context &context);
Outcome updateProviderModel(const Context &context);
Outcome deleteProviderModel(const Context &context);
Outcome batchProviderModels(const Context &context);

Outcome listApiKeys(const Context &context);
Outcome createApiKey(const Context &context);
Outcome getApiKey(const Context &context);
Outcome updateApiKey(const Context &context);
Outcome deleteApiKey(const Context &context);
Outcome batchApiKeys(const Context &context);
Outcome revokeApiKey(const Context &context);
Outcome rotateApiKey(const Context &context);

Outcome listUsers(const Context &context);
Outcome createUser(const Context &context);
Outcome getUser(const Context &context);
Outcome updateUser(const Context &context);
Outcome deleteUser(const Context &context);
Outcome batchUsers(const Context &context);

Outcome listTeams(const Context &context);
Outcome createTeam(const Context &context);
Outcome getTeam(const Context &context);
Outcome updateTeam(const Context &context);
Outcome deleteTeam(const Context &context);
Outcome batchTeams(const Context &context);

Outcome listAliases(const Context &context);
Outcome createAlias(const Context &context);
Outcome getAlias(const Context &context);
Outcome updateAlias(const Context &context);
Outcome deleteAlias(const Context &context);
Outcome batchAliases(const Context &context);
/// The part of the settings that routing falls back on.
Outcome updateDefaults(const Context &context);

Outcome listRules(const Context &context);
Outcome createRule(const Context &context);
Outcome getRule(const Context &context);
Outcome updateRule(const Context &context);
Outcome deleteRule(const Context &context);
Outcome batchRules(const Context &context);
Outcome reorderRules(const Context &context);

Outcome listBudgets(const Context &context);
Outcome createBudget(const Context &context);
Outcome getBudget(const Context &context);
Outcome updateBudget(const Context &context);
Outcome deleteBudget(const Context &context);
Outcome batchBudgets(const Context &context);
/// The price list with what was entered and imported on top.
Outcome listPrices(const Context &context);
Outcome setPrice(const Context &context);
Outcome deletePrice(const Context &context);
Outcome importPrices(const Context &context);
/// What usages would cost, then or now.
Outcome quoteCosts(const Context &context);

Outcome listRequests(const Context &context);
/// The same as text, as exportDecisions() has it.
Outcome exportRequests(const Context &context);
Outcome getRequest(const Context &context);
/// What a call said and was answered, where that is kept.
Outcome getBodies(const Context &context);
Outcome clearBodies(const Context &context);
/// The calls as they were routed, with their traces.
Outcome listDecisions(const Context &context);
/// The same as text, a piece at a time: `type`, `file`, `text`, and `next` for the piece behind it.
Outcome exportDecisions(const Context &context);
/// Where a call would go, without sending it.
Outcome simulate(const Context &context);
base::Json simulateBody();
/// What would become of past calls under other rules.
Outcome replay(const Context &context);
base::Json replayBody();
base::Json replayAnswer();
/// The calls made in the playground, which keeps them so that they can be made again.
Outcome listTries(const Context &context);
Outcome keepTry(const Context &context);
Outcome clearTries(const Context &context);
base::Json trySchema();
Outcome getUsage(const Context &context);
/// What the calling key itself used.
Outcome getOwnUsage(const Context &context);

Outcome getCostNow(const Context &context);
Outcome getDailyCost(const Context &context);
Outcome getCostSummary(const Context &context);
Outcome getCostByProvider(const Context &context);
Outcome getCostByKey(const Context &context);
Outcome getCostByUser(const Context &context);
Outcome getCostByTeam(const Context &context);
Outcome getCostByModel(const Context &context);
Outcome getCostByAlias(const Context &context);
Outcome getCostByTag(const Context &context);
Outcome getCostByApplication(const Context &context);
Outcome getCostBySession(const Context &context);
/// The same calls at other prices.
Outcome getWhatIf(const Context &context);
base::Json whatIfBody();
/// What a provider says was used beside what was booked.
Outcome reconcile(const Context &context);
base::Json reconcileBody();
/// Both as one answer, or as text in pieces when `format` is not json.
Outcome reportUsage(const Context &context);
Outcome reportBilling(const Context &context);
Outcome reportSlip(const Context &context);
Outcome getDashboard(const Context &context);

Outcome getRoutingSwitch(const Context &context);
Outcome toggleRouting(const Context &context);
Outcome undoRouting(const Context &context);
Outcome listRoutingChanges(const Context &context);

Outcome getRouterMetrics(const Context &context);
Outcome listPlans(const Context &context);
Outcome getPlan(const Context &context);
Outcome diffPlan(const Context &context);
Outcome restorePlanVersion(const Context &context);

/// Signing in. Those that check a password run at the desk, before the one beside them.
Outcome checkLogin(const Context &context);
Outcome logIn(const Context &context);
Outcome checkGrant(const Context &context);
Outcome grantToken(const Context &context);
Outcome refreshToken(const Context &context);
Outcome logOut(const Context &context);
Outcome getMe(const Context &context);
Outcome checkOwnPassword(const Context &context);
Outcome changeOwnPassword(const Context &context);
Outcome makePassword(const Context &context);
Outcome setUserPassword(const Context &context);
Outcome signUserOut(const Context &context);
Outcome getSignInSettings(const Context &context);
Outcome updateSignInSettings(const Context &context);
/// To the issuer and back.
Outcome startOidc(const Context &context);
Outcome askIssuer(const Context &context);
Outcome finishOidc(const Context &context);

/// What was done, and what was refused.
Outcome listAuditEntries(const Context &context);
Outcome verifyAuditLog(const Context &context);
Outcome getAuditHead(const Context &context);
Outcome exportAudit(const Context &context);
base::Json headBody();

/// What the program says about itself.
Outcome listLogLines(const Context &context);
base::Json logLinesListed();
/// How it is, and how to mend what is not as it should be; before, whether providers can be reached if that is wanted.
Outcome askForReach(const Context &context);
Outcome getDoctor(const Context &context);
base::Json doctorShown();
/// The same with all that helps to find out why, and without secrets.
Outcome getDoctorBundle(const Context &context);
base::Json bundleShown();

Outcome getSettings(const Context &context);
Outcome updateSettings(const Context &context);
Outcome rebind(const Context &context);
Outcome getCertificate(const Context &context);
Outcome makeCertificate(const Context &context);
Outcome reloadCertificate(const Context &context);
Outcome getStatus(const Context &context);
Outcome getHealth(const Context &context);
/// When keys were out of use, and why.
Outcome listHealthHistory(const Context &context);
Outcome listEvents(const Context &context);
Outcome writeMetrics(const Context &context);

} // namespace admin
