#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/database.h"

/// What is to be sent of alerts, and what became of that: the queue on disk, one line for each channel.
/// Thread: the Database's. Errors: Storage.
namespace storage {

/// One message over one channel. Unit of times: Unix milliseconds.
struct AlertNotice {
    std::string id{}; ///< Sorts by time of making; the receiver knows a repetition by it.
    std::string alertId{};
    std::string channelId{};
    std::string event{}; ///< raised, worse, reminded, recovered
    std::int64_t madeMs = 0;
    std::string alert{}; ///< JSON, as of then.
    std::int64_t tries = 0;
    std::int64_t nextMs = 0;       ///< Not before.
    std::string state = "waiting"; ///< waiting, sent, given_up, dropped
    std::int64_t endedMs = 0;
    std::string problem{}; ///< Of the last try.
    friend bool operator==(const AlertNotice &, const AlertNotice &) = default;
};

/// Of one that is there, or a new one.
base::Result<> putNotice(Database &db, const AlertNotice &notice);
/// Those that wait, in order, at most `most` of each channel.
base::Result<std::vector<AlertNotice>> waitingNotices(Database &db, std::int64_t most);
/// Of these alerts, in the order they were made. `alertIds` is a JSON list.
base::Result<std::vector<AlertNotice>> noticesOf(Database &db, std::string_view alertIds);

/// How a channel does.
struct ChannelLine {
    std::string channelId{};
    std::int64_t waiting = 0;
    std::string problem{}; ///< Of the oldest that waits.
};
base::Result<std::vector<ChannelLine>> channelLines(Database &db);

} // namespace storage
