#include <algorithm>
#include <utility>

#include "dialect/called_row.h"
#include "dialect/cohere/cohere_answer.h"
#include "dialect/cohere/cohere_parts.h"
#include "dialect/extras.h"
#include "dialect/vectors.h"

namespace dialect {
namespace {

using base::at;
using model::ChatField;

/// Gemini's words for what a vector is for, and Cohere's, which are fewer.
struct TaskWord {
    std::string_view task;
    std::string_view inputType;
    bool exact;
};
constexpr TaskWord kTasks[] = {
    {"RETRIEVAL_DOCUMENT", "search_document", true}, {"RETRIEVAL_QUERY", "search_query", true},
    {"CLASSIFICATION", "classification", true},      {"CLUSTERING", "clustering", true},
    {"QUESTION_ANSWERING", "search_query", false},   {"FACT_VERIFICATION", "search_query", false},
    {"CODE_RETRIEVAL_QUERY", "search_query", false},
};
constexpr std::string_view kUsualType = "search_document";

/// It must be said, with all models from v3 on.
std::string_view inputTypeFor(std::string_view task, model::Receipt &receipt)
{
    if (task.empty()) {
        receipt.defaulted(ChatField::TaskType, kUsualType);
        return kUsualType;
    }
    const auto *hit = std::ranges::find(kTasks, task, &TaskWord::task);
    const std::string_view out = hit == std::end(kTasks) ? kUsualType : hit->inputType;
    if (hit == std::end(kTasks) || !hit->exact)
        receipt.changed(ChatField::TaskType, out);
    return out;
}

base::Result<std::string> writeRequest(model::EmbeddingsRequest &&request, const model::Quirks &,
                                       model::Receipt &receipt)
{
    if (!request.tokens.empty())
        return base::fail(base::ErrorCode::BadRequest, "this provider embeds text; it takes no lists of tokens",
                          "input");
    base::Json body = {{"model", std::move(request.model)},
                       {"texts", std::move(request.texts)},
                       {"input_type", inputTypeFor(request.taskType, receipt)},
                       {"embedding_types", {"float"}}};
    if (request.dimensions)
        body["output_dimension"] = *request.dimensions;
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
    auto vectors = vectorsIn(at(at(json ? *json : none, "embeddings"), "float"));
    if (!vectors)
        return base::fail(vectors.error());
    return model::EmbeddingsAnswer{.dialect = std::string(cohereEmbed.id),
                                   .id = base::textOr(at(*json, "id")),
                                   .vectors = std::move(*vectors),
                                   .usage = cohereUsage(at(*json, "meta"))};
}

constexpr EmbeddingsCalling kCalling{.writeRequest = writeRequest, .readAnswer = readAnswer};

constexpr Dialect row()
{
    Dialect out = calledRow("cohere.embed", "cohere.v2.embed", "/embed", readCohereError);
    out.callEmbeddings = &kCalling;
    return out;
}

} // namespace

constinit const Dialect cohereEmbed = row();

} // namespace dialect
