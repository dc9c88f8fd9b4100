#include "storage/proxies.h"

#include "storage/resource.h"

namespace storage {

using model::Proxy;

// Found by the column below through their argument's namespace. A word from a newer program leaves what is there.
static void take(model::ProxyKind &value, const Statement &from, int column)
{
    value = model::proxyKindFrom(from.text(column)).value_or(value);
}

namespace {

const Table<Proxy> &proxies()
{
    static const Table<Proxy> table("proxies", {
                                                   column<Proxy, &Proxy::id>("id"),
                                                   column<Proxy, &Proxy::name>("name"),
                                                   column<Proxy, &Proxy::kind>("kind"),
                                                   column<Proxy, &Proxy::host>("host"),
                                                   column<Proxy, &Proxy::port>("port"),
                                                   column<Proxy, &Proxy::user>("user"),
                                                   column<Proxy, &Proxy::secret>("secret"),
                                                   column<Proxy, &Proxy::weight>("weight"),
                                                   column<Proxy, &Proxy::enabled>("enabled"),
                                                   column<Proxy, &Proxy::createdMs>("created_ms"),
                                                   column<Proxy, &Proxy::version>("version"),
                                               });
    return table;
}

} // namespace

base::Result<std::vector<Proxy>> listProxies(Database &db)
{
    return listRows(db.config(), proxies(), "ORDER BY name");
}
base::Result<Proxy> getProxy(Database &db, std::string_view id)
{
    return getRow(db.config(), proxies(), id);
}
base::Result<> insertProxy(Database &db, const Proxy &proxy)
{
    return insertRow(db.config(), proxies(), proxy);
}
base::Result<Proxy> updateProxy(Database &db, Proxy proxy)
{
    return updateRow(db.config(), proxies(), std::move(proxy));
}
base::Result<> removeProxy(Database &db, std::string_view id)
{
    return removeRow(db.config(), proxies(), id);
}

} // namespace storage
