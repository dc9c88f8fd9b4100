#pragma once

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

/// What a stream says at each of its bytes, read with other means than the gateway's own: the measure of the cut test.
namespace cuts {

struct Event {
    std::size_t begin = 0;
    std::size_t dataEnd = 0; ///< Behind its last line, without that line's end.
    std::size_t end = 0;     ///< Behind its blank line; beyond the stream when there is none.
    bool done = false;       ///< `[DONE]`
    bool error = false;
    bool usage = false;
    bool usageOnly = false; ///< What a client does not get that did not ask.
    bool finished = false;  ///< With it every choice that was begun has its finish reason.
    bool meaning = false;   ///< Adds something to what was said, or a finish reason that was not there yet.
};

/// One whole stream and what its beginnings mean.
class Stream {
public:
    Stream(std::string itsName, std::string itsBytes) : name(std::move(itsName)), bytes(std::move(itsBytes))
    {
        split();
        for (Event &event : m_events)
            read(event);
        for (const bool hideUsage : {false, true})
            show(hideUsage);
    }

    /// The rule, in full. A stream that was cut after `cut` bytes may be called whole when it carried no error and
    /// - its `[DONE]` has come: with the blank line, or, when the message had its proper end, without it; or
    /// - the message had its proper end, not in the middle of an event, and nothing that was still to come says
    ///   anything: all text, calls and finish reasons are there. (Usage may be missing; it is estimated then.)
    /// A stream that said nothing before a last event without its blank line is not: nothing was shown of it yet, so
    /// that another attempt is unseen.
    bool mayBeWhole(std::size_t cut, bool messageEnded) const
    {
        if (!saidSomething(cut))
            return false;
        bool betweenEvents = false;
        for (const Event &event : m_events) {
            const bool here = event.end <= cut || (messageEnded && event.dataEnd <= cut);
            if (here && event.error)
                return false;
            if (here && event.done)
                return true;
            betweenEvents = betweenEvents || (event.dataEnd <= cut && cut <= event.end);
            if (!here && event.meaning)
                return false;
        }
        return messageEnded && betweenEvents && m_finishes;
    }

    /// What a client may have before the end is known: the whole events up to `[DONE]` or to an error.
    std::string_view shown(std::size_t cut, bool hideUsage) const
    {
        return std::string_view(m_shown[hideUsage]).substr(0, m_shownEnds[hideUsage][wholeEvents(cut)]);
    }
    /// What a client has of a stream that was called whole.
    std::string wholeAnswer(std::size_t cut, bool hideUsage) const
    {
        std::string out;
        for (const Event &event : m_events)
            if (event.begin < cut && !(event.usageOnly && hideUsage))
                out += bytes.substr(event.begin, std::min(cut, event.end) - event.begin);
        return out;
    }
    bool saidSomething(std::size_t cut) const { return any(cut, &Event::meaning); }
    bool saidError(std::size_t cut) const { return any(cut, &Event::error); }
    /// A count that cannot grow any more.
    bool saidLastUsage(std::size_t cut, bool messageEnded) const
    {
        return any(cut, &Event::usage, messageEnded) && any(cut, &Event::finished, messageEnded);
    }

    const std::string name;
    const std::string bytes;

private:
    std::size_t wholeEvents(std::size_t cut) const
    {
        std::size_t count = 0;
        while (count < m_events.size() && m_events[count].end <= cut)
            ++count;
        return count;
    }
    bool any(std::size_t cut, bool Event::*what, bool messageEnded = false) const
    {
        for (const Event &event : m_events)
            if ((messageEnded ? event.dataEnd : event.end) <= cut && event.*what)
                return true;
        return false;
    }

    void split()
    {
        Event event;
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t lineEnd = std::min(bytes.find('\n', at), bytes.size());
            const bool return_ = lineEnd > at && bytes[lineEnd - 1] == '\r';
            const std::size_t textEnd = lineEnd - (return_ ? 1 : 0);
            const bool blank = textEnd == at;
            if (!blank)
                event.dataEnd = textEnd;
            at = lineEnd + 1;
            if (blank && event.dataEnd > event.begin) {
                event.end = std::min(at, bytes.size());
                m_events.push_back(event);
                event = {.begin = at, .dataEnd = at};
            }
        }
        if (event.dataEnd > event.begin) {
            event.end = bytes.size() + 1;
            m_events.push_back(event);
        }
    }

    void read(Event &event)
    {
        std::string_view text = std::string_view(bytes).substr(event.begin, event.dataEnd - event.begin);
        event.error = text.starts_with("event: error");
        const auto at = text.starts_with("data:") ? 0 : text.find("\ndata:");
        if (at == std::string_view::npos)
            return;
        text.remove_prefix(text.find("data:", at) + 5);
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        event.done = text == "[DONE]";
        if (event.done)
            return;
        const auto json = base::Json::parse(text, nullptr, /*allow_exceptions=*/false);
        const base::Json &choices = base::at(json, "choices");
        event.error = event.error || !base::at(json, "error").is_null();
        event.usage = base::at(json, "usage").is_object() || base::at(base::at(json, "x_groq"), "usage").is_object();
        event.usageOnly = choices.is_array() && choices.empty() && base::at(json, "usage").is_object();
        for (const base::Json &choice : choices)
            event.meaning = says(choice) || event.meaning;
        event.finished = !m_finish.empty();
        for (const auto &[index, reason] : m_finish)
            event.finished = event.finished && !reason.empty();
    }

    /// Whether the choice adds anything.
    bool says(const base::Json &choice)
    {
        bool out = false;
        for (const auto &[key, value] : base::at(choice, "delta").items())
            if (key != "role" && !value.is_null() && value != "" && value != base::Json::array())
                out = true;
        const std::string finish = base::textOr(base::at(choice, "finish_reason"));
        std::string &known = m_finish[base::integerOr(base::at(choice, "index"))];
        m_finishes = m_finishes || !finish.empty();
        if (finish.empty() || finish == known)
            return out;
        known = finish;
        return true;
    }

    void show(bool hideUsage)
    {
        bool over = false;
        m_shownEnds[hideUsage].push_back(0);
        for (const Event &event : m_events) {
            over = over || event.done;
            if (!over && !(event.usageOnly && hideUsage))
                m_shown[hideUsage] += bytes.substr(event.begin, event.end - event.begin);
            over = over || event.error;
            m_shownEnds[hideUsage].push_back(m_shown[hideUsage].size());
        }
    }

    std::vector<Event> m_events{};
    std::map<std::int64_t, std::string> m_finish{}; ///< By choice.
    bool m_finishes = false;
    std::array<std::string, 2> m_shown{};
    std::array<std::vector<std::size_t>, 2> m_shownEnds{}; ///< After so many whole events.
};

/// Small ones with every feature that matters here, so that a clone without recordings proves the same.
inline std::vector<Stream> madeStreams()
{
    const auto sse = [](const std::string &data) { return "data: " + data + "\n\n"; };
    const auto delta = [&](const std::string &inner, const std::string &more = {}) {
        return sse(R"({"model":"made","choices":[{"index":0,"delta":{)" + inner + "}" + more + "}]}");
    };
    const std::string role = delta(R"("role":"assistant","content":"")");
    const std::string stop = delta("", R"(,"finish_reason":"stop")");
    const std::string usage = sse(R"({"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}})");
    const std::string done = sse("[DONE]");
    const std::string plain = role
                              + delta(R"("content":"h\u00e9 )"
                                      "\xF0\x9F\x98\x80"
                                      R"(")")
                              + stop + usage + done;
    std::string crlf = role + delta(R"("content":"Hi")") + stop;
    for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2)
        crlf.replace(at, 1, "\r\n");
    const auto choice = [&](int index, const std::string &rest) {
        return sse(R"({"choices":[{"index":)" + std::to_string(index) + rest + "}]}");
    };
    const std::string finish = R"(,"delta":{},"finish_reason":"stop")";
    const std::string tools = delta(R"("reasoning_content":"Hm")")
                              + delta(R"("tool_calls":[{"index":0,"id":"c","function":{"name":"f","arguments":""}}])")
                              + delta(R"("tool_calls":[{"index":0,"function":{"arguments":"{}"}}])")
                              + delta("", R"(,"finish_reason":"tool_calls")");
    return {
        {"made: plain", plain},
        {"made: CRLF, no terminator", crlf},
        {"made: two choices", choice(0, R"(,"delta":{"content":"a"})") + choice(1, R"(,"delta":{"content":"b"})")
                                  + choice(0, finish) + choice(1, finish) + usage + done},
        {"made: a call", tools + usage + done},
        {"made: comments and words", ": ping\n\n: ping\n\n" + role + ": ping\n\n" + delta(R"("content":"data: [DONE]")")
                                         + "event: message\n: in between\n" + delta(R"("content":"b")") + stop + usage
                                         + done + ": bye\n\n"},
        {"made: usage on the finish, no terminator",
         sse(R"({"choices":[{"delta":{"content":"Hi"}}]})")
             + sse(
                 R"({"choices":[{"delta":{},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})")},
        {"made: an error", role + delta(R"("content":"Hi")") + sse(R"({"error":{"message":"boom"}})") + stop + done},
        {"made: an error at once", role + sse(R"({"error":{"message":"boom"}})") + done},
        {"made: no last blank line", plain.substr(0, plain.size() - 1)},
    };
}

/// Every recorded OpenAI-compatible chat stream; none where the recordings are not at hand.
inline std::vector<Stream> recordedStreams()
{
    const char *shared = std::getenv("SWITCHYARD_SHARED");
    const auto wire =
        (shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(ROOT) / "../shared") / "wire";
    const auto contents = [](const std::filesystem::path &path) {
        std::ifstream file(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    std::vector<Stream> out;
    for (const char *folder : {"cases", "extras"}) {
        const auto index = base::Json::parse(contents(wire / folder / "index.json"), nullptr, false);
        for (const base::Json &row : base::at(index, "cases")) {
            const std::string file = base::textOr(base::at(row, "response_file"));
            const std::string name = base::textOr(base::at(row, "case"));
            if (base::textOr(base::at(row, "endpoint")) == "chat.completions" && file.ends_with(".sse"))
                out.emplace_back(name, contents(wire / folder / name / file));
        }
    }
    return out;
}

} // namespace cuts
