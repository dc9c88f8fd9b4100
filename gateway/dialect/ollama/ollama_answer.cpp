#include "dialect/ollama/ollama_answer.h"

#include <algorithm>
#include <optional>

#include "base/json.h"
#include "base/text.h"
#include "dialect/assemble.h"

namespace dialect {
namespace {

using base::at;
using base::Json;
using base::textOr;
using model::ChatEvents;
using model::Part;
using model::PartKind;

constexpr std::int64_t kMillisPerSecond = 1000;

/// Counts that are missing were kept from the last call of the same prompt, or never made.
model::Usage usageOf(const Json &line)
{
    const auto count = [&](const char *name) { return std::max<std::int64_t>(0, base::integerOr(at(line, name))); };
    model::Usage out{.input = count("prompt_eval_count"), .output = count("eval_count")};
    out.reported = at(line, "prompt_eval_count").is_number() || at(line, "eval_count").is_number();
    return out;
}

/// `stop` even where it calls tools. Source: wire facts 51.
model::FinishReason finishOf(std::string_view word, bool called)
{
    if (word == "length")
        return model::FinishReason::Length;
    if (word != "stop")
        return model::FinishReason::Other;
    return called ? model::FinishReason::ToolCalls : model::FinishReason::Stop;
}

std::string madeUpId(const std::string &created, const std::string &arguments, std::int64_t number)
{
    std::uint64_t hash = 0xCBF29CE484222325U; // FNV-1a
    for (const char c : created + arguments)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    const auto *bytes = reinterpret_cast<const unsigned char *>(&hash);
    return "call_" + base::toHex({bytes, sizeof hash}) + "_" + std::to_string(number);
}

/// Each line holds what is new in the same shape as a whole answer, the last one with `done` and the counts.
class OllamaReader final : public StreamReader {
public:
    base::Result<> read(std::string_view /*event*/, std::string_view data, ChatEvents &out) override
    {
        const auto json = base::parseJson(data);
        if (!json || !json->is_object())
            return base::fail(base::ErrorCode::Upstream, "the provider sent a line that is no JSON object");
        if (const Json &error = at(*json, "error"); !error.is_null()) {
            out.emplace_back(model::StreamFailed{.message = textOr(error, "the provider reports an error")});
            return {};
        }
        if (!at(*json, "message").is_object() && !base::truthOr(at(*json, "done")))
            return base::fail(base::ErrorCode::Upstream, "the provider's answer is no chat answer of Ollama");
        take(*json, out);
        return {};
    }
    void end(ChatEvents &out) override { close(out); }

private:
    void take(const Json &line, ChatEvents &out)
    {
        if (!m_begun)
            begin(line, out);
        const Json &message = at(line, "message");
        add(PartKind::Thinking, textOr(at(message, "thinking")), out);
        add(PartKind::Text, textOr(at(message, "content")), out);
        for (const Json &call : at(message, "tool_calls"))
            addCall(call, out);
        if (const Json &logprobs = at(line, "logprobs"); logprobs.is_array() && !logprobs.empty())
            out.emplace_back(model::LogprobsPiece{0, {{"content", logprobs}}});
        if (base::truthOr(at(line, "done")))
            finish(line, out);
    }

    void begin(const Json &line, ChatEvents &out)
    {
        m_begun = true;
        m_created = textOr(at(line, "created_at"));
        out.emplace_back(
            model::AnswerBegun{.model = textOr(at(line, "model")),
                               .createdSeconds = base::parseRfc3339(m_created).value_or(0) / kMillisPerSecond});
    }

    void add(PartKind kind, std::string text, ChatEvents &out)
    {
        if (text.empty())
            return;
        if (m_open != kind) {
            close(out);
            m_open = kind;
            out.emplace_back(model::PartBegun{0, m_next, {.kind = kind}});
        }
        out.emplace_back(model::TextPiece{0, m_next, std::move(text)});
    }

    void addCall(const Json &call, ChatEvents &out)
    {
        close(out);
        const Json &function = at(call, "function");
        const Json &given = at(function, "arguments");
        std::string arguments = given.is_string() ? textOr(given) : given.is_null() ? "{}" : base::dump(given);
        std::string id = textOr(at(call, "id"));
        if (id.empty())
            id = madeUpId(m_created, arguments, m_next);
        out.emplace_back(model::PartBegun{
            0, m_next, {.kind = PartKind::ToolCall, .id = std::move(id), .name = textOr(at(function, "name"))}});
        if (!arguments.empty())
            out.emplace_back(model::ArgumentsPiece{0, m_next, std::move(arguments)});
        out.emplace_back(model::PartEnded{0, m_next++});
        m_called = true;
    }

    void close(ChatEvents &out)
    {
        if (m_open)
            out.emplace_back(model::PartEnded{0, m_next++});
        m_open.reset();
    }

    void finish(const Json &line, ChatEvents &out)
    {
        close(out);
        if (const model::Usage usage = usageOf(line); usage.reported)
            out.emplace_back(model::UsageKnown{usage});
        const std::string native = textOr(at(line, "done_reason"), "stop"); // versions before 0.3 had no word for it
        out.emplace_back(model::ChoiceFinished{0, finishOf(native, m_called), native});
        out.emplace_back(model::StreamEnded{});
    }

    bool m_begun = false;
    bool m_called = false;
    std::string m_created{};
    std::int64_t m_next = 0; ///< The number of the part that is open, or of the next one.
    std::optional<PartKind> m_open{};
};

} // namespace

ErrorFacts readOllamaError(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json)
        return {};
    return {.message = textOr(at(*json, "error")), .code = {}, .type = {}};
}

base::Result<model::ChatAnswer> readOllamaAnswer(std::string_view body)
{
    OllamaReader reader;
    ChatEvents events;
    if (auto read = reader.read({}, body, events); !read)
        return base::fail(read.error());
    Assembler whole;
    for (const model::ChatEvent &event : events)
        whole.take(event);
    if (whole.failure())
        return base::fail(base::ErrorCode::Upstream, whole.failure()->message);
    model::ChatAnswer out = whole.answer();
    out.dialect = "ollama";
    return out;
}

std::unique_ptr<StreamReader> makeOllamaReader()
{
    return std::make_unique<OllamaReader>();
}

} // namespace dialect
