#pragma once

#include <cstdint>
#include <string_view>

namespace model {

/// What one attempt used, as the provider counted it. Unit: tokens, unless said otherwise.
/// Invariant: cacheRead and cacheWrite* are part of `input`; inputAudio is part of `input`, and cacheReadAudio of both
/// cacheRead and inputAudio; `reasoning` and outputAudio are part of `output`.
struct Usage {
    std::int64_t input = 0;
    std::int64_t cacheRead = 0;
    std::int64_t cacheWrite5m = 0;
    std::int64_t cacheWrite1h = 0;
    std::int64_t output = 0;
    std::int64_t reasoning = 0;
    std::int64_t inputAudio = 0;
    std::int64_t cacheReadAudio = 0;
    std::int64_t outputAudio = 0;
    std::int64_t images = 0;     ///< Pictures made.
    std::int64_t characters = 0; ///< Of text that was spoken.
    std::int64_t audioMs = 0;    ///< Sound that was heard. Unit: milliseconds.
    std::int64_t toolUses = 0;   ///< Of tools the provider ran itself, such as its web search.
    /// What the provider says the attempt costs; -1: it does not say. Unit: nano-US-dollars.
    std::int64_t statedNanos = -1;
    bool reported = false; ///< False: the provider said nothing (or nothing usable) and the counts are ours.

    std::int64_t cacheWrite() const { return cacheWrite5m + cacheWrite1h; }
    bool hasTokens() const { return input > 0 || output > 0; }
    /// Anything at all was used.
    bool any() const { return hasTokens() || images > 0 || characters > 0 || audioMs > 0 || toolUses > 0; }
    /// Reported only when both were, and stated only when both are.
    friend constexpr Usage operator+(const Usage &a, const Usage &b)
    {
        return {.input = a.input + b.input,
                .cacheRead = a.cacheRead + b.cacheRead,
                .cacheWrite5m = a.cacheWrite5m + b.cacheWrite5m,
                .cacheWrite1h = a.cacheWrite1h + b.cacheWrite1h,
                .output = a.output + b.output,
                .reasoning = a.reasoning + b.reasoning,
                .inputAudio = a.inputAudio + b.inputAudio,
                .cacheReadAudio = a.cacheReadAudio + b.cacheReadAudio,
                .outputAudio = a.outputAudio + b.outputAudio,
                .images = a.images + b.images,
                .characters = a.characters + b.characters,
                .audioMs = a.audioMs + b.audioMs,
                .toolUses = a.toolUses + b.toolUses,
                .statedNanos = a.statedNanos < 0 || b.statedNanos < 0 ? -1 : a.statedNanos + b.statedNanos,
                .reported = a.reported && b.reported};
    }
    friend bool operator==(const Usage &, const Usage &) = default;
};

/// A count that few attempts have, under the name it is stored and shown by.
struct FurtherCount {
    std::string_view name;
    std::int64_t Usage::*count;
    std::string_view about;
};

inline constexpr FurtherCount kFurtherCounts[] = {
    {"input_audio_tokens", &Usage::inputAudio, "Of the input: sound."},
    {"cache_audio_read_tokens", &Usage::cacheReadAudio, "Of those: read from the provider's cache."},
    {"output_audio_tokens", &Usage::outputAudio, "Of the output: sound."},
    {"images", &Usage::images, "Pictures made."},
    {"characters", &Usage::characters, "Characters of text that was spoken."},
    {"audio_ms", &Usage::audioMs, "Sound that was heard, milliseconds."},
    {"tool_uses", &Usage::toolUses, "Uses of tools the provider ran itself, such as its web search."},
};

} // namespace model
