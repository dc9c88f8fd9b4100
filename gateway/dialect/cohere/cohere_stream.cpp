#include <map>
#include <optional>

#include "base/json.h"
#include "dialect/cohere/cohere_answer.h"
#include "dialect/cohere/cohere_parts.h"

namespace dialect {
namespace {

using base::at;
using base::Json;
using base::textOr;
using model::ChatEvents;
using model::Part;
using model::PartKind;

/// The events of a stream by their `type`; contents and tool calls are numbered apart from each other there.
class CohereReader final : public StreamReader {
public:
    base::Result<> read(std::string_view /*event*/, std::string_view data, ChatEvents &out) override
    {
        if (data == "[DONE]") {
            out.emplace_back(model::StreamEnded{});
            return {};
        }
        const auto json = base::parseJson(data);
        if (!json || !json->is_object())
            return base::fail(base::ErrorCode::Upstream, "the provider sent an event that is no JSON object");
        take(*json, out);
        return {};
    }
    void end(ChatEvents &out) override { closeAll(out); }

private:
    struct Piece {
        std::int64_t part = 0;
        PartKind kind = PartKind::Text;
        bool empty = true;
        bool open = true;
    };
    using Place = std::pair<bool, std::int64_t>; ///< Whether it is a tool call, and its number among those.

    void take(const Json &json, ChatEvents &out)
    {
        const std::string type = textOr(at(json, "type"));
        const Json &delta = at(json, "delta");
        const Json &message = at(delta, "message");
        const std::int64_t index = base::integerOr(at(json, "index"));
        if (type == "message-start")
            out.emplace_back(model::AnswerBegun{.id = textOr(at(json, "id"))});
        else if (type == "tool-plan-delta")
            m_plan += textOr(at(message, "tool_plan"));
        else if (type == "content-start" || type == "content-delta")
            addContent(index, at(message, "content"), out);
        else if (type == "tool-call-start" || type == "tool-call-delta")
            addCall(index, at(message, "tool_calls"), out);
        else if (type == "content-end" || type == "tool-call-end")
            close({type == "tool-call-end", index}, out);
        else if (type == "citation-start")
            cite(at(message, "citations"), out);
        else if (type == "message-end")
            finish(json, delta, out);
    }

    Piece &piece(Place place, Part head, ChatEvents &out)
    {
        const auto [hit, added] = m_pieces.try_emplace(place);
        if (added) {
            hit->second.part = m_next++;
            hit->second.kind = head.kind;
            out.emplace_back(model::PartBegun{0, hit->second.part, std::move(head)});
        }
        return hit->second;
    }

    void addContent(std::int64_t index, const Json &content, ChatEvents &out)
    {
        const bool thinking = textOr(at(content, "type")) == "thinking" || at(content, "thinking").is_string();
        Piece &one = piece({false, index}, {.kind = thinking ? PartKind::Thinking : PartKind::Text}, out);
        std::string text = textOr(at(content, "thinking")) + textOr(at(content, "text"));
        if (!text.empty() && one.open)
            out.emplace_back(model::TextPiece{0, one.part, std::move(text)});
    }

    void addCall(std::int64_t index, const Json &call, ChatEvents &out)
    {
        const Json &function = at(call, "function");
        Piece &one = piece(
            {true, index},
            {.kind = PartKind::ToolCall, .id = textOr(at(call, "id")), .name = textOr(at(function, "name"))}, out);
        std::string pieceOfJson = textOr(at(function, "arguments"));
        if (pieceOfJson.empty() || !one.open)
            return;
        one.empty = false;
        out.emplace_back(model::ArgumentsPiece{0, one.part, std::move(pieceOfJson)});
    }

    void cite(const Json &citation, ChatEvents &out)
    {
        const Piece *text = nullptr;
        for (const auto &[place, one] : m_pieces)
            if (one.kind == PartKind::Text && one.open
                && (text == nullptr || place.second == base::integerOr(at(citation, "content_index"), -1)))
                text = &one;
        if (text != nullptr && citation.is_object())
            out.emplace_back(model::Cited{0, text->part, cohereCitation(citation)});
    }

    /// A call that ends without arguments has none; one that is cut may have had some.
    void close(Place place, ChatEvents &out)
    {
        const auto hit = m_pieces.find(place);
        if (hit == m_pieces.end() || !hit->second.open)
            return;
        Piece &one = hit->second;
        if (one.kind == PartKind::ToolCall && one.empty)
            out.emplace_back(model::ArgumentsPiece{0, one.part, "{}"});
        one.open = false;
        out.emplace_back(model::PartEnded{0, one.part});
    }

    void closeAll(ChatEvents &out)
    {
        for (auto &[place, one] : m_pieces)
            if (std::exchange(one.open, false))
                out.emplace_back(model::PartEnded{0, one.part});
    }

    void finish(const Json &json, const Json &delta, ChatEvents &out)
    {
        const std::string native = textOr(at(delta, "finish_reason"));
        closeAll(out);
        if (native == "ERROR" || native == "TIMEOUT") {
            const auto told = [&](const char *name) { return textOr(at(delta, name), textOr(at(json, name))); };
            const std::string words = told("error");
            out.emplace_back(
                model::StreamFailed{.message = words.empty() ? "the provider could not finish the answer" : words,
                                    .code = told("error_type")});
            return;
        }
        if (const model::Usage usage = cohereUsage(at(delta, "usage")); usage.reported)
            out.emplace_back(model::UsageKnown{usage});
        if (!m_plan.empty())
            out.emplace_back(model::ExtraKnown{{{"tool_plan", std::move(m_plan)}}});
        if (!native.empty())
            out.emplace_back(model::ChoiceFinished{0, cohereFinish(native), native});
    }

    std::map<Place, Piece> m_pieces{};
    std::int64_t m_next = 0;
    std::string m_plan{};
};

} // namespace

std::unique_ptr<StreamReader> makeCohereReader()
{
    return std::make_unique<CohereReader>();
}

} // namespace dialect
