#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "dialect/completions/text_completion.h"
#include "dialect/completions/words.h"

namespace dialect {
namespace {

using base::Json;

class CompletionsReader final : public StreamReader {
public:
    base::Result<> read(std::string_view, std::string_view data, model::ChatEvents &out) override;
    void end(model::ChatEvents &out) override;

private:
    void readChoice(const base::Json &choice, model::ChatEvents &out);

    bool m_begun = false;
    bool m_over = false;
    std::vector<std::int64_t> m_open{};  ///< Choices whose text goes on.
    std::set<std::int64_t> m_finished{}; ///< What comes for them later is not told.
};

base::Result<> CompletionsReader::read(std::string_view, std::string_view data, model::ChatEvents &out)
{
    if (m_over)
        return {};
    if (data == "[DONE]") {
        end(out);
        out.emplace_back(model::StreamEnded{});
        m_over = true;
        return {};
    }
    const auto json = base::parseJson(data);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider sent something that is not JSON");
    if (const base::Json &error = base::at(*json, "error"); !error.is_null()) {
        m_over = true;
        out.emplace_back(model::StreamFailed{base::textOr(base::at(error, "message"), base::textOr(error)),
                                             base::textOr(base::at(error, "code"))});
        return {};
    }
    if (!std::exchange(m_begun, true))
        out.emplace_back(model::AnswerBegun{base::textOr(base::at(*json, "id")), base::textOr(base::at(*json, "model")),
                                            base::integerOr(base::at(*json, "created")), std::string(kCompletionsId)});
    for (const base::Json &choice : base::at(*json, "choices"))
        readChoice(choice, out);
    if (const model::Usage usage = readCompletionsUsage(base::at(*json, "usage")); usage.reported)
        out.emplace_back(model::UsageKnown{usage});
    return {};
}

void CompletionsReader::readChoice(const base::Json &choice, model::ChatEvents &out)
{
    const std::int64_t index = base::integerOr(base::at(choice, "index"));
    const std::string text = base::textOr(base::at(choice, "text"));
    const std::string finish = base::textOr(base::at(choice, "finish_reason"));
    if (m_finished.contains(index))
        return;
    if (!text.empty() && std::ranges::find(m_open, index) == m_open.end()) {
        m_open.push_back(index);
        out.emplace_back(model::PartBegun{index, 0, {.kind = model::PartKind::Text}});
    }
    if (Json logprobs = readCompletionsLogprobs(base::at(choice, "logprobs")); !logprobs.is_null())
        out.emplace_back(model::LogprobsPiece{index, std::move(logprobs)});
    if (!text.empty())
        out.emplace_back(model::TextPiece{index, 0, text});
    if (finish.empty())
        return;
    if (std::erase(m_open, index) > 0)
        out.emplace_back(model::PartEnded{index, 0});
    m_finished.insert(index);
    out.emplace_back(model::ChoiceFinished{.choice = index, .reason = completionsFinish(finish), .native = finish});
}

void CompletionsReader::end(model::ChatEvents &out)
{
    for (const std::int64_t index : std::exchange(m_open, {}))
        out.emplace_back(model::PartEnded{index, 0});
}

class CompletionsWriter final : public StreamWriter {
public:
    explicit CompletionsWriter(const AnswerFor &client)
        : m_usageAsked(client.usageInStream), m_head(completionsHead({}, {}, 0, client))
    {
    }
    void write(const model::ChatEvent &event, std::string &out) override;
    void end(std::string &out) override;

private:
    void begin(const model::AnswerBegun &begun);
    void tell(std::string &out, base::Json &&choices, base::Json &&usage) const;
    void text(std::int64_t choice, const std::string &piece, std::string &out);

    bool m_usageAsked;
    Json m_head;
    std::set<std::pair<std::int64_t, std::int64_t>> m_spoken{}; ///< The parts that are words for the client.
    std::map<std::int64_t, Json> m_logprobs{};                  ///< Of each choice, until its next piece.
    model::Usage m_usage{};
};

void CompletionsWriter::begin(const model::AnswerBegun &begun)
{
    if (!begun.id.empty())
        m_head["id"] = begun.id;
    if (!begun.model.empty())
        m_head["model"] = begun.model;
    if (begun.createdSeconds > 0)
        m_head["created"] = begun.createdSeconds;
}

void CompletionsWriter::tell(std::string &out, base::Json &&choices, base::Json &&usage) const
{
    Json chunk = m_head;
    chunk["choices"] = std::move(choices);
    if (m_usageAsked)
        chunk["usage"] = std::move(usage);
    out.append("data: ").append(base::dump(chunk)).append("\n\n");
}

void CompletionsWriter::text(std::int64_t choice, const std::string &piece, std::string &out)
{
    Json logprobs = writeCompletionsLogprobs(std::exchange(m_logprobs[choice], {}));
    tell(out, Json::array({completionsChoice(choice, piece, std::move(logprobs), {})}), {});
}

void CompletionsWriter::write(const model::ChatEvent &event, std::string &out)
{
    if (const auto *begun = std::get_if<model::AnswerBegun>(&event)) {
        begin(*begun);
    } else if (const auto *part = std::get_if<model::PartBegun>(&event)) {
        if (part->head.kind == model::PartKind::Text || part->head.kind == model::PartKind::Refusal)
            m_spoken.insert({part->choice, part->part});
    } else if (const auto *piece = std::get_if<model::TextPiece>(&event)) {
        if (m_spoken.contains({piece->choice, piece->part}))
            text(piece->choice, piece->text, out);
    } else if (const auto *logprobs = std::get_if<model::LogprobsPiece>(&event)) {
        m_logprobs[logprobs->choice] = logprobs->logprobs;
    } else if (const auto *finished = std::get_if<model::ChoiceFinished>(&event)) {
        Json last = writeCompletionsLogprobs(std::exchange(m_logprobs[finished->choice], {}));
        tell(out,
             Json::array({completionsChoice(finished->choice, "", std::move(last),
                                            std::string(completionsFinishWord(finished->reason)))}),
             {});
    } else if (const auto *known = std::get_if<model::UsageKnown>(&event)) {
        m_usage = known->usage;
    }
}

void CompletionsWriter::end(std::string &out)
{
    if (m_usageAsked)
        tell(out, Json::array(), writeCompletionsUsage(m_usage));
    out += "data: [DONE]\n\n";
}

} // namespace

std::unique_ptr<StreamReader> makeCompletionsReader()
{
    return std::make_unique<CompletionsReader>();
}

std::unique_ptr<StreamWriter> makeCompletionsWriter(const AnswerFor &client)
{
    return std::make_unique<CompletionsWriter>(client);
}

} // namespace dialect
