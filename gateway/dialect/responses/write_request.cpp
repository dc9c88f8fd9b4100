#include <utility>

#include "dialect/extras.h"
#include "dialect/responses/input_writer.h"
#include "dialect/responses/request.h"

namespace dialect {
namespace {

using model::ChatField;
using model::ChatRequest;

/// Writes what is not a turn.
class OptionsWriter {
public:
    OptionsWriter(ChatRequest &request, const model::Quirks &quirks, model::Receipt &receipt, base::Json &body)
        : m_request(request), m_quirks(quirks), m_receipt(receipt), m_body(body), m_own(request.dialect == kResponsesId)
    {
    }
    void write();

private:
    void set(ChatField field, base::Json &&value);
    void writeTools();
    base::Json toolOf(model::ToolOffer &&tool);
    void writeToolChoice();
    void writeFormat();
    void writeReasoning();
    void writeSampling();
    void writeIdentity();
    void writeStore();
    void writeInclude();
    void dropUnsayable();
    std::string effort();
    void giveExtra(base::Json &object, base::Json &&extra, std::string_view prefix);

    ChatRequest &m_request;
    const model::Quirks &m_quirks;
    model::Receipt &m_receipt;
    base::Json &m_body;
    bool m_own;
};

bool hasWord(std::string_view words, std::string_view word)
{
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
            return true;
    }
    return false;
}

void OptionsWriter::set(ChatField field, base::Json &&value)
{
    const std::string_view name = responsesFieldName(field);
    if (value.is_null())
        return;
    if (hasWord(m_quirks.refused, name))
        m_receipt.dropped(field, "the provider refuses it");
    else
        m_body[std::string(name)] = std::move(value);
}

void OptionsWriter::giveExtra(base::Json &object, base::Json &&extra, std::string_view prefix)
{
    if (m_own)
        putBack(object, std::move(extra));
    else
        dropExtra(extra, prefix, m_receipt);
}

base::Json OptionsWriter::toolOf(model::ToolOffer &&tool)
{
    if (!tool.cacheControl.is_null())
        m_receipt.dropped(ChatField::CacheControl);
    if (tool.hosted) {
        if (!m_own)
            m_receipt.dropped(ChatField::HostedTool, tool.name);
        return m_own ? std::move(tool.extra) : base::Json();
    }
    base::Json out = {{"type", "function"}, {"name", std::move(tool.name)}};
    if (!tool.description.empty())
        out["description"] = std::move(tool.description);
    if (!tool.parameters.is_null())
        out["parameters"] = std::move(tool.parameters);
    else if (!m_own)
        out["parameters"] = {{"type", "object"}, {"properties", base::Json::object()}};
    if (tool.strict || !m_own) // left out it would mean true here, and elsewhere false
        out["strict"] = tool.strict.value_or(false);
    giveExtra(out, std::move(tool.extra), "tools[].");
    return out;
}

void OptionsWriter::writeTools()
{
    base::Json tools = base::Json::array();
    for (model::ToolOffer &offer : m_request.tools)
        if (base::Json tool = toolOf(std::move(offer)); !tool.is_null())
            tools.push_back(std::move(tool));
    if (!tools.empty())
        m_body["tools"] = std::move(tools);
}

void OptionsWriter::writeToolChoice()
{
    using enum model::ToolChoice::Mode;
    model::ToolChoice &choice = m_request.toolChoice;
    if (choice.parallel)
        m_body["parallel_tool_calls"] = *choice.parallel;
    if (m_own && !choice.extra.is_null()) {
        m_body["tool_choice"] = std::move(choice.extra);
        return;
    }
    dropExtra(choice.extra, "tool_choice.", m_receipt);
    if (choice.mode == Unset || (!m_own && !m_body.contains("tools")))
        return;
    if (choice.mode == Named && !choice.names.empty()) {
        m_body["tool_choice"] = {{"type", "function"}, {"name", choice.names.front()}};
    } else if (choice.mode == Required && !choice.names.empty()) {
        base::Json &allowed = m_body["tool_choice"] = {{"type", "allowed_tools"}, {"mode", "required"}};
        for (const std::string &name : choice.names)
            allowed["tools"].push_back({{"type", "function"}, {"name", name}});
    } else {
        m_body["tool_choice"] = choice.mode == None ? "none" : choice.mode == Auto ? "auto" : "required";
    }
}

void OptionsWriter::writeFormat()
{
    using enum model::OutputFormat::Kind;
    model::OutputFormat &from = m_request.format;
    base::Json text = m_own && m_request.extra.is_object() && m_request.extra.contains("text")
                          ? std::exchange(m_request.extra["text"], {})
                          : base::Json();
    base::Json format;
    if (from.kind == Text || from.kind == JsonObject) {
        format = {{"type", from.kind == Text ? "text" : "json_object"}};
    } else if (from.kind == JsonSchema) {
        format = {{"type", "json_schema"}, {"name", from.name.empty() ? "answer" : from.name}};
        if (!from.description.empty())
            format["description"] = std::move(from.description);
        format["schema"] = from.schema.is_null() ? base::Json::object() : std::move(from.schema);
        if (from.strict)
            format["strict"] = *from.strict;
    }
    if (!from.extra.is_null() && m_own && format.is_null())
        format = base::Json::object();
    giveExtra(format, std::move(from.extra), "format.");
    if (!format.is_null())
        text["format"] = std::move(format);
    if (!text.is_null())
        m_body["text"] = std::move(text);
}

/// An effort for a budget, by the sizes that gateways agree on. Source: protocol-facts section 10.
std::string effortFor(std::int64_t budget)
{
    return budget <= 1024 ? "low" : budget <= 2048 ? "medium" : "high";
}

std::string OptionsWriter::effort()
{
    const model::ReasoningWish &wish = m_request.reasoning;
    if (wish.effort == "max") {
        m_receipt.changed(ChatField::Reasoning, "xhigh");
        return "xhigh";
    }
    if (!wish.effort.empty())
        return wish.effort;
    if (wish.budgetTokens && *wish.budgetTokens > 0) {
        std::string out = effortFor(*wish.budgetTokens);
        m_receipt.changed(ChatField::Reasoning, out);
        return out;
    }
    if (wish.enabled == false || wish.budgetTokens == 0)
        m_receipt.dropped(ChatField::Reasoning, "not every model here can be told not to reason");
    else if (wish.asked())
        m_receipt.changed(ChatField::Reasoning, "as much as the model does unasked");
    return {};
}

void OptionsWriter::writeReasoning()
{
    model::ReasoningWish &wish = m_request.reasoning;
    base::Json out;
    if (std::string word = effort(); !word.empty() && !m_quirks.takesEffort)
        m_receipt.dropped(ChatField::Reasoning, "the provider refuses it");
    else if (!word.empty())
        out["effort"] = std::move(word);
    if (!wish.summary.empty())
        out["summary"] = std::move(wish.summary);
    else if (wish.showThoughts.value_or(false))
        out["summary"] = "auto";
    giveExtra(out, std::move(wish.extra), "reasoning.");
    set(ChatField::Reasoning, std::move(out));
}

void OptionsWriter::writeSampling()
{
    if (m_request.maxTokens)
        set(ChatField::MaxTokens, *m_request.maxTokens);
    set(ChatField::Temperature, std::move(m_request.temperature));
    set(ChatField::TopP, std::move(m_request.topP));
    if (m_request.topLogprobs)
        set(ChatField::TopLogprobs, *m_request.topLogprobs);
}

void OptionsWriter::writeIdentity()
{
    if (!m_request.user.empty())
        m_body[m_request.safetyUser ? "safety_identifier" : "user"] = std::move(m_request.user);
    if (!m_request.cacheKey.empty())
        set(ChatField::CacheKey, std::move(m_request.cacheKey));
    set(ChatField::Metadata, std::move(m_request.metadata));
    const std::string &tier = m_request.serviceTier;
    if (tier.empty())
        return;
    if (m_own || tier == "auto" || tier == "default" || tier == "flex" || tier == "priority")
        set(ChatField::ServiceTier, tier);
    else
        m_receipt.dropped(ChatField::ServiceTier);
}

/// What we keep is the middle form's to keep, never the provider's.
void OptionsWriter::writeStore()
{
    if (m_request.store.value_or(false))
        m_receipt.changed(ChatField::Store, "false");
    m_body["store"] = false;
}

void OptionsWriter::writeInclude()
{
    base::Json include = m_own && m_request.extra.is_object() && m_request.extra.contains("include")
                             ? std::exchange(m_request.extra["include"], {})
                             : base::Json();
    if (m_request.reasoning.replayable || (!m_own && m_request.reasoning.asked()))
        include.push_back("reasoning.encrypted_content");
    if (m_request.logprobs.value_or(false))
        include.push_back("message.output_text.logprobs");
    if (!include.is_null())
        m_body["include"] = std::move(include);
}

void OptionsWriter::dropUnsayable()
{
    const auto drop = [&](ChatField field, const base::Json &value) {
        if (!value.is_null())
            m_receipt.dropped(field);
    };
    drop(ChatField::TopK, m_request.topK);
    drop(ChatField::Seed, m_request.seed);
    drop(ChatField::PresencePenalty, m_request.presencePenalty);
    drop(ChatField::FrequencyPenalty, m_request.frequencyPenalty);
    drop(ChatField::LogitBias, m_request.logitBias);
    if (m_request.choices.value_or(1) != 1)
        m_receipt.dropped(ChatField::Choices);
    if (!m_request.stop.empty())
        m_receipt.dropped(ChatField::Stop);
}

void OptionsWriter::write()
{
    writeTools();
    writeToolChoice();
    writeFormat();
    writeReasoning();
    writeSampling();
    writeIdentity();
    writeStore();
    writeInclude();
    dropUnsayable();
    giveExtra(m_body, std::move(m_request.extra), "");
    if (m_request.stream)
        m_body["stream"] = true;
}

/// A system prompt that stood apart, at the beginning, in words only.
bool isInstructions(const model::ChatMessage &message)
{
    return message.apart && message.role == model::ChatRole::System && message.parts.size() == 1
           && message.parts.front().kind == model::PartKind::Text;
}

/// The words alone: what stood beside them has no place there.
base::Json instructionsOf(model::ChatMessage &&message, model::Receipt &receipt)
{
    model::Part &part = message.parts.front();
    if (!part.cacheControl.is_null())
        receipt.dropped(ChatField::CacheControl);
    dropExtra(message.extra, "messages[].", receipt);
    dropExtra(part.extra, "messages[].content[].", receipt);
    return std::move(part.text);
}

} // namespace

base::Result<std::string> writeResponsesRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                                model::Receipt &receipt)
{
    base::Json body = {{"model", request.model}};
    InputWriter input(request.dialect, receipt);
    for (std::size_t i = 0; i < request.messages.size(); ++i) {
        model::ChatMessage &message = request.messages[i];
        if (i == 0 && isInstructions(message))
            body["instructions"] = instructionsOf(std::move(message), receipt);
        else
            input.write(std::move(message));
    }
    body["input"] = std::move(input).items();
    OptionsWriter(request, quirks, receipt, body).write();
    return base::dump(body);
}

} // namespace dialect
