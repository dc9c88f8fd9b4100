#include "admin/check_up.h"

#include <algorithm>
#include <vector>

#include <sys/prctl.h>
#include <sys/resource.h>

#include "admin/backstage.h"
#include "admin/doctor.h"
#include "admin/network_state.h"
#include "base/text.h"
#include "storage/body_settings.h"
#include "storage/body_store.h"

namespace admin {
namespace {

using base::at;
using base::Json;

enum class State : std::uint8_t { Good, Look, Bad };
using enum State;

constexpr std::string_view kWords[] = {"good", "look", "bad"};
constexpr std::int64_t kSoonDays = 30;

struct Row {
    State state = Good;
    std::string message{};
    std::string where{}; ///< To change it; empty: there is nothing to change.
};

/// What the rows are about, as of one moment.
struct Ground {
    const Backstage &gateway;
    std::shared_ptr<const model::Plan> plan;
    model::NetworkSettings network{};
    model::BodySettings bodies{};
    Json reach = nullptr; ///< As networkJson() has it.
    std::int64_t nowMs = 0;

    bool outside() const { return base::textOr(at(reach, "reachable")) == "network"; }
    bool tls() const { return base::truthOr(at(reach, "tls")); }
};

std::string number(std::size_t count)
{
    return std::to_string(count);
}

std::string joined(const std::vector<std::string> &texts)
{
    std::string out;
    for (const std::string &text : texts)
        out.append(out.empty() ? "" : ", ").append(text);
    return out;
}

constexpr const char *kReach =
    "Settings, Address. On a server: start it with --tls instead of --plain-http, or without "
    "--listen.";

Row reach(const Ground &ground)
{
    if (base::textOr(at(ground.reach, "reachable")) == "nowhere")
        return {Good, "It cannot be reached: it does not listen.", {}};
    if (!ground.outside())
        return {Good, "It can be reached from this computer only.", {}};
    if (ground.tls())
        return {Good, "It can be reached from the network, over TLS.", {}};
    return {Bad, "It can be reached from the network in plain HTTP: others can read keys and calls on their way.",
            kReach};
}

Row certificate(const Ground &ground)
{
    if (!ground.tls())
        return ground.outside() ? Row{Look, "There is no certificate in use.", kReach}
                                : Row{Good, "No certificate is needed for this computer alone.", {}};
    const Json &facts = at(ground.reach, "certificate");
    const std::int64_t days = base::integerOr(at(facts, "days_left"));
    const std::string until = base::textOr(at(facts, "not_after")).substr(0, 10);
    constexpr const char *kRenew = "Settings, Address: make a new certificate, or put the renewed files in place and "
                                   "have them read anew.";
    if (days < 0)
        return {Bad, "The certificate expired on " + until + ".", kRenew};
    if (days < kSoonDays)
        return {Look, "The certificate is good until " + until + ".", kRenew};
    return {Good, "The certificate is good until " + until + ".", {}};
}

Row keychain(const Ground &ground)
{
    using enum secrets::KeychainState;
    const secrets::KeychainStatus status = ground.gateway.keychain.status();
    if (status.state == Available)
        return {Good, "Providers' keys that are typed in are kept in the keychain of the system.", {}};
    if (status.state == Unused)
        return {Good, "No key of a provider is kept here: none was typed in.", {}};
    if (!status.needed)
        return {Look, "No keychain can be used: providers' keys can only come from variables and files.",
                std::string(secrets::explain(status.state))};
    return {Bad, "The keychain that holds providers' keys cannot be used.",
            std::string(secrets::explain(status.state))};
}

Row signIn(const Ground &ground)
{
    if (ground.network.metricsOpen)
        return {Look,
                "Every operation needs a key or a sign-in, but /metrics answers programs of this computer without.",
                "Settings, Who may call (`metrics_open`)."};
    if (ground.gateway.signIns.settings()->keyAndToken)
        return {Good, "Who administers must sign in and show a key as well.", {}};
    return {Good, "Every operation needs a key or a sign-in.", {}};
}

Row origins(const Ground &ground)
{
    if (ground.network.allowedOrigins.empty())
        return {Good, "No web page may call models.", {}};
    return {Look, "Web pages from these origins may call models: " + joined(ground.network.allowedOrigins) + ".",
            "Settings, Who may call (`allowed_origins`)."};
}

Row addresses(const Ground &ground)
{
    const std::size_t count = ground.network.allowedAddresses.size();
    if (count > 0)
        return {Good, "Addresses and ranges that may ask, besides this computer: " + number(count) + ".", {}};
    if (!ground.outside())
        return {Good, "Nobody but this computer can ask, so that addresses need not be restricted.", {}};
    return {Look, "Every address of the network may ask, if it has a key.",
            "Settings, Who may call (`allowed_addresses`)."};
}

bool isEverything(std::string_view range)
{
    return range.ends_with("/0");
}

Row proxies(const Ground &ground)
{
    const std::vector<std::string> &all = ground.network.trustedProxies;
    if (all.empty())
        return {Good, "No proxy is believed: the address of who asks is the one that is seen.", {}};
    if (std::ranges::any_of(all, isEverything))
        return {Bad, "Everybody is believed to be a proxy, and so whatever address they say they ask for.",
                "Settings, Who may call (`trusted_proxies`)."};
    return {Look, "These proxies are believed when they say for whom they ask: " + joined(all) + ".",
            "Settings, Who may call (`trusted_proxies`)."};
}

bool isLimited(const model::Plan &plan, const model::ClientKey &key)
{
    const model::User *user = plan.userWithId(key.userId);
    const model::Team *team = plan.teamWithId(key.teamId);
    return key.limits.any() || (user != nullptr && user->limits.any()) || (team != nullptr && team->limits.any());
}

/// How many of the client keys that can be used are so, and of how many.
template <typename IsSo>
std::pair<std::size_t, std::size_t> countKeys(const Ground &ground, IsSo isSo)
{
    std::pair<std::size_t, std::size_t> out;
    for (const auto &[digest, key] : ground.plan->clientKeys) {
        const bool ended = key.revokedMs != 0 || (key.expiresMs != 0 && key.expiresMs <= ground.nowMs);
        if (key.previous || key.barred || ended)
            continue;
        ++out.second;
        out.first += isSo(key) ? 1 : 0;
    }
    return out;
}

Row limits(const Ground &ground)
{
    const auto [bare, all] =
        countKeys(ground, [&](const model::ClientKey &key) { return !isLimited(*ground.plan, key); });
    if (bare == 0)
        return {Good, "Every client key has a rate limit, of its own or of its user or team.", {}};
    return {Look, "Client keys without any rate limit: " + number(bare) + " of " + number(all) + ".",
            "Keys & users, Limits."};
}

Row expiry(const Ground &ground)
{
    const auto [endless, all] = countKeys(ground, [](const model::ClientKey &key) { return key.expiresMs == 0; });
    if (endless == 0)
        return {Good, "Every client key expires.", {}};
    return {Look, "Client keys that never expire: " + number(endless) + " of " + number(all) + ".",
            "Keys & users, Expires."};
}

Row bodies(const Ground &ground)
{
    if (ground.bodies.store != "off")
        return {Look, "Prompts and answers are kept, encrypted: see who may be admin.",
                "Settings, Requests and answers (`store_bodies`)."};
    if (storage::BodyStore::isThere(ground.gateway.dataDirectory))
        return {Look, "Prompts and answers are not kept any more, but earlier ones still are.",
                "Settings, Requests and answers, Remove all."};
    return {Good, "Prompts and answers are not kept.", {}};
}

Row files(const Ground &ground)
{
    for (const SelfCheck &check : checksOfGround(ground.gateway.dataDirectory, ground.nowMs))
        if ((check.id == "file_rights" || check.id == "data_directory") && check.finding != Finding::Good)
            return {Bad, "Other users of this computer can read what is kept, or it cannot be written.",
                    "Run `switchyard doctor`: it says which files."};
    return {Good, "No other user of this computer can read what is kept.", {}};
}

Row core(const Ground &)
{
    rlimit limit{};
    const bool kept = ::getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur != 0;
    if (!kept && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
        return {Good, "No memory with keys is left behind by a crash, and no other program reads it.", {}};
    return {Look, "Other programs of this user can read its memory, where keys are.",
            "Start it without SWITCHYARD_DUMPABLE."};
}

struct Check {
    std::string_view id;
    Row (*look)(const Ground &);
};
// A row is one line here.
constexpr Check kChecks[] = {
    {"reach", reach},       {"certificate", certificate}, {"keychain", keychain}, {"sign_in", signIn},
    {"origins", origins},   {"addresses", addresses},     {"proxies", proxies},   {"key_limits", limits},
    {"key_expiry", expiry}, {"bodies", bodies},           {"files", files},       {"memory", core},
};

std::string_view toWord(State state)
{
    return kWords[static_cast<std::size_t>(state)];
}

} // namespace

Outcome getCheckUp(const Context &context)
{
    const Backstage &gateway = context.gateway;
    Ground ground{.gateway = gateway, .plan = gateway.plan.current(), .network = gateway.network()};
    auto bodies = storage::loadBodySettings(context.db);
    if (!bodies)
        return base::fail(std::move(bodies.error()));
    ground.bodies = std::move(*bodies);
    ground.nowMs = gateway.clock.wallMillis();
    ground.reach = networkJson(gateway.listener(), ground.nowMs);
    Json rows = Json::array();
    State worst = Good;
    for (const Check &check : kChecks) {
        const Row row = check.look(ground);
        worst = std::max(worst, row.state);
        rows.push_back({{"id", check.id},
                        {"state", toWord(row.state)},
                        {"message", row.message},
                        {"where", row.where.empty() ? Json(nullptr) : Json(row.where)}});
    }
    return Json{{"state", toWord(worst)}, {"checks", std::move(rows)}};
}

Json checkUpShown()
{
    const Json text = {{"type", "string"}};
    const Json state = {{"type", "string"},
                        {"enum", {"good", "look", "bad"}},
                        {"description", "look: worth a look, and maybe meant so."}};
    Json row = {{"type", "object"},
                {"properties",
                 {{"id", text},
                  {"state", state},
                  {"message", {{"type", "string"}, {"description", "What holds."}}},
                  {"where", {{"type", {"string", "null"}}, {"description", "Where to change it."}}}}}};
    return {{"type", "object"},
            {"properties", {{"state", state}, {"checks", {{"type", "array"}, {"items", std::move(row)}}}}}};
}

} // namespace admin
