#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "base/wake.h"
#include "dialect/dialect.h"
#include "exchange/client_stream.h"
#include "exchange/relay.h"
#include "exchange/wire.h"
#include "model/call_record.h"
#include "pricing/catalogue.h"
#include "routing/permit.h"
#include "routing/targets.h"
#include "upstream/call.h"

namespace exchange {

/// One request to one provider: sends it, waits for the first content, relays what follows up to, but not including,
/// the bytes that make the answer whole. Those the exchange sends after booking.
/// Thread: the worker's.
class Attempt {
public:
    struct Setup {
        const dialect::Dialect &spoken; ///< The dialect the client speaks.
        Wire wire;                      ///< The one the provider is asked in.
        std::string_view params;        ///< The receipt.
        dialect::AnswerFor answerFor;
        const dialect::RequestPeek &peek;
        ClientStream &client;
        base::Reactor &reactor;
        base::Wake &wake;
        upstream::Starter &starter;
        const pricing::Catalogue &prices;
        std::string_view clientHeaders; ///< Our own header lines of a streamed answer.
        const bool &stopping;           ///< This program ends, and so must the call.
    };

    explicit Attempt(const Setup &setup) : m_setup(setup) {}

    base::Task<> run(upstream::Request request);
    /// Instead of run(): the request cannot be said in the provider's dialect, so nothing is sent.
    void refuse(const routing::Target &target, const model::ProviderKey *key, const base::Error &error);

    /// The client has the beginning of an answer: no other attempt may follow.
    bool committed() const { return m_committed; }
    bool succeeded() const { return m_record.failure == model::FailureClass::None; }
    /// When the first content went out; 0 = never. Unit: steady nanoseconds.
    std::int64_t firstContentAt() const { return m_firstContentAt; }
    /// What is left to send of a good answer: all of a whole one, the end of a streamed one.
    std::string_view lastBytes() const;
    /// The same of a whole answer, moved out.
    std::string takeWhole() { return m_setup.wire.translated ? std::move(m_translated) : m_call->takeBody(); }
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
    base::Task<> relayStream();
    base::Task<> awaitWhole();
    base::Task<> letClientCatchUp();
    void noteTranslation();
    void readRefusal();
    void readWhole();
    void showRefusal(const dialect::ErrorFacts &facts);
    void failFromErrorEvent();
    void fail(model::FailureClass failure, std::string why);
    void failFromEnd();
    bool calledOff() const { return m_setup.client.gone() || m_setup.stopping; }
    void failCalledOff();
    void estimateUsage(std::int64_t requestBytes);
    void book(std::int64_t requestBytes, std::string_view providerType);

    Setup m_setup;
    std::unique_ptr<upstream::Call> m_call{};
    std::unique_ptr<Relay> m_relay{};
    std::string m_translated{}; ///< A whole answer, in the client's dialect.
    model::AttemptRecord m_record{};
    std::string m_errorBody{};
    std::optional<routing::ResetHint> m_reset{};
    std::int64_t m_startedAt = 0;
    std::int64_t m_firstContentAt = 0;
    bool m_committed = false;
    bool m_errorEventSent = false;
    bool m_refused = false;
};

} // namespace exchange
