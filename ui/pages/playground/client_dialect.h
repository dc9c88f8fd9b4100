#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <QString>

#include "admin/app_client.h"

namespace ui {

/// One way in which programs talk to the gateway.
struct ClientDialect {
    enum class Id : std::uint8_t { Chat, Responses, Completions, Anthropic, Gemini, Embeddings };
    /// What its requests may hold, besides one text and a model.
    enum Can : unsigned { Turns = 1, System = 2, Tools = 4, Schema = 8, Stream = 16, Sampling = 32 };

    Id id;
    const char *wire; ///< As the gateway calls it.
    const char *name; ///< As its own documentation calls it.
    const char *path; ///< `{model}:{verb}` stand for the model and for what is done with it.
    admin::KeyPlace keyPlace;
    unsigned can;
    const char *header = nullptr; ///< A line that its clients send with every call.

    bool knows(Can what) const { return (can & what) != 0; }
    /// The model stands in the path and not in the body, and so does whether the answer is streamed.
    bool modelInPath() const { return id == Id::Gemini; }
    std::string pathFor(const QString &model, bool stream) const;
};

std::span<const ClientDialect> clientDialects();
const ClientDialect &clientDialect(ClientDialect::Id id);
/// By the gateway's word for it; null when there is none.
const ClientDialect *findClientDialect(std::string_view wire);

} // namespace ui
