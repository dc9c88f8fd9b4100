#include <map>

#include "base/json.h"
#include "dialect/bedrock/bedrock_answer.h"

namespace dialect {
namespace {

using base::at;
using base::Json;
using base::textOr;
using model::ChatEvents;
using model::Part;
using model::PartKind;

/// Only tool calls tell when they start; other blocks begin with their first piece.
class BedrockReader final : public StreamReader {
public:
    base::Result<> read(std::string_view event, std::string_view data, ChatEvents &out) override
    {
        if (event == "error" || event.ends_with("Exception")) {
            fail(event, data, out);
            return {};
        }
        const auto json = base::parseJson(data);
        if (!json || !json->is_object())
            return base::fail(base::ErrorCode::Upstream, "the provider sent an event that is no JSON object");
        take(event, *json, out);
        return {};
    }
    void end(ChatEvents &out) override { closeAll(out); }

private:
    struct Block {
        std::int64_t part = 0;
        PartKind kind = PartKind::Text;
        std::string signature{};
        bool empty = true;
        bool open = true;
    };

    static void fail(std::string_view event, std::string_view data, ChatEvents &out)
    {
        const auto json = base::parseJson(data);
        std::string words = json ? textOr(at(*json, "message"), textOr(at(*json, "Message"))) : std::string(data);
        out.emplace_back(model::StreamFailed{
            .message = words.empty() ? "the provider reports an error" : std::move(words), .code = std::string(event)});
    }

    void take(std::string_view event, const Json &json, ChatEvents &out)
    {
        const std::int64_t index = base::integerOr(at(json, "contentBlockIndex"));
        if (event == "messageStart") {
            out.emplace_back(model::AnswerBegun{});
        } else if (event == "contentBlockStart") {
            if (const Json &use = at(at(json, "start"), "toolUse"); use.is_object())
                block(index,
                      {.kind = PartKind::ToolCall, .id = textOr(at(use, "toolUseId")), .name = textOr(at(use, "name"))},
                      out);
        } else if (event == "contentBlockDelta") {
            addDelta(index, at(json, "delta"), out);
        } else if (event == "contentBlockStop") {
            if (const auto hit = m_blocks.find(index); hit != m_blocks.end())
                close(hit->second, /*whole=*/true, out);
        } else if (event == "messageStop") {
            finish(json, out);
        } else if (event == "metadata") {
            if (const model::Usage usage = bedrockUsage(at(json, "usage")); usage.reported)
                out.emplace_back(model::UsageKnown{usage});
            if (m_finished)
                out.emplace_back(model::StreamEnded{});
        }
    }

    Block &block(std::int64_t index, Part head, ChatEvents &out)
    {
        const auto [hit, added] = m_blocks.try_emplace(index);
        if (added) {
            hit->second.part = m_next++;
            hit->second.kind = head.kind;
            out.emplace_back(model::PartBegun{0, hit->second.part, std::move(head)});
        }
        return hit->second;
    }

    void addDelta(std::int64_t index, const Json &delta, ChatEvents &out)
    {
        if (const Json &text = at(delta, "text"); text.is_string())
            addText(block(index, {.kind = PartKind::Text}, out), textOr(text), out);
        if (const Json &use = at(delta, "toolUse"); use.is_object()) {
            Block &one = block(index, {.kind = PartKind::ToolCall}, out);
            std::string piece = textOr(at(use, "input"));
            if (piece.empty() || !one.open)
                return;
            one.empty = false;
            out.emplace_back(model::ArgumentsPiece{0, one.part, std::move(piece)});
        }
        if (const Json &reasoning = at(delta, "reasoningContent"); reasoning.is_object())
            addReasoning(index, reasoning, out);
        if (const Json &citation = at(delta, "citation"); citation.is_object()) {
            const Block &one = block(index, {.kind = PartKind::Text}, out);
            if (one.open)
                out.emplace_back(
                    model::Cited{0, one.part, {.title = textOr(at(citation, "title")), .extra = citation}});
        }
    }

    static void addText(const Block &one, std::string text, ChatEvents &out)
    {
        if (!text.empty() && one.open)
            out.emplace_back(model::TextPiece{0, one.part, std::move(text)});
    }

    void addReasoning(std::int64_t index, const Json &reasoning, ChatEvents &out)
    {
        if (const Json &redacted = at(reasoning, "redactedContent"); redacted.is_string()) {
            block(index, {.kind = PartKind::RedactedThinking, .signature = textOr(redacted)}, out);
            return;
        }
        Block &one = block(index, {.kind = PartKind::Thinking}, out);
        addText(one, textOr(at(reasoning, "text")), out);
        one.signature += textOr(at(reasoning, "signature"));
    }

    /// A call that ends without arguments has none; one that is cut may have had some.
    void close(Block &one, bool whole, ChatEvents &out)
    {
        if (!std::exchange(one.open, false))
            return;
        if (whole && one.kind == PartKind::ToolCall && one.empty)
            out.emplace_back(model::ArgumentsPiece{0, one.part, "{}"});
        if (!one.signature.empty())
            out.emplace_back(model::SignatureKnown{0, one.part, std::move(one.signature)});
        out.emplace_back(model::PartEnded{0, one.part});
    }

    void closeAll(ChatEvents &out)
    {
        for (auto &[index, one] : m_blocks)
            close(one, /*whole=*/false, out);
    }

    void finish(const Json &json, ChatEvents &out)
    {
        closeAll(out);
        const std::string native = textOr(at(json, "stopReason"));
        if (native.empty())
            return;
        m_finished = true;
        out.emplace_back(model::ChoiceFinished{0, bedrockFinish(native), native,
                                               textOr(at(at(json, "additionalModelResponseFields"), "stop_sequence"))});
    }

    std::map<std::int64_t, Block> m_blocks{};
    std::int64_t m_next = 0;
    bool m_finished = false;
};

} // namespace

std::unique_ptr<StreamReader> makeBedrockReader()
{
    return std::make_unique<BedrockReader>();
}

} // namespace dialect
