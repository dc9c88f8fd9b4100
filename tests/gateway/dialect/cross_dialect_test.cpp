#include <algorithm>
#include <set>

#include <QTest>

#include "dialect/registry.h"
#include "fakes/padded_text.h"
#include "fakes/recordings.h"

using base::Json;

namespace {

constexpr dialect::AnswerFor kClient{.requestedModel = "m", .requestId = "1", .nowSeconds = 7};

/// What a client's dialect has no place for; everything else must arrive.
struct Loss {
    std::string_view client;
    std::string_view field; ///< Of the description.
    std::string_view why;
};
constexpr Loss kLosses[] = {
    {"completions", "tool_calls", "a text completion is words"},
    {"completions", "reasoning", "a text completion is words"},
    {"completions", "refusal", "a refusal is words like others"},
    {"completions", "text", "a refusal is words like others"},
    {"anthropic", "refusal", "a refusal is words like others, and a reason to stop"},
    {"anthropic", "text", "a refusal is words like others"},
    {"gemini", "refusal", "a refusal is words like others"},
    {"gemini", "text", "a refusal is words like others"},
};

bool loses(std::string_view client, std::string_view field)
{
    return std::ranges::any_of(kLosses, [&](const Loss &loss) { return loss.client == client && loss.field == field; });
}

/// Counts that a dialect has no field for, by the client's id.
std::set<std::string> countsOf(std::string_view client)
{
    std::set<std::string> out{"input", "cached", "cache_write", "output", "reasoning"};
    if (client != "responses" && client != "anthropic")
        out.erase("cache_write");
    if (client == "anthropic")
        out.erase("reasoning");
    return out;
}

/// An answer that one dialect cannot say at all.
struct Unsayable {
    std::string_view client;
    std::string_view recording;
    std::string_view why;
};
constexpr Unsayable kUnsayable[] = {
    {"gemini", "cohere/v2chat-json-cohere-null-args", "a call's arguments are an object, and these are null"},
};

bool canBeTold(std::string_view client, std::string_view recording)
{
    return std::ranges::none_of(
        kUnsayable, [&](const Unsayable &one) { return one.client == client && one.recording == recording; });
}

/// The finish in the words that dialect has for it.
Json finishAsToldTo(std::string_view client, const Json &description)
{
    const std::string finish = base::textOr(description["finish"]);
    if (client == "responses" && !description["tool_calls"].empty() && (finish == "stop" || finish.empty()))
        return "tool_calls"; // it says only that the answer is complete
    if (client == "anthropic" && finish == "stop" && !base::textOr(base::at(description, "refusal")).empty())
        return "content_filter"; // a refusal ends with a word of its own, whatever the provider's word was
    return description["finish"];
}

/// The description as that client's dialect can tell it.
Json asToldTo(std::string_view client, Json description)
{
    description["finish"] = finishAsToldTo(client, description);
    if (client == "gemini") { // has whole calls only: one that was cut is left out
        Json calls = Json::array();
        for (const Json &call : description["tool_calls"])
            if (base::at(call, "raw").is_null())
                calls.push_back(call);
        description["tool_calls"] = calls;
    }
    if (base::textOr(description["refusal"]).empty() || !loses(client, "text"))
        for (const char *field : {"tool_calls", "reasoning", "refusal"})
            if (loses(client, field))
                description.erase(field);
    if (!base::textOr(base::at(description, "refusal")).empty() && loses(client, "text")) {
        description["text"] = base::textOr(description["text"]) + base::textOr(description["refusal"]);
        for (const char *field : {"tool_calls", "reasoning", "refusal"})
            if (loses(client, field))
                description.erase(field);
    }
    const std::string finish = base::textOr(description["finish"]);
    if (finish.empty() || (finish == "tool_calls" && loses(client, "tool_calls")))
        description["finish"] = "stop"; // an end without a word of its own
    Json usage = Json::object();
    for (const std::string &count : countsOf(client))
        usage[count] = description["usage"][count];
    description["usage"] = usage;
    return description;
}

const dialect::Dialect *providerOf(std::string_view endpoint)
{
    if (endpoint == "streamGenerateContent")
        endpoint = "generateContent";
    for (const dialect::Dialect *one : dialect::allDialects())
        if (one->endpoint == endpoint && one->call != nullptr)
            return one;
    return nullptr;
}

base::Result<model::ChatAnswer> answerOf(const dialect::Dialect &provider, const recordings::Case &one)
{
    if (!one.streaming)
        return provider.call->readAnswer(one.response);
    auto stream = recordings::readStream(provider, one.response, 4096);
    if (!stream)
        return base::fail(stream.error());
    if (stream->failure())
        return base::fail(base::ErrorCode::Upstream, stream->failure()->message);
    return stream->answer();
}

/// Successful, complete answers that their own dialect's tests have judged already.
std::vector<recordings::Case> answeredCases()
{
    std::set<std::string> endpoints{"streamGenerateContent"};
    for (const dialect::Dialect *one : dialect::allDialects())
        if (one->call != nullptr)
            endpoints.insert(std::string(one->endpoint));
    std::vector<recordings::Case> out;
    for (recordings::Case &one : recordings::of(endpoints)) {
        const bool whole = one.status == 200 && !one.features.contains("mid_stream_error")
                           && base::at(one.expected, "error").is_null();
        const bool readable = !one.streaming || one.responseFile.ends_with(".sse");
        if (whole && readable && providerOf(one.endpoint) != nullptr)
            out.push_back(std::move(one));
    }
    return out;
}

void compare(const model::ChatAnswer &got, const model::ChatAnswer &sent, std::string_view client,
             const std::string &what)
{
    Json want = recordings::described(sent);
    Json have = recordings::described(got);
    if (base::textOr(want["model"]).empty())
        want["model"] = kClient.requestedModel;
    // A call that was cut before its arguments began, and one that has none, look alike in some dialects.
    for (Json *calls : {&want["tool_calls"], &have["tool_calls"]})
        for (Json &call : *calls)
            if (call["raw"] == "" || call["arguments"] == Json::object())
                call = {{"name", call["name"]}};
    const Json told = asToldTo(client, std::move(want));
    const Json heard = asToldTo(client, std::move(have));
    QVERIFY2(told == heard, (what + "\n got " + base::dump(heard) + "\nwant " + base::dump(told)).c_str());
}

} // namespace

/// Every recorded answer, told to the clients of every dialect: what they hear is what the provider said.
class CrossDialectTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!recordings::available())
            QSKIP("the recordings are not beside this checkout");
    }
    void everyAnswerReachesEveryClient_data()
    {
        QTest::addColumn<QByteArray>("client");
        for (const dialect::Dialect *client : dialect::allDialects())
            if (client->serve != nullptr && client->call != nullptr)
                QTest::newRow(std::string(client->id).c_str()) << QByteArray::fromStdString(std::string(client->id));
    }
    void everyAnswerReachesEveryClient()
    {
        QFETCH(QByteArray, client);
        const dialect::Dialect &to = *dialect::findDialect(client.toStdString());
        int seen = 0;
        for (const recordings::Case &one : answeredCases()) {
            const dialect::Dialect &from = *providerOf(one.endpoint);
            auto sent = answerOf(from, one);
            if (!sent || sent->choices.empty() || !canBeTold(to.id, one.name))
                continue;
            sent->choices.resize(1); // not every dialect has more
            ++seen;
            const std::string what = one.name + " to " + client.toStdString();
            const std::string body = fakes::padded(to.serve->writeAnswer(*sent, kClient));
            const auto whole = to.call->readAnswer(body);
            QVERIFY2(whole, (what + ": " + body).c_str());
            compare(*whole, *sent, to.id, what + ", whole");
            std::string stream;
            const auto writer = to.serve->makeWriter(kClient);
            for (const model::ChatEvent &event : dialect::eventsOf(*sent))
                writer->write(event, stream);
            writer->end(stream);
            stream.reserve(stream.size() + dialect::kReadablePadding);
            const auto heard = recordings::readStream(to, stream, 64);
            QVERIFY2(heard, (what + ": " + stream).c_str());
            compare(heard->answer(), *sent, to.id, what + ", stream");
        }
        QVERIFY(seen > 10);
    }
};

QTEST_APPLESS_MAIN(CrossDialectTest)
#include "cross_dialect_test.moc"
