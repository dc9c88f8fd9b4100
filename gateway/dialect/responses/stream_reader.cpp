#include <optional>
#include <utility>

#include "dialect/responses/answer.h"
#include "dialect/responses/request.h"
#include "dialect/responses/stream_items.h"
#include "dialect/responses/words.h"

namespace dialect {
namespace {

using base::Json;
using model::ChatEvents;
using model::PartKind;
using Place = StreamItems::Place;

/// What the events' names begin with and what follows in those of one kind.
constexpr std::string_view kPrefix = "response.";

std::int64_t itemOf(const Json &event)
{
    return base::integerOr(base::at(event, "output_index"));
}

Place content(const Json &event)
{
    return {itemOf(event), StreamItems::Channel::Content, base::integerOr(base::at(event, "content_index"))};
}

Place summary(const Json &event)
{
    return {itemOf(event), StreamItems::Channel::Summary, base::integerOr(base::at(event, "summary_index"))};
}

std::optional<PartKind> kindOf(const Json &part)
{
    const std::string type = base::textOr(base::at(part, "type"));
    if (type == "output_text")
        return PartKind::Text;
    if (type == "refusal")
        return PartKind::Refusal;
    if (type == "reasoning_text")
        return PartKind::Thinking;
    return std::nullopt;
}

std::string delta(const Json &event)
{
    return base::textOr(base::at(event, "delta"));
}

class ResponsesReader final : public StreamReader {
public:
    base::Result<> read(std::string_view event, std::string_view data, ChatEvents &out) override;
    void end(ChatEvents &out) override
    {
        if (!m_over)
            m_items.endAll(out);
    }

private:
    void take(std::string_view type, Json &json, ChatEvents &out);
    bool takeText(std::string_view type, const Json &json, ChatEvents &out);
    bool takeItem(std::string_view type, Json &json, ChatEvents &out);
    void begin(const Json &response, ChatEvents &out);
    void finish(std::string_view status, Json &&response, ChatEvents &out);
    void fail(const Json &error, ChatEvents &out);
    void tellUsage(const Json &response, ChatEvents &out);

    StreamItems m_items{};
    bool m_begun = false;
    bool m_over = false;
};

base::Result<> ResponsesReader::read(std::string_view /*event*/, std::string_view data, ChatEvents &out)
{
    if (m_over || data == "[DONE]") // which some gateways add
        return {};
    auto json = base::parseJson(data);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
    // The recorded streams' `event:` lines say the same, but gateways leave them out or make them up.
    const std::string type = base::textOr(base::at(*json, "type"));
    if (type == "error" || (type.empty() && base::at(*json, "error").is_object()))
        fail(base::at(*json, "error").is_object() ? base::at(*json, "error") : *json, out);
    else if (type.starts_with(kPrefix))
        take(std::string_view(type).substr(kPrefix.size()), *json, out);
    return {};
}

void ResponsesReader::begin(const Json &response, ChatEvents &out)
{
    if (std::exchange(m_begun, true))
        return;
    model::AnswerBegun begun{.id = base::textOr(base::at(response, "id")),
                             .model = base::textOr(base::at(response, "model")),
                             .createdSeconds = base::integerOr(base::at(response, "created_at")),
                             .dialect = std::string(kResponsesId)};
    m_items.answerIs(begun.id);
    out.emplace_back(std::move(begun));
}

void ResponsesReader::take(std::string_view type, Json &json, ChatEvents &out)
{
    if (type == "failed" || type == "cancelled") {
        const Json &response = base::at(json, "response");
        tellUsage(response, out);
        fail(base::at(response, "error"), out);
        return;
    }
    begin(base::at(json, "response"), out);
    if (type == "completed" || type == "incomplete")
        finish(type, json.contains("response") ? std::move(json["response"]) : Json(), out);
    else if (!takeText(type, json, out))
        takeItem(type, json, out);
}

bool ResponsesReader::takeText(std::string_view type, const Json &json, ChatEvents &out)
{
    if (type == "output_text.delta") {
        const Place place = content(json);
        m_items.logprobs(place, base::at(json, "logprobs"), 0, out);
        m_items.text(place, PartKind::Text, delta(json), out);
    } else if (type == "refusal.delta") {
        m_items.text(content(json), PartKind::Refusal, delta(json), out);
    } else if (type == "reasoning_summary_text.delta") {
        m_items.text(summary(json), PartKind::Thinking, delta(json), out);
    } else if (type == "reasoning_text.delta") {
        m_items.text(content(json), PartKind::Thinking, delta(json), out);
    } else if (type == "output_text.done") {
        m_items.wholeText(content(json), PartKind::Text, json, out);
    } else if (type == "refusal.done") {
        m_items.wholeText(content(json), PartKind::Refusal, json, out);
    } else if (type == "reasoning_summary_text.done") {
        m_items.wholeText(summary(json), PartKind::Thinking, json, out);
    } else if (type == "reasoning_text.done") {
        m_items.wholeText(content(json), PartKind::Thinking, json, out);
    } else if (type == "output_text.annotation.added") {
        m_items.cited(content(json), base::at(json, "annotation"), out);
    } else {
        return false;
    }
    return true;
}

bool ResponsesReader::takeItem(std::string_view type, Json &json, ChatEvents &out)
{
    if (type == "output_item.added") {
        m_items.added(itemOf(json), base::at(json, "item"), out);
    } else if (type == "output_item.done") {
        if (json.contains("item"))
            m_items.done(itemOf(json), std::move(json["item"]), out);
    } else if (type == "content_part.added") {
        if (const auto kind = kindOf(base::at(json, "part")))
            m_items.text(content(json), *kind, base::textOr(base::at(base::at(json, "part"), "text")), out);
    } else if (type == "reasoning_summary_part.added") {
        m_items.text(summary(json), PartKind::Thinking, base::textOr(base::at(base::at(json, "part"), "text")), out);
    } else if (type == "function_call_arguments.delta") {
        m_items.arguments(itemOf(json), delta(json), out);
    } else if (type == "function_call_arguments.done") {
        m_items.wholeArguments(itemOf(json), base::textOr(base::at(json, "arguments")), out);
    } else {
        return false; // of a hosted tool, or newer than this: its item is told whole when it is done
    }
    return true;
}

void ResponsesReader::tellUsage(const Json &response, ChatEvents &out)
{
    if (const model::Usage usage = readResponsesUsage(base::at(response, "usage")); usage.reported)
        out.emplace_back(model::UsageKnown{usage});
}

void ResponsesReader::finish(std::string_view status, Json &&response, ChatEvents &out)
{
    if (m_items.empty() && base::at(response, "output").is_array()) {
        std::int64_t index = 0;
        for (Json &item : response["output"])
            m_items.done(index++, std::move(item), out);
    }
    m_items.endAll(out);
    const std::string reason = base::textOr(base::at(base::at(response, "incomplete_details"), "reason"));
    out.emplace_back(model::ChoiceFinished{.reason = responsesFinish(status, reason, m_items.calls()),
                                           .native = reason.empty() ? std::string(status) : reason});
    tellUsage(response, out);
    if (Json extra = responsesExtra(std::move(response)); !extra.is_null())
        out.emplace_back(model::ExtraKnown{std::move(extra)});
    out.emplace_back(model::StreamEnded{});
    m_over = true;
}

/// `error`: in the event itself, flat, or inside the failed response.
void ResponsesReader::fail(const Json &error, ChatEvents &out)
{
    m_over = true;
    model::StreamFailed failed{.message = base::textOr(base::at(error, "message"), "the response failed"),
                               .code = base::textOr(base::at(error, "code"))};
    if (failed.code.empty() && base::textOr(base::at(error, "type")) != "error")
        failed.code = base::textOr(base::at(error, "type"));
    out.emplace_back(std::move(failed));
}

} // namespace

std::unique_ptr<StreamReader> makeResponsesReader()
{
    return std::make_unique<ResponsesReader>();
}

} // namespace dialect
