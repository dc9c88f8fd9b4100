#include "dialect/gemini/names.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dialect {
namespace {

constexpr std::string_view kMadeUp = "call_gm_";
constexpr std::size_t kSeedSize = 24; // OpenAI takes ids of up to 40 characters

bool isIdCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

using Reason = model::FinishReason;

constexpr std::pair<std::string_view, Reason> kFinishWords[] = {
    {"STOP", Reason::Stop},
    {"MAX_TOKENS", Reason::Length},
    {"SAFETY", Reason::ContentFilter},
    {"RECITATION", Reason::ContentFilter},
    {"LANGUAGE", Reason::ContentFilter},
    {"BLOCKLIST", Reason::ContentFilter},
    {"PROHIBITED_CONTENT", Reason::ContentFilter},
    {"SPII", Reason::ContentFilter},
    {"MODEL_ARMOR", Reason::ContentFilter},
    {"JAILBREAK", Reason::ContentFilter},
    {"IMAGE_SAFETY", Reason::ContentFilter},
    {"IMAGE_PROHIBITED_CONTENT", Reason::ContentFilter},
    {"IMAGE_RECITATION", Reason::ContentFilter},
    {"IMAGE_OTHER", Reason::ContentFilter},
    {"NO_IMAGE", Reason::Other},
    {"OTHER", Reason::Other},
    {"MALFORMED_FUNCTION_CALL", Reason::Other},
    {"UNEXPECTED_TOOL_CALL", Reason::Other},
    {"TOO_MANY_TOOL_CALLS", Reason::Other},
    {"MISSING_THOUGHT_SIGNATURE", Reason::Other},
    {"MALFORMED_RESPONSE", Reason::Other},
};

constexpr std::pair<std::string_view, std::string_view> kMimeTypes[] = {
    {"png", "image/png"},         {"jpg", "image/jpeg"},  {"jpeg", "image/jpeg"},     {"webp", "image/webp"},
    {"gif", "image/gif"},         {"heic", "image/heic"}, {"heif", "image/heif"},     {"pdf", "application/pdf"},
    {"txt", "text/plain"},        {"html", "text/html"},  {"csv", "text/csv"},        {"md", "text/markdown"},
    {"json", "application/json"}, {"mp3", "audio/mpeg"},  {"wav", "audio/wav"},       {"ogg", "audio/ogg"},
    {"flac", "audio/flac"},       {"mp4", "video/mp4"},   {"mov", "video/quicktime"}, {"webm", "video/webm"},
};

/// Objects whose unread fields are kept with their name before a dot. Any other dot is the caller's own.
constexpr std::string_view kInner[] = {"generationConfig", "functionCallingConfig", "inlineData",
                                       "fileData",         "functionCall",          "functionResponse"};

bool isInner(std::string_view name)
{
    return std::ranges::find(kInner, name) != std::end(kInner);
}

/// The number at the front of `text`, cut off from it; -1 for none.
int takeNumber(std::string_view &text)
{
    int out = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc())
        return -1;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return out;
}

} // namespace

std::string camelCase(std::string_view key)
{
    std::string out;
    out.reserve(key.size());
    for (std::size_t i = 0; i < key.size(); ++i) {
        const bool joins = key[i] == '_' && i > 0 && i + 1 < key.size() && key[i + 1] >= 'a' && key[i + 1] <= 'z';
        out += joins ? static_cast<char>(key[++i] - 'a' + 'A') : key[i];
    }
    return out;
}

const base::Json &fieldOf(const base::Json &object, std::string_view camel)
{
    if (const base::Json &plain = base::at(object, camel); !plain.is_null())
        return plain;
    std::string snake;
    for (const char c : camel)
        if (c >= 'A' && c <= 'Z')
            snake.append(1, '_').append(1, static_cast<char>(c - 'A' + 'a'));
        else
            snake += c;
    return base::at(object, snake);
}

void mergeBack(base::Json &object, const base::Json &extra)
{
    if (!extra.is_object())
        return;
    for (const auto &[path, value] : extra.items()) {
        const std::string_view whole = path;
        const auto dot = whole.find('.');
        const bool within = dot != std::string_view::npos && isInner(whole.substr(0, dot));
        base::Json &place = within ? object[std::string(whole.substr(0, dot))] : object;
        const std::string_view name = within ? whole.substr(dot + 1) : whole;
        if ((place.is_object() || place.is_null()) && !place.contains(name))
            place[std::string(name)] = value;
    }
}

GeminiCallIds::GeminiCallIds(std::string_view seed)
{
    for (const char c : seed)
        if (isIdCharacter(c) && m_seed.size() < kSeedSize)
            m_seed += c;
    if (!m_seed.empty())
        m_seed += '_';
}

std::string GeminiCallIds::next()
{
    return std::string(kMadeUp).append(m_seed).append(std::to_string(m_made++));
}

std::string GeminiCallIds::ofCall(std::string_view name, std::string id)
{
    if (!id.empty())
        return id;
    m_open.emplace_back(name, next());
    return m_open.back().second;
}

std::string GeminiCallIds::ofResult(std::string_view name)
{
    const auto hit = std::ranges::find(m_open, name, &std::pair<std::string, std::string>::first);
    if (hit == m_open.end())
        return next();
    std::string out = std::move(hit->second);
    m_open.erase(hit);
    return out;
}

bool GeminiCallIds::madeUp(std::string_view id)
{
    return id.starts_with(kMadeUp);
}

model::FinishReason geminiFinish(std::string_view word, bool called)
{
    if (word.empty())
        return Reason::None;
    if (word == "STOP" && called) // wire fact 40: it always says STOP
        return Reason::ToolCalls;
    const auto *hit = std::ranges::find(kFinishWords, word, [](const auto &row) { return row.first; });
    return hit == std::end(kFinishWords) ? Reason::Other : hit->second;
}

std::string_view geminiFinishWord(model::FinishReason reason, std::string_view native)
{
    const auto *own = std::ranges::find(kFinishWords, native, [](const auto &row) { return row.first; });
    if (own != std::end(kFinishWords) && own->second == reason)
        return own->first;
    switch (reason) {
    case Reason::Length:
        return "MAX_TOKENS";
    case Reason::ContentFilter:
    case Reason::Refusal:
        return "SAFETY";
    case Reason::Other:
        return "OTHER";
    case Reason::None:
    case Reason::Stop:
    case Reason::StopSequence:
    case Reason::ToolCalls:
    case Reason::Pause:
        break;
    }
    return "STOP";
}

model::PartKind kindOfMime(std::string_view mimeType)
{
    if (mimeType.starts_with("image/"))
        return model::PartKind::Image;
    if (mimeType.starts_with("audio/"))
        return model::PartKind::Audio;
    if (mimeType.starts_with("video/"))
        return model::PartKind::Video;
    return model::PartKind::Document;
}

std::string_view mimeOfUrl(std::string_view url)
{
    url = url.substr(0, url.find_first_of("?#"));
    const auto dot = url.rfind('.');
    if (dot == std::string_view::npos || url.size() - dot > 5)
        return {};
    std::string ending(url.substr(dot + 1));
    std::ranges::transform(ending, ending.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const auto *hit = std::ranges::find(kMimeTypes, ending, [](const auto &row) { return row.first; });
    return hit == std::end(kMimeTypes) ? std::string_view() : hit->second;
}

GeminiFamily geminiFamily(std::string_view model)
{
    static constexpr std::string_view kPrefix = "gemini-";
    GeminiFamily out;
    out.pro = model.find("pro") != std::string_view::npos;
    out.lite = model.find("lite") != std::string_view::npos;
    const auto at = model.find(kPrefix);
    out.gemini = at != std::string_view::npos;
    if (!out.gemini)
        return out;
    std::string_view rest = model.substr(at + kPrefix.size());
    const int major = takeNumber(rest);
    if (major < 0)
        return out;
    out.major = major;
    out.minor = 0;
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        out.minor = std::max(0, takeNumber(rest));
    }
    return out;
}

} // namespace dialect
