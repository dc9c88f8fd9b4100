#include "jobs/body_desk.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <utility>

#include <QLoggingCategory>

#include "access/token_text.h"
#include "base/id.h"
#include "base/text.h"
#include "storage/sqlite_error.h"

namespace jobs {
namespace {

Q_LOGGING_CATEGORY(ownLog, "switchyard.bodies")

using namespace std::chrono_literals;
using storage::BodyPart;
using storage::BodyState;
using storage::StoredBody;

constexpr auto kSweepEvery = 30s;
constexpr std::size_t kMargin =
    4096; ///< Collected beyond the limit, so that no secret is cut in two before it is seen.
constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kSaidAgainMs = 60'000;
constexpr std::int64_t kLongestCallMs = 3'600'000; ///< One that began before the log may still be under way.

/// A sealed text belongs to its call and its part of it.
std::string aboutOf(const StoredBody &body)
{
    return body.callId + (body.part == BodyPart::Request ? "/request" : "/answer");
}

/// Readable for us alone from the beginning. Errors: Storage.
base::Result<> makeKeyFile(const std::filesystem::path &path)
{
    using std::filesystem::perms;
    std::error_code problem;
    {
        std::ofstream file(path);
    }
    std::filesystem::permissions(path, perms::owner_read | perms::owner_write, problem);
    std::ofstream file(path, std::ios::trunc);
    file << auth::randomToken() << '\n';
    file.close();
    if (problem || !file)
        return base::fail(base::ErrorCode::Storage, path.string() + " cannot be written", "body_key");
    return {};
}

std::size_t sizeOf(const exchange::CallBodies &bodies)
{
    return bodies.request.size() + bodies.answer.size();
}

} // namespace

BodyDesk::BodyDesk(std::filesystem::path directory, secrets::SecretStore &secrets, const base::Clock &clock)
    : m_directory(std::move(directory)), m_secrets(secrets), m_clock(clock)
{
}

BodyDesk::~BodyDesk()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void BodyDesk::adopt(const model::BodySettings &settings)
{
    const Mode mode = settings.store == "all"      ? Mode::All
                      : settings.store == "sample" ? Mode::Sample
                      : settings.store == "errors" ? Mode::Errors
                                                   : Mode::Off;
    {
        const std::lock_guard lock(m_mutex);
        m_terms = {settings, std::make_shared<const BodyRedaction>(settings.patterns)};
        const bool toSweep = mode != Mode::Off || storage::BodyStore::isThere(m_directory);
        if (toSweep && !m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    m_room.store(static_cast<std::size_t>(settings.kilobytes) << 10, std::memory_order_relaxed);
    m_percent.store(static_cast<std::uint64_t>(settings.percent), std::memory_order_relaxed);
    m_mode.store(mode, std::memory_order_relaxed);
}

bool BodyDesk::hasKey() const
{
    std::error_code problem;
    return !terms().settings.key.empty() || std::filesystem::exists(ownKeyFile(), problem);
}

BodyDesk::Terms BodyDesk::terms() const
{
    const std::lock_guard lock(m_mutex);
    return m_terms;
}

std::size_t BodyDesk::room()
{
    constexpr std::uint64_t kHundred = 100;
    const Mode mode = m_mode.load(std::memory_order_relaxed);
    if (mode == Mode::Off)
        return 0;
    if (mode == Mode::Sample && base::fastRandom() % kHundred >= m_percent.load(std::memory_order_relaxed))
        return 0;
    return m_room.load(std::memory_order_relaxed) + kMargin;
}

bool BodyDesk::wants(bool wentWell) const
{
    const Mode mode = m_mode.load(std::memory_order_relaxed);
    return mode != Mode::Off && (mode != Mode::Errors || !wentWell);
}

void BodyDesk::keep(exchange::CallBodies bodies)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waitingBytes + sizeOf(bodies) > kMostWaiting) {
            ++m_left;
            return;
        }
        m_waitingBytes += sizeOf(bodies);
        m_waiting.push_back(std::move(bodies));
    }
    m_changed.notify_one();
}

void BodyDesk::run()
{
    auto swept = std::chrono::steady_clock::time_point{};
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, swept + kSweepEvery, [this] { return m_ending || !m_waiting.empty(); });
        const bool ending = m_ending;
        auto bodies = std::exchange(m_waiting, {});
        m_waitingBytes = 0;
        const std::int64_t left = std::exchange(m_left, 0);
        lock.unlock();
        if (left > 0)
            qCWarning(ownLog, "what %lld calls said was not kept: it came faster than it can be written",
                      static_cast<long long>(left));
        if (!bodies.empty())
            write(std::move(bodies));
        if (ending)
            return;
        if (std::chrono::steady_clock::now() >= swept + kSweepEvery) {
            sweep();
            swept = std::chrono::steady_clock::now();
        }
    }
}

/// Without a key, and without room on the disk, nothing is kept: never in clear.
void BodyDesk::write(std::deque<exchange::CallBodies> bodies)
{
    const Terms now = terms();
    const auto sealing = key(now.settings.key, true);
    if (!sealing)
        return complain(sealing.error());
    std::vector<StoredBody> rows;
    for (exchange::CallBodies &call : bodies) {
        StoredBody row{.callId = call.callId, .startedMs = call.startedMs};
        rows.push_back(stored(std::move(call.request), call.requestBytes, now, **sealing, row));
        row.part = BodyPart::Answer;
        rows.push_back(stored(std::move(call.answer), call.answerBytes, now, **sealing, row));
    }
    base::Result<> put;
    {
        const std::lock_guard lock(m_storeMutex);
        const auto open = store(lock);
        put = open ? (*open)->put(rows) : base::Result<>(base::fail(open.error()));
        if (!put && storage::isDamage(put.error())) {
            m_store.reset();
            storage::BodyStore::remove(m_directory); // nothing else depends on it
        }
    }
    if (!put)
        complain(put.error());
}

StoredBody BodyDesk::stored(std::string text, std::size_t whole, const Terms &terms, const auth::SealingKey &key,
                            StoredBody out) const
{
    out.bytes = static_cast<std::int64_t>(whole);
    out.cut = whole > text.size();
    const auto most = static_cast<std::size_t>(terms.settings.kilobytes) << 10;
    if (out.cut)
        text.resize(base::clip(text, text.size()).size()); // no half of a character
    if (!base::isUtf8(text)) {
        out.state = BodyState::NotText;
        return out;
    }
    if (!terms.redaction || !terms.redaction->redact(text, m_secrets.known())) {
        out.state = BodyState::Withheld;
        return out;
    }
    out.cut = out.cut || text.size() > most;
    out.sealed = key.seal(base::clip(text, most), aboutOf(out));
    return out;
}

void BodyDesk::sweep()
{
    if (!storage::BodyStore::isThere(m_directory))
        return;
    const Terms now = terms();
    const std::int64_t before = std::max(m_clock.wallMillis() - now.settings.keepDays * kDayMs,
                                         m_logBeginsMs.load(std::memory_order_relaxed) - kLongestCallMs);
    base::Result<std::int64_t> gone = 0;
    {
        const std::lock_guard lock(m_storeMutex);
        const auto open = store(lock);
        gone = open ? (*open)->forget(before, now.settings.megabytes << 20)
                    : base::Result<std::int64_t>(base::fail(open.error()));
    }
    if (!gone)
        complain(gone.error());
}

base::Result<ShownBodies> BodyDesk::of(std::string_view callId)
{
    ShownBodies out;
    if (!storage::BodyStore::isThere(m_directory))
        return out;
    base::Result<std::vector<StoredBody>> rows;
    {
        const std::lock_guard lock(m_storeMutex);
        const auto open = store(lock);
        rows = open ? (*open)->of(callId) : base::Result<std::vector<StoredBody>>(base::fail(open.error()));
    }
    if (!rows)
        return base::fail(std::move(rows.error()));
    for (const StoredBody &row : *rows) {
        ShownBody shown{.state = row.state, .bytes = row.bytes, .cut = row.cut};
        if (row.state == BodyState::Kept) {
            const auto sealing = key(terms().settings.key, false);
            if (!sealing)
                return base::fail(sealing.error());
            auto text = (*sealing)->open(row.sealed, aboutOf(row));
            if (!text)
                return base::fail(std::move(text.error()), "reading what a call said");
            shown.text = std::move(*text);
        }
        (row.part == BodyPart::Request ? out.request : out.answer) = std::move(shown);
    }
    return out;
}

base::Result<> BodyDesk::clear()
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
        m_waitingBytes = 0;
    }
    if (!storage::BodyStore::isThere(m_directory))
        return {};
    const std::lock_guard lock(m_storeMutex);
    const auto open = store(lock);
    auto cleared = open ? (*open)->clear() : base::Result<>(base::fail(open.error()));
    if (cleared)
        return cleared;
    m_store.reset();
    storage::BodyStore::remove(m_directory);
    return storage::BodyStore::isThere(m_directory) ? cleared : base::Result<>();
}

base::Result<std::shared_ptr<const auth::SealingKey>> BodyDesk::key(const std::string &reference, bool make)
{
    const std::filesystem::path own = ownKeyFile();
    std::error_code problem;
    if (reference.empty() && make && !std::filesystem::exists(own, problem))
        if (auto made = makeKeyFile(own); !made)
            return base::fail(std::move(made.error()));
    const auto secret = m_secrets.get(reference.empty() ? "file:" + own.string() : reference);
    if (!secret)
        return base::fail(secret.error(), "looking for the key of kept requests and answers");
    return std::make_shared<const auth::SealingKey>((*secret)->reveal());
}

base::Result<storage::BodyStore *> BodyDesk::store(const std::lock_guard<std::mutex> &)
{
    if (m_store && !storage::BodyStore::isThere(m_directory))
        m_store.reset(); // somebody has removed it
    if (!m_store) {
        auto opened = storage::BodyStore::open(m_directory);
        if (!opened)
            return base::fail(std::move(opened.error()));
        m_store = std::move(*opened);
    }
    return m_store.get();
}

void BodyDesk::complain(const base::Error &error)
{
    const std::lock_guard lock(m_storeMutex);
    const std::int64_t now = m_clock.wallMillis();
    if (now - m_saidMs < kSaidAgainMs)
        return;
    m_saidMs = now;
    qCWarning(ownLog, "what calls say is not kept: %s", base::describe(error).c_str());
}

} // namespace jobs
