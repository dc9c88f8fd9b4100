#include "admin/doctor.h"

#include <algorithm>
#include <iterator>
#include <ranges>

#include <QSysInfo>

#include "admin/backstage.h"
#include "admin/handlers.h"
#include "admin/query.h"
#include "base/text.h"
#include "jobs/provider_check.h"
#include "storage/failed_calls.h"
#include "storage/plans.h"
#include "upstream/library.h"

namespace admin {
namespace {

using base::Json;

constexpr std::int64_t kErrorsOfMs = std::int64_t{7} * 86'400'000;
constexpr std::int64_t kMostErrors = 200;
constexpr std::size_t kMostLines = 5000;
constexpr std::string_view kNotReached[] = {"address", "connect", "tls"};

/// A provider that answers, whatever it answers, can be reached: it is asked without a key.
Json reachJson(const model::Provider &provider, const jobs::Check &check)
{
    const bool reached = std::ranges::none_of(check.steps, [](const jobs::CheckStep &step) {
        return !step.ok && std::ranges::find(kNotReached, step.name) != std::end(kNotReached);
    });
    return {{"provider", provider.name}, {"reachable", reached}, {"problem", reached ? "" : check.problem()}};
}

SelfChecks allChecks(const Context &context)
{
    SelfChecks out = checksOfGround(context.gateway.dataDirectory, context.gateway.clock.wallMillis());
    std::ranges::move(checksOfStores(context), std::back_inserter(out));
    std::ranges::move(checksOfNetwork(context), std::back_inserter(out));
    return out;
}

Json aboutJson(const Context &context)
{
    return {{"version", SWITCHYARD_VERSION},
            {"made_at", base::rfc3339(context.gateway.clock.wallMillis())},
            {"started_at", base::rfc3339(context.gateway.startedMs)},
            {"system", QSysInfo::prettyProductName().toStdString()},
            {"kernel", (QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion()).toStdString()},
            {"processor", QSysInfo::currentCpuArchitecture().toStdString()},
            {"qt", qVersion()},
            {"requests_by", upstream::libraryVersions()}};
}

/// Who people are is no part of it.
/// Headers of one's own may be keys of a kind, wherever they stand.
void hideHeaders(Json &value)
{
    if (!value.is_structured())
        return;
    for (auto it = value.begin(); it != value.end(); ++it) {
        if (value.is_object() && it.key().find("header") != std::string::npos && it->is_object())
            for (Json &header : *it)
                header = "***";
        else
            hideHeaders(*it);
    }
}

base::Result<Json> planWithoutPeople(const Context &context)
{
    const auto plan = storage::loadPlan(context.db);
    if (!plan)
        return base::fail(plan.error());
    Json out = storage::planJson(*plan);
    for (const char *name : {"users", "teams"})
        out[name] = base::at(out, name).size();
    hideHeaders(out);
    return out;
}

/// What kind of errors there were; never what a provider said, which may quote a prompt.
base::Result<Json> errorsJson(const Context &context)
{
    const std::int64_t from = context.gateway.clock.wallMillis() - kErrorsOfMs;
    const auto calls = storage::newestFailedCalls(context.db, from, kMostErrors);
    if (!calls)
        return base::fail(calls.error());
    Json out = Json::array();
    for (const storage::FailedCall &call : *calls)
        out.push_back({{"request_id", call.id},
                       {"started_at", base::rfc3339(call.startedMs)},
                       {"provider", call.provider},
                       {"outcome", call.outcome},
                       {"code", call.errorCode},
                       {"failure", call.failure},
                       {"status", call.status},
                       {"attempts", call.attempts}});
    return out;
}

std::string logText(const logs::Log &log)
{
    std::string out;
    const logs::LogPage page = log.page({.limit = kMostLines});
    for (const auto &line : page.lines | std::views::reverse)
        out.append(base::dump(logs::toJson(*line))).append("\n");
    return out;
}

Json fileJson(const char *name, std::string text)
{
    return {{"name", name}, {"text", std::move(text)}};
}

/// What cannot be had says why in its place: a bundle is made when things are broken.
Json fileJson(const Context &context, const char *name, Outcome made)
{
    Json value = made ? std::move(*made) : Json{{"missing", base::describe(made.error())}};
    return fileJson(name,
                    context.gateway.log->redacted(std::move(value)).dump(2, ' ', false, Json::error_handler_t::replace)
                        + "\n");
}

} // namespace

Outcome askForReach(const Context &context)
{
    const auto wanted = truthOf(context.request, "online");
    if (!wanted)
        return base::fail(wanted.error());
    Json out = Json::array();
    if (!wanted->value_or(false))
        return out;
    const auto plan = context.gateway.plan.current();
    std::vector<const model::Provider *> asked;
    std::vector<jobs::CheckInput> inputs;
    for (const model::Provider &provider : plan->providers)
        if (provider.enabled && !jobs::isBuiltIn(provider)) {
            asked.push_back(&provider);
            inputs.push_back(jobs::checkOf(provider, &context.gateway.proxies));
        }
    const std::vector<jobs::Check> checks = jobs::checkConnections(inputs);
    for (std::size_t i = 0; i < checks.size(); ++i)
        out.push_back(reachJson(*asked[i], checks[i]));
    return out;
}

Outcome getDoctor(const Context &context)
{
    return context.gateway.log->redacted(toJson(allChecks(context)));
}

Outcome getDoctorBundle(const Context &context)
{
    const Json checks = toJson(allChecks(context));
    Json files = Json::array();
    files.push_back(fileJson(context, "doctor.json", checks));
    files.push_back(fileJson(context, "about.json", aboutJson(context)));
    files.push_back(fileJson(context, "status.json", getStatus(context)));
    files.push_back(fileJson(context, "settings.json", getSettings(context)));
    files.push_back(fileJson(context, "plan.json", planWithoutPeople(context)));
    files.push_back(fileJson(context, "errors.json", errorsJson(context)));
    files.push_back(fileJson("switchyard.log", logText(*context.gateway.log)));
    std::string stamp = base::rfc3339(context.gateway.clock.wallMillis()).substr(0, 19);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return Json{{"file", "switchyard-diagnostics-" + stamp + ".tar"}, {"files", std::move(files)}};
}

base::Json doctorShown()
{
    const Json text = {{"type", "string"}};
    const Json state = {{"type", "string"}, {"enum", {"good", "note", "act"}}};
    return {
        {"type", "object"},
        {"properties",
         {{"state", state},
          {"checks",
           {{"type", "array"},
            {"items",
             {{"type", "object"},
              {"properties",
               {{"id", text}, {"state", state}, {"message", text}, {"mend", {{"type", {"string", "null"}}}}}}}}}}}}};
}

base::Json bundleShown()
{
    const Json text = {{"type", "string"}};
    return {
        {"type", "object"},
        {"properties",
         {{"file", text},
          {"files",
           {{"type", "array"}, {"items", {{"type", "object"}, {"properties", {{"name", text}, {"text", text}}}}}}}}}};
}

} // namespace admin
