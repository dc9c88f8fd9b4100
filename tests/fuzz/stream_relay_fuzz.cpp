// The relay of a provider's stream: the same for any slicing, nothing lost or invented, no end that was not sent.

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "dialect/dialect.h"
#include "dialect/sse_reader.h"
#include "exchange/stream_relay.h"
#include "fuzz.h"

namespace {

using exchange::StreamRelay;

/// All that can be seen of a relay.
struct Relayed {
    std::string out{};
    std::string held{};
    std::string model{};
    std::string message{};
    model::Usage usage{};
    std::int64_t contentEvents = 0;
    std::size_t used = 0;
    bool refused = false;
    bool flowing = false, terminated = false, failed = false;
    bool wholeIfCut = false, wholeIfEnded = false;
    friend bool operator==(const Relayed &, const Relayed &) = default;
};

Relayed relay(std::string_view input, const std::vector<std::size_t> &cuts, bool hideUsage)
{
    StreamRelay relay(dialect::openaiChat, hideUsage);
    Relayed out;
    std::size_t at = 0;
    for (const std::size_t size : cuts) {
        at += size;
        const fuzz::Padded unread(input.substr(out.used, at - out.used), dialect::kReadablePadding);
        const auto used = relay.take(unread.view(), out.out);
        if (!used) {
            out.refused = true;
            break;
        }
        out.used += *used;
    }
    if (out.refused)
        out.used = 0; // the call ends here, what was used up no longer matters
    out.held = relay.held();
    out.model = relay.servedModel();
    out.message = relay.errorMessage();
    out.usage = relay.usage();
    out.contentEvents = relay.contentEvents();
    out.flowing = relay.flowing();
    out.terminated = relay.terminated();
    out.failed = relay.failed();
    if (!out.refused) {
        StreamRelay cut = relay;
        out.wholeIfCut = cut.finish(input.substr(out.used), false);
        out.wholeIfEnded = relay.finish(input.substr(out.used), true);
    }
    return out;
}

/// A second opinion, with another parser, on whether an event's data carries a finish marker.
bool saysFinished(std::string_view data)
{
    const auto json = nlohmann::json::parse(data, nullptr, false);
    if (!json.is_object())
        return false;
    const auto holds = [](const nlohmann::json &value) {
        return value.is_object() || (value.is_array() && !value.empty())
               || (value.is_string() && !value.get_ref<const std::string &>().empty());
    };
    if (json.contains("object") && json["object"] == "chat.completion.done")
        return true;
    if (!json.contains("choices") || !json["choices"].is_array())
        return false;
    return std::ranges::any_of(json["choices"], [&](const nlohmann::json &choice) {
        return choice.is_object() && choice.contains("finish_reason") && holds(choice["finish_reason"]);
    });
}

struct Marks {
    bool terminator = false;
    bool finish = false;
};

Marks marksIn(const std::string &stream)
{
    Marks out;
    dialect::SseReader reader;
    dialect::SseEvent event;
    for (std::string_view left = stream; !left.empty(); left.remove_prefix(event.raw.size())) {
        const auto step = reader.next(left, event, true);
        if (!step || *step != dialect::SseReader::Step::Event)
            break;
        out.terminator = out.terminator || (event.hasData && event.data == "[DONE]");
        out.finish = out.finish || (event.hasData && saysFinished(event.data));
    }
    return out;
}

/// A stream cut anywhere is whole only when what says so had come before the cut.
void cutAnywhere(std::string_view input)
{
    std::size_t at = 0;
    for (const std::size_t size : fuzz::slices(input.size(), fuzz::hashOf(input) + 1)) {
        at += size;
        if (at % 4 != 0 && input[at - 1] != '\n' && input[at - 1] != '\r')
            continue;
        const std::string_view part = input.substr(0, at);
        const Relayed got = relay(part, {at}, true);
        const Marks marks = marksIn(std::string(part) + "\n\n");
        fuzz::require(!got.wholeIfCut || got.terminated, "a cut stream passes for a whole one");
        fuzz::require(!got.terminated || marks.terminator, "a terminator that nobody sent");
        fuzz::require(!got.wholeIfEnded || marks.terminator || marks.finish,
                      "an ended stream without its end is whole");
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), std::min<std::size_t>(size, 4096));
    const auto cuttings = fuzz::cuttings(input);
    for (const bool hideUsage : {false, true}) {
        const Relayed whole = relay(input, cuttings.front(), hideUsage);
        for (const auto &cuts : cuttings)
            fuzz::require(relay(input, cuts, hideUsage) == whole, "the slicing decides what the client gets");
        fuzz::require(!marksIn(whole.out).terminator, "the end of the stream went out before its time");
        fuzz::require(whole.flowing || whole.out.empty(), "bytes went out before the first content");
        fuzz::require(!whole.flowing || whole.contentEvents > 0 || marksIn(whole.out).finish, "nothing to flow for");
        if (!hideUsage && !whole.refused)
            fuzz::require(whole.out + whole.held == input.substr(0, whole.used), "bytes were lost or changed");
    }
    cutAnywhere(input);
    return 0;
}
