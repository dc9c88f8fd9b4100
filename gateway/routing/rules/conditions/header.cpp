#include <algorithm>

#include "base/text.h"
#include "routing/rules/conditions/condition.h"
#include "routing/rules/glob.h"

namespace routing::conditions {
namespace {

/// A rule is read by many eyes, and is no place for a key.
constexpr std::string_view kSecret[] = {"authorization", "proxy-authorization", "x-api-key",
                                        "api-key",       "x-goog-api-key",      "cookie"};

base::Result<Test> readHeader(const Clause &clause, Shared &)
{
    if (auto known = clause.onlyKeys({"name", "value"}); !known)
        return base::fail(std::move(known.error()));
    auto name = clause.in("name").text(100);
    if (!name)
        return base::fail(std::move(name.error()));
    if (std::ranges::any_of(kSecret, [&](std::string_view secret) { return base::equalsIgnoringCase(secret, *name); }))
        return clause.in("name").wrong("this header holds a key; use the condition `key`");
    std::string pattern = "?*"; // it is there
    if (clause.has("value")) {
        auto given = clause.in("value").text();
        if (!given)
            return base::fail(std::move(given.error()));
        pattern = std::move(*given);
    }
    return Test([name = std::move(*name), pattern = std::move(pattern)](const Question &question) {
        const HeaderSource *headers = question.call.headers;
        return headers != nullptr && matchesGlob(pattern, headers->header(name));
    });
}

} // namespace

constinit const Kind kHeader{"header", readHeader,
                             "A header of the request: its name, and its value if that matters; * and ? are wild.",
                             LooksAt::Headers};

} // namespace routing::conditions
