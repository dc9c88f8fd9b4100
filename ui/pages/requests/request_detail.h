#pragma once

#include <optional>
#include <vector>

#include "ui/pages/requests/request_row.h"

namespace ui {

/// One request to a provider within a call. All text comes from outside and is shown as plain text only.
struct AttemptDetail {
    QString provider{};
    QString providerId{};
    QString key{}; ///< Name of the provider's key, or its id.
    QString model{};
    QString billedModel{};
    QString failure{}; ///< The word of the admin API; empty when it went well.
    QString error{};   ///< What the provider said.
    QString dialect{}; ///< The one the provider was asked in; empty when it was the client's own.
    QString params{};  ///< What became of the request's parameters then; empty when all were kept.
    std::int64_t status = 0;
    std::int64_t startMicros = 0;                   ///< Since the call came.
    std::optional<std::int64_t> firstTokenMicros{}; ///< Since the attempt's start.
    std::int64_t durationMicros = 0;
    std::int64_t outputTokens = 0;
    model::Nanos cost{};
    model::Confidence confidence = model::Confidence::Unpriced;
};

/// A target that the router would have tried, in its order.
struct CandidateDetail {
    QString providerId{};
    QString model{};
};

/// Everything the log knows of one call.
struct RequestDetail {
    RequestRow row{};
    QString endpoint{};
    bool stream = false;
    std::int64_t cacheWriteTokens = 0;
    std::int64_t overheadMicros = 0;
    std::vector<AttemptDetail> attempts{};
    std::optional<std::int64_t> plan{};
    std::vector<CandidateDetail> candidates{};
    QString decision{}; ///< The whole trace as JSON, for those who want to know.
};

/// Reads an answer of `requests.get`. Fields that are missing stay empty.
RequestDetail parseRequestDetail(const base::Json &answer);

} // namespace ui
