#include "storage/proxy_history.h"

#include "storage/resource.h"

namespace storage {
namespace {

const Table<ProxyDownTime> &history()
{
    static const Table<ProxyDownTime> table("proxy_history",
                                            {
                                                column<ProxyDownTime, &ProxyDownTime::proxyId>("proxy_id"),
                                                column<ProxyDownTime, &ProxyDownTime::beganMs>("began_ms"),
                                                column<ProxyDownTime, &ProxyDownTime::endedMs>("ended_ms"),
                                                column<ProxyDownTime, &ProxyDownTime::reason>("reason"),
                                            });
    return table;
}

base::Result<> put(Database &db, const ProxyDownTime &time)
{
    auto save = db.usage().prepare("INSERT OR REPLACE INTO proxy_history (" + history().list() + ") VALUES ("
                                   + history().values() + ")");
    if (!save)
        return base::fail(std::move(save.error()));
    history().bind(*save, time);
    return save->run();
}

base::Result<> forget(Database &db, const ProxyDownTime &newest)
{
    auto remove = db.usage().prepare(
        "DELETE FROM proxy_history WHERE (ended_ms > 0 AND ended_ms < :old) OR (proxy_id = :proxy AND began_ms <= "
        "(SELECT began_ms FROM proxy_history WHERE proxy_id = :proxy ORDER BY began_ms DESC LIMIT 1 OFFSET :most))");
    if (!remove)
        return base::fail(std::move(remove.error()));
    remove->bind(u":old"_s, newest.beganMs - kProxyHistoryMs);
    remove->bind(u":proxy"_s, std::string_view(newest.proxyId));
    remove->bind(u":most"_s, kMostProxyHistory);
    return remove->run();
}

} // namespace

base::Result<> saveProxyDownTime(Database &db, const ProxyDownTime &time)
{
    auto done = db.usage().transaction([&]() -> base::Result<> {
        if (auto saved = put(db, time); !saved)
            return saved;
        return forget(db, time);
    });
    if (!done)
        return base::fail(std::move(done.error()), "keeping that a proxy is down");
    return {};
}

base::Result<> endProxyDownTime(Database &db, const std::string &proxyId, std::int64_t beganMs, std::int64_t atMs)
{
    auto update = db.usage().prepare("UPDATE proxy_history SET ended_ms = max(began_ms, :at) "
                                     "WHERE ended_ms = 0 AND proxy_id = :proxy AND began_ms = :began");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":at"_s, atMs);
    update->bind(u":proxy"_s, std::string_view(proxyId));
    update->bind(u":began"_s, beganMs);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "keeping that a proxy is back");
    return {};
}

base::Result<> endProxyDownTimes(Database &db, std::int64_t atMs)
{
    auto update = db.usage().prepare("UPDATE proxy_history SET ended_ms = max(began_ms, :at) WHERE ended_ms = 0");
    if (!update)
        return base::fail(std::move(update.error()));
    update->bind(u":at"_s, atMs);
    if (auto done = update->run(); !done)
        return base::fail(std::move(done.error()), "ending what was kept of proxies");
    return {};
}

base::Result<std::vector<ProxyDownTime>> listProxyDownTimes(Database &db, std::int64_t fromMs)
{
    auto select = db.usage().prepare(history().selectSql()
                                     + " WHERE ended_ms = 0 OR ended_ms > :from ORDER BY began_ms DESC, proxy_id");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":from"_s, fromMs);
    std::vector<ProxyDownTime> out;
    if (auto done = select->forEach([&](const Statement &row) { out.push_back(history().read(row)); }); !done)
        return base::fail(std::move(done.error()), "reading when proxies were down");
    return out;
}

} // namespace storage
