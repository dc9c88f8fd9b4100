#include "upstream/endpoint.h"

#include <algorithm>

#include "model/proxy.h"

namespace upstream {
namespace {

constexpr std::size_t kLongestOption = 128;
constexpr std::string_view kVersionOption = "api_version";

const Preset *presetOf(const model::Provider &provider)
{
    return findPreset(provider.type);
}

bool isPlain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.'
           || c == '_';
}

void replaceAll(std::string &text, std::string_view what, std::string_view by)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

/// Vertex's worldwide place has an address without one.
void dropGlobalRegion(std::string &url)
{
    replaceAll(url, "://global-aiplatform.", "://aiplatform.");
}

const PresetOption *optionNamed(const Preset *preset, std::string_view name)
{
    if (preset == nullptr)
        return nullptr;
    const auto hit = std::ranges::find(preset->options, name, &PresetOption::name);
    return hit == preset->options.end() ? nullptr : &*hit;
}

auto wrong(std::string detail, std::string_view option)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail), "options." + std::string(option));
}

} // namespace

std::string optionOf(const model::Provider &provider, std::string_view name)
{
    for (const auto &[given, value] : provider.options)
        if (given == name && !value.empty())
            return value;
    const PresetOption *option = optionNamed(presetOf(provider), name);
    return option == nullptr ? std::string() : std::string(option->initial);
}

std::string filledIn(std::string_view pattern, const model::Provider &provider)
{
    std::string out(pattern);
    const Preset *preset = presetOf(provider);
    if (preset == nullptr || out.find('{') == std::string::npos)
        return out;
    for (const PresetOption &option : preset->options)
        if (const std::string value = optionOf(provider, option.name); !value.empty())
            replaceAll(out, "{" + std::string(option.name) + "}", value);
    dropGlobalRegion(out);
    return out;
}

std::string baseUrlOf(const model::Provider &provider)
{
    return filledIn(provider.baseUrl, provider);
}

std::string urlOf(const model::Provider &provider, std::string_view path, std::string_view model)
{
    std::string out = baseUrlOf(provider);
    const Preset *preset = presetOf(provider);
    if (preset == nullptr || preset->prefix.empty())
        return out.append(path);
    const std::string version = optionOf(provider, kVersionOption);
    if (version.empty() || preset->versionedPrefix.empty())
        return out.append(preset->prefix).append(path);
    std::string prefix(preset->versionedPrefix);
    replaceAll(prefix, "{model}", percentEncoded(model));
    out.append(prefix).append(path);
    return out.append(path.find('?') == path.npos ? "?" : "&").append("api-version=").append(version);
}

std::string modelListOf(const model::Provider &provider)
{
    const Preset *preset = presetOf(provider);
    if (preset == nullptr)
        return baseUrlOf(provider) + "/models";
    if (preset->modelList.empty())
        return {};
    const bool own = provider.baseUrl == preset->baseUrl && !preset->modelHost.empty();
    return (own ? filledIn(preset->modelHost, provider) : baseUrlOf(provider)).append(preset->modelList);
}

std::string percentEncoded(std::string_view text)
{
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isPlain(c) || c == '~') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kHex[byte >> 4];
        out += kHex[byte & 15];
    }
    return out;
}

base::Result<> checkOptions(const model::Provider &provider)
{
    const Preset *preset = presetOf(provider);
    for (const auto &[name, value] : model::typeOptions(provider)) {
        const PresetOption *option = optionNamed(preset, name);
        if (option == nullptr)
            return wrong("this type of provider has no option \"" + name + "\"", name);
        if (value.size() > kLongestOption || !std::ranges::all_of(value, isPlain))
            return wrong(std::string(option->label) + " may hold letters, digits, dots, hyphens and underscores only",
                         name);
    }
    if (preset == nullptr)
        return {};
    for (const PresetOption &option : preset->options)
        if (option.required && optionOf(provider, option.name).empty()
            && provider.baseUrl.find("{" + std::string(option.name) + "}") != std::string::npos)
            return wrong(std::string(option.label) + " is required", option.name);
    return {};
}

} // namespace upstream
