#include "dialect/gemini/embeddings.h"

#include <utility>

#include "dialect/extras.h"
#include "dialect/gemini/errors.h"
#include "dialect/gemini/names.h"
#include "dialect/vectors.h"

namespace dialect {
namespace {

using model::ChatField;
using model::EmbeddingsRequest;

auto bad(std::string what, std::string field)
{
    return base::fail(base::ErrorCode::BadRequest, std::move(what), std::move(field));
}

/// The texts of a content's parts, one behind the other, as Gemini embeds them: together.
base::Result<std::string> textOf(const base::Json &content, const std::string &where)
{
    if (content.is_string()) // what Google's SDKs take for a content
        return content.get<std::string>();
    std::string out;
    for (const base::Json &part : base::at(content, "parts")) {
        if (!base::at(part, "text").is_string())
            return bad("only text can be embedded by the providers of this model", where + ".parts");
        out += part["text"].get_ref<const std::string &>();
    }
    if (out.empty())
        return bad(where + " must have parts with text", where);
    return out;
}

/// What one request says beside its content. What differs from that of the first is only kept.
void takeWish(std::string_view name, base::Json &value, bool first, EmbeddingsRequest &out, base::Json &extra)
{
    const auto text = [&](std::string &into) {
        if (first)
            into = value.get<std::string>();
        return value.get_ref<const std::string &>() == into;
    };
    if (name == "model") // the path names it
        return;
    if (first && name == "outputDimensionality")
        out.dimensions = base::integerIn(value);
    const bool known = name == "outputDimensionality" ? out.dimensions && base::integerIn(value) == out.dimensions
                       : name == "taskType" && value.is_string() ? text(out.taskType)
                       : name == "title" && value.is_string()    ? text(out.title)
                                                                 : false;
    if (!known)
        extra[std::string(name)] = std::move(value);
}

base::Result<> takeRequest(base::Json &request, const std::string &where, EmbeddingsRequest &out, base::Json &extra)
{
    base::Result<std::string> text = bad("you must provide " + where + "content", where + "content");
    const bool first = out.texts.empty();
    base::Json rest;
    takeFields(request, rest, [&](std::string_view name, base::Json &value) {
        if (name == "content")
            text = textOf(value, where + "content");
        else
            takeWish(name, value, first, out, extra);
        return true;
    });
    if (!text)
        return base::fail(text.error());
    out.texts.push_back(std::move(*text));
    return {};
}

std::string appendVectors(const model::EmbeddingsAnswer &answer, std::string_view head, std::string_view tail,
                          std::size_t most)
{
    std::string out(head);
    for (std::size_t i = 0; i < answer.vectors.size() && i < most; ++i) {
        out += i > 0 ? R"(,{"values":)" : R"({"values":)";
        appendNumbers(out, answer.vectors[i]);
        out += '}';
    }
    out += tail;
    if (answer.usage.reported) {
        const std::string count = std::to_string(answer.usage.input);
        out.append(R"(,"usageMetadata":{"promptTokenCount":)").append(count);
        out.append(R"(,"totalTokenCount":)").append(count).append("}");
    }
    return out += '}';
}

} // namespace

base::Result<EmbeddingsRequest> readGeminiEmbedding(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    EmbeddingsRequest out{.dialect = std::string(geminiEmbed.id), .model = peek.model, .bare = true};
    if (auto taken = takeRequest(*json, "", out, out.extra); !taken)
        return base::fail(taken.error());
    return out;
}

base::Result<EmbeddingsRequest> readGeminiEmbeddings(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    EmbeddingsRequest out{.dialect = std::string(geminiBatchEmbed.id), .model = peek.model};
    base::Json requests;
    takeFields(*json, out.extra, [&](std::string_view name, base::Json &value) {
        if (name == "requests" && value.is_array())
            requests = std::move(value);
        return name == "requests" || name == "model";
    });
    if (requests.empty())
        return bad("requests must be an array of requests", "requests");
    base::Json extra;
    for (std::size_t i = 0; i < requests.size(); ++i)
        if (auto taken = takeRequest(requests[i], "requests[" + std::to_string(i) + "].", out, extra); !taken)
            return base::fail(taken.error());
    addExtras(out.extra, "requests[]", std::move(extra));
    return out;
}

base::Result<std::string> writeGeminiEmbeddings(EmbeddingsRequest &&request, const model::Quirks &,
                                                model::Receipt &receipt)
{
    if (!request.tokens.empty())
        return bad("this provider embeds text; it takes no lists of tokens", "input");
    base::Json wish = {{"model", "models/" + request.model}};
    if (!request.taskType.empty())
        wish["taskType"] = std::move(request.taskType);
    if (!request.title.empty())
        wish["title"] = std::move(request.title);
    if (request.dimensions)
        wish["outputDimensionality"] = *request.dimensions;
    if (!request.user.empty())
        receipt.dropped(ChatField::User);
    dropExtra(request.extra, "", receipt);
    base::Json requests = base::Json::array();
    for (std::string &text : request.texts) {
        requests.push_back(wish);
        requests.back()["content"] = {{"parts", {{{"text", std::move(text)}}}}};
    }
    return base::dump({{"requests", std::move(requests)}});
}

base::Result<model::EmbeddingsAnswer> readGeminiVectors(std::string_view body)
{
    const auto json = base::parseJson(body);
    if (!json)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is not valid JSON");
    if (!base::at(*json, "error").is_null())
        return base::fail(base::ErrorCode::Upstream, readGeminiError(body).message);
    const base::Json &one = base::at(*json, "embedding");
    auto vectors = one.is_null() ? vectorsIn(base::at(*json, "embeddings"), "values")
                                 : vectorsIn(base::Json::array({one}), "values");
    if (!vectors)
        return base::fail(vectors.error());
    model::EmbeddingsAnswer out{.dialect = std::string(geminiBatchEmbed.id), .vectors = std::move(*vectors)};
    const auto tokens = base::integerOr(base::at(base::at(*json, "usageMetadata"), "promptTokenCount"));
    if (tokens > 0)
        out.usage = {.input = tokens, .reported = true};
    return out;
}

std::string writeGeminiVector(const model::EmbeddingsAnswer &answer, model::VectorEncoding, const AnswerFor &)
{
    return appendVectors(answer, R"({"embedding":)", "", 1);
}

std::string writeGeminiVectors(const model::EmbeddingsAnswer &answer, model::VectorEncoding, const AnswerFor &)
{
    return appendVectors(answer, R"({"embeddings":[)", "]", answer.vectors.size());
}

std::string_view geminiEmbeddingField(ChatField field)
{
    using enum ChatField;
    switch (field) {
    case Dimensions:
        return "outputDimensionality";
    case TaskType:
        return "taskType";
    case Title:
        return "title";
    default:
        return "content";
    }
}

} // namespace dialect
