#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "dialect/anthropic/answer.h"
#include "dialect/anthropic/block_reader.h"
#include "dialect/anthropic/places.h"
#include "dialect/anthropic/usage.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::ChatEvents;
using model::PartKind;

/// A content block while it is told. Blocks that only this dialect knows are kept until they are whole.
struct Block {
    std::int64_t index = 0; ///< The provider's.
    std::int64_t part = 0;  ///< Ours.
    bool open = true;
    bool pieces = false; ///< Something of its arguments came.
    model::Part head{};
    std::string input{}; ///< Of a kept block.
};

class Reader final : public StreamReader {
public:
    base::Result<> read(std::string_view event, std::string_view data, ChatEvents &out) override
    {
        if (m_ended || data == "[DONE]") // OpenRouter's, after message_stop
            return {};
        auto json = base::parseJson(data);
        if (!json || !json->is_object())
            return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
        const std::string type = base::textOr(base::at(*json, "type"), event);
        if (type == "content_block_delta")
            onDelta(*json, out);
        else if (type == "content_block_start")
            onStart(*json, out);
        else if (type == "content_block_stop")
            onStop(base::integerOr(base::at(*json, "index")), out);
        else if (type == "message_start")
            onMessage(base::at(*json, "message"), out);
        else if (type == "message_delta")
            onMessageDelta(*json, out);
        else if (type == "message_stop")
            onEnd(out);
        else if (type == "error" || base::at(*json, "error").is_object())
            onError(base::at(*json, "error"), out);
        return {}; // pings, and what may come to be
    }

    void end(ChatEvents &out) override { closeAll(out); }

private:
    void begin(const Json &message, ChatEvents &out)
    {
        if (std::exchange(m_begun, true))
            return;
        m_id = base::textOr(base::at(message, "id"));
        out.emplace_back(model::AnswerBegun{
            .id = m_id, .model = base::textOr(base::at(message, "model")), .dialect = std::string(kId)});
    }

    /// Proxies were seen to send it twice; the second brings nothing but its counts.
    void onMessage(const Json &message, ChatEvents &out)
    {
        begin(message, out);
        onUsage(base::at(message, "usage"), out);
        keep(message, {"id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage"});
    }

    void onUsage(const Json &usage, ChatEvents &out)
    {
        if (!usage.is_object())
            return;
        m_counts.merge(usage);
        out.emplace_back(model::UsageKnown{m_counts.usage()});
    }

    Block *find(std::int64_t index)
    {
        const auto hit = std::ranges::find(m_blocks, index, &Block::index);
        return hit == m_blocks.end() ? nullptr : &*hit;
    }

    Block &open(std::int64_t index, model::Part &&head, ChatEvents &out)
    {
        begin(Json(), out);
        if (head.kind == PartKind::ToolCall && head.id.empty())
            head.id = madeUpId(m_id, m_parts);
        Block &block = m_blocks.emplace_back(Block{.index = index, .part = m_parts++, .head = std::move(head)});
        if (block.head.kind != PartKind::Opaque)
            out.emplace_back(model::PartBegun{.part = block.part, .head = block.head});
        return block;
    }

    void onStart(const Json &event, ChatEvents &out)
    {
        const std::int64_t index = base::integerOr(base::at(event, "index"));
        if (m_finished || find(index) != nullptr)
            return; // said twice, or another message spliced to this one
        model::Part head = readBlock(Json(base::at(event, "content_block")));
        std::string text = std::exchange(head.text, {});
        std::string arguments = std::exchange(head.arguments, {});
        std::string signature;
        if (head.kind == PartKind::Thinking)
            signature = std::exchange(head.signature, {});
        auto citations = std::exchange(head.citations, {});
        Block &block = open(index, std::move(head), out);
        for (model::Citation &citation : citations)
            out.emplace_back(model::Cited{.part = block.part, .citation = std::move(citation)});
        if (!text.empty())
            out.emplace_back(model::TextPiece{.part = block.part, .text = std::move(text)});
        if (!signature.empty())
            out.emplace_back(model::SignatureKnown{.part = block.part, .signature = std::move(signature)});
        if (block.head.kind == PartKind::ToolCall
            && arguments != "{}") // a placeholder, unless a relative says all here
            block.input = std::move(arguments);
    }

    void onDelta(const Json &event, ChatEvents &out)
    {
        const std::int64_t index = base::integerOr(base::at(event, "index"));
        const Json &delta = base::at(event, "delta");
        const std::string type = base::textOr(base::at(delta, "type"));
        Block *block = find(index);
        if (block == nullptr && !m_finished && (type == "text_delta" || type == "thinking_delta"))
            block = &open(index, {.kind = type == "text_delta" ? PartKind::Text : PartKind::Thinking}, out);
        if (block == nullptr || !block->open)
            return;
        if (block->head.kind == PartKind::Opaque)
            onKeptDelta(*block, type, delta);
        else if (type == "text_delta")
            addText(*block, PartKind::Text, base::textOr(base::at(delta, "text")), out);
        else if (type == "thinking_delta")
            addText(*block, PartKind::Thinking, base::textOr(base::at(delta, "thinking")), out);
        else if (type == "input_json_delta")
            addArguments(*block, base::textOr(base::at(delta, "partial_json")), out);
        else if (type == "signature_delta")
            addSignature(*block, base::textOr(base::at(delta, "signature")), out);
        else if (type == "citations_delta")
            out.emplace_back(
                model::Cited{.part = block->part, .citation = readCitation(Json(base::at(delta, "citation")))});
    }

    static void addText(const Block &block, PartKind kind, std::string text, ChatEvents &out)
    {
        if (!text.empty() && block.head.kind == kind)
            out.emplace_back(model::TextPiece{.part = block.part, .text = std::move(text)});
    }

    static void addSignature(const Block &block, std::string signature, ChatEvents &out)
    {
        if (!signature.empty() && signature != kUnsigned && block.head.kind == PartKind::Thinking)
            out.emplace_back(model::SignatureKnown{.part = block.part, .signature = std::move(signature)});
    }

    static void addArguments(Block &block, std::string piece, ChatEvents &out)
    {
        if (piece.empty() || block.head.kind != PartKind::ToolCall)
            return;
        block.pieces = true;
        out.emplace_back(model::ArgumentsPiece{.part = block.part, .json = std::move(piece)});
    }

    /// A server tool's input, or a text member that grows (`compaction_delta`).
    static void onKeptDelta(Block &block, const std::string &type, const Json &delta)
    {
        if (type == "input_json_delta") {
            block.input += base::textOr(base::at(delta, "partial_json"));
            return;
        }
        for (const auto &[name, value] : delta.items()) {
            if (name == "type")
                continue;
            Json &place = block.head.extra[name];
            if (place.is_string() && value.is_string())
                place.get_ref<std::string &>() += value.get_ref<const std::string &>();
            else
                place = value;
        }
    }

    void onStop(std::int64_t index, ChatEvents &out)
    {
        if (Block *block = find(index); block != nullptr)
            complete(*block, out);
    }

    void complete(Block &block, ChatEvents &out)
    {
        if (block.open && block.head.kind == PartKind::ToolCall
            && !block.pieces) // wire fact 34: no arguments, no piece
            out.emplace_back(model::ArgumentsPiece{
                .part = block.part, .json = block.input.empty() ? std::string("{}") : std::move(block.input)});
        close(block, out);
    }

    void close(Block &block, ChatEvents &out)
    {
        if (!std::exchange(block.open, false))
            return;
        if (block.head.kind == PartKind::Opaque) {
            if (auto input = base::parseJson(block.input); input && !block.input.empty())
                block.head.extra["input"] = std::move(*input);
            out.emplace_back(model::PartBegun{.part = block.part, .head = block.head});
        }
        out.emplace_back(model::PartEnded{.part = block.part});
        block.head = {.kind = block.head.kind};
        block.input.clear();
    }

    void closeAll(ChatEvents &out)
    {
        for (Block &block : m_blocks)
            close(block, out);
    }

    void onMessageDelta(const Json &event, ChatEvents &out)
    {
        begin(Json(), out);
        onUsage(base::at(event, "usage"), out);
        const Json &delta = base::at(event, "delta");
        keep(event, {"type", "delta", "usage"});
        keep(delta, {"stop_reason", "stop_sequence"});
        addExtras(m_extra, "usage", m_counts.extra());
        if (!m_extra.is_null())
            out.emplace_back(model::ExtraKnown{m_extra});
        const std::string reason = base::textOr(base::at(delta, "stop_reason"));
        if (reason.empty() || std::exchange(m_finished, true))
            return;
        for (Block &block : m_blocks)
            complete(block, out);
        out.emplace_back(model::ChoiceFinished{.reason = finishOf(reason),
                                               .native = reason,
                                               .stopSequence = base::textOr(base::at(delta, "stop_sequence"))});
    }

    void onEnd(ChatEvents &out)
    {
        closeAll(out);
        if (!std::exchange(m_ended, true))
            out.emplace_back(model::StreamEnded{});
    }

    void onError(const Json &error, ChatEvents &out)
    {
        if (std::exchange(m_ended, true))
            return;
        out.emplace_back(
            model::StreamFailed{.message = base::textOr(base::at(error, "message"), "the provider reported an error"),
                                .code = base::textOr(base::at(error, "type"))});
    }

    void keep(const Json &object, std::initializer_list<std::string_view> known)
    {
        if (!object.is_object())
            return;
        for (const auto &[name, value] : object.items())
            if (!value.is_null() && std::ranges::find(known, name) == known.end())
                m_extra[name] = value;
    }

    std::string m_id{};
    bool m_begun = false;
    bool m_finished = false;
    bool m_ended = false;
    std::int64_t m_parts = 0;
    std::vector<Block> m_blocks{};
    UsageCounts m_counts{};
    Json m_extra{};
};

} // namespace

std::unique_ptr<StreamReader> makeReader()
{
    return std::make_unique<Reader>();
}

} // namespace dialect::anthropic
