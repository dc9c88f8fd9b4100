// Reading and rewriting a Chat Completions request: judged by another JSON parser and by the bytes around each edit.

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "dialect/dialect.h"
#include "dialect/openai_prompt.h"
#include "dialect/openai_request.h"
#include "dialect/splice.h"
#include "fuzz.h"

namespace {

using dialect::RequestPeek;
using Json = nlohmann::json;

base::Result<RequestPeek> peek(std::string_view body)
{
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    return dialect::peekOpenaiChat(padded.view());
}

bool isTrue(const Json &object, const char *key)
{
    return object.is_object() && object.contains(key) && object[key] == true;
}

void peekAgrees(const RequestPeek &peek, std::string_view body, const Json &json)
{
    fuzz::require(json.is_object() && json.contains("model") && json["model"].is_string(), "a body without a model");
    fuzz::require(json["model"].get_ref<const std::string &>() == peek.model, "the model was read wrongly");
    fuzz::require(json.contains("messages") && json["messages"].is_array(), "a body without messages");
    fuzz::require(isTrue(json, "stream") == peek.stream, "stream was read wrongly");
    const Json options = json.value("stream_options", Json());
    fuzz::require(json.contains("stream_options") == peek.streamOptions.has_value(), "stream_options was overlooked");
    fuzz::require(isTrue(options, "include_usage") == peek.usageAsked, "include_usage was read wrongly");
    const std::string_view token = body.substr(peek.modelToken.at, peek.modelToken.size);
    fuzz::require(Json::parse(token, nullptr, false) == json["model"], "the model's place is wrong");
}

/// The bytes before and behind the place are those of `body`, and only something else came to stand there.
void onlyChangedAt(std::string_view body, std::string_view rewritten, dialect::Range where)
{
    const std::size_t behind = body.size() - where.at - where.size;
    fuzz::require(rewritten.size() >= where.at + behind, "bytes were cut away");
    fuzz::require(rewritten.substr(0, where.at) == body.substr(0, where.at), "bytes before the edit changed");
    fuzz::require(rewritten.substr(rewritten.size() - behind) == body.substr(body.size() - behind),
                  "bytes behind the edit changed");
}

/// Where asking for usage may touch the body.
dialect::Range usagePlace(const RequestPeek &peek, std::string_view body)
{
    if (peek.streamOptions)
        return *peek.streamOptions;
    return {body.find('{') + 1, 0};
}

void rewriteKeepsTheRest(const RequestPeek &peek, std::string_view body, const Json &json)
{
    static constexpr std::string_view kModel = "other\"model\\";
    for (const bool ask : {false, true}) {
        Json wanted = json;
        if (ask && peek.stream && !peek.usageAsked) {
            if (!wanted["stream_options"].is_object())
                wanted["stream_options"] = Json::object();
            wanted["stream_options"]["include_usage"] = true;
        }
        const std::string sameModel = dialect::rewriteOpenaiChat(body, peek, {peek.model, ask});
        fuzz::require(Json::parse(sameModel, nullptr, false) == wanted, "asking for usage changed something else");
        onlyChangedAt(body, sameModel, ask ? usagePlace(peek, body) : dialect::Range{});
        if (!ask)
            fuzz::require(sameModel == body, "nothing to change, yet changed");
        wanted["model"] = kModel;
        const std::string both = dialect::rewriteOpenaiChat(body, peek, {kModel, ask});
        fuzz::require(Json::parse(both, nullptr, false) == wanted, "the rewritten body says something else");
        if (!ask)
            onlyChangedAt(body, both, peek.modelToken);
        const auto again = ::peek(both);
        fuzz::require(again && again->model == kModel, "a rewritten body cannot be read again");
        fuzz::require(!ask || !peek.stream || again->usageAsked, "usage was not asked for");
    }
}

void parametersKeepTheRest(const RequestPeek &peek, std::string_view body, const Json &json)
{
    const base::Json set = {{"temperature", 0}, {"stop", {"a"}}};
    const base::Json missing = {{"seed", 7}};
    Json wanted = json;
    wanted["temperature"] = 0;
    wanted["stop"] = {"a"};
    if (!wanted.contains("seed") || wanted["seed"].is_null())
        wanted["seed"] = 7;
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    const std::string got =
        dialect::rewriteOpenaiChat(padded.view(), peek, {.model = peek.model, .overrides = &set, .defaults = &missing});
    fuzz::require(Json::parse(got, nullptr, false) == wanted, "parameters came to stand wrongly");
}

void promptIsReadable(std::string_view body, const Json &json)
{
    const fuzz::Padded padded(body, dialect::kReadablePadding);
    const model::PromptFacts facts = dialect::readOpenaiPrompt(padded.view());
    fuzz::require(facts.lastUserText.size() <= model::PromptFacts::kWindow, "the window is too large");
    fuzz::require(base::isUtf8(facts.lastUserText), "the window cuts a character");
    fuzz::require(facts.turns <= std::ssize(json["messages"]), "turns that are not there");
    fuzz::require(facts.textBytes <= std::ssize(body), "texts that are not there");
}

/// Whether refusing `json` needs no further reason: our rules, written once more over another parser's tree.
bool mayBeRefused(const Json &json)
{
    const auto wrong = [&](const char *key, auto good) {
        return json.contains(key) && !json[key].is_null() && !good(json[key]);
    };
    const auto isBoolean = [](const Json &value) { return value.is_boolean(); };
    const auto isOptions = [&](const Json &value) {
        return value.is_object()
               && (!value.contains("include_usage") || value["include_usage"].is_null()
                   || value["include_usage"].is_boolean());
    };
    const auto isLimit = [](const Json &value) {
        return value.is_number_unsigned() && value.get<std::uint64_t>() >= 1
               && value.get<std::uint64_t>() <= std::uint64_t{1} << 53;
    };
    return !json.contains("model") || !json["model"].is_string() || json["model"] == "" || !json.contains("messages")
           || !json["messages"].is_array() || wrong("stream", isBoolean) || wrong("stream_options", isOptions)
           || wrong("max_tokens", isLimit) || wrong("max_completion_tokens", isLimit);
}

/// Numbers that do not fit 64 bits, great depth and keys that repeat are refused anywhere; the other parser skips a
/// byte order mark and takes a NUL for the end.
class OddThings final : public nlohmann::json_sax<Json> {
public:
    bool found = false;
    bool null() override { return true; }
    bool boolean(bool /*value*/) override { return true; }
    bool number_integer(std::int64_t /*value*/) override { return true; }
    bool number_unsigned(std::uint64_t /*value*/) override { return true; }
    bool number_float(double /*value*/, const std::string &text) override
    {
        found = found || text.find_first_of(".eE") == std::string::npos;
        return true;
    }
    bool string(std::string & /*value*/) override { return true; }
    bool binary(Json::binary_t & /*value*/) override { return true; }
    bool start_object(std::size_t /*size*/) override { return enter(); }
    bool key(std::string &name) override
    {
        found = found || std::ranges::find(m_keys.back(), name) != m_keys.back().end();
        m_keys.back().push_back(name);
        return true;
    }
    bool end_object() override { return leave(); }
    bool start_array(std::size_t /*size*/) override { return enter(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t /*at*/, const std::string & /*token*/, const Json::exception & /*error*/) override
    {
        return false;
    }

private:
    bool enter()
    {
        m_keys.emplace_back();
        found = found || m_keys.size() > 100;
        return true;
    }
    bool leave()
    {
        m_keys.pop_back();
        return true;
    }
    std::vector<std::vector<std::string>> m_keys{};
};

bool hasOddThings(std::string_view body)
{
    if (body.starts_with("\xEF\xBB\xBF") || body.find('\0') != std::string_view::npos)
        return true;
    OddThings odd;
    Json::sax_parse(body, &odd);
    return odd.found;
}

/// Edits drawn from the input, made one by one from the back, must give what splice() gives at once.
void spliceAgrees(std::string_view body)
{
    std::vector<dialect::Edit> edits;
    std::string wanted(body);
    std::size_t at = 0;
    for (const std::size_t size : fuzz::slices(body.size(), fuzz::hashOf(body))) {
        if (size % 3 == 0)
            edits.push_back({{at, size / 2}, body.substr(0, size % 5)});
        at += size;
    }
    for (std::size_t i = edits.size(); i-- > 0;)
        wanted.replace(edits[i].where.at, edits[i].where.size, edits[i].text);
    std::ranges::reverse(edits);
    fuzz::require(dialect::splice(body, edits) == wanted, "splice() made other edits");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char *>(data), size);
    spliceAgrees(body);
    const auto got = peek(body);
    const Json json = Json::parse(body, nullptr, false);
    if (got) {
        fuzz::require(!json.is_discarded(), "a body that is no JSON was let through");
        peekAgrees(*got, body, json);
        rewriteKeepsTheRest(*got, body, json);
        parametersKeepTheRest(*got, body, json);
        promptIsReadable(body, json);
    } else if (json.is_object() && !mayBeRefused(json)) {
        fuzz::require(hasOddThings(body), "a good body was refused");
    }
    return 0;
}
