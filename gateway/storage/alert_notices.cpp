#include "storage/alert_notices.h"

#include "storage/resource.h"

namespace storage {
namespace {

using N = AlertNotice;

const Table<N> &notices()
{
    static const Table<N> table("alert_notices", {
                                                     column<N, &N::id>("id"),
                                                     column<N, &N::alertId>("alert_id"),
                                                     column<N, &N::channelId>("channel_id"),
                                                     column<N, &N::event>("event"),
                                                     column<N, &N::madeMs>("made_ms"),
                                                     column<N, &N::alert>("alert"),
                                                     column<N, &N::tries>("tries"),
                                                     column<N, &N::nextMs>("next_ms"),
                                                     column<N, &N::state>("state"),
                                                     column<N, &N::endedMs>("ended_ms"),
                                                     column<N, &N::problem>("problem"),
                                                 });
    return table;
}

} // namespace

base::Result<> putNotice(Database &db, const AlertNotice &notice)
{
    auto upsert = db.usage().prepare("INSERT OR REPLACE INTO alert_notices (" + notices().list() + ") VALUES ("
                                     + notices().values() + ")");
    if (!upsert)
        return base::fail(std::move(upsert.error()));
    notices().bind(*upsert, notice);
    if (auto done = upsert->run(); !done)
        return base::fail(std::move(done.error()), "keeping what is to be sent of an alert");
    return {};
}

base::Result<std::vector<AlertNotice>> waitingNotices(Database &db, std::int64_t most)
{
    auto select =
        db.usage().prepare("SELECT " + notices().list() + " FROM (SELECT " + notices().list()
                           + ", row_number() OVER (PARTITION BY channel_id ORDER BY id) AS place FROM alert_notices "
                             "WHERE state = 'waiting') WHERE place <= :most ORDER BY channel_id, id");
    if (!select)
        return base::fail(std::move(select.error()));
    select->bind(u":most"_s, most);
    std::vector<AlertNotice> out;
    if (auto done = select->forEach([&](const Statement &row) { out.push_back(notices().read(row)); }); !done)
        return base::fail(std::move(done.error()), "reading what is to be sent of alerts");
    return out;
}

base::Result<std::vector<AlertNotice>> noticesOf(Database &db, std::string_view alertIds)
{
    return listRows(db.usage(), notices(), "WHERE alert_id IN (SELECT value FROM json_each(:filter)) ORDER BY id",
                    alertIds);
}

base::Result<std::vector<ChannelLine>> channelLines(Database &db)
{
    auto select = db.usage().prepare("SELECT channel_id, count(*), (SELECT problem FROM alert_notices AS first WHERE "
                                     "first.channel_id = alert_notices.channel_id AND first.state = 'waiting' "
                                     "ORDER BY first.id LIMIT 1) FROM alert_notices WHERE state = 'waiting' "
                                     "GROUP BY channel_id");
    if (!select)
        return base::fail(std::move(select.error()));
    std::vector<ChannelLine> out;
    auto done =
        select->forEach([&](const Statement &row) { out.push_back({row.text(0), row.integer(1), row.text(2)}); });
    if (!done)
        return base::fail(std::move(done.error()), "reading how channels do");
    return out;
}

} // namespace storage
