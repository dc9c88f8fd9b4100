#pragma once

#include <memory>
#include <string>

#include "base/held_bytes.h"
#include "upstream/answer_reader.h"
#include "upstream/call.h"
#include "upstream/curl_client.h"
#include "upstream/plain_connections.h"

namespace upstream {

/// One request over HTTP/1.1 without TLS to an address in numbers: a provider on this computer or next to it. What
/// libcurl does for such a call costs more than everything else the gateway does for it.
/// A request is sent at most once, on one connection.
class PlainCall final : public Call, private AnswerReader::Sink {
public:
    PlainCall(CurlClient &client, base::Wake &wake, Request request, std::shared_ptr<const Prepared> prepared);
    ~PlainCall() override;

    void mask(std::string &text) const override { m_prepared->mask(text); }
    /// What the connection tells. May end the connection.
    void onReady(std::uint32_t events);

private:
    void begin();
    void connected();
    void send();
    void receive();
    void want(std::uint32_t interest);
    void broke(int code);
    void farEndClosed();
    void conclude();
    void fail(model::FailureClass early, std::string why);
    void applyPause(bool paused) override;
    void consumed() override { m_held.set(buffered()); }
    void stop() override;
    void onHeader(std::string_view name, std::string_view value) override;
    bool onHead(int status, std::int64_t length) override;
    bool onBody(std::string_view bytes) override;
    void onInterim() override
    {
        clearHeaders();
        m_kept = 0;
    }
    bool refuseSize(const char *why);

    CurlClient &m_client;
    Request m_request;
    std::shared_ptr<const Prepared> m_prepared;
    std::unique_ptr<PlainConnection> m_connection{}; ///< Null before the start and after the end.
    AnswerReader m_reader;
    base::CallbackTimer m_patience; ///< With a connection in the making.
    std::string m_tail{};           ///< The end of the head, which names the length of the body.
    std::size_t m_sent = 0;
    std::size_t m_total = 0; ///< To send.
    bool m_connecting = false;
    bool m_broken = false;  ///< The connection takes nothing any more.
    std::size_t m_kept = 0; ///< Headers.
    bool m_waiting = false; ///< The client reads slowly.
    std::string m_problem{};
    model::FailureClass m_problemClass = model::FailureClass::None;
    base::HeldBytes m_held;
};

} // namespace upstream
