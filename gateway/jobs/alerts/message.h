#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/alerts.h"
#include "secrets/secret_store.h"
#include "upstream/fetch.h"
#include "upstream/mail.h"

/// One message to one channel, in the channel's own form. Pure.
namespace jobs {

/// What is said, and to whom it is the same message when it comes again.
struct Message {
    std::string id{};
    std::string event{}; ///< raised, worse, reminded, recovered, test
    model::Alert alert{};
};

/// Whether a channel can be as it is. Errors: Unprocessable with the channel's field as `param`.
base::Result<> checkChannel(const model::AlertChannel &channel);

/// The request for a channel that is posted to, signed where there is a secret. Unit of `wallMs`: Unix milliseconds.
upstream::FetchRequest requestOf(const model::AlertChannel &channel, const secrets::SharedSecret &secret,
                                 const Message &message, std::int64_t wallMs);
/// Whether that was taken: robots answer 200 and say in the body that they will not.
base::Result<> judge(const model::AlertChannel &channel, const upstream::FetchAnswer &answer);

/// The mail for a channel of that kind.
upstream::Mail mailOf(const model::AlertChannel &channel, const secrets::SharedSecret &password, const Message &message,
                      std::int64_t wallMs);

} // namespace jobs
