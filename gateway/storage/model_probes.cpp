#include "storage/model_probes.h"

#include "base/json.h"
#include "storage/resource.h"

namespace storage {
namespace {

const Table<KeptProbe> &probes()
{
    static const Table<KeptProbe> table("model_probes", {
                                                            column<KeptProbe, &KeptProbe::providerId>("provider_id"),
                                                            column<KeptProbe, &KeptProbe::model>("model"),
                                                            column<KeptProbe, &KeptProbe::atMs>("at_ms"),
                                                            column<KeptProbe, &KeptProbe::byCall>("by_call"),
                                                            column<KeptProbe, &KeptProbe::failure>("failure"),
                                                            column<KeptProbe, &KeptProbe::status>("status"),
                                                            column<KeptProbe, &KeptProbe::latencyUs>("latency_us"),
                                                            column<KeptProbe, &KeptProbe::detail>("detail"),
                                                            column<KeptProbe, &KeptProbe::failures>("failures"),
                                                        });
    return table;
}

} // namespace

base::Result<> saveModelProbe(Database &db, const KeptProbe &probe)
{
    auto save = db.usage().prepare("INSERT OR REPLACE INTO model_probes (" + probes().list() + ") VALUES ("
                                   + probes().values() + ")");
    if (!save)
        return base::fail(std::move(save.error()));
    probes().bind(*save, probe);
    if (auto done = save->run(); !done)
        return base::fail(std::move(done.error()), "keeping what a probe showed");
    return {};
}

base::Result<> keepModelProbesOf(Database &db, const std::vector<std::string> &providers)
{
    auto remove = db.usage().prepare(
        "DELETE FROM model_probes WHERE provider_id NOT IN (SELECT value FROM json_each(:providers))");
    if (!remove)
        return base::fail(std::move(remove.error()));
    const std::string list = base::dump(base::Json(providers));
    remove->bind(u":providers"_s, std::string_view(list));
    if (auto done = remove->run(); !done)
        return base::fail(std::move(done.error()), "forgetting what probes showed");
    return {};
}

base::Result<std::vector<KeptProbe>> listModelProbes(Database &db)
{
    return listRows(db.usage(), probes(), "ORDER BY provider_id, model");
}

} // namespace storage
