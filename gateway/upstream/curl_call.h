#pragma once

#include <memory>
#include <optional>
#include <string>

#include <curl/curl.h>

#include "base/held_bytes.h"
#include "upstream/call.h"
#include "upstream/curl_client.h"

namespace upstream {

/// One transfer by libcurl. The request is sent at most once: should libcurl start over on a fresh connection after a
/// stale one failed, the second start is refused, so that no provider is asked (and bills) twice behind our back.
class CurlCall final : public Call {
public:
    CurlCall(CurlClient &client, base::Wake &wake, Request request, std::shared_ptr<const Prepared> prepared);
    ~CurlCall() override;

    void mask(std::string &text) const override { m_prepared->mask(text); }
    /// Called by the client, outside of any libcurl callback.
    void done(CURLcode code);
    /// The token it waited for has come, or will not.
    void tokenCame();
    /// A request that could not even be started.
    void refuse(model::FailureClass failure, const std::string &why) { finish({failure, why}); }

    /// Its turn has come. Called by the queue, outside of any libcurl callback; may destroy this.
    void takeStep();

    /// libcurl's callbacks; each is handed the EasyHandle.
    static std::size_t onHeader(char *bytes, std::size_t size, std::size_t count, void *handle);
    static std::size_t onBody(char *bytes, std::size_t size, std::size_t count, void *handle);
    static int onStart(void *handle, char *, char *, int, int);

private:
    bool takeHeaderLine(std::string_view line);
    void keepHeader(std::string_view line);
    bool announced();
    std::size_t giveUp(std::string why);
    std::size_t refuseSize(std::string why);
    void beginOrWait();
    void begin();
    bool chooseWay();
    bool goElsewhere(CURLcode code);
    void endOnTheWay();
    std::string wordsFor(CURLcode code) const;
    void queue();
    void applyPause(bool paused) override;
    void consumed() override;
    void goOn();
    void stop() override;

    CurlClient &m_client;
    Request m_request;
    std::shared_ptr<const Prepared> m_prepared;
    std::unique_ptr<EasyHandle> m_handle{}; ///< Null before the start and after the end.
    std::optional<ProxyTrip> m_trip{};      ///< Of a call that goes through the pool, once it has begun.
    std::size_t m_headerBytes = 0;
    bool m_started = false; ///< The request has begun to leave.
    bool m_headDone = false;
    bool m_refusal = false; ///< The head says 4xx or 5xx.
    std::size_t m_kept = 0; ///< Headers.
    bool m_paused = false;  ///< libcurl was told to wait; it delivers the refused bytes again.
    bool m_wantPause = false;
    std::string m_problem{};                                        ///< Why we made libcurl stop, when we did.
    model::FailureClass m_problemClass = model::FailureClass::None; ///< None: as far as the answer had come.
    std::size_t m_step = 0;                                         ///< Bytes of the answer in this turn of libcurl's.
    std::uint64_t m_turn = 0;                                       ///< The turn that `m_step` counts.
    bool m_queued = false;                                          ///< In the client's queue for its next step.
    base::HeldBytes m_held;
};

} // namespace upstream
