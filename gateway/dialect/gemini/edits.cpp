#include "dialect/gemini/edits.h"

#include <algorithm>
#include <utility>

#include <simdjson.h>

#include "dialect/gemini/facts.h"
#include "dialect/gemini/names.h"
#include "dialect/gemini/thinking.h"
#include "dialect/padded.h"
#include "dialect/raw_value.h"

namespace dialect {
namespace {

namespace od = simdjson::ondemand;

/// Parameters that OpenAI calls otherwise. A rule may use either name.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"maxTokens", "maxOutputTokens"}, {"maxCompletionTokens", "maxOutputTokens"},
    {"stop", "stopSequences"},        {"n", "candidateCount"},
    {"topLogprobs", "logprobs"},
};
constexpr std::string_view kConfigNames[] = {
    "temperature",
    "topP",
    "topK",
    "candidateCount",
    "maxOutputTokens",
    "stopSequences",
    "presencePenalty",
    "frequencyPenalty",
    "seed",
    "responseLogprobs",
    "logprobs",
    "responseMimeType",
    "responseSchema",
    "responseJsonSchema",
    "thinkingConfig",
    "responseModalities",
    "speechConfig",
    "mediaResolution",
    "imageConfig",
};
constexpr std::string_view kTopNames[] = {"safetySettings", "labels", "cachedContent", "toolConfig", "serviceTier"};

template <typename Names>
bool isIn(const Names &names, std::string_view name)
{
    return std::ranges::find(names, name) != std::end(names);
}

template <typename Take>
void forEachMember(od::object object, Take take)
{
    for (auto field : object) {
        std::string_view key;
        od::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS)
            return;
        const std::string name = camelCase(key);
        take(name, value);
    }
}

} // namespace

GeminiEdits::GeminiEdits(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite) : m_body(body)
{
    const bool parameters = holdsParameters(rewrite.overrides) || holdsParameters(rewrite.defaults);
    const bool renamed = rewrite.model != peek.model && body.find("\"model\"") != std::string_view::npos;
    if (!parameters && !renamed)
        return;
    if (renamed)
        nameModels(rewrite.model);
    if (parameters)
        locate(body);
    if (holdsParameters(rewrite.overrides))
        set(*rewrite.overrides, Wins::Ours, rewrite.model);
    if (holdsParameters(rewrite.defaults))
        set(*rewrite.defaults, Wins::Theirs, rewrite.model);
    addNews();
}

void GeminiEdits::locate(std::string_view body)
{
    thread_local od::parser parser;
    const auto rangeOf = [&](std::string_view text) {
        return Range{static_cast<std::size_t>(text.data() - body.data()), text.size()};
    };
    m_top.whole = {body.find('{'), 0};
    m_top.there = true;
    od::document document;
    od::object object;
    if (parser.iterate(padded(body)).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return;
    forEachMember(object, [&](const std::string &name, od::value value) {
        if (name == "contents" || name == "tools" || name == "systemInstruction")
            return;
        const std::string_view whole = bytesOf(value);
        m_top.fields.push_back({name, rangeOf(whole)});
        if (name == "generationConfig") {
            m_config.whole = rangeOf(whole);
            m_config.there = whole.starts_with('{');
        }
    });
    if (!m_config.there)
        return;
    // What stands behind the object's end does not matter: the parser wants one document.
    const std::string_view config = body.substr(m_config.whole.at, m_config.whole.size);
    if (parser.iterate(simdjson::padded_string_view(config.data(), config.size(), config.size() + kReadablePadding))
                .get(document)
            != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return;
    forEachMember(object, [&](const std::string &name, od::value value) {
        m_config.fields.push_back({name, rangeOf(bytesOf(value))});
    });
}

void GeminiEdits::nameModel(std::string_view token, std::string_view name)
{
    if (!token.starts_with('"'))
        return;
    std::string text;
    base::appendQuoted(text, (token.starts_with("\"models/") ? "models/" : "") + std::string(name));
    m_edits.push_back({{static_cast<std::size_t>(token.data() - m_body.data()), token.size()},
                       m_texts.emplace_back(std::move(text))});
}

/// Beside the body's own: countTokens has a whole request inside, batchEmbedContents a list of them.
void GeminiEdits::nameModels(std::string_view name)
{
    thread_local od::parser parser;
    od::document document;
    od::object object;
    if (parser.iterate(padded(m_body)).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return;
    const auto inside = [&](od::object inner) {
        forEachMember(inner, [&](const std::string &key, od::value value) {
            if (key == "model")
                nameModel(bytesOf(value), name);
        });
    };
    forEachMember(object, [&](const std::string &key, od::value value) {
        od::object inner;
        od::array list;
        if (key == "model") {
            nameModel(bytesOf(value), name);
        } else if (key == "generateContentRequest") {
            if (value.get_object().get(inner) == simdjson::SUCCESS)
                inside(inner);
        } else if (key == "requests" && value.get_array().get(list) == simdjson::SUCCESS) {
            for (auto one : list)
                if (one.get_object().get(inner) == simdjson::SUCCESS)
                    inside(inner);
        }
    });
}

void GeminiEdits::set(const base::Json &parameters, Wins wins, std::string_view model)
{
    for (const auto &[spelt, given] : parameters.items()) {
        std::string name = camelCase(spelt);
        base::Json value = given;
        if (name == "reasoningEffort" && value.is_string()) {
            model::Receipt receipt; // another dialect's model is told once the request is translated
            const model::ReasoningWish wish{.effort = value.get<std::string>()};
            name = "thinkingConfig";
            value = geminiFamily(model).gemini ? thinkingConfigFor(wish, model, receipt) : ownThinkingConfig(wish);
            if (value.is_null())
                continue;
        }
        if (name == "logprobs" && value.is_boolean())
            name = "responseLogprobs";
        for (const auto &[other, own] : kOtherNames)
            if (other == name) {
                name = own;
                break;
            }
        if (name == "stopSequences" && value.is_string())
            value = base::Json::array({value});
        if (isIn(kConfigNames, name))
            put(m_config, name, value, wins);
        else if (isIn(kTopNames, name))
            put(m_top, name, value, wins);
    }
}

void GeminiEdits::put(Fields &fields, const std::string &name, const base::Json &value, Wins wins)
{
    if (isIn(fields.added, name))
        return;
    fields.added.push_back(name);
    const auto there = std::ranges::find(fields.fields, name, &Fields::ChatField::name);
    if (there != fields.fields.end()) {
        if (wins == Wins::Ours || isNull(there->value))
            m_edits.push_back({there->value, m_texts.emplace_back(base::dump(value))});
        return;
    }
    base::appendQuoted(fields.news, name);
    fields.news.append(":").append(base::dump(value)).append(",");
}

void GeminiEdits::addNews()
{
    const bool fresh = !m_config.there && !m_config.news.empty();
    if (fresh) {
        m_config.news.back() = '}'; // in place of the comma
        if (m_config.whole.size > 0)
            m_edits.push_back({m_config.whole, m_texts.emplace_back("{" + m_config.news)});
        else
            m_top.news += "\"generationConfig\":{" + m_config.news + ",";
    } else if (!m_config.news.empty()) {
        if (m_config.fields.empty())
            m_config.news.pop_back();
        m_edits.push_back({{m_config.whole.at + 1, 0}, m_config.news});
    }
    if (!m_top.news.empty())
        m_edits.push_back({{m_top.whole.at + 1, 0}, m_top.news});
}

std::string rewriteGemini(std::string_view body, const RequestPeek &peek, const Rewrite &rewrite)
{
    GeminiEdits edits(body, peek, rewrite);
    auto list = edits.take();
    return splice(body, list);
}

} // namespace dialect
