#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pricing/tokens/vocabulary.h"

namespace pricing {

/// One of OpenAI's encodings: the same tokens as `tiktoken` makes of a text with `encode_ordinary`. Words such as
/// `<|endoftext|>` are text like any other. Immutable once read: any thread.
class Encoding {
public:
    /// `file` as Vocabulary::read() takes it. Errors: BadRequest.
    static base::Result<Encoding> read(std::string_view file);

    /// Unit: tokens. What is not UTF-8 counts as the U+FFFD that a decoder puts in its place.
    std::int64_t count(std::string_view text) const;
    std::vector<std::uint32_t> encode(std::string_view text) const;

private:
    explicit Encoding(Vocabulary vocabulary) : m_vocabulary(std::move(vocabulary)) {}
    std::int64_t walk(std::string_view text, std::vector<std::uint32_t> *out) const;

    Vocabulary m_vocabulary;
};

/// The text with U+FFFD for every maximal part of a character that is none, as the WHATWG decoder has it.
std::string wellFormed(std::string_view text);

} // namespace pricing
