#include "dialect/gemini/citations.h"

#include <algorithm>
#include <array>

namespace dialect {
namespace {

model::Citation fromChunk(const base::Json &chunk)
{
    model::Citation out;
    for (const char *kind : {"web", "retrievedContext", "maps"})
        if (const base::Json &source = base::at(chunk, kind); source.is_object()) {
            out.url = base::textOr(base::at(source, "uri"));
            out.title = base::textOr(base::at(source, "title"));
        }
    return out;
}

void readSupport(const base::Json &support, const base::Json &chunks, std::vector<model::Citation> &out)
{
    const base::Json &segment = base::at(support, "segment");
    for (const base::Json &index : base::at(support, "groundingChunkIndices")) {
        const auto at = base::integerIn(index);
        if (!at || *at < 0 || *at >= static_cast<std::int64_t>(chunks.size()))
            continue;
        model::Citation one = fromChunk(chunks[static_cast<std::size_t>(*at)]);
        one.citedText = base::textOr(base::at(segment, "text"));
        one.to = base::integerIn(base::at(segment, "endIndex"));
        if (one.to)
            one.from = base::integerOr(base::at(segment, "startIndex")); // 0 is left out
        one.extra = support;
        out.push_back(std::move(one));
    }
}

base::Json readToken(const base::Json &token)
{
    return {{"token", base::textOr(base::at(token, "token"))},
            {"logprob", base::at(token, "logProbability")},
            {"bytes", nullptr}};
}

base::Json token(const base::Json &from)
{
    return {{"token", base::at(from, "token")}, {"logProbability", base::at(from, "logprob")}};
}

} // namespace

std::vector<model::Citation> readGeminiCitations(const base::Json &candidate)
{
    std::vector<model::Citation> out;
    const base::Json &grounding = base::at(candidate, "groundingMetadata");
    const base::Json &chunks = base::at(grounding, "groundingChunks");
    const base::Json &supports = base::at(grounding, "groundingSupports");
    if (chunks.is_array()) {
        for (const base::Json &support : supports)
            readSupport(support, chunks, out);
        if (supports.empty())
            for (const base::Json &chunk : chunks) {
                out.push_back(fromChunk(chunk));
                out.back().extra = chunk;
            }
    }
    const base::Json &metadata = base::at(candidate, "citationMetadata");
    for (const char *list : {"citationSources", "citations"}) // Gemini's name and Vertex AI's
        for (const base::Json &source : base::at(metadata, list)) {
            model::Citation one{.url = base::textOr(base::at(source, "uri")),
                                .title = base::textOr(base::at(source, "title")),
                                .to = base::integerIn(base::at(source, "endIndex")),
                                .extra = source};
            if (one.to)
                one.from = base::integerOr(base::at(source, "startIndex"));
            out.push_back(std::move(one));
        }
    return out;
}

base::Json geminiGrounding(const std::vector<model::Citation> &citations)
{
    if (citations.empty())
        return nullptr;
    base::Json chunks = base::Json::array();
    base::Json supports = base::Json::array();
    for (const model::Citation &citation : citations) {
        base::Json chunk = {{"web", {{"uri", citation.url}, {"title", citation.title}}}};
        auto known = std::ranges::find(chunks, chunk);
        const auto index = known - chunks.begin();
        if (known == chunks.end())
            chunks.push_back(std::move(chunk));
        base::Json segment = base::Json::object();
        if (citation.from)
            segment["startIndex"] = *citation.from;
        if (citation.to)
            segment["endIndex"] = *citation.to;
        if (!citation.citedText.empty())
            segment["text"] = citation.citedText;
        supports.push_back({{"segment", std::move(segment)}, {"groundingChunkIndices", base::Json::array({index})}});
    }
    return {{"groundingChunks", std::move(chunks)}, {"groundingSupports", std::move(supports)}};
}

base::Json readGeminiLogprobs(const base::Json &result)
{
    const base::Json &chosen = base::at(result, "chosenCandidates");
    if (!chosen.is_array())
        return nullptr;
    const base::Json &top = base::at(result, "topCandidates");
    base::Json content = base::Json::array();
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        base::Json one = readToken(chosen[i]);
        base::Json others = base::Json::array();
        if (top.is_array() && i < top.size())
            for (const base::Json &other : base::at(top[i], "candidates"))
                others.push_back(readToken(other));
        one["top_logprobs"] = std::move(others);
        content.push_back(std::move(one));
    }
    return {{"content", std::move(content)}};
}

base::Json geminiLogprobs(const base::Json &logprobs)
{
    const base::Json &content = base::at(logprobs, "content");
    if (!content.is_array() || content.empty())
        return nullptr;
    base::Json chosen = base::Json::array();
    base::Json top = base::Json::array();
    for (const base::Json &one : content) {
        chosen.push_back(token(one));
        base::Json others = base::Json::array();
        for (const base::Json &other : base::at(one, "top_logprobs"))
            others.push_back(token(other));
        top.push_back({{"candidates", std::move(others)}});
    }
    return {{"chosenCandidates", std::move(chosen)}, {"topCandidates", std::move(top)}};
}

} // namespace dialect
