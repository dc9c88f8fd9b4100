#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QDate>
#include <QString>
#include <QStringList>

#include "admin/admin_client.h"

namespace ui {

/// Which days the Costs page is about, on the gateway's calendar.
struct CostSpan {
    enum class Unit : std::uint8_t { Day, Week, Month, Own };
    /// What one bar of its charts stands for.
    enum class Step : std::uint8_t { Hour, Day, Week, Month };

    Unit unit = Unit::Month;
    QDate from{};
    QDate to{}; ///< The day after the last.

    /// The day, week (from Monday) or month that `day` falls in; one day for Own.
    static CostSpan around(Unit unit, QDate day);
    /// As many days, or the month, before or after it.
    CostSpan moved(int direction) const;
    Step step() const;
    bool contains(QDate day) const { return from <= day && day < to; }
    /// `19 Nov 2026`, `16 – 22 Nov 2026`, `November 2026`.
    QString title() const;
    /// `from` and `to` as the admin API takes them. One that is not over ends now.
    std::vector<std::pair<std::string, std::string>> query(QDate today) const;
    friend bool operator==(const CostSpan &, const CostSpan &) = default;
};

/// `day` for Step::Day and so on, as `period` takes it.
const char *toWord(CostSpan::Step step);

/// One bar: how the gateway calls it, and people.
struct CostPeriod {
    QString key{};   ///< `2026-11-19`, `2026-11`, `2026-11-19T14`
    QString title{}; ///< `19 Nov`, `November 2026`, `14:00`
    QDate first{};
    int hour = 0;
};
std::vector<CostPeriod> periodsOf(const CostSpan &span);

/// The place of a row of the gateway in periodsOf(); -1 when it has none.
int placeOf(const std::vector<CostPeriod> &periods, const QString &key);

} // namespace ui
