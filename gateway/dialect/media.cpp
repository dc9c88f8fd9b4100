#include "dialect/media.h"

#include <algorithm>
#include <utility>

namespace dialect {
namespace {

constexpr std::string_view kScheme = "data:";
constexpr std::string_view kBase64 = ";base64";

struct AudioRow {
    std::string_view format;
    std::string_view mimeType;
};
/// The first row of a format names its type, all rows of a type name its format.
constexpr AudioRow kAudio[] = {
    {"wav", "audio/wav"}, {"wav", "audio/x-wav"}, {"wav", "audio/wave"},  {"mp3", "audio/mpeg"},  {"mp3", "audio/mp3"},
    {"m4a", "audio/mp4"}, {"m4a", "audio/m4a"},   {"m4a", "audio/x-m4a"}, {"aiff", "audio/aiff"},
};

} // namespace

void setUrl(model::Media &media, std::string url)
{
    const auto comma = url.find(',');
    if (!url.starts_with(kScheme) || comma == std::string::npos) {
        media.url = std::move(url);
        return;
    }
    const std::string_view head = std::string_view(url).substr(kScheme.size(), comma - kScheme.size());
    if (!head.ends_with(kBase64)) {
        media.url = std::move(url);
        return;
    }
    media.mimeType = head.substr(0, head.size() - kBase64.size());
    url.erase(0, comma + 1);
    media.data = std::move(url);
}

std::string urlOf(const model::Media &media)
{
    if (media.data.empty())
        return media.url;
    if (media.mimeType.empty())
        return media.data;
    std::string out;
    out.reserve(kScheme.size() + media.mimeType.size() + kBase64.size() + 1 + media.data.size());
    return out.append(kScheme).append(media.mimeType).append(kBase64).append(",").append(media.data);
}

std::string audioFormat(std::string_view mimeType)
{
    const auto *hit = std::ranges::find(kAudio, mimeType, &AudioRow::mimeType);
    if (hit != std::end(kAudio))
        return std::string(hit->format);
    const auto slash = mimeType.find('/');
    return std::string(slash == std::string_view::npos ? mimeType : mimeType.substr(slash + 1));
}

std::string audioMimeType(std::string_view format)
{
    const auto *hit = std::ranges::find(kAudio, format, &AudioRow::format);
    return hit != std::end(kAudio) ? std::string(hit->mimeType) : "audio/" + std::string(format);
}

} // namespace dialect
