#include "base/json.h"
#include "dialect/body_peek.h"
#include "dialect/count_fields.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/request.h"
#include "dialect/gemini/row.h"

namespace dialect {
namespace {

constexpr std::string_view kWhole = "generateContentRequest";

/// `contents`, or a whole `generateContentRequest`.
base::Result<RequestPeek> peek(std::string_view body, const PathFacts &path)
{
    auto out = peekBody(body, {.content = {}, .modelInBody = false});
    if (!out)
        return out;
    if (body.find("\"contents\"") == std::string_view::npos)
        return base::fail(base::ErrorCode::BadRequest, "you must provide contents", "contents");
    out->model = path.model;
    return out;
}

base::Result<model::ChatRequest> readRequest(std::string_view body, const RequestPeek &peek)
{
    auto json = base::parseJson(body);
    if (!json)
        return base::fail(json.error());
    base::Json whole = fieldOf(*json, kWhole);
    return readGeminiRequest(whole.is_object() ? std::move(whole) : std::move(*json), peek);
}

std::string writeCount(std::int64_t inputTokens)
{
    return "{\"totalTokens\":" + std::to_string(inputTokens) + "}";
}

/// The Gemini API takes no more than contents outside of a whole request; Vertex AI knows no whole request.
base::Result<std::string> writeRequest(model::ChatRequest &&request, const model::Quirks &quirks,
                                       model::Receipt &receipt)
{
    const std::string name = "models/" + request.model;
    model::Receipt all;
    const auto written = writeGeminiRequest(std::move(request), quirks, all);
    if (!written)
        return base::fail(written.error());
    noteWhatCounts(all, receipt);
    if (!quirks.countsWholeRequest)
        return *written;
    std::string out = "{\"" + std::string(kWhole) + "\":{\"model\":";
    base::appendQuoted(out, name);
    if (*written != "{}")
        out += ',';
    return out.append(*written, 1).append("}");
}

base::Result<std::int64_t> readCount(std::string_view body)
{
    const auto json = base::parseJson(body);
    const auto count = json ? base::integerIn(base::at(*json, "totalTokens")) : std::nullopt;
    if (!count || *count < 0)
        return base::fail(base::ErrorCode::Upstream, "the provider's answer is no count of tokens");
    return *count;
}

/// What is counted is not answered, and counting costs nothing.
base::Result<AnswerFacts> readAnswer(std::string_view body)
{
    if (const auto count = readCount(body); !count)
        return base::fail(count.error());
    return countedFacts();
}

constexpr CountServing kServing{.readRequest = readRequest, .writeAnswer = writeCount, .fieldName = geminiFieldName};
constexpr CountCalling kCalling{.writeRequest = writeRequest, .readAnswer = readCount};

constexpr Dialect row()
{
    Dialect out = geminiRow("gemini.countTokens", "countTokens", "/models/{model}:countTokens");
    out.peek = peek;
    out.readAnswer = readAnswer;
    out.serveCount = &kServing;
    out.callCount = &kCalling;
    return out;
}

} // namespace

constinit const Dialect geminiCountTokens = row();

} // namespace dialect
