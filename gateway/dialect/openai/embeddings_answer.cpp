#include <algorithm>
#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/embeddings.h"
#include "dialect/openai/errors.h"
#include "dialect/openai/usage.h"
#include "dialect/vectors.h"

namespace dialect {
namespace {

using model::VectorEncoding;

auto noAnswer()
{
    return base::fail(base::ErrorCode::Upstream, "the provider sent JSON that is no list of embeddings");
}

model::Usage readUsage(const base::Json &usage)
{
    if (auto counts = readOpenaiUsage(usage))
        return *counts;
    const auto total = base::integerIn(base::at(usage, "total_tokens")); // all that Voyage tells
    return {.input = total.value_or(0), .reported = total.has_value()};
}

/// Whether the first vector is written as base64, without taking megabytes of them apart; nothing when there is none.
std::optional<bool> firstIsText(std::string_view answer)
{
    static constexpr std::string_view kName = "\"embedding\"";
    static constexpr std::string_view kBlanks = " \t\r\n";
    for (auto at = answer.find(kName); at != std::string_view::npos; at = answer.find(kName, at)) {
        at = answer.find_first_not_of(kBlanks, at + kName.size());
        if (at == std::string_view::npos || answer[at] != ':')
            continue; // it is the `object` of a row
        at = answer.find_first_not_of(kBlanks, at + 1);
        return at != std::string_view::npos && answer[at] == '"';
    }
    return std::nullopt;
}

void appendVector(std::string &out, const std::vector<float> &vector, VectorEncoding asked)
{
    if (asked != VectorEncoding::Base64)
        return appendNumbers(out, vector);
    out += '"';
    appendBase64(out, vector);
    out += '"';
}

} // namespace

base::Result<model::EmbeddingsAnswer> readOpenaiEmbeddings(std::string_view body)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is not valid JSON");
    if (!base::at(*json, "error").is_null())
        return base::fail(base::ErrorCode::Upstream, readOpenaiError(body).message);
    Fields fields(std::move(*json));
    model::EmbeddingsAnswer out{.dialect = std::string(openaiEmbeddings.id),
                                .id = fields.takeText("id"),
                                .model = fields.takeText("model"),
                                .usage = readUsage(fields.take("usage"))};
    fields.take("object");
    const base::Json data = fields.takeArray("data");
    if (data.is_null())
        return noAnswer();
    out.vectors.resize(data.size());
    for (std::size_t i = 0; i < data.size(); ++i) {
        auto vector = vectorIn(base::at(data[i], "embedding"));
        const auto index =
            static_cast<std::size_t>(base::integerOr(base::at(data[i], "index"), std::ssize(out.vectors)));
        if (!vector)
            return noAnswer();
        out.vectors[index < data.size() ? index : i] = std::move(*vector);
    }
    out.extra = std::move(fields).rest();
    return out;
}

std::string writeOpenaiEmbeddings(const model::EmbeddingsAnswer &answer, VectorEncoding asked, const AnswerFor &client)
{
    std::string out = R"({"object":"list","data":[)";
    for (std::size_t i = 0; i < answer.vectors.size(); ++i) {
        out.append(i > 0 ? "," : "").append(R"({"object":"embedding","index":)").append(std::to_string(i));
        out += R"(,"embedding":)";
        appendVector(out, answer.vectors[i], asked);
        out += '}';
    }
    out += R"(],"model":)";
    base::appendQuoted(out, answer.model.empty() ? client.requestedModel : std::string_view(answer.model));
    const std::string input = std::to_string(answer.usage.input);
    out.append(R"(,"usage":{"prompt_tokens":)").append(input).append(R"(,"total_tokens":)").append(input);
    return out.append("}}");
}

/// SDKs ask for base64 unasked and take the answer for it: not every relative heeds that.
std::optional<std::string> reencodeOpenaiEmbeddings(std::string_view answer, VectorEncoding asked)
{
    const bool wantsText = asked == VectorEncoding::Base64;
    if (firstIsText(answer).value_or(wantsText) == wantsText)
        return std::nullopt;
    auto json = base::parseJson(answer);
    if (!json || !base::at(*json, "data").is_array())
        return std::nullopt;
    bool changed = false;
    for (base::Json &row : (*json)["data"]) {
        const base::Json &value = base::at(row, "embedding");
        if ((wantsText && value.is_string()) || (!wantsText && value.is_array()))
            continue;
        const auto vector = vectorIn(value);
        if (!vector)
            return std::nullopt;
        std::string text;
        if (wantsText)
            appendBase64(text, *vector);
        else
            appendNumbers(text, *vector);
        row["embedding"] = wantsText ? base::Json(std::move(text)) : base::Json::parse(text, nullptr, false);
        changed = true;
    }
    return changed ? std::optional(base::dump(*json)) : std::nullopt;
}

} // namespace dialect
