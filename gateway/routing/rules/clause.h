#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace routing {

/// A part of a rule that is being read, and where in the rule it stands: `when.all[1].regex`.
/// Errors: Unprocessable with that path as `param`.
class Clause {
public:
    Clause(const base::Json &value, std::string path) : m_value(value), m_path(std::move(path)) {}

    const base::Json &value() const { return m_value; }
    const std::string &path() const { return m_path; }
    bool has(std::string_view key) const { return m_value.is_object() && m_value.contains(key); }
    Clause in(std::string_view key) const;
    Clause in(std::size_t index) const;

    tl::unexpected<base::Error> wrong(std::string detail) const;
    /// That it is an object with no other keys than these.
    base::Result<> onlyKeys(std::initializer_list<std::string_view> known) const;
    /// Readable text of 1 to `longest` bytes.
    base::Result<std::string> text(std::size_t longest = 256) const;
    /// One text, or a list of them.
    base::Result<std::vector<std::string>> texts() const;
    /// The same, of these words only.
    base::Result<std::vector<std::string>> words(std::initializer_list<std::string_view> known) const;
    base::Result<bool> truth() const;
    base::Result<std::int64_t> integer(std::int64_t least, std::int64_t most) const;

private:
    const base::Json &m_value;
    std::string m_path;
};

/// `{"min": 3, "max": 9}`: either may be left out, but not both.
struct Range {
    std::int64_t min = 0;
    std::int64_t max = 0;
    bool holds(std::int64_t value) const { return value >= min && value <= max; }
};
base::Result<Range> readRange(const Clause &clause, std::int64_t least, std::int64_t most);

} // namespace routing
