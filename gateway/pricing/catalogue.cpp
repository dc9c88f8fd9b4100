#include "pricing/catalogue.h"

namespace pricing {
namespace {

bool isDigits(std::string_view text)
{
    for (const char c : text)
        if (c < '0' || c > '9')
            return false;
    return !text.empty();
}

/// `gpt-4o-2024-08-06` and `claude-haiku-4-5-20251001` are dated snapshots of the model they name.
std::string_view withoutDate(std::string_view model)
{
    constexpr std::string_view kLatest = "-latest";
    if (model.ends_with(kLatest))
        return model.substr(0, model.size() - kLatest.size());
    if (model.size() > 9 && model[model.size() - 9] == '-' && isDigits(model.substr(model.size() - 8)))
        return model.substr(0, model.size() - 9);
    if (model.size() > 11) {
        const std::string_view date = model.substr(model.size() - 11);
        if (date[0] == '-' && isDigits(date.substr(1, 4)) && date[5] == '-' && isDigits(date.substr(6, 2))
            && date[8] == '-' && isDigits(date.substr(9)))
            return model.substr(0, model.size() - 11);
    }
    return model;
}

} // namespace

base::Result<Catalogue> Catalogue::parse(std::string_view text)
{
    const auto json = base::parseJson(text);
    if (!json)
        return base::fail(json.error(), "reading the price catalogue");
    Catalogue out;
    for (const base::Json &row : base::at(*json, "prices")) {
        const std::string provider = base::textOr(base::at(row, "provider"));
        const std::string model = base::textOr(base::at(row, "model"));
        if (provider.empty() || model.empty() || !base::at(row, "input").is_number_integer()
            || !base::at(row, "output").is_number_integer())
            return base::fail(base::ErrorCode::BadRequest,
                              "a price needs provider, model, input and output: " + base::dump(row));
        const std::int64_t input = base::integerOr(base::at(row, "input"));
        const auto price = [&](std::string_view key, std::int64_t fallback) {
            return model::PicosPerUnit{base::integerOr(base::at(row, key), fallback)};
        };
        const UnitPrices prices{.input = {input},
                                .cacheRead = price("cache_read", input),
                                .cacheWrite5m = price("cache_write_5m", input),
                                .cacheWrite1h = price("cache_write_1h", input),
                                .output = price("output", 0)};
        if (model != "*")
            out.m_byModel.emplace(model, prices); // the first row of a model is its maker's
        out.m_rows.insert_or_assign({provider, model}, prices);
    }
    return out;
}

const UnitPrices *Catalogue::findExact(std::string_view providerType, std::string_view model) const
{
    const auto own = m_rows.find(std::pair(std::string(providerType), std::string(model)));
    if (own != m_rows.end())
        return &own->second;
    const auto any = m_byModel.find(model);
    return any == m_byModel.end() ? nullptr : &any->second;
}

const UnitPrices *Catalogue::find(std::string_view providerType, std::string_view model) const
{
    if (const UnitPrices *exact = findExact(providerType, model))
        return exact;
    if (const std::string_view undated = withoutDate(model); undated != model)
        if (const UnitPrices *hit = findExact(providerType, undated))
            return hit;
    const auto whole = m_rows.find(std::pair(std::string(providerType), std::string("*")));
    return whole == m_rows.end() ? nullptr : &whole->second;
}

} // namespace pricing
