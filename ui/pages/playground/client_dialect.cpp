#include "ui/pages/playground/client_dialect.h"

#include <algorithm>
#include <iterator>

#include <QUrl>

namespace ui {
namespace {

using Id = ClientDialect::Id;
using admin::KeyPlace;

constexpr unsigned kChat = ClientDialect::Turns | ClientDialect::System | ClientDialect::Tools | ClientDialect::Schema
                           | ClientDialect::Stream | ClientDialect::Sampling;

// One more is a line here and its shape in body_shape.cpp.
constexpr ClientDialect kDialects[] = {
    {Id::Chat, "openai", "OpenAI Chat Completions", "/v1/chat/completions", KeyPlace::Bearer, kChat},
    {Id::Responses, "responses", "OpenAI Responses", "/v1/responses", KeyPlace::Bearer, kChat},
    {Id::Completions, "completions", "OpenAI Completions (legacy)", "/v1/completions", KeyPlace::Bearer,
     ClientDialect::Stream | ClientDialect::Sampling},
    {Id::Anthropic, "anthropic", "Anthropic Messages", "/v1/messages", KeyPlace::XApiKey, kChat,
     "anthropic-version: 2023-06-01"},
    {Id::Gemini, "gemini", "Gemini", "/v1beta/models/{model}:{verb}", KeyPlace::GoogApiKey, kChat},
    {Id::Embeddings, "openai.embeddings", "OpenAI Embeddings", "/v1/embeddings", KeyPlace::Bearer, 0},
};

} // namespace

std::string ClientDialect::pathFor(const QString &model, bool stream) const
{
    if (!modelInPath())
        return path;
    QString shown = model;
    shown.replace(u'/', u'~'); // a slash would end the name; the gateway reads it back
    const std::string verb = stream ? "streamGenerateContent?alt=sse" : "generateContent";
    return "/v1beta/models/" + QUrl::toPercentEncoding(shown, "~").toStdString() + ":" + verb;
}

std::span<const ClientDialect> clientDialects()
{
    return kDialects;
}

const ClientDialect &clientDialect(ClientDialect::Id id)
{
    return *std::ranges::find(kDialects, id, &ClientDialect::id);
}

const ClientDialect *findClientDialect(std::string_view wire)
{
    const auto *hit = std::ranges::find_if(kDialects, [&](const ClientDialect &row) { return wire == row.wire; });
    return hit == std::end(kDialects) ? nullptr : hit;
}

} // namespace ui
