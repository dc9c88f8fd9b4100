#pragma once

#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <string_view>

#include <sys/resource.h>

#include "access/client_key.h"
#include "base/clock.h"
#include "exchange/exchanges.h"
#include "fakes/fake_client.h"
#include "fakes/fake_upstream.h"
#include "fakes/manual_reactor.h"
#include "gateway/storage/store_fixture.h"
#include "ledger/ledger.h"
#include "storage/journal_state.h"
#include "storage/requests.h"
#include "storage/storage_thread.h"

namespace fixture {

inline constexpr std::string_view kClientKey = "sy-member";

inline model::ProviderKey providerKey(std::string id, std::int64_t priority)
{
    model::ProviderKey out;
    out.id = std::move(id);
    out.priority = priority;
    return out;
}

inline model::Provider provider(std::string name, std::int64_t priority, std::vector<std::string> keys)
{
    model::Provider out;
    out.id = "prov_" + name;
    out.name = std::move(name);
    out.type = "custom";
    out.anyModel = true;
    out.priority = priority;
    for (std::size_t i = 0; i < keys.size(); ++i)
        out.keys.push_back(providerKey(keys[i], static_cast<std::int64_t>(i)));
    return out;
}

/// A plan of these providers and one member, who may call everything.
inline std::shared_ptr<model::Plan> planOf(std::vector<model::Provider> providers)
{
    auto plan = std::make_shared<model::Plan>();
    plan->providers = std::move(providers);
    model::ClientKey member;
    member.id = "key_member";
    member.name = "member";
    member.digest = auth::digestOf(kClientKey);
    plan->clientKeys.emplace(member.digest, member);
    return plan;
}

/// Two providers: the first with two keys, the second with one.
inline std::shared_ptr<model::Plan> usualPlan()
{
    return planOf({provider("first", 0, {"key_a", "key_b"}), provider("second", 1, {"key_c"})});
}

inline pricing::Catalogue prices()
{
    auto read =
        pricing::Catalogue::parse(R"({"prices":[{"provider":"custom","model":"*","input":1000000,"output":5000000}]})");
    if (!read)
        qFatal("%s", base::describe(read.error()).c_str());
    return std::move(*read);
}

/// Everything around an exchange: the loop and both sides are fakes, the books are real.
class Bench {
public:
    explicit Bench(const std::shared_ptr<const model::Plan> &plan = usualPlan())
        : m_plan(plan),
          exchanges({reactor, base::Snapshot<model::Plan>::Reader(m_plan), upstream, *books,
                     base::Snapshot<pricing::Catalogue>::Reader(m_prices), routing::Health::Reader(health), nullptr,
                     &thoughts})
    {
    }

    /// A call as the server hands it over; runs until it has to wait.
    std::shared_ptr<fakes::ClientSide> begin(std::string body, std::string_view key = kClientKey)
    {
        return begin(std::make_shared<fakes::ClientSide>(), std::move(body), key);
    }
    std::shared_ptr<fakes::ClientSide> begin(std::shared_ptr<fakes::ClientSide> client, std::string body,
                                             std::string_view key = kClientKey)
    {
        exchange::InboundCall call;
        call.requestId = lastId = "req_" + std::to_string(++m_calls);
        call.head = "authorization";
        const auto nameSize = static_cast<std::uint32_t>(call.head.size());
        call.head.append("Bearer ").append(key);
        if (!key.empty())
            call.headers.push_back(
                {{0, nameSize}, {nameSize, static_cast<std::uint32_t>(call.head.size()) - nameSize}});
        call.body = std::move(body);
        call.receivedNanos = base::systemClock().steadyNanos() - age.count() * 1'000'000;
        call.receivedMillis = base::systemClock().wallMillis();
        exchanges.begin(*spoken, std::move(call), std::make_unique<fakes::FakeClient>(client), path);
        reactor.run();
        return client;
    }

    /// The record of a settled call, as it stands in the database.
    model::CallRecord record(const std::string &id)
    {
        if (auto flushed = books->flush(); !flushed)
            qFatal("%s", base::describe(flushed.error()).c_str());
        auto read = m_writer.runAndWait<model::CallRecord>(
            [id](storage::Database &db) { return storage::getRequest(db, storage::KeyScope::all(), id); });
        if (!read)
            qFatal("%s: %s", id.c_str(), base::describe(read.error()).c_str());
        return std::move(*read);
    }
    model::CallRecord record() { return record(lastId); }
    /// How many calls the database has `where` this holds.
    std::int64_t rows(const std::string &where)
    {
        if (auto flushed = books->flush(); !flushed)
            qFatal("%s", base::describe(flushed.error()).c_str());
        return *m_writer.runAndWait<std::int64_t>([where](storage::Database &db) -> base::Result<std::int64_t> {
            return number(db.usage(), "SELECT count(*) FROM requests WHERE " + where);
        });
    }
    /// The calls that the next start would book as interrupted, should this program die now.
    std::vector<model::CallBegin> leftOpen()
    {
        if (auto flushed = books->flush(); !flushed)
            qFatal("%s", base::describe(flushed.error()).c_str());
        return *m_writer.runAndWait<std::vector<model::CallBegin>>(
            [](storage::Database &db) { return storage::callsLeftOpen(db, "another", 100); });
    }
    std::int64_t settled() const { return books->counts().appended; }

    /// All that an ended call must leave behind: nothing, and one settled record.
    bool nothingIsOpen() const { return exchanges.open() == 0 && upstream.open.empty() && reactor.armed() == 0; }

private:
    std::unique_ptr<ledger::Ledger> openLedger()
    {
        auto opened = ledger::Ledger::open(m_directory.path(), "test", m_writer, {});
        if (!opened)
            qFatal("%s", base::describe(opened.error()).c_str());
        return std::move(*opened);
    }

    Directory m_directory{};
    storage::StorageThread m_writer{m_directory.path(), storage::StorageThread::Kind::Writer};
    base::Snapshot<model::Plan> m_plan;
    base::Snapshot<pricing::Catalogue> m_prices{std::make_shared<const pricing::Catalogue>(prices())};
    std::int64_t m_calls = 0;

public:
    std::unique_ptr<ledger::Ledger> books = openLedger();
    fakes::ManualReactor reactor{};
    fakes::FakeUpstream upstream{reactor};
    routing::Health health{};
    exchange::KeptThoughts thoughts{};
    exchange::Exchanges exchanges;
    std::string lastId{};
    const dialect::Dialect *spoken = &dialect::openaiChat; ///< By the next client.
    dialect::PathFacts path{};                             ///< Of its call.
    std::chrono::milliseconds age{0};                      ///< How long ago the next call came in.
};

/// While it lives no file of this process grows: a full disk.
class FullDisk {
public:
    FullDisk()
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit full{1, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
};

} // namespace fixture
