#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "base/wake.h"
#include "dialect/dialect.h"
#include "exchange/client_stream.h"
#include "exchange/count_desk.h"
#include "exchange/relay.h"
#include "exchange/spending.h"
#include "exchange/thoughts.h"
#include "exchange/wire.h"
#include "model/call_record.h"
#include "pricing/catalogue.h"
#include "routing/permit.h"
#include "routing/targets.h"
#include "upstream/call.h"

namespace exchange {

/// What is to be known of a request that was translated.
struct Translation {
    std::string receipt{};                             ///< What was changed, as it is told to the client; may be empty.
    std::unique_ptr<const model::ChatRequest> asked{}; ///< Null unless the client's answers repeat it.
};

/// One request to one provider: sends it, waits for the first content, relays what follows up to, but not including,
/// the bytes that make the answer whole. Those the exchange sends after booking. Until it is decided it may wait side by
/// side with another of the same call.
/// Thread: the worker's.
class Attempt {
public:
    struct Setup {
        const dialect::Dialect &spoken; ///< The dialect the client speaks.
        Wire wire;                      ///< The one the provider is asked in.
        dialect::AnswerFor answerFor;
        const dialect::RequestPeek &peek;
        ClientStream &client;
        base::Reactor &reactor;
        base::Wake &wake;
        upstream::Starter &starter;
        std::shared_ptr<const pricing::Catalogue> prices;
        const std::size_t &made;                ///< Attempts of the call so far.
        const bool &stopping;                   ///< This program ends, and so must the call.
        const std::string *body = nullptr;      ///< As the client sent it.
        CountDesk *counts = nullptr;            ///< Null: nothing is counted, only estimated.
        Remembered remembered{};                ///< Where the thoughts of an answer go that its client cannot keep.
        const std::string *callLines = nullptr; ///< Header lines of the call, whichever attempt answers it.
    };

    explicit Attempt(const Setup &setup) : m_setup(setup) {}

    void start(upstream::Request request, Translation how);
    /// Instead of start(): the request cannot be said in the provider's dialect, so nothing is sent.
    void refuse(const routing::Target &target, const model::ProviderKey *key, const base::Error &error);
    /// Before start(): what it may spend, which it settles in the end.
    void allow(Allowance allowance) { m_allowance = std::move(allowance); }
    /// Looks at what has come: true once its first content is there, or it is clear that none will be. Nothing has gone
    /// to the client yet.
    bool decided();
    /// Once decided: finish() begins with content.
    bool hasContent() const { return !m_ready.empty(); }
    /// The rest of a decided attempt, and its booking.
    base::Task<> finish();
    /// Instead: another was quicker. Its connection is closed at once.
    void lose();
    /// What it may have cost so far, should this program die now.
    model::AttemptRecord soFar() const;

    /// Our own header lines of an answer that comes from here.
    std::string headerLines() const;
    /// The client has the beginning of an answer: no other attempt may follow.
    bool committed() const { return m_committed; }
    /// Another attempt may still serve the call.
    bool mayFollow() const { return !m_committed && !calledOff(); }
    bool succeeded() const { return m_record.failure == model::FailureClass::None; }
    /// The number of the event that would come next, in dialects that number theirs; else -1.
    std::int64_t nextNumber() const { return m_relay ? m_relay->nextNumber() : -1; }
    /// When the first content went out; 0 = never. Unit: steady nanoseconds.
    std::int64_t firstContentAt() const { return m_firstContentAt; }
    /// What is left to send of a good answer: all of a whole one, the end of a streamed one.
    std::string_view lastBytes() const;
    /// The same of a whole answer, moved out.
    std::string takeWhole() { return m_anew ? std::move(m_translated) : m_call->takeBody(); }
    std::string_view contentType() const;
    /// The provider's refusal, as it came but for our secret; empty when there was none that can be shown.
    const std::string &errorBody() const { return m_errorBody; }
    /// The provider answered with an error status, whether or not its body can be shown.
    bool refused() const { return m_refused; }
    /// When the provider wants to be asked again, if it said so.
    const std::optional<routing::ResetHint> &reset() const { return m_reset; }
    /// What it says about the health of the target.
    routing::AttemptEnd end() const;
    /// The provider's own error event has gone to the client already.
    bool errorEventSent() const { return m_errorEventSent; }
    const model::AttemptRecord &record() const { return m_record; }

private:
    void takeIn();
    void commit();
    void conclude();
    base::Task<> relayStream();
    base::Task<> awaitWhole();
    base::Task<> letClientCatchUp();
    void readRefusal();
    void readWhole();
    void showRefusal(const dialect::ErrorFacts &facts);
    void failFromErrorEvent();
    void fail(model::FailureClass failure, std::string why);
    void failFromEnd();
    bool calledOff() const { return m_setup.client.gone() || m_setup.stopping; }
    void failCalledOff();
    bool maybeBilled() const;
    bool wantsCount() const;
    base::Task<> countTokens();
    base::Task<std::int64_t> counted(CountDesk::Work work);
    base::Task<> countSaid();
    void cutShort();
    void estimateUsage(model::AttemptRecord &record) const;
    void price(model::AttemptRecord &record) const;
    void book();
    void settle();

    Setup m_setup;
    std::unique_ptr<const model::ChatRequest> m_asked{};
    std::unique_ptr<upstream::Call> m_call{};
    std::unique_ptr<Relay> m_relay{};
    bool m_anew = false; ///< A whole answer is written anew, in the client's dialect:
    std::string m_translated{};
    std::shared_ptr<const model::Plan> m_plan{}; ///< Keeps the provider's type readable, and the budgets.
    std::string_view m_providerType{};
    std::int64_t m_requestBytes = 0;
    std::int64_t m_countedInput = 0; ///< Tokens; 0 = nobody counted.
    std::int64_t m_countedOutput = 0;
    std::string m_headerLines{};
    std::string m_ready{};       ///< Of a stream: what may go to the client next.
    base::Result<> m_readable{}; ///< Whether the stream is one.
    bool m_wholeRead = false;    ///< The transfer had ended before it was read last.
    model::AttemptRecord m_record{};
    Allowance m_allowance{};
    std::string m_errorBody{};
    std::optional<routing::ResetHint> m_reset{};
    std::int64_t m_startedAt = 0;
    std::int64_t m_firstContentAt = 0;
    bool m_committed = false;
    bool m_countable = true; ///< The answer is made of tokens.
    bool m_errorEventSent = false;
    bool m_refused = false;
};

} // namespace exchange
