#include "jobs/exposition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace jobs {
namespace {

constexpr std::string_view kTypes[] = {"counter", "gauge", "histogram"};

/// A number as the format has it: the shortest text that means the same.
class NumberText {
public:
    explicit NumberText(std::int64_t value) { m_end = std::to_chars(m_text.data(), limit(), value).ptr; }
    explicit NumberText(double value)
    {
        if (std::isnan(value))
            put("NaN");
        else if (std::isinf(value))
            put(value > 0 ? "+Inf" : "-Inf");
        else
            m_end = std::to_chars(m_text.data(), limit(), value).ptr;
    }
    operator std::string_view() const { return {m_text.data(), static_cast<std::size_t>(m_end - m_text.data())}; }

private:
    char *limit() { return m_text.data() + m_text.size(); }
    void put(std::string_view word) { m_end = std::ranges::copy(word, m_text.data()).out; }

    std::array<char, 32> m_text{};
    char *m_end = m_text.data();
};

void appendEscaped(std::string &out, std::string_view text, bool quoted)
{
    for (const char c : text) {
        if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '"' && quoted)
            out += "\\\"";
        else
            out += c;
    }
}

void appendLabel(std::string &out, const Label &label)
{
    out.append(label.first).append("=\"");
    appendEscaped(out, label.second, true);
    out += '"';
}

} // namespace

void Histogram::add(double value)
{
    const auto place = std::ranges::lower_bound(m_bounds, value) - m_bounds.begin();
    ++m_counts[static_cast<std::size_t>(place)];
    ++m_count;
    m_sum += value;
}

void Exposition::family(std::string_view name, MetricType type, std::string_view help)
{
    m_name = name;
    m_text.append("# HELP ").append(name).append(" ");
    appendEscaped(m_text, help, false);
    m_text.append("\n# TYPE ").append(name).append(" ").append(kTypes[static_cast<std::size_t>(type)]).append("\n");
}

void Exposition::line(std::string_view suffix, std::span<const Label> labels, const Label *further,
                      std::string_view value)
{
    m_text.append(m_name).append(suffix);
    bool first = true;
    for (const Label &label : labels) {
        m_text += std::exchange(first, false) ? '{' : ',';
        appendLabel(m_text, label);
    }
    if (further != nullptr) {
        m_text += std::exchange(first, false) ? '{' : ',';
        appendLabel(m_text, *further);
    }
    m_text.append(first ? " " : "} ").append(value).append("\n");
}

void Exposition::sample(std::initializer_list<Label> labels, std::int64_t value)
{
    line({}, labels, nullptr, NumberText(value));
}

void Exposition::sample(std::initializer_list<Label> labels, double value)
{
    line({}, labels, nullptr, NumberText(value));
}

void Exposition::sample(std::initializer_list<Label> labels, const Histogram &value)
{
    std::int64_t below = 0;
    for (std::size_t i = 0; i < value.bounds().size(); ++i) {
        below += value.counts()[i];
        const NumberText bound(value.bounds()[i]);
        const Label upTo{"le", bound};
        line("_bucket", labels, &upTo, NumberText(below));
    }
    const Label all{"le", "+Inf"};
    line("_bucket", labels, &all, NumberText(value.count()));
    line("_sum", labels, nullptr, NumberText(value.sum()));
    line("_count", labels, nullptr, NumberText(value.count()));
}

} // namespace jobs
