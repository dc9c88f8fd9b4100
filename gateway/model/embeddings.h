#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/usage.h"

/// The middle form of an embeddings call, as chat.h is that of a chat call.
namespace model {

/// How vectors are written: as lists of numbers, or as base64 of little-endian 32 bit floats.
enum class VectorEncoding : std::uint8_t { Unset, Float, Base64 };

/// One request. Either texts or tokens are filled.
struct EmbeddingsRequest {
    std::string dialect{}; ///< Id of the one it was read from: only its writer puts `extra` back.
    std::string model{};
    std::vector<std::string> texts{};
    std::vector<std::vector<std::int64_t>> tokens{}; ///< Numbers of the model's own tokens.
    bool bare = false;                               ///< It was one input, not a list of them.
    std::optional<std::int64_t> dimensions{};
    VectorEncoding encoding = VectorEncoding::Unset;
    std::string taskType{}; ///< In Gemini's words: `RETRIEVAL_QUERY`, `SEMANTIC_SIMILARITY`, ...
    std::string title{};    ///< Of the text, for retrieval.
    std::string user{};     ///< The end user's id.
    base::Json extra{};     ///< Null, or the body's unknown fields as they came.
};

struct EmbeddingsAnswer {
    std::string dialect{};
    std::string id{};
    std::string model{};
    std::vector<std::vector<float>> vectors{}; ///< In the order of the inputs.
    Usage usage{};
    base::Json extra{};
};

} // namespace model
