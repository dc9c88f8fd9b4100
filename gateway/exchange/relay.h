#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dialect/dialect.h"
#include "exchange/content_size.h"
#include "exchange/token_cap.h"
#include "model/usage.h"

namespace exchange {

/// Decides, event by event, what a client gets of a provider's stream and when. Nothing goes out before the first
/// content, so that a stream that dies before it can fail over unseen; what makes the answer whole is held back until
/// the call is on the ledger. Pure: no clock, no I/O.
class Relay {
public:
    virtual ~Relay() = default;

    /// Takes whole events from the front of `unread` and appends to `out` what may go to the client now.
    /// Returns how many bytes were used up. `unread` must be followed by dialect::kReadablePadding readable bytes.
    /// Errors: Upstream when the bytes are no stream of the provider's dialect.
    virtual base::Result<std::size_t> take(std::string_view unread, std::string &out) = 0;

    /// The provider will send no more; `rest` is what take() left. True when the stream is whole.
    /// `messageWhole`: the HTTP message had its proper end.
    virtual bool finish(std::string_view rest, bool messageWhole) = 0;

    /// What a translated answer thought before its calls, once it is whole.
    virtual model::ChatAnswer thoughts() { return {}; }
    /// The number of the event that would come next, in dialects that number theirs; else -1.
    virtual std::int64_t nextNumber() const = 0;

    /// Whether the provider's error event, if any, has gone to the client as it came.
    virtual bool showsErrors() const = 0;

    bool flowing() const { return m_flowing; }       ///< Content has been seen: bytes have gone out.
    bool terminated() const { return m_terminated; } ///< The end-of-stream event is here.
    bool failed() const { return m_failed; }         ///< The provider sent an error event.
    /// There is more content than may be had: what came after that was not passed on, and endShort() must follow.
    bool full() const { return m_full; }
    /// No content once there was as much as that; a piece of it is a token or more. endShort() will be possible.
    virtual void limit(std::int64_t tokens, const dialect::AnswerFor &client)
    {
        static_cast<void>(client);
        m_cap.emplace(tokens);
    }
    /// Whether take() goes no further until somebody has counted what was said(), and tells counted().
    bool wantsCount() const { return m_cap && m_cap->wantsCount() && !finished() && !m_failed; }
    std::vector<std::string> said() const { return m_cap ? m_cap->texts() : std::vector<std::string>(); }
    void counted(std::int64_t tokens)
    {
        if (m_cap)
            m_cap->counted(tokens);
    }
    /// Ends a stream that is full() as if its model had reached its token limit: held() is then what makes it whole.
    virtual void endShort(const model::Usage &usage) = 0;
    /// The last content has been seen: no count that came can grow any more.
    bool finished() const { return everyChoiceFinished() || m_terminated; }
    /// The provider's words of that error.
    const std::string &errorMessage() const { return m_errorMessage; }
    /// The bytes that end a whole stream.
    const std::string &held() const { return m_held; }
    const model::Usage &usage() const { return m_usage; }
    const std::string &servedModel() const { return m_model; }
    /// Unit: events.
    std::int64_t contentEvents() const { return m_contentEvents; }
    /// About so many tokens have come; for calls whose usage nobody reports.
    std::int64_t contentTokens() const { return m_cap && m_cap->usedUp() ? m_cap->tokens() : m_content.tokens(); }

protected:
    static constexpr std::size_t kHeldLimit = std::size_t{4} << 20; ///< Comments without end before any content.

    /// Takes one event's facts into account.
    void note(const dialect::AnswerFacts &facts);
    /// After note(): how long the event was that those facts are of. Unit: bytes.
    void measure(std::size_t event);
    /// The same event as it was read, where it is.
    void hear(const model::ChatEvents &events)
    {
        if (m_cap)
            m_cap->take(events);
    }
    /// Every alternative that was begun has its finish marker.
    bool everyChoiceFinished() const { return m_finishedChoices != 0 && (m_choices & ~m_finishedChoices) == 0; }

    std::string m_held{}; ///< Before content: what came so far. After the end: what makes the answer whole.
    bool m_flowing = false;

private:
    std::string m_errorMessage{};
    std::string m_model{};
    model::Usage m_usage{};
    std::int64_t m_contentEvents = 0;
    std::int64_t m_measuredEvents = 0;
    ContentSize m_content{};
    std::uint64_t m_choices = 0; ///< The alternatives seen, one bit each.
    std::uint64_t m_finishedChoices = 0;
    bool m_terminated = false;
    bool m_failed = false;
    bool m_full = false;
    std::optional<TokenCap> m_cap{}; ///< Nothing: no limit.
};

} // namespace exchange
