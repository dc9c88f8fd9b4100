#include "dialect/anthropic/message_writer.h"

#include <utility>

#include "dialect/anthropic/places.h"
#include "dialect/anthropic/words.h"

namespace dialect::anthropic {
namespace {

using base::Json;
using model::ChatField;
using model::ChatMessage;
using model::ChatRole;
using model::Part;
using model::PartKind;

constexpr std::string_view kFirstWord = "."; ///< What a user says who said nothing: the first turn must be the user's.

bool isSystem(ChatRole role)
{
    return role == ChatRole::System || role == ChatRole::Developer;
}

void append(Json &list, Json &&more)
{
    for (Json &item : more)
        list.push_back(std::move(item));
}

/// Anthropic refuses a last assistant turn that ends with white space.
void trimEnd(Json &blocks)
{
    if (blocks.empty() || blocks.back()["type"] != "text")
        return;
    auto &text = blocks.back()["text"].get_ref<std::string &>();
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    if (text.empty())
        blocks.erase(blocks.size() - 1);
}

} // namespace

MessageWriter::MessageWriter(std::string_view dialect, model::Receipt &receipt)
    : m_own(dialect == kId), m_path(extraPaths(dialect).message), m_receipt(receipt), m_blocks(dialect, receipt)
{
}

void MessageWriter::takeSystem(ChatMessage &&message)
{
    if (!m_turns.empty())
        m_receipt.changed(ChatField::SystemPlace, "all system messages first");
    m_bareSystem = message.bare && m_system.empty();
    for (Part &part : message.parts) {
        const PartKind kind = part.kind;
        if (kind != PartKind::Text && kind != PartKind::Opaque) {
            m_receipt.dropped(ChatField::Opaque, "only text may stand in a system message");
            continue;
        }
        if (Json block = m_blocks.write(std::move(part)); !block.is_null())
            m_system.push_back(std::move(block));
    }
    Json nowhere = Json::object();
    placeExtra(nowhere, std::move(message.extra), false, m_path, m_receipt);
}

/// Our own clients' messages are kept apart but for those that readRequest() made of one.
bool MessageWriter::joins(const ChatMessage &message) const
{
    if (m_turns.empty() || m_turns.back().assistant != (message.role == ChatRole::Assistant))
        return false;
    const bool onlyOne = m_turns.back().role == ChatRole::Tool || message.role == ChatRole::Tool;
    return !m_own || (onlyOne && m_turns.back().role != message.role);
}

void MessageWriter::take(ChatMessage &&message)
{
    if (isSystem(message.role) && (!m_own || m_turns.empty())) {
        takeSystem(std::move(message));
        return;
    }
    if (!message.name.empty())
        m_receipt.dropped(ChatField::SpeakerName);
    const bool system = isSystem(message.role);
    if (system || !joins(message))
        m_turns.push_back({.assistant = message.role == ChatRole::Assistant, .bare = message.bare && m_own});
    Turn &turn = m_turns.back();
    turn.role = message.role;
    for (Part &part : message.parts) {
        const bool result = part.kind == PartKind::ToolResult;
        if (Json block = m_blocks.write(std::move(part)); !block.is_null())
            (result && !m_own ? turn.results : turn.blocks).push_back(std::move(block));
    }
    placeExtra(turn.extra, std::move(message.extra), m_own, m_path, m_receipt);
}

void MessageWriter::addInstruction(std::string text)
{
    m_bareSystem = m_bareSystem && m_system.empty();
    m_system.push_back({{"type", "text"}, {"text", std::move(text)}});
}

Json MessageWriter::system()
{
    if (m_system.empty())
        return {};
    const bool plain = m_system.size() == 1 && m_system.front().size() == 2;
    if (plain && (m_bareSystem || !m_own))
        return std::move(m_system.front()["text"]);
    return std::move(m_system);
}

/// What a client of another dialect may send and Anthropic refuses.
void MessageWriter::fitTurns()
{
    std::vector<Turn> fit;
    for (Turn &turn : m_turns) {
        if (turn.blocks.empty() && turn.results.empty())
            continue;
        if (!fit.empty() && fit.back().assistant == turn.assistant) { // an empty turn stood between them
            append(fit.back().results, std::move(turn.results));
            append(fit.back().blocks, std::move(turn.blocks));
        } else {
            fit.push_back(std::move(turn));
        }
    }
    if (!fit.empty() && fit.back().assistant)
        trimEnd(fit.back().blocks);
    if (fit.empty() || fit.front().assistant) {
        Turn first;
        first.blocks.push_back({{"type", "text"}, {"text", kFirstWord}});
        fit.insert(fit.begin(), std::move(first));
        m_receipt.defaulted(ChatField::Opaque, "a first user message: .");
    }
    m_turns = std::move(fit);
}

Json MessageWriter::contentOf(Turn &&turn)
{
    if (turn.bare && turn.blocks.size() == 1)
        return std::move(turn.blocks.front()["text"]);
    if (turn.bare && turn.blocks.empty())
        return "";
    if (turn.results.empty())
        return std::move(turn.blocks);
    append(turn.results, std::move(turn.blocks));
    return std::move(turn.results);
}

Json MessageWriter::messages()
{
    if (!m_own)
        fitTurns();
    Json out = Json::array();
    for (Turn &turn : m_turns) {
        const char *role = turn.assistant ? "assistant" : isSystem(turn.role) ? "system" : "user";
        Json extra = std::move(turn.extra);
        Json message = {{"role", role}, {"content", contentOf(std::move(turn))}};
        if (extra.is_object())
            restore(message, std::move(extra));
        out.push_back(std::move(message));
    }
    m_turns.clear();
    return out;
}

} // namespace dialect::anthropic
