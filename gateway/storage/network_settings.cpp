#include "storage/network_settings.h"

#include <string>

#include "base/json.h"
#include "storage/resource.h"

namespace storage {

base::Result<model::NetworkSettings> loadNetworkSettings(Database &db)
{
    auto select = db.config().prepare("SELECT name, value FROM settings WHERE name LIKE 'network.%'");
    if (!select)
        return base::fail(std::move(select.error()));
    model::NetworkSettings out;
    base::Result<> taken;
    auto done = select->forEach([&](const Statement &row) {
        const auto value = base::parseJson(row.text(1));
        const std::string name = row.text(0).substr(row.text(0).find('.') + 1);
        if (auto one = value ? model::applyJson(out, {{name, *value}}, model::Input::Update)
                             : base::Result<>(base::fail(value.error()));
            !one)
            taken = std::move(one); // a list that keeps somebody out must not get lost in silence
    });
    if (!done || !taken)
        return base::fail(done ? std::move(taken.error()) : std::move(done.error()), "reading the network settings");
    return out;
}

base::Result<> saveNetworkSettings(Database &db, const model::NetworkSettings &settings)
{
    const base::Json all = model::toJson(settings);
    for (const auto &[name, value] : all.items()) {
        auto upsert = db.config().prepare("INSERT INTO settings (name, value) VALUES (:name, :value) "
                                          "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        if (!upsert)
            return base::fail(std::move(upsert.error()));
        upsert->bind(u":name"_s, "network." + name);
        upsert->bind(u":value"_s, base::dump(value));
        if (auto done = upsert->run(); !done)
            return base::fail(std::move(done.error()), "keeping the network settings");
    }
    return {};
}

} // namespace storage
