#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "access/issuer_keys.h"
#include "access/issuer_token.h"
#include "base/clock.h"
#include "base/result.h"
#include "model/sign_in_settings.h"
#include "secrets/secret_store.h"

namespace admin {

/// What an issuer publishes of itself.
struct IssuerFacts {
    std::string name{};
    std::string authorizationEndpoint{};
    std::string tokenEndpoint{};
    bool takesBasic = true; ///< The client secret as HTTP's Basic; else in the body.
    auth::IssuerKeys keys{};
    std::int64_t fetchedMs = 0; ///< Steady clock.
};
using SharedIssuerFacts = std::shared_ptr<const IssuerFacts>;

/// The OpenID Connect issuer of the settings: its facts are fetched when they are needed first, and anew when they are an
/// hour old or a token names a key that is not among them, though not oftener than every half minute.
/// Source: OpenID Connect Discovery 1.0, OpenID Connect Core 1.0 section 3.1. Thread: any.
class Issuer {
public:
    explicit Issuer(const base::Clock &clock) : m_clock(clock) {}

    /// What is known; null when that is nothing, or of another issuer.
    SharedIssuerFacts known(std::string_view issuer) const;
    /// The same; asks the issuer when nothing is known or it is old. Blocks. Errors: Upstream, UpstreamTimeout.
    base::Result<SharedIssuerFacts> facts(const std::string &issuer);
    /// Whether it may be asked again already because of a key that is not known.
    bool mayLookAgain(std::string_view issuer) const;
    /// Asks it again, if that may be. Blocks. Errors: Upstream, UpstreamTimeout.
    base::Result<> lookAgain(const std::string &issuer);
    /// Asks it, in any case. Blocks. Errors: Upstream, UpstreamTimeout.
    base::Result<SharedIssuerFacts> fetch(const std::string &issuer);

private:
    std::int64_t nowMs() const { return m_clock.steadyNanos() / 1'000'000; }

    const base::Clock &m_clock;
    mutable std::mutex m_mutex{}; ///< For the facts.
    SharedIssuerFacts m_facts{};
    std::string m_askedFor{};
    std::int64_t m_askedMs = 0;
};

/// `url` is one we would send a token to: https, or http to this very computer.
bool isSafeIssuerUrl(std::string_view url);

struct CodeExchange {
    std::string code{};
    std::string verifier{};
    std::string callback{};
};
/// Gives the code back to the issuer for the identity token behind it. Blocks.
/// Errors: Upstream, UpstreamTimeout; Unauthorized when the issuer does not take the code.
base::Result<std::string> exchangeCode(const IssuerFacts &issuer, const model::SignInSettings &settings,
                                       const secrets::SharedSecret &clientSecret, const CodeExchange &exchange);

/// `name=value&...`, encoded.
std::string formOf(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

} // namespace admin
