#include "admin/connection_check.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "dialect/openai_models.h"
#include "upstream/outbound_rules.h"

namespace admin {
namespace {

using upstream::Stage;

constexpr std::size_t kMostModelList = std::size_t{4} << 20; // OpenRouter's list is over one MiB
constexpr int kOk = 200;

upstream::FetchRequest requestOf(const CheckInput &input, const std::string &path)
{
    return {.url = input.baseUrl + path,
            .bearer = input.key,
            .headers = input.headers,
            .timeoutMs = input.timeoutMs,
            .mostBytes = kMostModelList};
}

bool hasKey(const CheckInput &input)
{
    return input.key && !input.key->empty();
}

bool isRefusal(int status)
{
    return status == 401 || status == 403;
}

std::string hostOf(const std::string &baseUrl)
{
    const std::string origin = upstream::originOf(baseUrl).value_or(std::string());
    const auto begin = origin.find("://");
    return begin == std::string::npos ? std::string() : origin.substr(begin + 3, origin.rfind(':') - begin - 3);
}

/// Adds what is known of the way there; false when the request did not arrive.
bool addWay(Check &out, const CheckInput &input, const upstream::FetchReport &report)
{
    struct Leg {
        Stage stage;
        const char *name;
        std::string fine;
    };
    std::vector<Leg> legs{{Stage::Address, "address", hostOf(input.baseUrl)},
                          {Stage::Connect, "connect", report.address}};
    if (base::startsWithIgnoringCase(input.baseUrl, "https:"))
        legs.push_back({Stage::Tls, "tls", "the certificate is valid"});
    for (Leg &leg : legs) {
        const bool failed = report.reached == leg.stage;
        out.steps.push_back({leg.name, !failed, failed ? report.answer.error().detail : std::move(leg.fine)});
        if (failed)
            return false;
    }
    return true;
}

/// What the answer says about the key; nothing when it does not tell.
std::optional<CheckStep> keyStep(const CheckInput &input, int status)
{
    const std::string shown = " (it answered " + std::to_string(status) + ")";
    if (isRefusal(status))
        return CheckStep{"key", false,
                         (hasKey(input) ? "the provider does not accept this key" : "the provider wants a key")
                             + shown};
    if (status == kOk && hasKey(input))
        return CheckStep{"key", true, "the provider accepts this key"};
    return std::nullopt;
}

/// A list that shows the key back is not repeated.
void dropEchoes(std::vector<std::string> &names, const CheckInput &input)
{
    if (hasKey(input))
        std::erase_if(names,
                      [&](const std::string &name) { return name.find(input.key->reveal()) != std::string::npos; });
}

CheckStep modelsStep(const CheckInput &input, const upstream::FetchAnswer &answer, std::vector<std::string> &models)
{
    if (answer.status != kOk)
        return {"models", false, "the provider answered " + std::to_string(answer.status)};
    auto names = dialect::readOpenaiModels(answer.body);
    if (!names)
        return {"models", false, names.error().detail + "; the base URL may be another one"};
    models = std::move(*names);
    dropEchoes(models, input);
    if (!input.wantedModel.empty() && std::ranges::find(models, input.wantedModel) == models.end())
        return {"models", false, "the provider does not list the model " + input.wantedModel};
    return {"models", true, std::to_string(models.size()) + (models.size() == 1 ? " model" : " models")};
}

} // namespace

std::string Check::problem() const
{
    const auto failed = std::ranges::find(steps, false, &CheckStep::ok);
    return failed == steps.end() ? std::string() : failed->detail;
}

base::Json Check::stepsJson() const
{
    base::Json out = base::Json::array();
    for (const CheckStep &step : steps)
        out.push_back({{"step", step.name}, {"ok", step.ok}, {"detail", step.detail}});
    return out;
}

base::Json Check::json() const
{
    return {{"ok", ok},
            {"steps", stepsJson()},
            {"models", models},
            {"latency_ms", status == 0 ? base::Json(nullptr) : base::Json(static_cast<double>(latencyUs) / 1000.0)}};
}

Check readCheck(const CheckInput &input, const upstream::FetchReport &report, const upstream::FetchReport *keyReport)
{
    Check out;
    if (!addWay(out, input, report))
        return out;
    if (!report.answer) {
        out.steps.push_back({"models", false, report.answer.error().detail});
        return out;
    }
    out.status = report.answer->status;
    out.latencyUs = report.answer->durationUs;
    if (keyReport != nullptr && !keyReport->answer) {
        out.steps.push_back({"key", false, "the key could not be checked: " + keyReport->answer.error().detail});
        return out;
    }
    if (auto key = keyStep(input, keyReport != nullptr ? keyReport->answer->status : out.status)) {
        out.steps.push_back(std::move(*key));
        if (!out.steps.back().ok)
            return out;
    }
    out.steps.push_back(modelsStep(input, *report.answer, out.models));
    out.ok = out.steps.back().ok;
    return out;
}

Check unreadableKey(std::string why)
{
    return {.steps = {{"key", false, std::move(why)}}};
}

std::vector<Check> checkConnections(std::span<const CheckInput> inputs)
{
    std::vector<upstream::FetchRequest> requests;
    for (const CheckInput &input : inputs) {
        requests.push_back(requestOf(input, "/models"));
        if (!input.keyCheck.empty())
            requests.push_back(requestOf(input, input.keyCheck));
    }
    const std::vector<upstream::FetchReport> reports = upstream::fetchAll(requests);
    std::vector<Check> out;
    std::size_t next = 0;
    for (const CheckInput &input : inputs) {
        const upstream::FetchReport &models = reports[next++];
        const upstream::FetchReport *key = input.keyCheck.empty() ? nullptr : &reports[next++];
        out.push_back(readCheck(input, models, key));
    }
    return out;
}

} // namespace admin
