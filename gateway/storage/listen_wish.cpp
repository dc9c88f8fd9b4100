#include "storage/listen_wish.h"

#include "base/text.h"
#include "storage/resource.h"

namespace storage {
namespace {

constexpr std::string_view kAddress = "listen_address";
constexpr std::string_view kPort = "listen_port";
constexpr std::string_view kTls = "listen_tls";
constexpr std::string_view kPlain = "listen_plain_http";

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
    auto select = db.config().prepare("SELECT name, value FROM settings WHERE name LIKE 'listen!_%' ESCAPE '!'");
    if (!select)
        return base::fail(std::move(select.error()));
    ListenWish out;
    auto done = select->forEach([&](const Statement &row) {
        const auto port = base::parseInteger(row.text(1));
        if (row.text(0) == kAddress)
            out.address = row.text(1);
        else if (row.text(0) == kTls)
            out.tls = row.text(1) == "1";
        else if (row.text(0) == kPlain)
            out.plainOutside = row.text(1) == "1";
        else if (row.text(0) == kPort && port && *port > 0 && *port <= 65535)
            out.port = static_cast<std::uint16_t>(*port);
    });
    if (!done)
        return base::fail(std::move(done.error()), "reading where to listen");
    return out;
}

base::Result<> saveListenWish(Database &db, const ListenWish &wish)
{
    return db.config().transaction([&]() -> base::Result<> {
        const std::pair<std::string_view, std::string> rows[] = {{kAddress, wish.address},
                                                                 {kPort, std::to_string(wish.port)},
                                                                 {kTls, wish.tls ? "1" : "0"},
                                                                 {kPlain, wish.plainOutside ? "1" : "0"}};
        for (const auto &[name, value] : rows)
            if (auto done = write(db.config(), name, value); !done)
                return base::fail(std::move(done.error()), "saving where to listen");
        return {};
    });
}

} // namespace storage
