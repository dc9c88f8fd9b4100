#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "dialect/anthropic/message_writer.h"
#include "dialect/anthropic/model_traits.h"
#include "dialect/anthropic/places.h"
#include "dialect/anthropic/request.h"
#include "dialect/anthropic/schema_fit.h"
#include "dialect/anthropic/thinking.h"
#include "dialect/anthropic/tool_writer.h"
#include "dialect/anthropic/words.h"
#include "dialect/count_fields.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::ChatField;
using model::OutputFormat;

/// The writing of one request.
class RequestWriter {
public:
    RequestWriter(model::ChatRequest &&request, const model::Quirks &quirks, model::Receipt &receipt)
        : m_request(std::move(request)),
          m_quirks(quirks),
          m_receipt(receipt),
          m_own(m_request.dialect == kId),
          m_traits(traitsOf(m_request.model)),
          m_messages(m_request.dialect, receipt)
    {
    }

    Json write()
    {
        const ExtraPaths &paths = extraPaths(m_request.dialect);
        m_body["model"] = m_request.model;
        writeThinking();
        writeSampling();
        writeOthers();
        noteMissing();
        for (model::ChatMessage &message : m_request.messages)
            m_messages.take(std::move(message));
        writeFormat();
        if (!m_config.empty())
            m_body["output_config"] = std::move(m_config);
        if (Json system = m_messages.system(); !system.is_null())
            m_body["system"] = std::move(system);
        writeTools(std::move(m_request.tools), std::move(m_request.toolChoice), m_request.dialect, m_traits.schema,
                   m_body, m_receipt);
        m_body["messages"] = m_messages.messages();
        if (m_request.stream)
            m_body["stream"] = true;
        placeExtra(m_body, std::move(m_request.extra), m_own, "", m_receipt);
        if (!m_own)
            placeExtra(m_body, std::move(m_request.reasoning.extra), false, paths.reasoning, m_receipt);
        leaveOutRefused();
        return std::move(m_body);
    }

private:
    void writeThinking()
    {
        if (m_request.maxTokens)
            m_body["max_tokens"] = *m_request.maxTokens;
        else if (!m_own) {
            m_body["max_tokens"] = m_traits.maxOutput;
            m_receipt.defaulted(ChatField::MaxTokens, std::to_string(m_traits.maxOutput));
        }
        ThinkingPlan plan = m_own ? ownThinking(m_request)
                                  : fitThinking(m_request, m_traits, base::integerOr(m_body["max_tokens"]), m_receipt);
        m_thinks = plan.on();
        if (!plan.thinking.is_null())
            m_body["thinking"] = std::move(plan.thinking);
        if (!plan.effort.empty() && (m_own || m_quirks.takesEffort))
            m_config["effort"] = std::move(plan.effort);
    }

    /// What Anthropic would refuse goes, by the rules of its pages on the Messages API and on extended thinking.
    void writeSampling()
    {
        placeNumber("temperature", ChatField::Temperature, m_request.temperature, fitTemperature());
        placeNumber("top_p", ChatField::TopP, m_request.topP, objectionToTopP());
        placeNumber("top_k", ChatField::TopK, m_request.topK,
                    !m_traits.sampling ? "the model has no sampling parameters"
                    : m_thinks         ? "not while it thinks"
                                       : "");
    }
    std::string_view fitTemperature()
    {
        Json &value = m_request.temperature;
        if (m_own || !value.is_number())
            return {};
        if (value.get<double>() > 1) {
            value = 1;
            m_receipt.changed(ChatField::Temperature, "1");
        }
        if (value.get<double>() >= 1 && (m_thinks || !m_traits.sampling)) {
            value = nullptr; // 1 is what they do unasked
            return {};
        }
        return !m_traits.sampling ? "the model has no sampling parameters" : m_thinks ? "not while it thinks" : "";
    }
    std::string_view objectionToTopP() const
    {
        if (!m_request.topP.is_number())
            return {};
        if (!m_traits.sampling)
            return "the model has no sampling parameters";
        if (m_thinks && m_request.topP.get<double>() < 0.95)
            return "from 0.95 on only while it thinks";
        return m_traits.oneOfSampling && m_body.contains("temperature") ? "the model takes temperature or top_p" : "";
    }
    void placeNumber(const char *name, ChatField field, Json &value, std::string_view objection)
    {
        if (value.is_null())
            return;
        if (m_own || objection.empty())
            m_body[name] = std::move(value);
        else
            m_receipt.dropped(field, objection);
    }

    void writeOthers()
    {
        auto &stop = m_request.stop;
        if (!m_own && std::erase_if(stop, [](const std::string &text) {
                          return base::trim(text).find_first_not_of("\r\n") == std::string_view::npos;
                      }) > 0)
            m_receipt.changed(ChatField::Stop, "without those of white space only, which Anthropic refuses");
        if (!stop.empty())
            m_body["stop_sequences"] = std::move(stop);
        if (!m_request.user.empty())
            m_body["metadata"] = {{"user_id", std::move(m_request.user)}};
        const std::string tier = tierOf(m_request.serviceTier);
        if (!tier.empty())
            m_body["service_tier"] = tier;
        else if (!m_request.serviceTier.empty())
            m_receipt.dropped(ChatField::ServiceTier, "Anthropic has auto and standard_only");
    }
    std::string tierOf(const std::string &tier) const
    {
        if (m_own || tier == "auto" || tier == "standard_only")
            return tier;
        return tier == "default" || tier == "standard" ? "standard_only" : "";
    }

    /// What other dialects have and this one has not. A value that asks for nothing is no loss.
    void noteMissing()
    {
        const auto says = [](const Json &value) {
            return value.is_number() ? value != 0 : !value.is_null() && !value.empty();
        };
        const std::pair<ChatField, bool> missing[] = {
            {ChatField::Seed, !m_request.seed.is_null()},
            {ChatField::PresencePenalty, says(m_request.presencePenalty)},
            {ChatField::FrequencyPenalty, says(m_request.frequencyPenalty)},
            {ChatField::LogitBias, says(m_request.logitBias)},
            {ChatField::Logprobs, m_request.logprobs.value_or(false)},
            {ChatField::TopLogprobs, m_request.topLogprobs.value_or(0) > 0},
            {ChatField::Choices, m_request.choices.value_or(1) > 1},
            {ChatField::CacheKey, !m_request.cacheKey.empty()},
            {ChatField::Metadata, says(m_request.metadata)},
            {ChatField::Store, m_request.store.value_or(false)},
        };
        for (const auto &[field, said] : missing)
            if (said)
                m_receipt.dropped(field);
    }

    /// Structured outputs where the model has them. Elsewhere a sentence in the system prompt rather than a forced tool:
    /// that would rule out thinking and the client's own tools, and turn the answer into a call.
    void writeFormat()
    {
        OutputFormat &format = m_request.format;
        const bool schema = format.kind == OutputFormat::Kind::JsonSchema;
        if (m_own && schema) {
            Json out = {{"type", "json_schema"}, {"schema", std::move(format.schema)}};
            placeExtra(out, std::move(format.extra), true, "", m_receipt);
            m_config["format"] = std::move(out);
            return;
        }
        if (!m_own)
            placeExtra(m_config, std::move(format.extra), false, extraPaths(m_request.dialect).format, m_receipt);
        if (schema && m_traits.schema && m_quirks.takesSchema && format.schema.is_object()) {
            if (fitSchema(format.schema))
                m_receipt.changed(ChatField::Format, "a schema within what Anthropic compiles");
            if (!format.description.empty() && base::at(format.schema, "description").is_null())
                format.schema["description"] = std::move(format.description);
            m_config["format"] = {{"type", "json_schema"}, {"schema", std::move(format.schema)}};
        } else if (schema || format.kind == OutputFormat::Kind::JsonObject) {
            m_messages.addInstruction(
                "Answer with one JSON object and nothing else, without a code fence."
                + (schema ? " It must follow this JSON schema:\n" + base::dump(format.schema) : std::string()));
            m_receipt.changed(ChatField::Format, "an instruction in the system prompt");
        }
    }

    void leaveOutRefused()
    {
        static constexpr ChatField kRefusable[] = {
            ChatField::Temperature, ChatField::TopP,        ChatField::TopK,
            ChatField::Stop,        ChatField::ServiceTier, ChatField::Metadata,
            ChatField::Tools,       ChatField::ToolChoice,  ChatField::Reasoning};
        for (const std::string &name : base::split(m_quirks.refused, ' '))
            for (const ChatField field : kRefusable)
                if (name == fieldName(field) && m_body.erase(name) > 0)
                    m_receipt.dropped(field, "the provider refuses it");
    }

    model::ChatRequest m_request;
    const model::Quirks &m_quirks;
    model::Receipt &m_receipt;
    bool m_own;
    ModelTraits m_traits;
    MessageWriter m_messages;
    bool m_thinks = false;
    Json m_body = Json::object();
    Json m_config = Json::object(); ///< `output_config`.
};

} // namespace

base::Result<std::string> writeRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                       model::Receipt &receipt)
{
    return base::dump(RequestWriter(std::move(request), quirks, receipt).write());
}

base::Result<std::string> writeCountRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                            model::Receipt &receipt)
{
    // Source: Anthropic's page on token counting: the prompt and what shapes it, nothing of the answer.
    static constexpr const char *kOfTheAnswer[] = {"max_tokens", "stream",         "temperature", "top_p",
                                                   "top_k",      "stop_sequences", "metadata",    "service_tier"};
    model::Receipt all;
    Json body = RequestWriter(std::move(request), quirks, all).write();
    for (const char *name : kOfTheAnswer)
        body.erase(name);
    noteWhatCounts(all, receipt);
    return base::dump(body);
}

} // namespace dialect::anthropic
