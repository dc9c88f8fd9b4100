#include <algorithm>
#include <iterator>
#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/chat_answer.h"
#include "dialect/openai/message_reader.h"
#include "dialect/openai/search_results.h"
#include "dialect/openai/usage.h"
#include "dialect/openai/words.h"

namespace dialect {
namespace {

using model::Part;
using model::PartKind;

base::Result<> checkError(const base::Json &json)
{
    const base::Json &error = base::at(json, "error");
    const bool flat = base::textOr(base::at(json, "object")) == "error"; // vLLM, Mistral
    if (error.is_null() && !flat)
        return {};
    const std::string words = base::textOr(base::at(error.is_object() ? error : json, "message"), base::textOr(error));
    return base::fail(base::ErrorCode::Upstream, words.empty() ? "the provider answered with an error" : words);
}

void readContent(Fields &message, std::vector<Part> &out)
{
    if (std::string text = message.takeText("content"); !text.empty())
        out.push_back({.kind = PartKind::Text, .text = std::move(text)});
    base::Json list = message.takeArray("content");
    for (base::Json &piece : list)
        out.push_back(readOpenaiPart(std::move(piece)));
    if (std::string refusal = message.takeText("refusal"); !refusal.empty())
        out.push_back({.kind = PartKind::Refusal, .text = std::move(refusal)});
}

void readCalls(Fields &message, const std::string &answerId, model::ChatChoice &out)
{
    base::Json calls = message.takeArray("tool_calls");
    if (base::Json old = message.takeObject("function_call"); !old.is_null())
        calls.push_back({{"function", std::move(old)}});
    for (std::size_t i = 0; i < calls.size(); ++i) {
        out.parts.push_back(readOpenaiToolCall(std::move(calls[i])));
        Part &part = out.parts.back();
        if (part.kind == PartKind::ToolCall && part.id.empty())
            part.id = madeUpCallId(answerId, out.index, i);
    }
}

void readCitations(Fields &message, std::vector<Part> &parts)
{
    for (Part &part : parts) {
        if (part.kind != PartKind::Text)
            continue;
        base::Json annotations = message.takeArray("annotations");
        for (const base::Json &annotation : annotations)
            part.citations.push_back(readOpenaiCitation(annotation));
        return;
    }
}

void addSources(std::vector<model::Citation> &&sources, std::vector<Part> &parts)
{
    const auto text = std::ranges::find(parts, PartKind::Text, &Part::kind);
    if (text != parts.end())
        text->citations.insert(text->citations.end(), std::make_move_iterator(sources.begin()),
                               std::make_move_iterator(sources.end()));
}

model::ChatChoice readChoice(base::Json &&json, const std::string &answerId)
{
    Fields choice(std::move(json));
    model::ChatChoice out{.index = choice.takeInteger("index").value_or(0)};
    Fields message(choice.takeObject("message")); // Azure's filtered choices have none
    message.take("role");
    out.parts = takeOpenaiThoughts(message);
    readContent(message, out.parts);
    readCitations(message, out.parts);
    readCalls(message, answerId, out);
    out.nativeFinish = choice.takeText("finish_reason");
    out.finish = openaiFinish(out.nativeFinish);
    if (choice.hasText("stop_reason")) { // vLLM
        out.stopSequence = choice.takeText("stop_reason");
        if (out.finish == model::FinishReason::Stop)
            out.finish = model::FinishReason::StopSequence;
    }
    out.logprobs = choice.takeObject("logprobs");
    out.extra = std::move(choice).rest();
    addExtras(out.extra, "message", std::move(message).rest());
    return out;
}

} // namespace

base::Result<model::ChatAnswer> readOpenaiChatAnswer(std::string_view body)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is not valid JSON");
    if (auto good = checkError(*json); !good)
        return base::fail(good.error());
    if (!base::at(*json, "choices").is_array())
        return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is not a chat completion");
    Fields fields(std::move(*json));
    model::ChatAnswer out{.dialect = std::string(openaiChat.id),
                          .id = fields.takeText("id"),
                          .model = fields.takeText("model"),
                          .createdSeconds = fields.takeInteger("created").value_or(0)};
    fields.take("object");
    base::Json choices = fields.takeArray("choices");
    for (base::Json &choice : choices)
        if (choice.is_object())
            out.choices.push_back(readChoice(std::move(choice), out.id));
    if (const auto usage = readOpenaiUsage(fields.take("usage")))
        out.usage = *usage;
    out.serviceTier = fields.takeText("service_tier");
    out.extra = std::move(fields).rest();
    if (!out.choices.empty())
        addSources(searchResults(out.extra), out.choices.front().parts);
    return out;
}

} // namespace dialect
