// Embeddings in every dialect that has them: a request that was read and written once stays as it is, and vectors are the
// same whether they are written as numbers or as base64.

#include <cmath>
#include <utility>

#include "client_bytes.h"
#include "dialect/registry.h"

namespace {

using dialect::Dialect;

/// Empty when it is refused.
std::string sentOn(const Dialect &row, std::string_view body)
{
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    const auto peek = row.peek(padded.view(), {.model = "m"});
    if (!peek)
        return {};
    static_cast<void>(row.readPrompt(padded.view()));
    auto request = row.serveEmbeddings->readRequest(padded.view(), *peek);
    if (!request)
        return {};
    model::Receipt receipt;
    return row.callEmbeddings->writeRequest(std::move(*request), {}, receipt).value_or("");
}

bool areFinite(const std::vector<std::vector<float>> &vectors)
{
    for (const auto &vector : vectors)
        for (const float value : vector)
            if (!std::isfinite(value))
                return false;
    return true;
}

void vectorsStay(const Dialect &row, const model::EmbeddingsAnswer &answer, model::VectorEncoding encoding)
{
    const std::string own = row.serveEmbeddings->writeAnswer(answer, encoding, {.requestedModel = "m"});
    fuzz::require(base::parseJson(own).has_value(), "an own answer is no JSON");
    const fuzz::Padded padded(own, dialect::kReadablePadding);
    const auto again = row.callEmbeddings->readAnswer(padded.view());
    fuzz::require(again.has_value(), "an own answer cannot be read");
    if (areFinite(answer.vectors))
        fuzz::require(again->vectors == answer.vectors, "other vectors after one writing");
}

void answer(const Dialect &row, std::string_view body)
{
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    static_cast<void>(row.readAnswer != nullptr && row.readAnswer(padded.view()));
    static_cast<void>(row.readError(padded.view()));
    if (row.callEmbeddings == nullptr)
        return;
    const auto answer = row.callEmbeddings->readAnswer(padded.view());
    if (!answer || row.serveEmbeddings == nullptr)
        return;
    vectorsStay(row, *answer, model::VectorEncoding::Float);
    vectorsStay(row, *answer, model::VectorEncoding::Base64);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    for (const Dialect *row : dialect::allDialects()) {
        const bool embeds = row->id.find("mbed") != std::string_view::npos;
        if (!embeds)
            continue;
        answer(*row, input);
        if (row->peek != nullptr)
            fuzz::rewriteHolds(*row, input);
        if (row->serveEmbeddings == nullptr || row->callEmbeddings == nullptr)
            continue;
        const std::string once = sentOn(*row, input);
        fuzz::require(once.empty() || sentOn(*row, once) == once, "an own request changes when it is read again");
    }
    return 0;
}
