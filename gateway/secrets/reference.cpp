#include "secrets/reference.h"

#include <algorithm>

namespace secrets {
namespace {

constexpr std::pair<std::string_view, Kind> kPrefixes[] = {
    {"env:", Kind::Environment}, {"file:", Kind::File}, {"keychain:", Kind::Keychain}};

bool startsLike(std::string_view text, std::string_view prefix)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return text.size() >= prefix.size() && std::ranges::equal(text.substr(0, prefix.size()), prefix, {}, lower);
}

} // namespace

Kind kindOf(std::string_view reference)
{
    if (reference.empty())
        return Kind::None;
    for (const auto &[prefix, kind] : kPrefixes)
        if (startsLike(reference, prefix))
            return reference.starts_with(prefix) && reference.size() > prefix.size() ? kind : Kind::Malformed;
    return Kind::KeyItself;
}

std::string_view nameIn(std::string_view reference)
{
    return reference.substr(reference.find(':') + 1);
}

std::string keychainReference(std::string_view entry)
{
    return "keychain:" + std::string(entry);
}

base::Result<base::Secret> checkedSecret(std::string raw, const std::string &where)
{
    while (!raw.empty() && (raw.back() == '\n' || raw.back() == '\r' || raw.back() == ' '))
        raw.pop_back();
    base::Secret out(std::move(raw));
    if (out.empty())
        return base::fail(base::ErrorCode::NotFound, where + " is empty");
    if (out.reveal().size() > kLongestSecret)
        return base::fail(base::ErrorCode::BadRequest, where + " is longer than 16 KiB");
    const bool json = out.reveal().starts_with('{'); // a service account's file: its lines and blanks are its own
    const auto isBlank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    for (const char c : out.reveal())
        if ((c <= ' ' || c > '~') && !(json && isBlank(c)))
            return base::fail(base::ErrorCode::BadRequest,
                              where + " holds a character that no API key has (a space, a line break or non-ASCII)");
    return out;
}

} // namespace secrets
