#include "storage/listen_wish.h"

#include "base/text.h"
#include "storage/resource.h"

namespace storage {
namespace {

constexpr std::string_view kAddress = "listen_address";
constexpr std::string_view kPort = "listen_port";

base::Result<> write(Connection &config, std::string_view name, std::string_view value)
{
    auto upsert = config.prepare("INSERT INTO settings (name, value) VALUES (:name, :value) "
                                 "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    upsert->bind(u":name"_s, name);
    upsert->bind(u":value"_s, value);
    return upsert->run();
}

} // namespace

base::Result<ListenWish> loadListenWish(Database &db)
{
    auto select =
        db.config().prepare("SELECT name, value FROM settings WHERE name IN ('listen_address', 'listen_port')");
    if (!select)
        return base::fail(std::move(select.error()));
    ListenWish out;
    auto done = select->forEach([&](const Statement &row) {
        const auto port = base::parseInteger(row.text(1));
        if (row.text(0) == kAddress)
            out.address = row.text(1);
        else if (port && *port > 0 && *port <= 65535)
            out.port = static_cast<std::uint16_t>(*port);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading where to listen");
    return out;
}

base::Result<> saveListenWish(Database &db, const ListenWish &wish)
{
    return db.config().transaction([&]() -> base::Result<> {
        if (auto done = write(db.config(), kAddress, wish.address); !done)
            return base::fail(std::move(done.error()), "saving where to listen");
        if (auto done = write(db.config(), kPort, std::to_string(wish.port)); !done)
            return base::fail(std::move(done.error()), "saving where to listen");
        return {};
    });
}

} // namespace storage
