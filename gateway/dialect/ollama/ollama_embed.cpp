#include <utility>

#include "dialect/called_row.h"
#include "dialect/extras.h"
#include "dialect/ollama/ollama_answer.h"
#include "dialect/vectors.h"

namespace dialect {
namespace {

using base::at;
using model::ChatField;

base::Result<std::string> writeRequest(model::EmbeddingsRequest &&request, const model::Quirks &,
                                       model::Receipt &receipt)
{
    if (!request.tokens.empty())
        return base::fail(base::ErrorCode::BadRequest, "this provider embeds text; it takes no lists of tokens",
                          "input");
    base::Json body = {{"model", std::move(request.model)}, {"input", std::move(request.texts)}};
    if (request.dimensions)
        body["dimensions"] = *request.dimensions;
    if (!request.taskType.empty())
        receipt.dropped(ChatField::TaskType);
    if (!request.title.empty())
        receipt.dropped(ChatField::Title);
    if (!request.user.empty())
        receipt.dropped(ChatField::User);
    dropExtra(request.extra, "", receipt);
    return base::dump(body);
}

base::Result<model::EmbeddingsAnswer> readAnswer(std::string_view body)
{
    const auto json = base::parseJson(body);
    const base::Json none;
    auto vectors = vectorsIn(at(json ? *json : none, "embeddings"));
    if (!vectors)
        return base::fail(vectors.error());
    const auto tokens = base::integerIn(at(*json, "prompt_eval_count"));
    return model::EmbeddingsAnswer{.dialect = std::string(ollamaEmbed.id),
                                   .model = base::textOr(at(*json, "model")),
                                   .vectors = std::move(*vectors),
                                   .usage = {.input = tokens.value_or(0), .reported = tokens.has_value()}};
}

constexpr EmbeddingsCalling kCalling{.writeRequest = writeRequest, .readAnswer = readAnswer};

constexpr Dialect row()
{
    Dialect out = calledRow("ollama.embed", "ollama.embed", "/api/embed", readOllamaError);
    out.callEmbeddings = &kCalling;
    return out;
}

} // namespace

constinit const Dialect ollamaEmbed = row();

} // namespace dialect
