#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "jobs/events.h"

namespace server {

/// Why a watcher's connection ends.
enum class Farewell : std::uint8_t { Stopping, NotAllowed, Unheard };

/// How events are written to one watcher, and what it may say. Thread: one.
class EventWire {
public:
    virtual ~EventWire() = default;
    /// The first words: where it stands.
    virtual void ready(std::string &out, std::uint64_t id) = 0;
    virtual void event(std::string &out, const jobs::Event &event) = 0;
    /// Events before `id` are gone that it should have had.
    virtual void lost(std::string &out, std::uint64_t id) = 0;
    /// A sign of life; false when the other side gave none since some were sent.
    virtual bool beat(std::string &out) = 0;
    virtual void end(std::string &out, Farewell why) = 0;
    /// What the watcher said; false when the connection is over, and `out` is the last of it.
    virtual bool take(std::string &, std::string_view) { return true; }
};

/// Server-sent events. Source: WHATWG HTML, section 9.2.
class SseWire final : public EventWire {
public:
    void ready(std::string &out, std::uint64_t id) override;
    void event(std::string &out, const jobs::Event &event) override;
    void lost(std::string &out, std::uint64_t id) override;
    bool beat(std::string &out) override;
    void end(std::string &, Farewell) override {}
};

} // namespace server
