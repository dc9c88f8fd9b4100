#include "pricing/prompt/media_tokens.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.h"
#include "pricing/prompt/picture_size.h"

namespace pricing {
namespace {

constexpr std::size_t kHeadBytes = 256 * 1024; // a JPEG's size may stand behind a thumbnail and a profile
constexpr PictureSize kUsualPicture{1024, 1024};
constexpr std::int64_t kUsualSeconds = 60;
constexpr std::int64_t kUsualPages = 2;
constexpr std::int64_t kBytesPerPage = 40 * 1024;
constexpr std::int64_t kBytesPerSecondOfSound = 16'000; // 128 kbit/s
constexpr std::int64_t kBytesPerSecondOfFilm = 250'000; // 2 Mbit/s

std::int64_t upwards(double value)
{
    return static_cast<std::int64_t>(std::ceil(value));
}

std::int64_t parts(std::int64_t whole, std::int64_t size)
{
    return (whole + size - 1) / size;
}

/// Made smaller, never larger, until `edge` pixels are no longer exceeded.
struct Scaled {
    double width = 0;
    double height = 0;
    void shrink(double factor)
    {
        if (factor < 1) {
            width *= factor;
            height *= factor;
        }
    }
};

/// How a maker counts pictures. Source: the vision guides of OpenAI, Anthropic and Google.
struct PictureRule {
    enum class Kind : std::uint8_t { Tiles, Patches, Area, Crops, Fixed } kind = Kind::Tiles;
    std::int64_t base = 0;        ///< Tiles: of a picture; Patches: at most so many; Fixed: all of it.
    std::int64_t tile = 0;        ///< Tiles: of 512 x 512 pixels; Patches: the edge of one. Unit: pixels.
    std::int64_t permille = 1000; ///< Patches: how many tokens a thousand of them are.
};

struct NamedRule {
    std::string_view name; ///< Part of the model's name.
    PictureRule rule;
};

using enum PictureRule::Kind;
constexpr NamedRule kPictureRules[] = {
    // the first that fits
    {"gpt-4o-mini", {Tiles, 2833, 5667}},
    {"gpt-4.1-mini", {.kind = Patches, .base = 1536, .tile = 32, .permille = 1620}},
    {"gpt-4.1-nano", {.kind = Patches, .base = 1536, .tile = 32, .permille = 2460}},
    {"gpt-5-mini", {.kind = Patches, .base = 1536, .tile = 32, .permille = 1620}},
    {"gpt-5-nano", {.kind = Patches, .base = 1536, .tile = 32, .permille = 2460}},
    {"gpt-5", {Tiles, 70, 140}},
    {"o4-mini", {.kind = Patches, .base = 1536, .tile = 32, .permille = 1720}},
    {"o1", {Tiles, 75, 150}},
    {"o3", {Tiles, 75, 150}},
    {"computer-use", {Tiles, 65, 129}},
    {"gpt", {Tiles, 85, 170}},
    {"claude", {.kind = Area}},
    {"gemini-3", {Fixed, 1120}},
    {"gemini-2", {.kind = Crops}},
    {"gemini", {Fixed, 258}},
    {"gemma", {Fixed, 256}},
    {"pixtral", {Patches, 4096, 16}},
    {"stral", {Patches, 3025, 28}},
    {"qwen", {Patches, 1280, 28}},
    {"", {Tiles, 85, 170}},
};

std::int64_t tiles(PictureSize size, const PictureRule &rule)
{
    Scaled scaled{static_cast<double>(size.width), static_cast<double>(size.height)};
    scaled.shrink(2048 / std::max(scaled.width, scaled.height));
    scaled.shrink(768 / std::min(scaled.width, scaled.height));
    return rule.base + rule.tile * parts(upwards(scaled.width), 512) * parts(upwards(scaled.height), 512);
}

std::int64_t patches(PictureSize size, const PictureRule &rule)
{
    const std::int64_t all = parts(size.width, rule.tile) * parts(size.height, rule.tile);
    return (std::min(all, rule.base) * rule.permille + 999) / 1000;
}

std::int64_t area(PictureSize size)
{
    constexpr std::int64_t kMost = 1600;
    Scaled scaled{static_cast<double>(size.width), static_cast<double>(size.height)};
    scaled.shrink(1568 / std::max(scaled.width, scaled.height));
    return std::clamp<std::int64_t>(upwards(scaled.width * scaled.height / 750), 1, kMost);
}

std::int64_t crops(PictureSize size)
{
    constexpr std::int64_t kOne = 258;
    constexpr std::int64_t kSmall = 384;
    const std::int64_t shorter = std::min(size.width, size.height);
    if (std::max(size.width, size.height) <= kSmall)
        return kOne;
    const std::int64_t unit = std::clamp<std::int64_t>(shorter * 2 / 3, 256, 768);
    return kOne * parts(size.width, unit) * parts(size.height, unit);
}

std::int64_t pictureTokens(const model::Media &media, std::string_view model)
{
    const auto hit = std::ranges::find_if(
        kPictureRules, [&](const NamedRule &row) { return model.find(row.name) != std::string_view::npos; });
    const PictureRule &rule = hit->rule;
    // A picture's edge is bounded: nobody takes more, and a head may claim anything.
    constexpr std::int64_t kEdge = 65'535;
    PictureSize size = pictureSize(decodedHead(media.data, kHeadBytes)).value_or(kUsualPicture);
    size = {std::min(size.width, kEdge), std::min(size.height, kEdge)};
    switch (rule.kind) {
    case Tiles:
        return media.detail == "low" ? rule.base : tiles(size, rule);
    case Patches:
        return patches(size, rule);
    case Area:
        return area(size);
    case Crops:
        return crops(size);
    case Fixed:
        break;
    }
    return rule.base;
}

std::int64_t decodedSize(const model::Media &media)
{
    return static_cast<std::int64_t>(media.data.size()) / 4 * 3;
}

std::int64_t orUsual(std::int64_t known, std::int64_t usual, const model::Media &media)
{
    return media.data.empty() ? usual : std::max<std::int64_t>(1, known);
}

/// Pages of a PDF: as many as it has page objects, unless they are compressed; then by its size.
std::int64_t pagesOf(const model::Media &media)
{
    constexpr std::size_t kLookedAt = 8 * 1024 * 1024;
    const std::string file = decodedHead(media.data, kLookedAt);
    std::int64_t pages = 0;
    for (const std::string_view word : {"/Type /Page", "/Type/Page"})
        for (std::size_t at = file.find(word); at != std::string::npos; at = file.find(word, at + word.size()))
            pages += at + word.size() < file.size() && file[at + word.size()] != 's' ? 1 : 0;
    return pages > 0 ? pages : orUsual(parts(decodedSize(media), kBytesPerPage), kUsualPages, media);
}

std::int64_t documentTokens(const model::Media &media, std::string_view model)
{
    if (!media.text.empty())
        return 0;
    if (model.find("gemini") != std::string_view::npos)
        return pagesOf(media) * (model.find("gemini-3") != std::string_view::npos ? 560 : 258);
    return pagesOf(media) * (model.find("claude") != std::string_view::npos ? 2500 : 1000); // its text and its picture
}

/// Of a WAV as its head says, else by a usual rate.
std::int64_t secondsOfSound(const model::Media &media)
{
    const std::string head = decodedHead(media.data, 64);
    std::int64_t rate = kBytesPerSecondOfSound;
    if (head.starts_with("RIFF") && head.size() >= 32 && head.substr(8, 4) == "WAVE") {
        rate = 0;
        for (std::size_t i = 4; i-- > 0;)
            rate = rate << 8 | static_cast<unsigned char>(head[28 + i]);
        rate = std::max<std::int64_t>(rate, 1);
    }
    return orUsual(parts(decodedSize(media), rate), kUsualSeconds, media);
}

} // namespace

std::int64_t mediaTokens(model::PartKind kind, const model::Media &media, std::string_view model)
{
    const bool gemini = model.find("gemini") != std::string_view::npos;
    switch (kind) {
    case model::PartKind::Image:
        return pictureTokens(media, model);
    case model::PartKind::Document:
        return documentTokens(media, model);
    case model::PartKind::Audio:
        return secondsOfSound(media) * (gemini ? 32 : 10);
    case model::PartKind::Video:
        return orUsual(parts(decodedSize(media), kBytesPerSecondOfFilm), kUsualSeconds, media) * 263;
    default:
        return 0;
    }
}

} // namespace pricing
