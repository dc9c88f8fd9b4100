#include "upstream/sandbox_script.h"

#include <algorithm>

#include "base/id.h"
#include "base/json.h"
#include "base/text.h"

namespace upstream {
namespace {

using base::Json;

struct Options {
    std::int64_t latencyMs = 0;
    std::int64_t intervalMs = 0;
    std::int64_t chunks = 0; ///< 0: one per word.
    std::int64_t status = 200;
    std::string retryAfter{};
    std::string fault{};
    bool thinking = false;
};

Options readOptions(std::string_view model)
{
    Options out;
    for (const std::string &part : base::split(model, '|')) {
        const auto colon = part.find(':');
        const std::string_view name = std::string_view(part).substr(0, colon);
        const std::string_view text =
            colon == std::string::npos ? std::string_view{} : std::string_view(part).substr(colon + 1);
        const std::int64_t number = std::clamp<std::int64_t>(base::parseInteger(text).value_or(0), 0, 600'000);
        if (name == "latency")
            out.latencyMs = number;
        else if (name == "interval")
            out.intervalMs = number;
        else if (name == "chunks")
            out.chunks = std::min<std::int64_t>(number, 100'000);
        else if (name == "status")
            out.status = number >= 400 && number <= 599 ? number : 500;
        else if (name == "retry-after")
            out.retryAfter = std::to_string(number);
        else if (name == "fault")
            out.fault = text;
        else if (name == "thinking")
            out.thinking = true;
    }
    return out;
}

std::string textOf(const Json &content)
{
    if (content.is_string())
        return content.get<std::string>();
    std::string out;
    if (content.is_array())
        for (const Json &part : content)
            out += base::textOr(base::at(part, "text"));
    return out;
}

std::int64_t countTokens(std::string_view text)
{
    return (static_cast<std::int64_t>(text.size()) + 3) / 4;
}

/// A value that fits a JSON schema, always the same one.
Json exampleOf(const Json &schema, int depth = 0)
{
    if (const Json &words = base::at(schema, "enum"); words.is_array() && !words.empty())
        return words.front();
    const std::string type = base::textOr(base::at(schema, "type"), "object");
    if (type == "string")
        return "sandbox";
    if (type == "integer" || type == "number")
        return 1;
    if (type == "boolean")
        return true;
    if (type == "array")
        return Json::array();
    Json out = Json::object();
    if (depth < 8)
        for (const auto &[name, inner] : base::at(schema, "properties").items())
            out[name] = exampleOf(inner, depth + 1);
    return out;
}

/// What the answer is made of.
struct Answer {
    std::string reasoning{};
    std::vector<std::string> words{}; ///< Content, in the pieces a stream sends.
    Json toolCall = nullptr;
    std::string finish = "stop";
    std::int64_t inputTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0;
};

const Json *chosenTool(const Json &request)
{
    const Json &tools = base::at(request, "tools");
    const Json &choice = base::at(request, "tool_choice");
    const Json &messages = base::at(request, "messages");
    if (!tools.is_array() || tools.empty() || choice == "none" || !messages.is_array() || messages.empty()
        || base::at(messages.back(), "role") != "user")
        return nullptr;
    const std::string wanted = base::textOr(base::at(base::at(choice, "function"), "name"));
    for (const Json &tool : tools)
        if (wanted.empty() || base::textOr(base::at(base::at(tool, "function"), "name")) == wanted)
            return &tool;
    return nullptr;
}

std::vector<std::string> piecesOf(const std::string &text, std::int64_t chunks)
{
    std::vector<std::string> out;
    if (chunks > 0) {
        for (std::int64_t i = 0; i < chunks; ++i)
            out.push_back("word" + std::to_string(i + 1) + " ");
        return out;
    }
    for (std::size_t from = 0; from < text.size();) {
        const auto space = text.find(' ', from + 1);
        out.push_back(text.substr(from, space == std::string::npos ? space : space - from));
        from = space == std::string::npos ? text.size() : space;
    }
    return out;
}

Answer answerTo(const Json &request, const Options &options)
{
    Answer out;
    std::string last;
    for (const Json &message : base::at(request, "messages")) {
        const std::string text = textOf(base::at(message, "content"));
        out.inputTokens += 3 + countTokens(text);
        if (base::at(message, "role") == "user")
            last = text;
    }
    if (options.thinking) {
        out.reasoning = "The sandbox pretends to think about this.";
        out.reasoningTokens = countTokens(out.reasoning);
    }
    if (const Json *tool = chosenTool(request)) {
        const Json &function = base::at(*tool, "function");
        const std::string name = base::textOr(base::at(function, "name"), "tool");
        const std::string arguments = base::dump(exampleOf(base::at(function, "parameters")));
        out.toolCall = {
            {"id", "call_sandbox_1"}, {"type", "function"}, {"function", {{"name", name}, {"arguments", arguments}}}};
        out.finish = "tool_calls";
        out.outputTokens = countTokens(name) + countTokens(arguments) + out.reasoningTokens;
        return out;
    }
    out.words = piecesOf("This is the Switchyard sandbox: no provider was asked and nothing was spent. You wrote: "
                             + std::string(base::clip(last, 400)),
                         options.chunks);
    const std::int64_t limit = base::integerOr(base::at(request, "max_completion_tokens"),
                                               base::integerOr(base::at(request, "max_tokens"), 0));
    if (limit > 0 && std::ssize(out.words) > limit) {
        out.words.resize(static_cast<std::size_t>(limit));
        out.finish = "length";
    }
    out.outputTokens = std::ssize(out.words) + out.reasoningTokens;
    return out;
}

Json usageOf(const Answer &answer)
{
    return {{"prompt_tokens", answer.inputTokens},
            {"completion_tokens", answer.outputTokens},
            {"total_tokens", answer.inputTokens + answer.outputTokens},
            {"prompt_tokens_details", {{"cached_tokens", 0}}},
            {"completion_tokens_details", {{"reasoning_tokens", answer.reasoningTokens}}}};
}

/// Frames the chunks of one stream; all share id, time and model.
class ChunkWriter {
public:
    ChunkWriter(const Options &options, std::string_view model, std::int64_t wallMillis)
        : m_options(options), m_id(base::makeId("chatcmpl-", wallMillis)), m_model(model), m_created(wallMillis / 1000)
    {
    }
    void add(Json choices, Json usage = nullptr)
    {
        Json chunk = {{"id", m_id},
                      {"object", "chat.completion.chunk"},
                      {"created", m_created},
                      {"model", m_model},
                      {"choices", std::move(choices)}};
        if (!usage.is_null())
            chunk["usage"] = std::move(usage);
        addRaw("data: " + base::dump(chunk) + "\n\n");
    }
    void addDelta(Json delta, Json finish = nullptr)
    {
        add(Json::array({{{"index", 0}, {"delta", std::move(delta)}, {"finish_reason", std::move(finish)}}}));
    }
    void addRaw(std::string bytes)
    {
        pieces.push_back({pieces.empty() ? m_options.latencyMs : m_options.intervalMs, std::move(bytes)});
    }
    std::vector<SandboxScript::Piece> pieces{};

private:
    const Options &m_options;
    std::string m_id;
    std::string m_model;
    std::int64_t m_created;
};

std::vector<SandboxScript::Piece> streamOf(const Answer &answer, const Json &request, ChunkWriter writer)
{
    writer.addDelta({{"role", "assistant"}, {"content", ""}});
    if (!answer.reasoning.empty())
        writer.addDelta({{"reasoning_content", answer.reasoning}});
    for (const std::string &word : answer.words)
        writer.addDelta({{"content", word}});
    if (!answer.toolCall.is_null()) {
        Json call = answer.toolCall;
        const std::string arguments = call["function"]["arguments"];
        call["function"]["arguments"] = "";
        call["index"] = 0;
        writer.addDelta({{"tool_calls", Json::array({call})}});
        const std::size_t half = arguments.size() / 2; // in two pieces, as providers send them
        for (const std::string &piece : {arguments.substr(0, half), arguments.substr(half)})
            writer.addDelta({{"tool_calls", Json::array({{{"index", 0}, {"function", {{"arguments", piece}}}}})}});
    }
    writer.addDelta(Json::object(), answer.finish);
    if (base::truthOr(base::at(base::at(request, "stream_options"), "include_usage")))
        writer.add(Json::array(), usageOf(answer));
    writer.addRaw("data: [DONE]\n\n");
    return std::move(writer.pieces);
}

std::string wholeOf(const Answer &answer, std::string_view model, std::int64_t wallMillis)
{
    std::string text;
    for (const std::string &word : answer.words)
        text += word;
    Json message = {{"role", "assistant"}, {"content", text.empty() ? Json(nullptr) : Json(text)}};
    if (!answer.reasoning.empty())
        message["reasoning_content"] = answer.reasoning;
    if (!answer.toolCall.is_null())
        message["tool_calls"] = Json::array({answer.toolCall});
    return base::dump(
        {{"id", base::makeId("chatcmpl-", wallMillis)},
         {"object", "chat.completion"},
         {"created", wallMillis / 1000},
         {"model", model},
         {"choices", Json::array({{{"index", 0}, {"message", message}, {"finish_reason", answer.finish}}})},
         {"usage", usageOf(answer)}});
}

void applyFault(SandboxScript &script, const std::string &fault, bool stream)
{
    auto &pieces = script.pieces;
    const std::size_t half = pieces.size() / 2;
    if (fault == "cut" || fault == "stall") {
        if (stream)
            pieces.resize(half);
        else
            pieces.back().bytes.resize(pieces.back().bytes.size() / 2);
        script.end = fault == "cut" ? model::FailureClass::Cut : model::FailureClass::Stalled;
    } else if (fault == "error" && stream) {
        pieces.resize(half);
        pieces.push_back({0, "data: {\"error\":{\"message\":\"the sandbox was asked to fail here\","
                             "\"type\":\"server_error\",\"param\":null,\"code\":\"sandbox_fault\"}}\n\n"});
    } else if (fault == "garbage") {
        pieces[half].bytes = stream ? "data: {\"choices\":[\x01\x02 not json\n\n" : "<html>not json</html>";
    } else if (fault == "empty") {
        pieces.clear();
    }
}

} // namespace

SandboxScript sandboxScript(std::string_view body, std::string_view model, std::int64_t wallMillis)
{
    const Options options = readOptions(model);
    SandboxScript out;
    if (options.status != 200) {
        out.status = static_cast<int>(options.status);
        out.retryAfter = options.retryAfter;
        out.pieces.push_back({options.latencyMs, "{\"error\":{\"message\":\"the sandbox was asked to answer "
                                                     + std::to_string(options.status)
                                                     + "\",\"type\":\"sandbox_fault\",\"param\":null,\"code\":null}}"});
        return out;
    }
    const auto request = base::parseJson(body);
    if (!request) {
        out.status = 400;
        out.pieces.push_back({0, "{\"error\":{\"message\":\"the sandbox cannot read this request\",\"type\":"
                                 "\"invalid_request_error\",\"param\":null,\"code\":null}}"});
        return out;
    }
    const std::string_view shown = model.substr(0, model.find('|'));
    const Answer answer = answerTo(*request, options);
    const bool stream = base::truthOr(base::at(*request, "stream"));
    if (stream)
        out.pieces = streamOf(answer, *request, ChunkWriter(options, shown, wallMillis));
    else
        out.pieces.push_back({options.latencyMs, wholeOf(answer, shown, wallMillis)});
    if (!options.fault.empty())
        applyFault(out, options.fault, stream);
    return out;
}

} // namespace upstream
