#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/wake.h"
#include "dialect/dialect.h"
#include "exchange/attempt.h"
#include "exchange/client_stream.h"
#include "exchange/inbound_call.h"
#include "exchange/route.h"
#include "exchange/services.h"
#include "routing/retry.h"

namespace exchange {

/// Makes the attempts of one call: its request in the provider's dialect, and on its way.
/// Thread: the worker's. What it is given outlives the attempts.
class Sender {
public:
    struct Setup {
        Services &services;
        const dialect::Dialect &spoken; ///< The dialect the client speaks.
        const InboundCall &call;
        const dialect::RequestPeek &peek;
        const std::shared_ptr<const model::Plan> &plan;
        const Route &route;
        ClientStream &client;
        base::Wake &wake;
        const bool &stopping;
        const model::ClientKey &key;
        const std::size_t &made;      ///< Attempts so far.
        std::int64_t deadline;        ///< Of the call with all its attempts. Unit: steady nanoseconds.
        const std::string &callLines; ///< Header lines of its answer.
    };
    explicit Sender(const Setup &setup) : m_setup(setup) {}

    /// One that cannot be said in the provider's dialect has failed already. The target has a wire.
    std::unique_ptr<Attempt> send(const routing::Step &step, Allowance allowance) const;

private:
    std::unique_ptr<Attempt> attempt(const Wire &wire) const;
    base::Result<upstream::Request> requestFor(const routing::Step &step, const Wire &wire, std::int64_t limit,
                                               Translation &how) const;
    std::vector<std::pair<std::string, std::string>> headersFor(const Wire &wire) const;
    Remembered remembered() const;

    Setup m_setup;
};

} // namespace exchange
