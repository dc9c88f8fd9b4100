#include "admin/plan_diff.h"

#include <algorithm>
#include <string>

namespace admin {
namespace {

using base::Json;

/// A list whose members are told apart by their id.
bool isCollection(const Json &list)
{
    return list.is_array() && !list.empty()
           && std::ranges::all_of(list, [](const Json &row) { return base::at(row, "id").is_string(); });
}

const Json *findById(const Json &list, const Json &id)
{
    for (const Json &row : list)
        if (base::at(row, "id") == id)
            return &row;
    return nullptr;
}

class Difference {
public:
    void compare(const std::string &path, const Json &before, const Json &after)
    {
        if (isCollection(before) || isCollection(after))
            compareCollections(path, before, after);
        else if (isObject(before, after) && !isPlainValue(path, before, after))
            compareObjects(path, before, after);
        else if (before != after)
            add(path, before.is_null() ? "added" : after.is_null() ? "removed" : "changed", before, after);
    }
    Json take() { return std::move(m_rows); }

private:
    /// Sections come and go as a whole only with a plan that has none at all.
    static bool isObject(const Json &before, const Json &after)
    {
        return (before.is_object() || before.is_null()) && (after.is_object() || after.is_null())
               && !(before.is_null() && after.is_null());
    }
    /// A condition or an action of a rule is read as a whole.
    static bool isPlainValue(const std::string &path, const Json &before, const Json &after)
    {
        return !path.empty() && (before.is_null() || after.is_null() || path.ends_with(".when"));
    }
    void compareObjects(const std::string &path, const Json &before, const Json &after)
    {
        const std::string prefix = path.empty() ? path : path + ".";
        for (const auto &[name, value] : after.items())
            if (!path.empty() || name != "version")
                compare(prefix + name, base::at(before, name), value);
        for (const auto &[name, value] : before.items())
            if (!after.contains(name))
                compare(prefix + name, value, nullptr);
    }
    void compareCollections(const std::string &path, const Json &before, const Json &after)
    {
        for (const Json &row : after) {
            const std::string place = path + "[" + base::textOr(base::at(row, "name")) + "]";
            if (const Json *earlier = findById(before, base::at(row, "id")))
                compareObjects(place, *earlier, row);
            else
                add(place, "added", nullptr, row);
        }
        for (const Json &row : before)
            if (findById(after, base::at(row, "id")) == nullptr)
                add(path + "[" + base::textOr(base::at(row, "name")) + "]", "removed", row, nullptr);
    }
    void add(const std::string &path, const char *kind, const Json &before, const Json &after)
    {
        m_rows.push_back({{"path", path}, {"kind", kind}, {"before", before}, {"after", after}});
    }
    Json m_rows = Json::array();
};

} // namespace

base::Json diffPlans(const base::Json &before, const base::Json &after)
{
    Difference out;
    out.compare({}, before, after);
    return out.take();
}

} // namespace admin
