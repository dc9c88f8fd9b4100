#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <QDateTime>
#include <QString>

namespace ui {

/// One value of a filter: what the gateway is asked for, and what the reader sees.
struct FilterChoice {
    QString value{};
    QString label{};
    friend bool operator==(const FilterChoice &, const FilterChoice &) = default;
};

/// Which calls the list shows, in which order.
struct RequestQuery {
    enum class Period : std::uint8_t { All, LastHour, Today, Yesterday, LastDay, LastWeek, LastMonth };

    QString words{};
    FilterChoice state{}; ///< Of states(): empty for all.
    FilterChoice provider{};
    FilterChoice model{};
    FilterChoice key{};
    Period period = Period::All;
    bool failoverOnly = false;
    std::map<QString, FilterChoice> further{}; ///< By the field's id: see furtherFields().
    QString sort{};

    /// Whether it leaves calls out.
    bool isFiltered() const;
    friend bool operator==(const RequestQuery &, const RequestQuery &) = default;
};

/// How calls can end, as a filter: "outcome=done", "status=5xx".
std::vector<FilterChoice> requestStates();
/// One of them, or of a single status: "status=429". Empty for a value that is none.
FilterChoice stateOf(const QString &value);
QString periodTitle(RequestQuery::Period period);

/// The filters as `requests.list` takes them, without the order. Periods are reckoned from `now`, in its zone.
std::vector<std::pair<std::string, std::string>> filterParameters(const RequestQuery &query, const QDateTime &now);

} // namespace ui
