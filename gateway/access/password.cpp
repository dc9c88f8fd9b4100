#include "access/password.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>

#include <sodium.h>

#include "base/text.h"

namespace auth {
namespace {

constexpr std::string_view kField = "new_password";
constexpr std::size_t kOneTimeLength = 16;

auto refuse(std::string what)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(what), std::string(kField));
}

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

/// Nobody's password, at the cost of everybody's. It is written down here, and not made when it is first needed: the
/// first to try an unknown user would wait twice as long.
constexpr std::string_view kNobodysHash =
    "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
static_assert(crypto_pwhash_MEMLIMIT_INTERACTIVE == 65536U * 1024U && crypto_pwhash_OPSLIMIT_INTERACTIVE == 2U);

std::atomic<std::int64_t> argonRuns{0};

} // namespace

base::Result<> checkNewPassword(const base::Secret &password, std::string_view userName)
{
    const std::string_view text = password.reveal();
    if (!base::isUtf8(text))
        return refuse("the password must be text in UTF-8");
    if (std::ranges::count_if(text, beginsCharacter) < std::ptrdiff_t{kShortestPassword})
        return refuse("the password must have 12 characters or more");
    if (text.size() > kLongestPassword)
        return refuse("the password must have 256 bytes or less");
    if (std::ranges::all_of(text, [&](char c) { return c == text.front(); }))
        return refuse("the password must not be one character again and again");
    if (base::equalsIgnoringCase(text, userName))
        return refuse("the password must not be the user's name");
    return {};
}

base::Result<std::string> hashPassword(const base::Secret &password)
{
    if (sodium_init() < 0)
        std::abort(); // no randomness, no salts
    std::array<char, crypto_pwhash_STRBYTES> out{};
    const std::string_view text = password.reveal();
    argonRuns.fetch_add(1);
    if (crypto_pwhash_str_alg(out.data(), text.data(), text.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                              crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return base::fail(base::ErrorCode::Unavailable, "there is not enough memory to check a password; try again");
    return std::string(out.data());
}

bool passwordMatches(const std::string &hash, const base::Secret &password)
{
    const std::string_view text = password.reveal();
    const std::string_view asked = hash.empty() ? kNobodysHash : std::string_view(hash);
    std::array<char, crypto_pwhash_STRBYTES> kept{}; // libsodium reads all of it
    std::ranges::copy_n(asked.begin(), std::ptrdiff_t(std::min(asked.size(), kept.size() - 1)), kept.begin());
    argonRuns.fetch_add(1);
    const bool same = crypto_pwhash_str_verify(kept.data(), text.data(), text.size()) == 0;
    return same && !hash.empty();
}

std::int64_t passwordRuns()
{
    return argonRuns.load();
}

std::string makeOneTimePassword()
{
    if (sodium_init() < 0)
        std::abort();
    constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789"; // without what looks alike
    std::string out;
    for (std::size_t i = 0; i < kOneTimeLength; ++i) {
        if (i > 0 && i % 4 == 0)
            out += '-';
        out += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
    }
    return out;
}

} // namespace auth
