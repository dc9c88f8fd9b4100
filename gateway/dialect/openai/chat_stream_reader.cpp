#include <algorithm>
#include <optional>
#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/chat_stream.h"
#include "dialect/openai/choice_reader.h"
#include "dialect/openai/search_results.h"
#include "dialect/openai/usage.h"

namespace dialect {
namespace {

class OpenaiStreamReader final : public StreamReader {
public:
    base::Result<> read(std::string_view event, std::string_view data, model::ChatEvents &out) override;
    void end(model::ChatEvents &out) override;

private:
    void begin(const base::Json &chunk, model::ChatEvents &out);
    void readUsage(const base::Json &chunk, model::ChatEvents &out);
    void readExtra(base::Json &&chunk);
    void finish(model::ChatEvents &out);
    bool readError(std::string_view event, const base::Json &chunk, model::ChatEvents &out);
    ChoiceReader &choice(std::int64_t index);

    bool m_begun = false;
    bool m_over = false;
    std::string m_id{};
    std::vector<ChoiceReader> m_choices{};
    std::optional<model::Usage> m_usage{};
    base::Json m_extra{};
};

std::string wordOf(const base::Json &value)
{
    return value.is_string() ? value.get<std::string>() : value.is_number() ? base::dump(value) : std::string();
}

/// Azure's first chunk has neither id nor model.
void OpenaiStreamReader::begin(const base::Json &chunk, model::ChatEvents &out)
{
    const std::string id = base::textOr(base::at(chunk, "id"));
    const std::string model = base::textOr(base::at(chunk, "model"));
    if (m_begun || (id.empty() && model.empty() && base::at(chunk, "choices").empty()))
        return;
    m_begun = true;
    m_id = id;
    out.emplace_back(model::AnswerBegun{id, model, base::integerOr(base::at(chunk, "created"))});
}

/// The last one counts: Perplexity counts up on every chunk, Groq says it twice. Source: wire facts 11.
void OpenaiStreamReader::readUsage(const base::Json &chunk, model::ChatEvents &out)
{
    auto usage = readOpenaiUsage(base::at(chunk, "usage"));
    if (!usage)
        usage = readOpenaiUsage(base::at(base::at(chunk, "x_groq"), "usage"));
    if (!usage || usage == m_usage)
        return;
    m_usage = usage;
    out.emplace_back(model::UsageKnown{*usage});
}

bool OpenaiStreamReader::readError(std::string_view event, const base::Json &chunk, model::ChatEvents &out)
{
    const base::Json &error = base::at(chunk, "error");
    if (error.is_null() && event != "error" && base::textOr(base::at(chunk, "object")) != "error")
        return false;
    const base::Json &inner = error.is_object() ? error : chunk;
    model::StreamFailed failed{.message = base::textOr(base::at(inner, "message"), base::textOr(error)),
                               .code = wordOf(base::at(inner, "code"))};
    if (failed.code.empty())
        failed.code = wordOf(base::at(inner, "type"));
    m_over = true;
    out.emplace_back(std::move(failed));
    return true;
}

/// What only this dialect can say again; the last word of each field counts.
void OpenaiStreamReader::readExtra(base::Json &&chunk)
{
    static constexpr std::string_view kNotOfTheAnswer[] = {"obfuscation", "p", "prompt_filter_results", "x_groq"};
    Fields fields(std::move(chunk));
    for (const char *known : {"id", "object", "created", "model", "choices", "usage"})
        fields.take(known);
    base::Json rest = std::move(fields).rest();
    if (!rest.is_object())
        return;
    for (auto &[name, value] : rest.items())
        if (std::ranges::find(kNotOfTheAnswer, name) == std::end(kNotOfTheAnswer))
            m_extra[name] = std::move(value);
}

ChoiceReader &OpenaiStreamReader::choice(std::int64_t index)
{
    const auto hit = std::ranges::find(m_choices, index, &ChoiceReader::index);
    return hit != m_choices.end() ? *hit : m_choices.emplace_back(index);
}

void OpenaiStreamReader::finish(model::ChatEvents &out)
{
    for (ChoiceReader &one : m_choices)
        one.close(out);
    if (!m_extra.is_null())
        out.emplace_back(model::ExtraKnown{std::exchange(m_extra, {})});
}

base::Result<> OpenaiStreamReader::read(std::string_view event, std::string_view data, model::ChatEvents &out)
{
    if (m_over)
        return {};
    if (data == "[DONE]") {
        finish(out);
        m_over = true;
        out.emplace_back(model::StreamEnded{});
        return {};
    }
    auto chunk = base::parseJson(data);
    if (!chunk || !chunk->is_object())
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
    begin(*chunk, out);
    for (const base::Json &one : base::at(*chunk, "choices")) {
        if (!one.is_object())
            continue;
        ChoiceReader &reader = choice(base::integerOr(base::at(one, "index")));
        if (base::at(one, "finish_reason").is_string())
            reader.setSources(searchResults(*chunk));
        reader.read(one, m_id, out);
    }
    readUsage(*chunk, out);
    if (readError(event, *chunk, out))
        return {};
    const bool last = base::textOr(base::at(*chunk, "object")) == "chat.completion.done"; // Perplexity's end
    readExtra(std::move(*chunk));
    if (last) {
        finish(out);
        m_over = true;
        out.emplace_back(model::StreamEnded{});
    }
    return {};
}

void OpenaiStreamReader::end(model::ChatEvents &out)
{
    if (std::exchange(m_over, true))
        return;
    finish(out);
}

} // namespace

std::unique_ptr<StreamReader> makeOpenaiReader()
{
    return std::make_unique<OpenaiStreamReader>();
}

} // namespace dialect
