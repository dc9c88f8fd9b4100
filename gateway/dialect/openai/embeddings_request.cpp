#include <utility>

#include "dialect/extras.h"
#include "dialect/openai/embeddings.h"
#include "dialect/openai/write_to.h"

namespace dialect {
namespace {

using model::ChatField;
using model::EmbeddingsRequest;
using model::VectorEncoding;

auto badInput()
{
    return base::fail(base::ErrorCode::BadRequest,
                      "input must be a string, a list of strings, a list of tokens or a list of such lists", "input");
}

bool readTokens(const base::Json &list, std::vector<std::int64_t> &out)
{
    for (const base::Json &one : list) {
        const auto token = base::integerIn(one);
        if (!token)
            return false;
        out.push_back(*token);
    }
    return true;
}

base::Result<> readInput(base::Json &&input, EmbeddingsRequest &out)
{
    out.bare = input.is_string() || (!input.empty() && input[0].is_number());
    if (input.is_string()) {
        out.texts.push_back(movedText(std::move(input)));
        return {};
    }
    if (!input.is_array() || input.empty())
        return badInput();
    if (out.bare) {
        out.tokens.emplace_back();
        return readTokens(input, out.tokens.back()) ? base::Result<>() : badInput();
    }
    const bool texts = input[0].is_string();
    for (base::Json &one : input) {
        if (texts && one.is_string())
            out.texts.push_back(movedText(std::move(one)));
        else if (texts || !one.is_array() || !readTokens(one, out.tokens.emplace_back()))
            return badInput();
    }
    return {};
}

base::Json inputOf(EmbeddingsRequest &request)
{
    base::Json list = base::Json::array();
    for (std::string &text : request.texts)
        list.push_back(std::move(text));
    for (std::vector<std::int64_t> &tokens : request.tokens)
        list.push_back(std::move(tokens));
    if (request.bare && list.size() == 1)
        return base::Json(std::move(list[0]));
    return list;
}

} // namespace

base::Result<EmbeddingsRequest> readOpenaiEmbeddingsRequest(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    Fields fields(std::move(*json));
    fields.take("model");
    EmbeddingsRequest out{.dialect = std::string(openaiEmbeddings.id), .model = peek.model};
    if (auto input = readInput(fields.take("input"), out); !input)
        return base::fail(input.error());
    out.dimensions = fields.takeInteger("dimensions");
    const std::string encoding = base::textOr(fields.look("encoding_format"));
    if (encoding == "base64" || encoding == "float") {
        out.encoding = encoding == "base64" ? VectorEncoding::Base64 : VectorEncoding::Float;
        fields.take("encoding_format");
    }
    out.user = fields.takeText("user");
    out.extra = std::move(fields).rest();
    return out;
}

base::Result<std::string> writeOpenaiEmbeddingsRequest(EmbeddingsRequest &&request, const model::Quirks &quirks,
                                                       model::Receipt &receipt)
{
    const WriteTo to{.quirks = quirks, .receipt = receipt, .own = request.dialect == openaiEmbeddings.id};
    base::Json out = {{"model", request.model}, {"input", inputOf(request)}};
    const auto put = [&](ChatField field, const char *name, base::Json &&value) {
        if (to.refuses(name))
            receipt.dropped(field, "the provider refuses it");
        else
            out[name] = std::move(value);
    };
    if (request.dimensions)
        put(ChatField::Dimensions, "dimensions", *request.dimensions);
    if (to.own && request.encoding != VectorEncoding::Unset) // others get theirs from our own writer
        put(ChatField::VectorEncoding, "encoding_format",
            request.encoding == VectorEncoding::Base64 ? "base64" : "float");
    if (!request.user.empty())
        put(ChatField::User, "user", std::move(request.user));
    if (!request.taskType.empty())
        receipt.dropped(ChatField::TaskType);
    if (!request.title.empty())
        receipt.dropped(ChatField::Title);
    if (to.own)
        putBack(out, std::move(request.extra));
    else
        dropExtra(request.extra, "", receipt);
    return base::dump(out);
}

} // namespace dialect
