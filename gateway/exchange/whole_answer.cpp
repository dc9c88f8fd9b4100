#include "exchange/whole_answer.h"

#include <utility>

#include "dialect/fact_reader.h"

namespace exchange {
namespace {

dialect::AnswerFacts wholeFacts()
{
    return {.content = true, .finished = true, .choices = 1, .finishedChoices = 1};
}

base::Result<WholeAnswer> readEmbeddings(const dialect::Dialect &client, const dialect::Dialect &provider,
                                         const dialect::AnswerFor &answerFor, model::VectorEncoding vectors,
                                         std::string_view body)
{
    const auto answer = provider.callEmbeddings->readAnswer(body);
    if (!answer)
        return base::fail(answer.error());
    WholeAnswer out{.facts = wholeFacts(), .anew = true};
    if (answer->usage.reported)
        out.facts.usage = answer->usage;
    out.written = client.serveEmbeddings->writeAnswer(*answer, vectors, answerFor);
    out.model = answer->model;
    return out;
}

base::Result<WholeAnswer> readCount(const dialect::Dialect &client, const dialect::Dialect &provider,
                                    std::string_view body)
{
    const auto count = provider.callCount->readAnswer(body);
    if (!count)
        return base::fail(count.error());
    WholeAnswer out{.facts = wholeFacts(), .anew = true};
    out.facts.usage = model::Usage{.reported = true}; // it is free
    out.written = client.serveCount->writeAnswer(*count);
    return out;
}

base::Result<WholeAnswer> readChat(const dialect::Dialect &client, const dialect::Dialect &provider,
                                   const dialect::AnswerFor &answerFor, std::string_view body)
{
    auto read = dialect::readWhole(provider, true, body);
    if (!read)
        return base::fail(read.error());
    WholeAnswer out{
        .facts = read->facts, .anew = true, .chat = std::move(read->answer), .model = std::string(read->facts.model)};
    out.facts.model = {};
    if (!out.facts.error)
        out.written = client.serve->writeAnswer(*out.chat, answerFor);
    return out;
}

base::Result<WholeAnswer> readOwn(const dialect::Dialect &client, model::VectorEncoding vectors, std::string_view body)
{
    const auto read = dialect::readWhole(client, false, body);
    if (!read)
        return base::fail(read.error());
    WholeAnswer out{.facts = read->facts, .model = std::string(read->facts.model)};
    out.facts.model = {};
    if (client.serveEmbeddings == nullptr || out.facts.error)
        return out;
    if (auto again = client.serveEmbeddings->reencode(body, vectors)) {
        out.anew = true;
        out.written = std::move(*again);
    }
    return out;
}

} // namespace

base::Result<WholeAnswer> readWhole(const dialect::Dialect &client, const Wire &wire,
                                    const dialect::AnswerFor &answerFor, model::VectorEncoding vectors,
                                    std::string_view body)
{
    const dialect::Dialect &provider = *wire.dialect;
    if (!wire.translated)
        return readOwn(client, vectors, body);
    if (client.serveEmbeddings != nullptr)
        return readEmbeddings(client, provider, answerFor, vectors, body);
    if (client.serveCount != nullptr)
        return readCount(client, provider, body);
    return readChat(client, provider, answerFor, body);
}

} // namespace exchange
