#include "dialect/anthropic/answer.h"

#include <algorithm>
#include <utility>

#include "dialect/anthropic/block_reader.h"
#include "dialect/anthropic/block_writer.h"
#include "dialect/anthropic/places.h"
#include "dialect/anthropic/usage.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {

using base::Json;
using model::FinishReason;
using model::PartKind;

base::Result<model::ChatAnswer> readAnswer(std::string_view body)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is not valid JSON");
    if (base::at(*json, "error").is_object())
        return base::fail(base::ErrorCode::Upstream, base::textOr(base::at(base::at(*json, "error"), "message"),
                                                                  "the provider reported an error"));
    if (!base::at(*json, "content").is_array())
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is not a message");
    Fields fields(std::move(*json));
    fields.take("type");
    fields.take("role");
    model::ChatAnswer out{.dialect = std::string(kId), .id = fields.takeText("id"), .model = fields.takeText("model")};
    model::ChatChoice choice;
    choice.parts = readContent(fields.take("content"));
    for (std::size_t i = 0; i < choice.parts.size(); ++i)
        if (model::Part &part = choice.parts[i]; part.kind == PartKind::ToolCall && part.id.empty())
            part.id = madeUpId(out.id, static_cast<std::int64_t>(i));
    choice.nativeFinish = fields.takeText("stop_reason");
    if (!choice.nativeFinish.empty())
        choice.finish = finishOf(choice.nativeFinish);
    choice.stopSequence = fields.takeText("stop_sequence");
    UsageCounts counts;
    counts.merge(fields.take("usage"));
    if (counts.any()) {
        out.usage = counts.usage();
        Fields more(counts.extra());
        out.serviceTier = more.takeText("service_tier");
        addExtras(out.extra, "usage", std::move(more).rest());
    }
    Json rest = std::move(fields).rest();
    for (auto &[name, value] : rest.items())
        addExtra(out.extra, name, std::move(value));
    out.choices.push_back(std::move(choice));
    return out;
}

std::string madeUpId(std::string_view answerId, std::int64_t part)
{
    return "call_" + std::string(answerId) + "_" + std::to_string(part);
}

std::string_view stopReasonFor(FinishReason reason, bool calls, bool refuses)
{
    if (reason == FinishReason::Stop && calls)
        return stopReasonOf(FinishReason::ToolCalls);
    if (reason == FinishReason::Stop && refuses)
        return stopReasonOf(FinishReason::Refusal);
    return stopReasonOf(reason);
}

std::string writeAnswer(const model::ChatAnswer &answer, const AnswerFor &client)
{
    const bool own = answer.dialect == kId;
    const model::ChatChoice none;
    const model::ChatChoice &choice = answer.choices.empty() ? none : answer.choices.front();
    Json content = Json::array();
    for (const model::Part &part : choice.parts)
        if (Json block = answerBlock(part, own); !block.is_null())
            content.push_back(std::move(block));
    const auto has = [&](PartKind kind) {
        return std::ranges::find(choice.parts, kind, &model::Part::kind) != choice.parts.end();
    };
    const std::string_view reason = own && !choice.nativeFinish.empty()
                                        ? std::string_view(choice.nativeFinish)
                                        : stopReasonFor(choice.finish, has(PartKind::ToolCall), has(PartKind::Refusal));
    Json out = {{"id", answer.id.empty() ? "msg_" + std::string(client.requestId) : answer.id},
                {"type", "message"},
                {"role", "assistant"},
                {"model", answer.model.empty() ? std::string(client.requestedModel) : answer.model},
                {"content", std::move(content)},
                {"stop_reason", reason},
                {"stop_sequence", choice.stopSequence.empty() ? Json() : Json(choice.stopSequence)},
                {"usage", usageJson(answer.usage)}};
    if (own && !answer.serviceTier.empty())
        out["usage"]["service_tier"] = answer.serviceTier;
    if (own)
        restore(out, Json(answer.extra));
    return base::dump(out);
}

} // namespace dialect::anthropic
