#include <QtTest>

#include <limits>

#include "jobs/exposition.h"

using jobs::Exposition;
using jobs::Histogram;
using jobs::MetricType;

namespace {

constexpr double kBounds[] = {0.5, 1, 10};

} // namespace

class ExpositionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesAFamilyAndItsSamples()
    {
        Exposition out;
        out.family("calls_total", MetricType::Counter, "Calls that\nended.");
        out.sample({}, std::int64_t{9'007'199'254'740'993});
        out.sample({{"model", "a \"b\" \\ c\nd"}, {"status", "2xx"}}, std::int64_t{3});
        out.family("load", MetricType::Gauge, "How much.");
        out.sample({}, 0.25);
        out.sample({{"what", "none"}}, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(out.take(), std::string("# HELP calls_total Calls that\\nended.\n"
                                         "# TYPE calls_total counter\n"
                                         "calls_total 9007199254740993\n"
                                         "calls_total{model=\"a \\\"b\\\" \\\\ c\\nd\",status=\"2xx\"} 3\n"
                                         "# HELP load How much.\n"
                                         "# TYPE load gauge\n"
                                         "load 0.25\n"
                                         "load{what=\"none\"} NaN\n"));
    }

    void aHistogramCountsUpToEachBound()
    {
        Histogram histogram(kBounds);
        for (const double value : {0.1, 0.5, 0.6, 10.0, 11.0})
            histogram.add(value);
        Exposition out;
        out.family("size", MetricType::Histogram, "How large.");
        out.sample({{"a", "b"}}, histogram);
        QCOMPARE(out.take(), std::string("# HELP size How large.\n"
                                         "# TYPE size histogram\n"
                                         "size_bucket{a=\"b\",le=\"0.5\"} 2\n"
                                         "size_bucket{a=\"b\",le=\"1\"} 3\n"
                                         "size_bucket{a=\"b\",le=\"10\"} 4\n"
                                         "size_bucket{a=\"b\",le=\"+Inf\"} 5\n"
                                         "size_sum{a=\"b\"} 22.2\n"
                                         "size_count{a=\"b\"} 5\n"));
    }
};

QTEST_APPLESS_MAIN(ExpositionTest)
#include "exposition_test.moc"
