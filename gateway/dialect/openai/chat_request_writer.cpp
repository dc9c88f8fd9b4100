#include "dialect/openai/chat_request_writer.h"

#include <algorithm>
#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/reasoning_writer.h"
#include "dialect/openai/write_to.h"

namespace dialect {
namespace {

using model::ChatField;

constexpr std::size_t kMostStops = 4;
constexpr std::string_view kForcedChoice = "forced_tool_choice"; // as the rows of quirks call it

class RequestWriter {
public:
    RequestWriter(model::ChatRequest &&request, const model::Quirks &quirks, model::Receipt &receipt)
        : m_request(std::move(request)),
          m_to{.quirks = quirks,
               .receipt = receipt,
               .own = m_request.dialect == openaiChat.id,
               .legacy = m_request.legacyFunctions && m_request.dialect == openaiChat.id},
          m_thinker(thinks(m_request.model, quirks))
    {
    }
    std::string write() &&;

private:
    void put(ChatField field, std::string_view name, base::Json &&value);
    void putText(ChatField field, const char *name, std::string &&value);
    void stream();
    void limits();
    void sampling();
    void seed();
    void stops();
    void tools();
    base::Json tool(model::ToolOffer &&offer);
    void toolChoice();
    void calmForcedChoice();
    bool thinkerRefuses(std::string_view name, const base::Json &value) const;
    void format();
    void account();
    void schemaInPrompt();
    void extras();

    model::ChatRequest m_request;
    WriteTo m_to;
    bool m_thinker;
    base::Json m_out = base::Json::object();
};

/// One is what a model that thinks takes for temperature and top_p: it changes nothing.
bool isOne(const base::Json &value)
{
    return value.is_number() && value.get<double>() == 1.0;
}

bool RequestWriter::thinkerRefuses(std::string_view name, const base::Json &value) const
{
    return m_thinker && hasWord(m_to.quirks.refusedByThinkers, name) && !isOne(value);
}

void RequestWriter::put(ChatField field, std::string_view name, base::Json &&value)
{
    if (value.is_null())
        return;
    if (m_to.refuses(name))
        m_to.receipt.dropped(field, "the provider refuses it");
    else if (thinkerRefuses(name, value))
        m_to.receipt.dropped(field, "models that think refuse it");
    else
        m_out[std::string(name)] = std::move(value);
}

void RequestWriter::putText(ChatField field, const char *name, std::string &&value)
{
    if (!value.empty())
        put(field, name, std::move(value));
}

void RequestWriter::stream()
{
    if (!m_request.stream)
        return;
    m_out["stream"] = true;
    if (m_to.quirks.streamOptions)
        m_out["stream_options"] = {{"include_usage", true}};
}

void RequestWriter::limits()
{
    const std::string asked = m_request.tokenField;
    std::string name(m_to.quirks.tokenField);
    if (name.empty())
        name = asked.empty() ? "max_tokens" : asked;
    if (m_request.maxTokens)
        put(ChatField::MaxTokens, name.c_str(), *m_request.maxTokens);
    if (m_request.maxTokens && m_to.own && !asked.empty() && asked != name)
        m_to.receipt.renamed(ChatField::MaxTokens, name);
    if (m_request.choices)
        put(ChatField::Choices, "n", *m_request.choices);
    if (m_request.logprobs)
        put(ChatField::Logprobs, "logprobs", *m_request.logprobs);
    else if (m_request.topLogprobs.value_or(0) > 0 && !m_to.own)
        put(ChatField::Logprobs, "logprobs", true);
    if (m_request.topLogprobs)
        put(ChatField::TopLogprobs, "top_logprobs", *m_request.topLogprobs);
    stops();
}

void RequestWriter::stops()
{
    if (m_request.stop.empty())
        return;
    if (m_request.bareStop)
        return put(ChatField::Stop, "stop", m_request.stop.front());
    if (!m_to.own && m_request.stop.size() > kMostStops && !m_to.refuses("stop") && !thinkerRefuses("stop", {})) {
        m_request.stop.resize(kMostStops);
        m_to.receipt.changed(ChatField::Stop, "the first 4");
    }
    put(ChatField::Stop, "stop", std::move(m_request.stop));
}

void RequestWriter::sampling()
{
    put(ChatField::Temperature, "temperature", std::move(m_request.temperature));
    put(ChatField::TopP, "top_p", std::move(m_request.topP));
    put(ChatField::TopK, "top_k", std::move(m_request.topK));
    seed();
    put(ChatField::PresencePenalty, "presence_penalty", std::move(m_request.presencePenalty));
    put(ChatField::FrequencyPenalty, "frequency_penalty", std::move(m_request.frequencyPenalty));
    put(ChatField::LogitBias, "logit_bias", std::move(m_request.logitBias));
}

void RequestWriter::seed()
{
    const std::string_view name = m_to.quirks.seedField;
    const bool renamed = !m_request.seed.is_null() && !m_to.refuses(name) && name != "seed";
    put(ChatField::Seed, name, std::move(m_request.seed));
    if (renamed)
        m_to.receipt.renamed(ChatField::Seed, name);
}

base::Json RequestWriter::tool(model::ToolOffer &&offer)
{
    base::Json function = {{"name", std::move(offer.name)}};
    if (!offer.description.empty())
        function["description"] = std::move(offer.description);
    if (!offer.parameters.is_null())
        function["parameters"] = std::move(offer.parameters);
    if (offer.strict && m_to.refuses("strict"))
        m_to.receipt.dropped(ChatField::ToolStrict);
    else if (offer.strict)
        function["strict"] = *offer.strict;
    base::Json out = {{"type", "function"}, {"function", std::move(function)}};
    if (!offer.cacheControl.is_null()) {
        if (m_to.own || m_to.quirks.takesCacheControl)
            out["cache_control"] = std::move(offer.cacheControl);
        else
            m_to.receipt.dropped(ChatField::CacheControl);
    }
    if (m_to.own)
        putBack(out, std::move(offer.extra));
    else
        dropExtra(offer.extra, "tools[].", m_to.receipt);
    return out;
}

void RequestWriter::tools()
{
    base::Json list = base::Json::array();
    for (model::ToolOffer &offer : m_request.tools) {
        if (!offer.hosted)
            list.push_back(tool(std::move(offer)));
        else if (m_to.own)
            list.push_back(std::move(offer.extra));
        else
            m_to.receipt.dropped(ChatField::HostedTool, offer.name);
    }
    if (list.empty())
        return;
    if (!m_to.legacy)
        return put(ChatField::Tools, "tools", std::move(list));
    for (base::Json &one : list)
        one = base::Json(std::move(one["function"]));
    put(ChatField::Tools, "functions", std::move(list));
}

base::Json namedTool(const std::string &name, bool legacy)
{
    if (legacy)
        return {{"name", name}};
    return {{"type", "function"}, {"function", {{"name", name}}}};
}

/// Some refuse to be forced to a tool while they think, which they do unless told not to. Source: wire facts 24.
void RequestWriter::calmForcedChoice()
{
    using Mode = model::ToolChoice::Mode;
    model::ToolChoice &choice = m_request.toolChoice;
    model::ReasoningWish &wish = m_request.reasoning;
    const bool forced = choice.mode == Mode::Required || choice.mode == Mode::Named;
    if (m_to.own || !forced || !m_thinker || !hasWord(m_to.quirks.refusedByThinkers, kForcedChoice))
        return;
    if (wish.asked()) {
        choice.mode = Mode::Auto;
        choice.names.clear();
        m_to.receipt.changed(ChatField::ToolChoice, "auto");
    } else if (!wish.enabled && wish.effort.empty()) {
        wish.enabled = false;
        m_to.receipt.defaulted(ChatField::Reasoning, "none");
    }
}

/// A choice without tools is a 400.
void RequestWriter::toolChoice()
{
    using Mode = model::ToolChoice::Mode;
    model::ToolChoice &choice = m_request.toolChoice;
    const bool any = m_out.contains("tools") || m_out.contains("functions") || m_to.own;
    if (!any) {
        if (choice.mode != Mode::Unset && choice.mode != Mode::Auto)
            m_to.receipt.dropped(ChatField::ToolChoice, "no tools");
        return;
    }
    calmForcedChoice();
    if (choice.parallel)
        put(ChatField::ParallelTools, "parallel_tool_calls", *choice.parallel);
    const char *name = m_to.legacy ? "function_call" : "tool_choice";
    const bool named = choice.mode == Mode::Named || (choice.mode == Mode::Required && choice.names.size() == 1);
    if (m_to.own && !choice.extra.is_null()) {
        base::Json whole = std::move(choice.extra);
        if (!base::at(whole, "allowed_tools").is_null())
            whole["type"] = "allowed_tools";
        put(ChatField::ToolChoice, name, std::move(whole));
    } else if (named && !choice.names.empty()) {
        put(ChatField::ToolChoice, name, namedTool(choice.names.front(), m_to.legacy));
    } else if (choice.mode == Mode::Required && !choice.names.empty() && !m_to.refuses("allowed_tools")) {
        base::Json allowed = base::Json::array();
        for (const std::string &one : choice.names)
            allowed.push_back(namedTool(one, false));
        put(ChatField::ToolChoice, name,
            {{"type", "allowed_tools"}, {"allowed_tools", {{"mode", "required"}, {"tools", std::move(allowed)}}}});
    } else if (choice.mode != Mode::Unset) {
        if (!choice.names.empty())
            m_to.receipt.changed(ChatField::ToolChoice, "required");
        put(ChatField::ToolChoice, name,
            choice.mode == Mode::Auto   ? "auto"
            : choice.mode == Mode::None ? "none"
                                        : "required");
    }
    if (!m_to.own)
        dropExtra(choice.extra, "tool_choice.", m_to.receipt);
}

/// For providers that know JSON but no schema: the model is told of it.
void RequestWriter::schemaInPrompt()
{
    m_to.receipt.changed(ChatField::Format, "json_object, with the schema in the prompt");
    model::ChatMessage words{.role = model::ChatRole::System, .bare = true};
    words.parts.push_back({.text = "Answer with one JSON object that is valid against this JSON schema, and with "
                                   "nothing else:\n"
                                   + base::dump(m_request.format.schema)});
    m_request.messages.insert(m_request.messages.begin(), std::move(words));
}

void RequestWriter::format()
{
    using Kind = model::OutputFormat::Kind;
    model::OutputFormat &format = m_request.format;
    if (format.kind == Kind::Unset)
        return;
    const bool schema = format.kind == Kind::JsonSchema && m_to.quirks.takesSchema;
    base::Json out = {{"type", format.kind == Kind::Text ? "text" : schema ? "json_schema" : "json_object"}};
    if (schema) {
        base::Json inner = {{"name", format.name.empty() ? "answer" : std::move(format.name)}};
        if (!format.description.empty())
            inner["description"] = std::move(format.description);
        inner["schema"] = std::move(format.schema);
        if (format.strict)
            inner["strict"] = *format.strict;
        out["json_schema"] = std::move(inner);
    } else if (format.strict) {
        m_to.receipt.dropped(ChatField::FormatStrict);
    }
    if (m_to.own)
        putBack(out, std::move(format.extra));
    else
        dropExtra(format.extra, "response_format.", m_to.receipt);
    put(ChatField::Format, "response_format", std::move(out));
}

void RequestWriter::account()
{
    static constexpr std::string_view kTiers = "auto default flex priority scale";
    putText(ChatField::User, "user", std::move(m_request.user));
    putText(ChatField::CacheKey, "prompt_cache_key", std::move(m_request.cacheKey));
    if (!m_to.own && !m_request.serviceTier.empty() && !hasWord(kTiers, m_request.serviceTier)) {
        m_request.serviceTier = "default"; // Anthropic's standard_only
        m_to.receipt.changed(ChatField::ServiceTier, "default");
    }
    putText(ChatField::ServiceTier, "service_tier", std::move(m_request.serviceTier));
    if (!m_to.own && !m_request.metadata.is_null() && !m_request.store.value_or(false))
        m_to.receipt.dropped(ChatField::Metadata, "kept only with stored answers");
    else
        put(ChatField::Metadata, "metadata", std::move(m_request.metadata));
    if (m_request.store)
        put(ChatField::Store, "store", *m_request.store);
}

void RequestWriter::extras()
{
    if (!m_to.own)
        return dropExtra(m_request.extra, "", m_to.receipt);
    if (!m_request.extra.is_object())
        return;
    base::Json kept;
    for (auto &[name, value] : m_request.extra.items()) {
        const bool homeless = name.starts_with("stream_options.") && !m_out.contains("stream_options");
        if (m_to.refuses(name) || homeless)
            m_to.receipt.droppedExtra(name);
        else
            addExtra(kept, name, std::move(value));
    }
    putBack(m_out, std::move(kept));
}

std::string RequestWriter::write() &&
{
    m_out["model"] = m_request.model;
    if (m_request.format.kind == model::OutputFormat::Kind::JsonSchema && !m_to.quirks.takesSchema)
        schemaInPrompt();
    m_out["messages"] = writeOpenaiMessages(std::move(m_request.messages), m_to);
    stream();
    tools();
    toolChoice();
    format();
    writeOpenaiReasoning(m_request.reasoning, m_to, m_thinker, m_out);
    limits();
    sampling();
    account();
    extras();
    return base::dump(m_out);
}

} // namespace

base::Result<std::string> writeOpenaiRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                             model::Receipt &receipt)
{
    return RequestWriter(std::move(request), quirks, receipt).write();
}

} // namespace dialect
