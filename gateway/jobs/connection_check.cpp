#include "jobs/connection_check.h"

#include <algorithm>
#include <optional>

#include "base/clock.h"
#include "base/text.h"
#include "dialect/openai_models.h"
#include "upstream/outbound_rules.h"
#include "upstream/service_account.h"

namespace jobs {
namespace {

using upstream::Stage;

constexpr std::size_t kMostModelList = std::size_t{4} << 20; // OpenRouter's list is over one MiB
constexpr int kOk = 200;
constexpr std::int64_t kMillisPerSecond = 1000;

bool hasKey(const CheckInput &input)
{
    return input.credentials.secret && !input.credentials.secret->empty();
}

bool exchangesKey(const CheckInput &input)
{
    return input.credentials.style == upstream::AuthStyle::VertexToken && hasKey(input);
}

upstream::FetchRequest requestOf(const CheckInput &input, const std::string &url)
{
    return {.url = url,
            .credentials = input.credentials,
            .headers = input.headers,
            .timeoutMs = input.timeoutMs,
            .mostBytes = kMostModelList,
            .pool = input.pool};
}

/// A service account proves itself by the token it gets; who has no list is asked all the same, to see that it is there.
/// Errors: for a key that no request can be made with.
base::Result<upstream::FetchRequest> questionOf(const CheckInput &input)
{
    if (!exchangesKey(input))
        return requestOf(input, input.modelList.empty() ? input.baseUrl + "/models" : input.modelList);
    auto question =
        upstream::askForToken(*input.credentials.secret, base::systemClock().wallMillis() / kMillisPerSecond);
    if (!question)
        return base::fail(question.error());
    return upstream::FetchRequest{.method = "POST",
                                  .url = std::move(question->url),
                                  .body = std::move(question->form),
                                  .contentType = "application/x-www-form-urlencoded",
                                  .timeoutMs = input.timeoutMs,
                                  .pool = input.pool};
}

bool isRefusal(int status)
{
    return status == 401 || status == 403;
}

/// Google answers 400 to a wrong key.
bool isRefusal(const upstream::FetchAnswer &answer)
{
    return isRefusal(answer.status) || (answer.status == 400 && answer.body.contains("API_KEY_INVALID"));
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
std::optional<CheckStep> keyStep(const CheckInput &input, const upstream::FetchAnswer &answer)
{
    const int status = answer.status;
    const std::string shown = " (it answered " + std::to_string(status) + ")";
    if (isRefusal(answer))
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
        std::erase_if(names, [&](const std::string &name) {
            return name.find(input.credentials.secret->reveal()) != std::string::npos;
        });
}

CheckStep tokenStep(const upstream::FetchAnswer &answer)
{
    const auto token = upstream::readToken(answer.status, answer.body);
    return {"key", token.has_value(), token ? "the key was exchanged for a token" : token.error().detail};
}

CheckStep modelsStep(const CheckInput &input, const upstream::FetchAnswer &answer, std::vector<std::string> &models)
{
    if (input.modelList.empty())
        return {"models", true, "the provider has no list of its models; name those you want"};
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
    if (exchangesKey(input))
        out.steps.push_back(tokenStep(*report.answer));
    else if (auto key = keyStep(input, keyReport != nullptr ? *keyReport->answer : *report.answer)) {
        out.steps.push_back(std::move(*key));
    }
    if (!out.steps.back().ok)
        return out;
    out.steps.push_back(modelsStep(input, *report.answer, out.models));
    out.ok = out.steps.back().ok;
    return out;
}

base::Result<upstream::FetchRequest> cheapestQuestion(const CheckInput &input)
{
    if (exchangesKey(input) || input.keyCheck.empty())
        return questionOf(input);
    return requestOf(input, input.baseUrl + input.keyCheck);
}

Check unreadableKey(std::string why)
{
    return {.steps = {{"key", false, std::move(why)}}};
}

std::vector<Check> checkConnections(std::span<const CheckInput> inputs)
{
    std::vector<Check> out(inputs.size());
    std::vector<upstream::FetchRequest> requests;
    std::vector<std::size_t> asked;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        auto question = questionOf(inputs[i]);
        if (!question) {
            out[i] = unreadableKey(question.error().detail);
            continue;
        }
        asked.push_back(i);
        requests.push_back(std::move(*question));
        if (!inputs[i].keyCheck.empty())
            requests.push_back(requestOf(inputs[i], inputs[i].baseUrl + inputs[i].keyCheck));
    }
    const std::vector<upstream::FetchReport> reports = upstream::fetchAll(requests);
    std::size_t next = 0;
    for (const std::size_t i : asked) {
        const upstream::FetchReport &models = reports[next++];
        const upstream::FetchReport *key = inputs[i].keyCheck.empty() ? nullptr : &reports[next++];
        out[i] = readCheck(inputs[i], models, key);
    }
    return out;
}

} // namespace jobs
