#include <algorithm>

#include "base/text.h"
#include "model/outbound_header.h"
#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestValue = 1024;

base::Result<Apply> readAddHeader(const Clause &clause)
{
    if (auto known = clause.onlyKeys({"name", "value"}); !known)
        return base::fail(std::move(known.error()));
    auto name = clause.in("name").text(kLongestName);
    if (!name)
        return base::fail(std::move(name.error()));
    if (auto fine = model::checkHeaderName(*name); !fine)
        return clause.in("name").wrong(fine.error().detail);
    if (!clause.in("value").value().is_string())
        return clause.in("value").wrong("must be text");
    auto value = clause.in("value").value().get<std::string>();
    if (auto fine = model::checkHeaderValue(value); !fine)
        return clause.in("value").wrong(fine.error().detail);
    if (value.size() > kLongestValue)
        return clause.in("value").wrong("must not be longer than " + std::to_string(kLongestValue) + " bytes");
    return Apply([name = std::move(*name), value = std::move(value)](Effects &effects) {
        const bool set = std::ranges::any_of(
            effects.headers, [&](const auto &header) { return base::equalsIgnoringCase(header.first, name); });
        if (!set)
            effects.headers.emplace_back(name, value);
    });
}

} // namespace

constinit const Kind kAddHeader{"add_header", Part::Adds, readAddHeader,
                                "Send this header to the provider; none that frames the message or carries a key."};

} // namespace routing::actions
