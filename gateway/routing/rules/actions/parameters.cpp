#include "routing/rules/actions/parameters.h"

#include <utility>

namespace routing::actions {
namespace {

constexpr std::size_t kMostParameters = 50;

/// What a rule must not set this way, and why.
constexpr std::pair<std::string_view, const char *> kRefused[] = {
    {"model", "is chosen with use_model"},
    {"messages", "cannot be replaced by a rule"},
    {"stream", "is the client's own choice: it would not understand the other form"},
    {"stream_options", "is set by the client and by Switchyard"},
};

} // namespace

base::Result<base::Json> readParameters(const Clause &clause)
{
    const base::Json &value = clause.value();
    if (!value.is_object() || value.empty() || value.size() > kMostParameters)
        return clause.wrong("must be an object of 1 to " + std::to_string(kMostParameters) + " parameters");
    for (const auto &[name, given] : value.items())
        for (const auto &[refused, why] : kRefused)
            if (name == refused)
                return clause.in(name).wrong(why);
    return value;
}

void addParameters(base::Json &to, const base::Json &from)
{
    if (!to.is_object())
        to = base::Json::object();
    for (const auto &[name, value] : from.items())
        if (!to.contains(name))
            to[name] = value;
}

} // namespace routing::actions
