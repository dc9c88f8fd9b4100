#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "storage/database.h"

/// Where the gateway is to listen when nobody says otherwise at its start. Not a part of the plan: no call sees it.
/// Thread: the Database's.
namespace storage {

struct ListenWish {
    std::string address{};  ///< Empty: never wished for.
    std::uint16_t port = 0; ///< 0: never wished for.
    bool tls = false;
    bool plainOutside = false; ///< Plain HTTP beyond this computer.
};

/// Errors: Storage.
base::Result<ListenWish> loadListenWish(Database &db);
base::Result<> saveListenWish(Database &db, const ListenWish &wish);

} // namespace storage
