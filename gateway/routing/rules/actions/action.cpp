#include "routing/rules/actions/action.h"

namespace routing::actions {
namespace {

constexpr std::size_t kMostActions = 20;

std::string known()
{
    std::string out;
    for (const Kind *kind : kinds())
        out.append(out.empty() ? "" : ", ").append(kind->name);
    return out;
}

base::Result<> readOne(const Clause &clause, Actions &into)
{
    if (!clause.value().is_object() || clause.value().size() != 1)
        return clause.wrong("must be an object with exactly one of " + known());
    const std::string &name = clause.value().begin().key();
    const Clause inner = clause.in(name);
    const Kind *kind = findKind(name);
    if (kind == nullptr)
        return inner.wrong("there is no such action; there are " + known());
    auto apply = kind->read(inner);
    if (!apply)
        return base::fail(std::move(apply.error()));
    into.apply.push_back(std::move(*apply));
    into.decide = into.decide || kind->part == Part::Decides;
    return {};
}

} // namespace

base::Result<Actions> read(const Clause &clause)
{
    if (!clause.value().is_array() || clause.value().empty() || clause.value().size() > kMostActions)
        return clause.wrong("must be a list of 1 to " + std::to_string(kMostActions) + " actions");
    Actions out;
    for (std::size_t i = 0; i < clause.value().size(); ++i)
        if (auto done = readOne(clause.in(i), out); !done)
            return base::fail(std::move(done.error()));
    return out;
}

} // namespace routing::actions
