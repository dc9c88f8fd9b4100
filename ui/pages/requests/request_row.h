#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "base/json.h"
#include "model/money.h"

namespace ui {

/// One finished call, as the list shows it. All text comes from outside and is shown as plain text only.
struct RequestRow {
    QString id{};
    QDateTime startedAt{};
    QString asked{};  ///< The model name the client sent.
    QString served{}; ///< The model that was called for it.
    QString billed{};
    QString provider{};
    QString providerId{};
    QString key{};
    QString keyId{};
    QString session{};     ///< As the client names it; empty when it does not.
    QString application{}; ///< Program of the gateway's computer that called; empty when it is not known.
    QStringList tags{};
    QString outcome{};
    QString errorCode{};
    std::int64_t status = 0;
    std::int64_t inputTokens = 0;
    std::int64_t cacheReadTokens = 0;
    std::int64_t outputTokens = 0;
    std::int64_t reasoningTokens = 0;
    std::int64_t attempts = 0;
    model::Nanos cost{};
    QString currency{};
    model::Confidence confidence = model::Confidence::Unpriced;
    std::optional<std::int64_t> firstTokenMicros{};
    std::optional<std::int64_t> durationMicros{};
    friend bool operator==(const RequestRow &, const RequestRow &) = default;
};

/// How long the calls of a list took: half of them, and 95 of a hundred, so long or shorter. Unit: microseconds.
struct CallTimes {
    std::optional<std::int64_t> half{};
    std::optional<std::int64_t> most{};
    friend bool operator==(const CallTimes &, const CallTimes &) = default;
};

/// A page of the list, newest first, and the cursor of the next older one; empty when there is none.
struct RequestPage {
    std::vector<RequestRow> rows{};
    QString next{};
    QString asOf{};                      ///< Marks the state of the log that the page belongs to.
    std::optional<std::int64_t> total{}; ///< Of the filtered list, when it was asked for.
    CallTimes times{};
};

/// One call out of an answer. Fields that are missing stay empty.
RequestRow parseRequestRow(const base::Json &row);

/// Reads an answer of `requests.list`. Fields that are missing stay empty; rows without an id are left out.
RequestPage parseRequestPage(const base::Json &answer);

} // namespace ui
