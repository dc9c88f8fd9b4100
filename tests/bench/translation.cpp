/// What a request of 500 KB with 80 tools costs before it goes out: read for routing, then passed on in its own dialect or
/// written in another one. Unit: processor time of this thread. Prints one line for each pair of dialects.
/// `--check` ends with 3 when a target is missed. Source of the targets: R83, and issue "Every dialect".

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "dialect/openai_quirks.h"
#include "exchange/outbound.h"

namespace {

using base::Json;
using dialect::Dialect;

constexpr std::size_t kBytes = 500'000;
constexpr int kTools = 80;
constexpr int kRounds = 40;
constexpr double kSameMillis = 1;
constexpr double kTranslatedMillis = 10;
constexpr std::string_view kSentence =
    "The build says \"no rule to make target\", so look at\n\tthe first line that differs; 42 % are caf\u00e9s. ";

Json tool(int number)
{
    Json properties = Json::object();
    for (const char *name : {"path", "old", "new", "mode", "depth", "filter"})
        properties[name] = {{"type", "string"},
                            {"description", std::string("What ") + name + " is, in one sentence or in two of them."},
                            {"enum", {"first", "second", "third"}}};
    properties["lines"] = {{"type", "array"}, {"items", {{"type", "integer"}, {"minimum", 1}}}};
    properties["range"] = {{"type", "object"}, {"properties", {{"from", {{"type", "integer"}}}}}};
    return {{"type", "function"},
            {"function",
             {{"name", "edit_file_" + std::to_string(number)},
              {"description", "Replaces one passage of a file by another one. Fails when it is not there."},
              {"parameters",
               {{"type", "object"}, {"required", {"path", "old", "new"}}, {"properties", std::move(properties)}}}}}};
}

std::string words(int sentences)
{
    std::string out;
    for (int i = 0; i < sentences; ++i)
        out += kSentence;
    return out;
}

/// A turn of an agent: it says something, calls two tools, and gets their results.
void addTurn(Json &messages, int number)
{
    Json calls = Json::array();
    for (const char *which : {"a", "b"})
        calls.push_back({{"id", "call_" + std::to_string(number) + which},
                         {"type", "function"},
                         {"function",
                          {{"name", "edit_file_" + std::to_string(number % kTools)},
                           {"arguments", base::dump({{"path", "src/a.cpp"}, {"old", words(3)}, {"new", words(3)}})}}}});
    const Json results = calls;
    messages.push_back({{"role", "assistant"}, {"content", words(2)}, {"tool_calls", std::move(calls)}});
    for (const Json &call : results)
        messages.push_back({{"role", "tool"}, {"tool_call_id", call["id"]}, {"content", words(12)}});
    messages.push_back({{"role", "user"}, {"content", words(4)}});
}

/// As the agents of today send it: mostly results of tools, many tools, a few parameters.
std::string chatBody()
{
    Json body = {
        {"model", "some-model"},
        {"max_tokens", 4096},
        {"temperature", 0.2},
        {"stream", true},
        {"tool_choice", "auto"},
        {"messages", {{{"role", "system"}, {"content", words(40)}}, {{"role", "user"}, {"content", "Begin."}}}},
        {"tools", Json::array()}};
    for (int i = 0; i < kTools; ++i)
        body["tools"].push_back(tool(i));
    std::size_t size = base::dump(body).size();
    for (int i = 0; size < kBytes; ++i) {
        const Json before = body["messages"];
        addTurn(body["messages"], i);
        size += base::dump(body["messages"]).size() - base::dump(before).size();
    }
    std::string out = base::dump(body);
    out.reserve(out.size() + dialect::kReadablePadding);
    return out;
}

const dialect::PathFacts kPath{.model = "some-model", .stream = true};

/// The same call in that dialect; empty when it has none.
std::string bodyIn(const Dialect &client, const std::string &chat)
{
    if (&client == &dialect::openaiChat)
        return chat;
    auto request = dialect::openaiChat.serve->readRequest(chat, *dialect::openaiChat.peek(chat, kPath));
    model::Receipt receipt;
    std::string out = client.call->writeRequest(std::move(*request), {}, receipt).value_or("");
    out.reserve(out.size() + dialect::kReadablePadding);
    return out;
}

double millisNow()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Figures {
    double median = 0;
    double worst = 0;
    std::size_t sent = 0; ///< Unit: bytes.
};

Figures measure(const Dialect &client, const exchange::Wire &wire, const std::string &body)
{
    Figures out;
    std::vector<double> times;
    for (int i = 0; i < kRounds; ++i) {
        const double begin = millisNow();
        const auto peek = client.peek(body, kPath);
        const auto facts = peek->prompt ? *peek->prompt : client.readPrompt(body);
        const auto sent = exchange::outbound(client, wire, dialect::quirksFor({}), body, *peek,
                                             {.model = "another-model", .askUsage = true});
        times.push_back(millisNow() - begin);
        out.sent = sent && facts.turns > 0 ? sent->body.size() : 0;
    }
    std::ranges::sort(times);
    out.median = times[times.size() / 2];
    out.worst = times.back();
    return out;
}

/// Whether it is reached.
bool report(const Dialect &client, const Dialect &provider, const std::string &body)
{
    const bool same = &client == &provider;
    const Figures got = measure(client, {&provider, !same}, body);
    const double target = same ? kSameMillis : kTranslatedMillis;
    const bool reached = got.sent > kBytes / 2 && got.median <= target;
    std::printf("%-10.*s %-10.*s %8zu %8zu %10.2f %10.2f %10.0f  %s\n", static_cast<int>(client.id.size()),
                client.id.data(), static_cast<int>(provider.id.size()), provider.id.data(), body.size(), got.sent,
                got.median, got.worst, target,
                got.sent == 0 ? "NOT SENT"
                : reached     ? "reached"
                              : "missed");
    return reached;
}

} // namespace

int main(int argc, char **argv)
{
    const bool check = argc > 1 && std::strcmp(argv[1], "--check") == 0;
    const std::string chat = chatBody();
    std::puts("client     provider   bytes in bytes out  median ms   worst ms  target ms");
    bool all = true;
    for (const Dialect *client :
         {&dialect::openaiChat, &dialect::openaiResponses, &dialect::anthropicMessages, &dialect::geminiGenerate}) {
        const std::string body = bodyIn(*client, chat);
        for (const Dialect *provider :
             {&dialect::openaiChat, &dialect::openaiResponses, &dialect::anthropicMessages, &dialect::geminiGenerate,
              &dialect::cohereChat, &dialect::ollamaChat, &dialect::bedrockConverse})
            all = report(*client, *provider, body) && all;
    }
    return all || !check ? 0 : 3;
}
