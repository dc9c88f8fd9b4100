#include "server/event_wire.h"

#include "admin/event_terms.h"

namespace server {
namespace {

constexpr std::string_view kRetry = "retry: 2000\n";

void append(std::string &out, std::uint64_t id, std::string_view name, std::string_view data)
{
    out.append("id: ").append(std::to_string(id)).append("\nevent: ").append(name).append("\ndata: ");
    out.append(data).append("\n\n");
}

} // namespace

void SseWire::ready(std::string &out, std::uint64_t id)
{
    out += kRetry;
    append(out, id, "ready", "{}");
}

void SseWire::event(std::string &out, const jobs::Event &event)
{
    append(out, event.id, jobs::topicName(event.topic), event.body); // one line: it is JSON as we write it
}

void SseWire::lost(std::string &out, std::uint64_t id)
{
    append(out, id, admin::kLostEvent, "{}");
}

/// A connection that is gone shows by what cannot be sent.
bool SseWire::beat(std::string &out)
{
    out += ":\n\n";
    return true;
}

} // namespace server
