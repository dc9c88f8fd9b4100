#include "logs/redaction.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <span>
#include <vector>

#include <re2/re2.h>

#include "base/secret.h"
#include "base/text.h"

namespace logs {
namespace {

constexpr std::string_view kMask = "***";
constexpr std::size_t kShortest = 6;
constexpr std::size_t kShortestPiece = 16; ///< Of a secret that has several.
constexpr std::size_t kCut = 12;           ///< So much of a secret gives it away.
constexpr std::size_t kShortestCut = 20;   ///< Shorter secrets are not looked for in part.

void maskAll(std::string &text, std::string_view part)
{
    if (part.size() < kShortest)
        return;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + kMask.size()))
        text.replace(at, part.size(), kMask);
}

std::string percentEncoded(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
                           || c == '_' || c == '.' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            out.append(1, '%').append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 15U]);
    }
    return out;
}

/// What of its base64 does not depend on what stands beside it, when `before` bytes do.
std::string base64Core(std::string_view text, std::size_t before, std::string_view alphabet)
{
    std::string bytes(before, '\0');
    bytes += text;
    std::string out;
    for (std::size_t bit = 0; bit + 6 <= bytes.size() * 8; bit += 6) {
        const std::size_t at = bit / 8;
        const auto high = static_cast<unsigned char>(bytes[at]);
        const auto low = at + 1 < bytes.size() ? static_cast<unsigned char>(bytes[at + 1]) : 0U;
        const unsigned both = (static_cast<unsigned>(high) << 8U) | low;
        out += alphabet[(both >> (10U - bit % 8)) & 63U];
    }
    out.erase(0, (before * 8 + 5) / 6);
    base::Secret::wipe(bytes);
    return out;
}

void maskEncoded(std::string &text, std::string_view secret)
{
    constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::string_view kForUrls = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::vector<std::string> forms{percentEncoded(secret)};
    for (std::size_t before = 0; before < 3; ++before) {
        forms.push_back(base64Core(secret, before, kStandard));
        forms.push_back(base64Core(secret, before, kForUrls));
    }
    const std::span bytes(reinterpret_cast<const unsigned char *>(secret.data()), secret.size());
    forms.push_back(base::toHex(bytes));
    std::string upper = forms.back();
    std::ranges::transform(upper, upper.begin(), [](char c) { return c >= 'a' && c <= 'f' ? char(c - 32) : c; });
    forms.push_back(std::move(upper));
    for (std::string &form : forms) {
        maskAll(text, form);
        base::Secret::wipe(form);
    }
}

/// A message that was clipped may hold the beginning of one, or its end.
void maskCut(std::string &text, std::string_view secret)
{
    if (secret.size() < kShortestCut)
        return;
    const std::string_view head = secret.substr(0, kCut);
    for (auto at = text.find(head); at != std::string::npos; at = text.find(head, at + kMask.size())) {
        std::size_t size = kCut;
        while (at + size < text.size() && size < secret.size() && text[at + size] == secret[size])
            ++size;
        text.replace(at, size, kMask);
    }
    const std::string_view tail = secret.substr(secret.size() - kCut);
    for (auto at = text.find(tail); at != std::string::npos; at = text.find(tail, at + kMask.size())) {
        std::size_t size = kCut;
        while (size < secret.size() && at > 0 && text[at - 1] == secret[secret.size() - size - 1]) {
            --at;
            ++size;
        }
        text.replace(at, size, kMask);
    }
}

bool isKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
           || c == '.' || c == '+' || c == '/' || c == '=';
}

/// The long words that it is made of; empty when it is one word.
std::vector<std::string_view> piecesOf(std::string_view secret)
{
    std::vector<std::string_view> out;
    if (std::ranges::all_of(secret, isKeyCharacter))
        return out;
    for (std::size_t from = 0; from < secret.size();) {
        std::size_t to = from;
        while (to < secret.size() && isKeyCharacter(secret[to]))
            ++to;
        if (to - from >= kShortestPiece)
            out.push_back(secret.substr(from, to - from));
        from = to + 1;
    }
    return out;
}

struct Form {
    Form(const char *text, const RE2::Options &options, std::string_view mask) : pattern(text, options), instead(mask)
    {
    }
    RE2 pattern;
    std::string_view instead;
};

// A form of secrets is one line here. What is in doubt goes.
const std::deque<Form> &knownForms()
{
    static const auto *forms = [] {
        auto *out = new std::deque<Form>; // never freed: lines are written until the very end
        const auto add = [out](const char *pattern, std::string_view instead) {
            RE2::Options options;
            options.set_log_errors(false);
            out->emplace_back(pattern, options, instead);
        };
        add(R"((?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z))", "***");
        add(R"((?i)\b((?:proxy-)?authorization|x-api-key|api-key|x-goog-api-key|x-auth-token|(?:set-)?cookie)"
            R"(|x-amz-security-token)(["']?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\r\n]+))",
            R"(\1\2***)");
        add(R"((?i)\bbearer\s+[A-Za-z0-9._~+/=-]{8,})", "Bearer ***");
        add(R"((?i)\bbasic\s+[A-Za-z0-9+/=_-]{16,})", "Basic ***");
        add(R"((?i)\b([a-z_-]*(?:key|token|secret|password|passwd|pwd|signature|sig|credentials?))(=)[^\s&"'<>,;]+)",
            R"(\1\2***)");
        add(R"re((?i)("[a-z_-]*(?:key|token|secret|password|passwd|signature|credentials?)"\s*:\s*)"(?:[^"\\]|\\.)*"?)re",
            R"(\1"***")");
        add(R"((?i)\b(passwords?|passwd|api[ _-]?key|access[ _-]?token)(\s*:\s*)[^\s"',;]+)", R"(\1\2***)");
        add(R"(([?&](?:code|assertion|state)=)[^\s&"'<>]+)", R"(\1***)");
        add(R"(\b(?:sk|pk|rk|sy|gsk|xai|pplx|hf|r8|fw|nvapi|ghp|gho|ghs|glpat|github_pat|tgp_v1|dop_v1)[-_])"
            R"([A-Za-z0-9_.-]{11,}[A-Za-z0-9_-])",
            "***");
        add(R"(\b(?:AIza|ya29\.)[A-Za-z0-9_.-]{16,})", "***");
        add(R"(\b(?:AKIA|ASIA)[A-Z0-9]{12,})", "***");
        add(R"(\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)*)", "***");
        add(R"(([A-Za-z][A-Za-z0-9+.-]*://)[^/\s@:]*:[^/\s@]+@)", R"(\1***@)");
        return out;
    }();
    return *forms;
}

constexpr std::string_view kUnspeakable[] = {"authorization", "cookie",  "password", "passwd",   "secret",
                                             "token",         "api_key", "apikey",   "api-key",  "credential",
                                             "signature",     "private", "prompt",   "messages", "completion"};
constexpr std::string_view kUnspeakableWords[] = {"key", "content", "body", "input", "output", "system", "answer"};

} // namespace

void hideSecret(std::string &text, std::string_view secret)
{
    if (secret.size() < kShortest || text.size() < kShortest)
        return;
    maskAll(text, secret);
    maskEncoded(text, secret);
    for (const std::string_view piece : piecesOf(secret)) {
        maskAll(text, piece);
        maskEncoded(text, piece);
        maskCut(text, piece);
    }
    maskCut(text, secret);
}

void hideKnownForms(std::string &text)
{
    for (const Form &form : knownForms())
        RE2::GlobalReplace(&text, form.pattern, re2::StringPiece(form.instead.data(), form.instead.size()));
}

bool isUnspeakable(std::string_view fieldName)
{
    const std::string name = base::lowerAscii(fieldName);
    return std::ranges::find(kUnspeakableWords, name) != std::end(kUnspeakableWords)
           || std::ranges::any_of(kUnspeakable,
                                  [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

} // namespace logs
