#include "dialect/openai_parameters.h"

#include <algorithm>
#include <array>

#include <simdjson.h>

#include "dialect/padded.h"
#include "dialect/raw_value.h"

namespace dialect {
namespace {

namespace od = simdjson::ondemand;

constexpr std::array<std::string_view, 4> kUntouched{"model", "messages", "stream", "stream_options"};

constexpr ParameterNames::Pair kSynonyms[] = {{"max_tokens", "max_completion_tokens"}};

} // namespace

constinit const ParameterNames openaiParameters{.untouched = kUntouched, .synonyms = kSynonyms};

ParameterEdits::ParameterEdits(std::string_view body, const Rewrite &rewrite, const ParameterNames &names)
    : m_rules(names)
{
    if (!holdsParameters(rewrite.overrides) && !holdsParameters(rewrite.defaults))
        return;
    locate(body);
    if (holdsParameters(rewrite.overrides))
        set(*rewrite.overrides, Wins::Ours);
    if (holdsParameters(rewrite.defaults))
        set(*rewrite.defaults, Wins::Theirs);
}

void ParameterEdits::locate(std::string_view body)
{
    thread_local od::parser parser;
    m_start = body.find('{') + 1;
    od::document document;
    od::object object;
    if (parser.iterate(padded(body)).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return;
    for (auto field : object) {
        std::string_view key;
        od::value value;
        if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(value) != simdjson::SUCCESS)
            break;
        if (isUntouched(key))
            continue;
        const std::string &name = m_names.emplace_back(key);
        const std::string_view whole = bytesOf(value);
        m_parameters.push_back(
            {name, {static_cast<std::size_t>(whole.data() - body.data()), whole.size()}, whole == "null"});
    }
}

const ParameterEdits::Parameter *ParameterEdits::find(std::string_view name) const
{
    const auto hit = std::ranges::find(m_parameters, name, &Parameter::name);
    return hit == m_parameters.end() ? nullptr : &*hit;
}

std::string_view ParameterEdits::otherNameOf(std::string_view name) const
{
    for (const auto &[older, newer] : m_rules.synonyms)
        if (name == older || name == newer)
            return name == older ? newer : older;
    return {};
}

bool ParameterEdits::isUntouched(std::string_view name) const
{
    return std::ranges::find(m_rules.untouched, name) != m_rules.untouched.end();
}

void ParameterEdits::set(const base::Json &parameters, Wins wins)
{
    for (const auto &[ruleName, value] : parameters.items()) {
        const auto spelling = std::ranges::find(m_rules.spellings, ruleName, &ParameterNames::Pair::first);
        const std::string name(spelling == m_rules.spellings.end() ? std::string_view(ruleName) : spelling->second);
        const std::string_view other = otherNameOf(name);
        const bool dealtWith =
            std::ranges::any_of(m_set, [&](const std::string &done) { return done == name || done == other; });
        if (dealtWith || isUntouched(name))
            continue;
        m_set.push_back(name);
        const Parameter *there = find(name);
        const Parameter *synonym = other.empty() ? nullptr : find(other);
        if (synonym != nullptr && (there == nullptr || there->null) && !synonym->null)
            there = synonym;
        if (there != nullptr && !there->null && wins == Wins::Theirs)
            continue;
        if (there != nullptr) {
            m_edits.push_back({there->value, m_texts.emplace_back(base::dump(value))});
            continue;
        }
        std::string &text = m_texts.emplace_back();
        base::appendQuoted(text, name);
        text.append(":").append(base::dump(value)).append(",");
        m_edits.push_back({{m_start, 0}, text});
    }
}

} // namespace dialect
