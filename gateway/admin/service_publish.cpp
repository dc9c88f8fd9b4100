#include "admin/service.h"

#include <QLoggingCategory>

#include "access/cidr.h"
#include "admin/price_list.h"
#include "admin/rule_checks.h"
#include "base/boot_clock.h"
#include "jobs/body_desk.h"
#include "model/words.h"
#include "routing/rules/rule_set.h"
#include "storage/alert_settings.h"
#include "storage/body_settings.h"
#include "storage/credits.h"
#include "storage/log_settings.h"
#include "storage/network_settings.h"
#include "storage/plans.h"
#include "storage/proxies.h"
#include "storage/recent_use.h"
#include "storage/sign_in_settings.h"
#include "storage/spend.h"

/// What the workers read: made anew from what is stored.
namespace admin {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.ledger")

/// Where a list cannot be read (another version wrote it) nothing is let in.
void readAddresses(model::Plan &plan)
{
    for (auto &[digest, key] : plan.clientKeys)
        if (!key.allowedAddresses.empty())
            if (auto list = auth::CidrList::parse(key.allowedAddresses, "allowed_ips"))
                key.addresses = std::make_shared<const auth::CidrList>(std::move(*list));
}

base::Result<> setLog(storage::Database &db, logs::Log &log)
{
    const auto settings = storage::loadLogSettings(db);
    if (!settings)
        return base::fail(settings.error());
    log.setKeeping({.least = logs::levelNamed(settings->level).value_or(logs::Level::Info),
                    .room = {.bytes = settings->fileMegabytes << 20, .files = static_cast<int>(settings->files)}});
    return {};
}

/// A rule that cannot be read (another version wrote it) is not asked; the list of rules says why.
std::shared_ptr<const routing::RuleSet> compileRules(const model::Plan &plan, routing::RuleHits &hits)
{
    std::vector<routing::RuleSet::Problem> told;
    auto set = routing::RuleSet::compileUsable(plan.rules, {.zones = zoneOffsets, .hits = &hits}, told);
    return std::make_shared<const routing::RuleSet>(std::move(set));
}

/// What channels of alerts need.
base::Result<> claimForAlerts(storage::Database &db, secrets::SecretStore &secrets,
                              std::vector<std::string> &references)
{
    const auto settings = storage::loadAlertSettings(db);
    if (!settings)
        return base::fail(settings.error());
    for (const model::AlertChannel &channel : settings->channels)
        if (!channel.secret.empty()) {
            secrets.claim(channel.secret);
            references.push_back(channel.secret);
        }
    return {};
}

/// Whose requests and answers are kept.
base::Result<> setBodies(storage::Database &db, const Backstage &gateway, std::vector<std::string> &references)
{
    const auto settings = storage::loadBodySettings(db);
    if (!settings)
        return base::fail(settings.error());
    if (!settings->key.empty()) {
        gateway.secrets.claim(settings->key);
        references.push_back(settings->key);
    }
    if (gateway.bodies != nullptr)
        gateway.bodies->adopt(*settings);
    return {};
}

/// Before the plan: a provider that goes through the pool must find it.
base::Result<> publishProxies(storage::Database &db, Backstage &gateway, std::vector<std::string> &references)
{
    auto proxies = storage::listProxies(db);
    if (!proxies)
        return base::fail(proxies.error());
    for (const model::Proxy &proxy : *proxies)
        if (!proxy.secret.empty()) {
            gateway.secrets.claim(proxy.secret);
            references.push_back(proxy.secret);
        }
    gateway.proxies.adopt(std::move(*proxies));
    return {};
}

} // namespace

/// What is under way is not spent yet: it counts once it ends.
base::Result<std::shared_ptr<const ledger::BudgetSet>> Service::adoptBudgets(storage::Database &db,
                                                                             const model::Plan &plan)
{
    const auto load = [&](const ledger::BudgetAccount::Terms &terms,
                          const auth::PeriodSpan &span) -> base::Result<std::int64_t> {
        if (auto folded = m_gateway.ledger.foldAll(db); !folded)
            return base::fail(std::move(folded.error()));
        if (terms.subject.starts_with(model::kCreditPrefix))
            return storage::goneFromCredit(db, terms.subject);
        return storage::spentOn(db, model::toWord(terms.scope), terms.subject, span.startMs, span.endMs);
    };
    const auto credits = storage::listCredits(db);
    if (!credits)
        return base::fail(credits.error());
    std::vector<model::Budget> all = plan.budgets;
    for (const model::Credit &credit : *credits)
        if (credit.closedMs == 0)
            all.push_back(model::budgetOf(credit));
    return m_gateway.ledger.budgets().adopt(all, zoneOffsets, load, m_gateway.clock.wallMillis());
}

base::Result<> Service::publishPrices(storage::Database &db)
{
    auto prices = storedPrices(db, m_gateway.shippedPrices);
    if (!prices)
        return base::fail(prices.error(), "publishing the prices");
    m_gateway.prices.publish(std::move(*prices));
    return {};
}

base::Result<std::shared_ptr<const ledger::LimitSet>> Service::adoptLimits(storage::Database &db,
                                                                           const model::Plan &plan)
{
    const auto load = [&](std::int64_t sinceMs) -> base::Result<ledger::Limits::Past> {
        if (auto folded = m_gateway.ledger.foldAll(db); !folded)
            return base::fail(std::move(folded.error()));
        auto calls = storage::recentCalls(db, sinceMs);
        auto attempts = storage::recentAttempts(db, sinceMs);
        if (!calls || !attempts)
            return base::fail(calls ? attempts.error() : calls.error());
        return ledger::Limits::Past{std::move(*calls), std::move(*attempts)};
    };
    return m_gateway.ledger.limits().adopt(plan, load,
                                           {base::systemBootClock().millis(), m_gateway.clock.wallMillis()});
}

base::Result<> Service::publishNetwork(storage::Database &db)
{
    auto settings = storage::loadNetworkSettings(db);
    if (!settings)
        return base::fail(settings.error());
    auto door = auth::Door::make(*settings);
    if (!door)
        return base::fail(door.error(), "reading the network settings");
    const model::NetworkSettings before = m_gateway.network();
    m_gateway.setNetwork(*settings);
    if (m_gateway.traces != nullptr && settings->tracesEndpoint != before.tracesEndpoint)
        m_gateway.traces->sendTo(settings->tracesEndpoint);
    ListenerControl *listener = m_gateway.listener();
    if (listener == nullptr || *settings == before)
        return {};
    listener->lay(std::make_shared<const auth::Door>(std::move(*door)));
    const bool other = settings->certificateFile != before.certificateFile
                       || settings->certificateKeyFile != before.certificateKeyFile;
    return other && listener->certificate() ? listener->renewCertificate() : base::Result<>();
}

base::Result<> Service::publish(storage::Database &db)
{
    auto plan = storage::loadPlan(db);
    if (!plan)
        return base::fail(plan.error(), "publishing the plan");
    if (auto published = publishNetwork(db); !published)
        return published;
    if (auto set = setLog(db, *m_gateway.log); !set)
        return base::fail(set.error(), "publishing the plan");
    m_gateway.secrets.forgetFiles(); // one may have changed; the next plan's calls read what they need anew
    std::vector<std::string> references;
    for (const model::Provider &provider : plan->providers)
        for (const model::ProviderKey &key : provider.keys) {
            m_gateway.secrets.claim(key.secret); // now, so that variables are blanked early
            references.push_back(key.secret);
        }
    for (const auto &[digest, key] : plan->clientKeys)
        if (!key.signingSecret.empty()) {
            m_gateway.secrets.claim(key.signingSecret);
            references.push_back(key.signingSecret);
        }
    if (auto booked = storage::bookPayments(db); !booked) // the next plan's turn tries again
        qCWarning(ownLog, "%s", base::describe(booked.error()).c_str());
    if (auto done = publishSignIn(db, references); !done)
        return base::fail(done.error(), "publishing the plan");
    if (auto done = claimForAlerts(db, m_gateway.secrets, references); !done)
        return base::fail(done.error(), "publishing the plan");
    if (auto done = setBodies(db, m_gateway, references); !done)
        return base::fail(done.error(), "publishing the plan");
    if (auto done = publishProxies(db, m_gateway, references); !done)
        return base::fail(done.error(), "publishing the plan");
    auto budgets = adoptBudgets(db, *plan);
    if (!budgets)
        return base::fail(budgets.error(), "publishing the plan");
    plan->budgetSet = std::move(*budgets);
    auto limits = adoptLimits(db, *plan);
    if (!limits)
        return base::fail(limits.error(), "publishing the plan");
    plan->limitSet = std::move(*limits);
    const std::int64_t version = plan->version;
    readAddresses(*plan);
    plan->ruleSet = compileRules(*plan, m_gateway.ruleHits);
    m_gateway.health.adopt(*plan);
    m_gateway.plan.publish(std::make_shared<const model::Plan>(std::move(*plan)));
    m_gateway.events.publish(jobs::Topic::Plan, {{"version", version}});
    m_gateway.keychain.require(references, version); // only now: no call shall want an entry that was dropped
    return {};
}

base::Result<> Service::publishSignIn(storage::Database &db, std::vector<std::string> &references)
{
    auto settings = storage::loadSignInSettings(db);
    auto subjects = storage::oidcSubjects(db);
    if (!settings || !subjects)
        return base::fail(settings ? subjects.error() : settings.error());
    if (!settings->clientSecret.empty()) {
        m_gateway.secrets.claim(settings->clientSecret);
        references.push_back(settings->clientSecret);
    }
    m_gateway.signIns.adopt(std::move(*settings), std::move(*subjects));
    return {};
}

} // namespace admin
