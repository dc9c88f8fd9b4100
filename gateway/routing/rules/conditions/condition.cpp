#include "routing/rules/conditions/condition.h"

#include <algorithm>

namespace routing::conditions {
namespace {

constexpr int kDeepest = 8;
constexpr std::size_t kMostParts = 50;

std::string known()
{
    std::string out = "all, any, not";
    for (const Kind *kind : kinds())
        out.append(", ").append(kind->name);
    return out;
}

base::Result<std::vector<Test>> readParts(const Clause &clause, Shared &shared, int depth)
{
    if (!clause.value().is_array() || clause.value().empty() || clause.value().size() > kMostParts)
        return clause.wrong("must be a list of 1 to " + std::to_string(kMostParts) + " conditions");
    std::vector<Test> out;
    for (std::size_t i = 0; i < clause.value().size(); ++i) {
        auto part = read(clause.in(i), shared, depth + 1);
        if (!part)
            return base::fail(std::move(part.error()));
        out.push_back(std::move(*part));
    }
    return out;
}

base::Result<Test> readAll(const Clause &clause, Shared &shared, int depth)
{
    auto parts = readParts(clause, shared, depth);
    if (!parts)
        return base::fail(std::move(parts.error()));
    return Test([parts = std::move(*parts)](const Question &question) {
        return std::ranges::all_of(parts, [&](const Test &part) { return part(question); });
    });
}

base::Result<Test> readAny(const Clause &clause, Shared &shared, int depth)
{
    auto parts = readParts(clause, shared, depth);
    if (!parts)
        return base::fail(std::move(parts.error()));
    return Test([parts = std::move(*parts)](const Question &question) {
        return std::ranges::any_of(parts, [&](const Test &part) { return part(question); });
    });
}

base::Result<Test> readNot(const Clause &clause, Shared &shared, int depth)
{
    if (clause.value().is_object() && clause.value().empty())
        return clause.wrong("must be a condition");
    auto inner = read(clause, shared, depth + 1);
    if (!inner)
        return inner;
    return Test([inner = std::move(*inner)](const Question &question) { return !inner(question); });
}

} // namespace

base::Result<Test> read(const Clause &clause, Shared &shared, int depth)
{
    if (depth > kDeepest)
        return clause.wrong("is nested deeper than " + std::to_string(kDeepest));
    if (!clause.value().is_object())
        return clause.wrong("must be an object with one of " + known());
    if (clause.value().empty() && depth == 0)
        return Test([](const Question &) { return true; });
    if (clause.value().size() != 1)
        return clause.wrong("must hold exactly one of " + known() + "; put several into {\"all\": [...]}");
    const std::string &name = clause.value().begin().key();
    const Clause inner = clause.in(name);
    if (name == "all")
        return readAll(inner, shared, depth);
    if (name == "any")
        return readAny(inner, shared, depth);
    if (name == "not")
        return readNot(inner, shared, depth);
    if (const Kind *kind = findKind(name))
        return kind->read(inner, shared);
    return inner.wrong("there is no such condition; there are " + known());
}

} // namespace routing::conditions
