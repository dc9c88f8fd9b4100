#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jobs {

/// How often a quantity was how large. Its bounds live for the whole program.
class Histogram {
public:
    explicit Histogram(std::span<const double> bounds) : m_bounds(bounds), m_counts(bounds.size() + 1) {}
    void add(double value);

    std::span<const double> bounds() const { return m_bounds; }
    /// One a bound, of what is not above it and above the bound before; the last of what is above all.
    std::span<const std::int64_t> counts() const { return m_counts; }
    std::int64_t count() const { return m_count; }
    double sum() const { return m_sum; }

private:
    std::span<const double> m_bounds;
    std::vector<std::int64_t> m_counts;
    std::int64_t m_count = 0;
    double m_sum = 0;
};

enum class MetricType : std::uint8_t { Counter, Gauge, Histogram };

using Label = std::pair<std::string_view, std::string_view>;

/// Writes metrics in the text format of Prometheus: a family, then its samples. Pure.
/// Source: prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4.
class Exposition {
public:
    static constexpr std::string_view kContentType = "text/plain; version=0.0.4; charset=utf-8";

    void family(std::string_view name, MetricType type, std::string_view help);
    /// Of the family that was begun last, and so are the others.
    void sample(std::initializer_list<Label> labels, std::int64_t value);
    void sample(std::initializer_list<Label> labels, double value);
    void sample(std::initializer_list<Label> labels, const Histogram &value);
    std::string take() { return std::move(m_text); }

private:
    void line(std::string_view suffix, std::span<const Label> labels, const Label *further, std::string_view value);

    std::string m_text{};
    std::string m_name{};
};

} // namespace jobs
