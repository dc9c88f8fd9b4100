#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <QTest>

#include "dialect/registry.h"
#include "fakes/padded_text.h"
#include "fakes/random_requests.h"
#include "fakes/recordings.h"
#include "fakes/request_aspects.h"

using dialect::Dialect;

namespace {

constexpr std::uint32_t kRandomRequests = 150;
constexpr std::size_t kShownFailures = 60;

/// A model of that dialect's makers, for writers look at the name.
std::string modelFor(std::string_view dialect)
{
    constexpr std::pair<std::string_view, std::string_view> kModels[] = {
        {"openai", "gpt-4.1"},
        {"responses", "gpt-4.1"},
        {"anthropic", "claude-sonnet-4-5"},
        {"gemini", "gemini-2.5-pro"},
        {"cohere", "command-a"},
        {"ollama", "qwen3:8b"},
        {"bedrock", "anthropic.claude-sonnet-4-5-v1:0"}};
    for (const auto &[id, model] : kModels)
        if (id == dialect)
            return std::string(model);
    return "m";
}

std::vector<const Dialect *> chatDialects(bool servedToo)
{
    std::vector<const Dialect *> out;
    for (const Dialect *one : dialect::allDialects())
        if (one->call != nullptr && one != &dialect::openaiCompletions && (!servedToo || one->serve != nullptr))
            out.push_back(one);
    return out;
}

base::Result<model::ChatRequest> readBack(const Dialect &dialect, const std::string &text, bool stream)
{
    const std::string body = fakes::padded(text);
    const auto peek = dialect.peek(body, {.model = modelFor(dialect.id), .stream = stream});
    if (!peek)
        return base::fail(peek.error(), "reading what was written: " + text.substr(0, 2000));
    return dialect.serve->readRequest(body, *peek);
}

/// On its way to a provider of that dialect, as the exchange sends it. Errors: what it cannot say at all.
base::Result<std::string> written(const Dialect &to, model::ChatRequest request, model::Receipt &receipt)
{
    request.model = modelFor(to.id);
    return to.call->writeRequest(std::move(request), {.tokenField = "max_completion_tokens"}, receipt);
}

/// What went wrong, a few of each kind.
class Failures {
public:
    void add(const std::string &what, const std::vector<std::string> &lines)
    {
        for (const std::string &line : lines) {
            const std::string kind = what.substr(0, what.find(':')) + line.substr(0, line.find(':'));
            ++m_count;
            if (m_kinds.insert(kind).second && m_shown.size() < kShownFailures)
                m_shown.push_back(what + ": " + line);
        }
    }
    std::string text() const
    {
        std::string out = std::to_string(m_count) + " untold changes";
        for (const std::string &line : m_shown)
            out += "\n" + line;
        return out;
    }
    bool none() const { return m_count == 0; }

private:
    std::set<std::string> m_kinds{};
    std::vector<std::string> m_shown{};
    std::size_t m_count = 0;
};

/// An aspect that a dialect has no word for because it is always so.
bool isAlwaysSo(const Dialect &dialect, const std::string &change)
{
    const bool holdsToSchemas = &dialect == &dialect::geminiGenerate || &dialect == &dialect::anthropicMessages;
    return holdsToSchemas && change.starts_with("strict format: true");
}

std::vector<std::string> untold(const model::ChatRequest &sent, const model::ChatRequest &got,
                                const std::set<model::ChatField> &told, const Dialect &from, const Dialect &to)
{
    auto out = fakes::untold(sent, got, told);
    std::erase_if(out, [&](const std::string &change) { return isAlwaysSo(from, change) || isAlwaysSo(to, change); });
    return out;
}

/// Over there, and back again: each of the two ways may change only what its receipt names.
void checkPair(const model::ChatRequest &asked, const Dialect &from, const Dialect &to, const std::string &name,
               Failures &failures)
{
    model::Receipt there;
    const auto body = written(to, asked, there);
    if (!body)
        return; // refused in words, which the client reads
    const std::string what = std::string(from.id) + " to " + std::string(to.id) + ": " + name;
    auto heard = readBack(to, *body, asked.stream);
    if (!heard)
        return failures.add(what, {"not readable: " + heard.error().detail});
    failures.add(what, untold(asked, *heard, fakes::fieldsOn({&there}), from, to));
    model::Receipt back;
    const auto again = written(from, *heard, back);
    if (!again)
        return failures.add(what + " and back", {"not writable: " + again.error().detail});
    const auto returned = readBack(from, *again, asked.stream);
    if (!returned)
        return failures.add(what + " and back", {"not readable: " + returned.error().detail});
    failures.add(what + " and back", untold(asked, *returned, fakes::fieldsOn({&there, &back}), from, to));
}

const Dialect *dialectOf(const recordings::Case &one)
{
    const std::string endpoint = one.endpoint == "streamGenerateContent" ? "generateContent" : one.endpoint;
    for (const Dialect *dialect : chatDialects(true))
        if (dialect->endpoint == endpoint)
            return dialect;
    return nullptr;
}

std::vector<recordings::Case> askedCases()
{
    std::set<std::string> endpoints{"streamGenerateContent"};
    for (const Dialect *dialect : chatDialects(true))
        endpoints.insert(std::string(dialect->endpoint));
    std::vector<recordings::Case> out;
    for (recordings::Case &one : recordings::of(endpoints))
        if (one.status == 200 && one.request.is_object())
            out.push_back(std::move(one));
    return out;
}

/// A field's own words must stand in what is sent, or its name on the receipt.
struct Mark {
    std::string text{};
    std::vector<model::ChatField> told{};
};

void addPartMarks(const model::Part &part, std::vector<Mark> &out)
{
    using enum model::ChatField;
    using model::PartKind;
    if (part.kind == PartKind::Text || part.kind == PartKind::Refusal)
        out.push_back({part.text, {}});
    else if (part.kind == PartKind::Thinking)
        out.push_back({part.text, {Thinking, Reasoning}});
    else if (part.kind == PartKind::ToolCall)
        out.push_back({part.name, {}});
    for (const std::string *content : {&part.media.data, &part.media.url})
        if (!content->empty())
            out.push_back({*content, {Image, Document, Audio, Video}});
    if (!part.signature.empty())
        out.push_back({part.signature, {Signature, Thinking, RedactedThinking, Reasoning}});
    if (!part.citations.empty())
        out.push_back({part.citations.front().url, {Citations}});
    for (const model::Part &inner : part.content)
        addPartMarks(inner, out);
}

std::vector<Mark> marksOf(const model::ChatRequest &request)
{
    using enum model::ChatField;
    std::vector<Mark> out;
    for (const model::ChatMessage &message : request.messages) {
        for (const model::Part &part : message.parts)
            addPartMarks(part, out);
        if (!message.name.empty())
            out.push_back({message.name, {SpeakerName}});
    }
    for (const model::ToolOffer &tool : request.tools)
        out.push_back({tool.description, {Tools, ToolChoice}});
    if (request.format.kind == model::OutputFormat::Kind::JsonSchema)
        out.push_back({request.format.schema["properties"].begin().key(), {Format}});
    const auto mark = [&](bool said, const char *text, model::ChatField field) {
        if (said)
            out.push_back({text, {field}});
    };
    mark(request.maxTokens.has_value(), "3217", MaxTokens);
    mark(!request.topK.is_null(), "37", TopK);
    mark(!request.seed.is_null(), "4711", Seed);
    mark(!request.logitBias.is_null(), "50256", LogitBias);
    mark(!request.metadata.is_null(), "t-1", Metadata);
    mark(!request.stop.empty(), "STOP", Stop);
    mark(!request.user.empty(), "user-7", User);
    mark(!request.cacheKey.empty(), "key-9", CacheKey);
    mark(request.serviceTier == "flex", "flex", ServiceTier);
    mark(request.store.value_or(false), "store", Store);
    mark(request.logprobs.value_or(false), "ogprobs", Logprobs);
    return out;
}

/// The fields of a receipt that tell of a whole part that is left out.
std::vector<model::ChatField> toldWith(model::PartKind kind)
{
    using enum model::ChatField;
    switch (kind) {
    case model::PartKind::Image:
        return {Image};
    case model::PartKind::Document:
        return {Document};
    case model::PartKind::Audio:
        return {Audio};
    case model::PartKind::Video:
        return {Video};
    case model::PartKind::Thinking:
    case model::PartKind::RedactedThinking:
        return {Thinking, RedactedThinking, Signature, Reasoning};
    default:
        return {};
    }
}

/// Gives everything a field that no dialect knows, and keeps their names.
std::vector<Mark> addStrangers(model::ChatRequest &request)
{
    std::vector<Mark> out;
    const auto add = [&](base::Json &extra, const std::string &where, std::vector<model::ChatField> told) {
        out.push_back({"in a " + where + ": " + std::to_string(out.size()), std::move(told)});
        extra = {{out.back().text, true}};
    };
    add(request.extra, "request", {});
    for (model::ChatMessage &message : request.messages) {
        add(message.extra, "message", {});
        for (model::Part &part : message.parts) {
            add(part.extra, "part of kind " + std::to_string(static_cast<int>(part.kind)), toldWith(part.kind));
            for (model::Part &inner : part.content)
                add(inner.extra, "result", {});
        }
    }
    for (model::ToolOffer &tool : request.tools)
        add(tool.extra, "tool", {model::ChatField::ToolChoice});
    return out;
}

bool isNamed(const model::Receipt &receipt, const std::string &name)
{
    return std::ranges::any_of(receipt.notes(), [&](const model::ParameterNote &note) {
        return note.fate == model::ParameterFate::Dropped && note.name.ends_with(name);
    });
}

} // namespace

/// R8: what is not carried from one dialect into another stands on the receipt.
class ReceiptPropertyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRecordedRequestThereAndBack()
    {
        if (!recordings::available())
            QSKIP("the recordings are not beside this checkout");
        int seen = 0;
        Failures failures;
        for (const recordings::Case &one : askedCases()) {
            const Dialect &from = *dialectOf(one);
            const auto asked = readBack(from, one.requestText, one.streaming);
            if (!asked) // previous_response_id and the like
                continue;
            for (const Dialect *to : chatDialects(true)) {
                if (to == &from)
                    continue;
                ++seen;
                checkPair(*asked, from, *to, one.name, failures);
            }
        }
        QVERIFY(seen > 200);
        QVERIFY2(failures.none(), failures.text().c_str());
    }
    void everyRandomRequestThereAndBack()
    {
        Failures failures;
        for (const Dialect *from : chatDialects(true))
            for (const Dialect *to : chatDialects(true))
                for (std::uint32_t seed = 1; seed <= kRandomRequests && to != from; ++seed)
                    checkPair(fakes::RandomRequest(seed).make("another"), *from, *to, "seed " + std::to_string(seed),
                              failures);
        QVERIFY2(failures.none(), failures.text().c_str());
    }
    void everyWordArrivesOrIsOnTheReceipt()
    {
        Failures failures;
        for (const Dialect *to : chatDialects(false)) {
            std::uint32_t sent = 0;
            for (std::uint32_t seed = 1; seed <= kRandomRequests; ++seed) {
                const model::ChatRequest asked = fakes::RandomRequest(seed).make("another");
                model::Receipt receipt;
                const auto body = written(*to, asked, receipt);
                sent += body ? 1 : 0;
                const auto told = fakes::fieldsOn({&receipt});
                for (const Mark &mark : marksOf(asked)) {
                    const bool named =
                        std::ranges::any_of(mark.told, [&](model::ChatField field) { return told.contains(field); });
                    if (body && !named && body->find(mark.text) == std::string::npos)
                        failures.add(std::string(to->id) + ": seed " + std::to_string(seed),
                                     {mark.text + ": is missing in " + *body});
                }
            }
            QVERIFY2(sent > kRandomRequests / 2, std::string(to->id).c_str());
        }
        QVERIFY2(failures.none(), failures.text().c_str());
    }
    void everyUnknownFieldIsOnTheReceipt()
    {
        constexpr std::uint32_t kEnough = 40;
        Failures failures;
        for (const Dialect *to : chatDialects(false))
            for (std::uint32_t seed = 1; seed <= kEnough; ++seed) {
                model::ChatRequest asked = fakes::RandomRequest(seed).make("another");
                const auto strangers = addStrangers(asked);
                model::Receipt receipt;
                if (!written(*to, std::move(asked), receipt))
                    continue;
                const auto told = fakes::fieldsOn({&receipt});
                for (const Mark &mark : strangers)
                    if (!isNamed(receipt, mark.text) && std::ranges::none_of(mark.told, [&](model::ChatField field) {
                            return told.contains(field);
                        }))
                        failures.add(std::string(to->id) + ": seed " + std::to_string(seed),
                                     {mark.text + " is not told"});
            }
        QVERIFY2(failures.none(), failures.text().c_str());
    }
};

QTEST_APPLESS_MAIN(ReceiptPropertyTest)
#include "receipt_property_test.moc"
