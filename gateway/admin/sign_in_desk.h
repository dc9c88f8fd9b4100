#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "access/access_token.h"
#include "access/issuer_token.h"
#include "access/lock_out.h"
#include "admin/issuer.h"
#include "admin/once_map.h"
#include "base/clock.h"
#include "model/sign_in_settings.h"

namespace admin {

/// Somebody on the way to the issuer and back.
struct OidcVisit {
    std::string nonce{};
    std::string verifier{};    ///< Of PKCE, between the issuer and us.
    std::string cookie{};      ///< Which the browser must show when it comes back.
    std::string callback{};    ///< Where the issuer sends it.
    std::string redirect{};    ///< The desktop program that waits on this computer; empty: the browser is who asks.
    std::string challenge{};   ///< Of PKCE, between that program and us.
    std::string clientState{}; ///< What that program wants to hear again.
};

/// What a desktop program comes to fetch.
struct OidcCode {
    std::string userId{};
    std::string challenge{};
};

/// Who is anybody at the admin API, as far as it is not in the plan: the key of access tokens, sign-ins that were
/// ended, guesses, the issuer. Shared by the workers and the storage threads because what one of them learns must hold
/// for all at once; it is not on the way of any model call.
/// Thread: any.
class SignInDesk {
public:
    explicit SignInDesk(const base::Clock &clock) : m_clock(clock) {}

    const auth::AccessTokenKey &key() const { return m_key; }

    /// How long nobody may try as this user from there; 0: now. Unit: milliseconds.
    std::int64_t waitMs(std::string_view user, std::string_view peer) const;
    void failed(std::string_view user, std::string_view peer);
    void succeeded(std::string_view user);
    /// Somebody showed a key that is none; how long it is too much, as above. Keys cannot be guessed: those that are good
    /// go on. This computer's own programs are not counted.
    std::int64_t wrongKey(std::string_view peer);

    /// The access tokens of this sign-in are worth nothing from now on.
    void end(std::string_view signIn);
    bool hasEnded(std::string_view signIn) const;

    void adopt(model::SignInSettings settings, std::map<std::string, std::string, std::less<>> subjects);
    std::shared_ptr<const model::SignInSettings> settings() const;
    /// The user that the issuer knows as `subject`; empty for nobody.
    std::string userOf(std::string_view subject) const;
    Issuer &issuer() { return m_issuer; }
    const Issuer &issuer() const { return m_issuer; }

    std::string begin(OidcVisit visit);
    std::optional<OidcVisit> visit(std::string_view state);
    std::string leave(OidcCode code);
    std::optional<OidcCode> code(std::string_view code);

private:
    std::int64_t nowMs() const { return m_clock.steadyNanos() / 1'000'000; }

    const base::Clock &m_clock;
    const auth::AccessTokenKey m_key{};
    Issuer m_issuer{m_clock};
    mutable std::mutex m_mutex{}; ///< For all that follow.
    auth::LockOut m_users{{.free = 5, .longestMs = 300'000}};
    auth::LockOut m_peers{{.free = 20, .longestMs = 3'600'000, .forgetMs = 3'600'000}};
    auth::LockOut m_keys{{.free = 20, .longestMs = 3'600'000, .forgetMs = 3'600'000}};
    std::map<std::string, std::int64_t, std::less<>> m_ended{}; ///< Until when their tokens would have been good.
    std::shared_ptr<const model::SignInSettings> m_settings = std::make_shared<const model::SignInSettings>();
    std::map<std::string, std::string, std::less<>> m_subjects{};
    OnceMap<OidcVisit> m_visits{};
    OnceMap<OidcCode> m_codes{};
};

} // namespace admin
