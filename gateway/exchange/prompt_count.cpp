#include "exchange/prompt_count.h"

#include <algorithm>

#include "pricing/prompt/request_count.h"

namespace exchange {
namespace {

using ReadRequest = base::Result<model::ChatRequest> (*)(std::string_view body, const dialect::RequestPeek &peek);

ReadRequest readerOf(const dialect::Dialect &client)
{
    if (client.serveCount != nullptr)
        return client.serveCount->readRequest;
    return client.serve != nullptr ? client.serve->readRequest : nullptr;
}

} // namespace

bool canCount(const dialect::Dialect &client)
{
    return readerOf(client) != nullptr;
}

CountDesk::Work countingOf(const dialect::Dialect &client, std::string body, dialect::RequestPeek peek,
                           std::string model)
{
    body.reserve(body.size() + dialect::kReadablePadding); // a copy has none
    return [read = readerOf(client), body = std::move(body), peek = std::move(peek),
            model = std::move(model)](const pricing::Encodings &encodings) -> std::optional<std::int64_t> {
        const auto request = read(body, peek);
        if (!request)
            return std::nullopt;
        return pricing::countRequest(encodings, *request, model);
    };
}

CountDesk::Work countingOfAnswer(const dialect::Dialect &provider, std::string body, std::string model)
{
    body.reserve(body.size() + dialect::kReadablePadding);
    return [read = provider.call->readAnswer, body = std::move(body),
            model = std::move(model)](const pricing::Encodings &encodings) -> std::optional<std::int64_t> {
        const auto answer = read(body);
        if (!answer)
            return std::nullopt;
        return pricing::countAnswer(encodings, *answer, model);
    };
}

CountDesk::Work countingOfSaid(std::vector<std::string> texts, std::string model)
{
    return [texts = std::move(texts),
            model = std::move(model)](const pricing::Encodings &encodings) -> std::optional<std::int64_t> {
        std::int64_t out = 0;
        for (const std::string &text : texts)
            out += pricing::leastTokens(encodings, text, model);
        return out;
    };
}

CountDesk::Work countingOfMost(const dialect::Dialect &client, std::string body, dialect::RequestPeek peek,
                               std::int64_t bytes, std::string model)
{
    body.reserve(body.size() + dialect::kReadablePadding);
    return [read = readerOf(client), body = std::move(body), peek = std::move(peek), bytes,
            model = std::move(model)](const pricing::Encodings &encodings) -> std::optional<std::int64_t> {
        const auto request = read(body, peek);
        if (!request)
            return std::nullopt;
        return pricing::mostTokens(encodings, *request, bytes, model);
    };
}

std::string countedModel(const model::Plan &plan, std::string_view asked)
{
    const auto alias = std::ranges::find(plan.aliases, asked, &model::ModelAlias::name);
    if (alias == plan.aliases.end() || alias->targets.empty())
        return std::string(asked);
    return alias->targets.front().model;
}

} // namespace exchange
