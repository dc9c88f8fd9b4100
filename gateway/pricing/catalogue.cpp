#include "pricing/catalogue.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "pricing/own_price_key.h"
#include "pricing/price_json.h"

namespace pricing {
namespace {

using Provider = Catalogue::Provider;
using Model = Catalogue::Model;
using Version = Catalogue::Version;

constexpr int kMemberDepth = 1;
constexpr int kRowDepth = 2;
constexpr std::int64_t kAlways = std::numeric_limits<std::int64_t>::min();

void addVersion(std::vector<Version> &versions, Version version)
{
    const auto after = std::ranges::upper_bound(versions, version.fromMs, {}, &Version::fromMs);
    versions.insert(after, std::move(version));
}

/// Empty for a rule that several names may keep to.
std::string_view onlyName(const std::vector<MatchRule> &alternative)
{
    return alternative.size() == 1 ? alternative.front().exactName() : std::string_view();
}

/// Names go into the index, patterns stay with the model.
void addModel(Provider &provider, Model model)
{
    const std::size_t place = provider.models.size();
    for (const auto &alternative : model.match)
        if (const std::string_view name = onlyName(alternative); !name.empty())
            provider.byName.try_emplace(std::string(name), place);
    std::erase_if(model.match, [](const auto &alternative) { return !onlyName(alternative).empty(); });
    model.match.shrink_to_fit();
    if (!model.match.empty())
        provider.byPattern.push_back(place);
    provider.models.push_back(std::move(model));
}

base::Result<MatchRules> rulesOf(const base::Json &list, std::string_view name)
{
    if (!list.is_null())
        return readRules(list);
    return readRules(base::Json::array({name == "*" ? std::string("*") : "=" + std::string(name)}));
}

base::Result<Model> readModel(const base::Json &row)
{
    Model out{.id = base::textOr(base::at(row, "id")), .context = base::integerOr(base::at(row, "context"))};
    if (out.id.empty())
        return base::fail(base::ErrorCode::BadRequest, "a model without an id: " + base::dump(row));
    auto match = rulesOf(base::at(row, "match"), out.id);
    if (!match)
        return base::fail(match.error());
    auto prices = readPrices(base::at(row, "prices"));
    if (!prices)
        return base::fail(base::ErrorCode::BadRequest, out.id + ": " + prices.error().detail);
    out.match = std::move(*match);
    out.versions.push_back({kAlways, Source::List, std::move(*prices)});
    return out;
}

std::vector<std::string> textsIn(const base::Json &list)
{
    std::vector<std::string> out;
    for (const base::Json &text : list)
        out.push_back(base::textOr(text));
    return out;
}

/// The list's ids are names, too, where nothing else is called so.
void nameById(Provider &provider, std::size_t from)
{
    for (std::size_t place = from; place < provider.models.size(); ++place)
        provider.byName.try_emplace(base::lowerAscii(provider.models[place].id), place);
}

} // namespace

std::string_view toWord(Source source)
{
    switch (source) {
    case Source::Imported:
        return "imported";
    case Source::Own:
        return "own";
    case Source::List:
        break;
    }
    return "list";
}

Provider &Catalogue::providerNamed(std::string_view id)
{
    const auto known = m_byId.find(std::string(id));
    if (known != m_byId.end())
        return m_providers[known->second];
    m_byId.emplace(id, m_providers.size());
    return m_providers.emplace_back(Provider{.id = std::string(id), .name = std::string(id)});
}

base::Result<> Catalogue::addProvider(const base::Json &row)
{
    const std::string id = base::textOr(base::at(row, "id"));
    if (id.empty())
        return base::fail(base::ErrorCode::BadRequest, "a provider without an id");
    Provider &out = providerNamed(id);
    out.name = base::textOr(base::at(row, "name"), id);
    out.types = textsIn(base::at(row, "types"));
    out.fallback = textsIn(base::at(row, "fallback"));
    out.statesCost = base::truthOr(base::at(row, "states_cost"));
    out.alone = base::truthOr(base::at(row, "alone"));
    auto called = readRules(base::at(row, "called"));
    auto makes = readRules(base::at(row, "makes"));
    if (!called || !makes)
        return base::fail(called ? makes.error() : called.error());
    out.called = std::move(*called);
    out.makes = std::move(*makes);
    for (const std::string &type : out.types)
        m_byId.emplace(type, static_cast<std::size_t>(&out - m_providers.data()));
    const base::Json &models = base::at(row, "models");
    out.models.reserve(models.size());
    for (const base::Json &one : models) {
        auto model = readModel(one);
        if (!model)
            return base::fail(model.error(), "reading the prices of " + id);
        addModel(out, std::move(*model));
    }
    nameById(out, 0);
    return {};
}

base::Result<> Catalogue::addFlat(const base::Json &row)
{
    const std::string provider = base::textOr(base::at(row, "provider"));
    const std::string id = base::textOr(base::at(row, "model"));
    if (provider.empty() || id.empty() || !base::at(row, "input").is_number() || !base::at(row, "output").is_number())
        return base::fail(base::ErrorCode::BadRequest,
                          "a price needs provider, model, input and output: " + base::dump(row));
    auto set = readPriceSet(row, Others::PassedOver);
    auto match = rulesOf(nullptr, id);
    if (!set || !match)
        return base::fail(set ? match.error() : set.error());
    Model model{.id = id, .match = std::move(*match)};
    model.versions.push_back({kAlways, Source::List, ModelPrices{{std::move(*set)}}});
    addModel(providerNamed(provider), std::move(model));
    return {};
}

base::Result<Catalogue> Catalogue::parse(std::string_view text)
{
    Catalogue out;
    base::Result<> added;
    std::string member;
    // A row at a time: all at once they would take some megabytes that the program keeps for good.
    const auto take = [&](int depth, base::Json::parse_event_t event, base::Json &row) {
        if (depth == kMemberDepth && event == base::Json::parse_event_t::key)
            member = row.get<std::string>();
        if (depth != kRowDepth || event != base::Json::parse_event_t::object_end)
            return true;
        if (added)
            added = member == "providers" ? out.addProvider(row)
                    : member == "prices"  ? out.addFlat(row)
                                          : base::Result<>();
        return false;
    };
    const base::Json rest = base::Json::parse(text, take, false);
    if (rest.is_discarded())
        return base::fail(base::ErrorCode::BadRequest, "the price catalogue is not JSON");
    if (!added)
        return base::fail(added.error(), "reading the price catalogue");
    out.m_date = base::textOr(base::at(rest, "date"));
    return out;
}

Catalogue Catalogue::with(std::span<const PriceEntry> entries) const
{
    Catalogue out = *this;
    for (const PriceEntry &entry : entries)
        if (entry.source == Source::Own)
            out.addOwn(entry);
        else
            out.addImported(entry);
    return out;
}

void Catalogue::addOwn(const PriceEntry &entry)
{
    const auto [at, isNew] =
        m_ownAt.try_emplace(ownPriceKey(entry.provider, base::lowerAscii(entry.model)), m_own.size());
    if (isNew)
        m_own.push_back({.provider = entry.provider, .model = entry.model});
    addVersion(m_own[at->second].versions, {entry.validFromMs, entry.source, entry.prices});
}

void Catalogue::addImported(const PriceEntry &entry)
{
    Provider &provider = providerNamed(entry.provider);
    auto model = std::ranges::find(provider.models, entry.model, &Model::id);
    if (model == provider.models.end()) {
        base::Json match = entry.match.empty() ? base::Json(nullptr) : base::Json(entry.match);
        auto rules = rulesOf(match, entry.model);
        if (!rules)
            return; // another program's rule that this one cannot read: the name alone would match what it should not
        addModel(provider, {.id = entry.model, .match = std::move(*rules)});
        provider.byName.insert_or_assign(base::lowerAscii(entry.model), provider.models.size() - 1);
        model = provider.models.end() - 1;
    }
    addVersion(model->versions, {entry.validFromMs, entry.source, entry.prices});
}

std::size_t Catalogue::size() const
{
    std::size_t out = m_own.size();
    for (const Provider &provider : m_providers)
        out += provider.models.size();
    return out;
}

} // namespace pricing
