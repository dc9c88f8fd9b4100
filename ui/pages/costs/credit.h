#pragma once

#include <cstdint>
#include <vector>

#include <QDateTime>
#include <QString>

#include "admin/admin_client.h"
#include "model/money.h"

namespace ui {

/// An account of prepaid credit as the admin API tells it.
struct Credit {
    QString id{};
    QString scope{};   ///< `key`, `user` or `team`.
    QString subject{}; ///< Id of the holder.
    QString holder{};  ///< Its name; of one that is gone its id.
    model::Nanos paidIn{};
    model::Nanos paidBack{};
    model::Nanos spent{};
    model::Nanos balance{};
    model::Nanos reserved{};
    model::Nanos available{};
    bool closed = false;
    friend bool operator==(const Credit &, const Credit &) = default;
};

/// Open ones first, those with the least left before the others.
std::vector<Credit> parseCredits(const base::Json &answer);

/// A line of a statement.
struct CreditRow {
    QString kind{}; ///< `top_up`, `paid_back` or `usage`.
    QDateTime at{};
    model::Nanos amount{};
    model::Nanos balance{};
    QString note{};
    QString author{};
};
/// Newest first.
std::vector<CreditRow> parseStatement(const base::Json &answer);

admin::AdminCall statementCall(const Credit &credit);

} // namespace ui
