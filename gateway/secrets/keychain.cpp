#include "secrets/keychain.h"

#include <QCoreApplication>
#include <QEventLoop>

#include "base/clock.h"
#include "base/id.h"
#include "secrets/reference.h"

namespace secrets {
namespace {

base::Error unavailable(KeychainState state)
{
    return {base::ErrorCode::Unavailable, std::string(explain(state)), "secret", {}};
}

SecretState problemOf(KeychainState state)
{
    return {state == KeychainState::Locked ? Readiness::Locked : Readiness::NotLoaded, std::string(explain(state))};
}

} // namespace

Keychain::Keychain(std::unique_ptr<KeychainService> service, SecretStore &store, std::filesystem::path index,
                   KeychainTimes times)
    : m_service(std::move(service)), m_store(store), m_index(std::move(index)), m_times(times)
{
    m_limit.setSingleShot(true);
    m_poll.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Keychain::tookTooLong);
    connect(&m_poll, &QTimer::timeout, this, &Keychain::lookAgain);
    m_service->presenceChanged = [this](bool present) { setPresence(present); };
}

Keychain::~Keychain() = default;

void Keychain::add(SharedSecret secret, Added added)
{
    QMetaObject::invokeMethod(
        this, [this, secret = std::move(secret), added = std::move(added)] { beginAdd(secret, added); },
        Qt::QueuedConnection);
}

void Keychain::beginAdd(SharedSecret secret, Added added)
{
    std::string entry = base::makeId("key_", base::systemClock().wallMillis());
    if (auto noted = m_index.add(entry); !noted)
        return added(base::fail(noted.error()));
    m_held.insert(entry);
    m_additions.push_back({std::move(entry), std::move(secret), std::move(added)});
    step();
}

void Keychain::release(const std::string &reference)
{
    QMetaObject::invokeMethod(
        this,
        [this, entry = std::string(nameIn(reference))] {
            m_held.erase(entry);
            step();
        },
        Qt::QueuedConnection);
}

void Keychain::require(const std::vector<std::string> &references, std::int64_t planVersion)
{
    std::set<std::string> entries;
    for (const std::string &reference : references)
        if (kindOf(reference) == Kind::Keychain)
            entries.emplace(nameIn(reference));
    {
        const std::lock_guard lock(m_mutex);
        m_status.needed = !entries.empty();
    }
    QMetaObject::invokeMethod(
        this,
        [this, entries = std::move(entries), planVersion] {
            m_required = entries;
            m_planKnown = m_index.notePlan(planVersion).has_value();
            m_skipped.clear();
            step();
        },
        Qt::QueuedConnection);
}

KeychainStatus Keychain::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Keychain::settle(std::chrono::milliseconds most)
{
    QEventLoop loop;
    connect(this, &Keychain::settled, &loop, &QEventLoop::quit);
    QTimer::singleShot(most, &loop, &QEventLoop::quit);
    QMetaObject::invokeMethod(this, &Keychain::step, Qt::QueuedConnection); // behind what was asked for before
    loop.exec();
}

void Keychain::abandon()
{
    QCoreApplication::sendPostedEvents(this); // what was asked for and has not arrived here yet
    failAdditions({base::ErrorCode::Unavailable, "Switchyard is ending; the key was not kept", "secret", {}});
}

bool Keychain::isWanted(const std::string &entry) const
{
    return m_required.contains(entry) || m_held.contains(entry);
}

Keychain::Next Keychain::next(std::string &entry) const
{
    if (!m_additions.empty()) {
        entry = m_additions.front().entry;
        return Next::Add;
    }
    for (const std::string &one : m_required)
        if (!m_loaded.contains(one) && !m_skipped.contains(one)) {
            entry = one;
            return Next::Read;
        }
    for (const std::string &one : m_index.entries())
        if (m_planKnown && !isWanted(one) && !m_skipped.contains(one)) {
            entry = one;
            return Next::Remove;
        }
    return Next::Nothing;
}

/// Begins with the next thing there is to do, unless something is under way.
void Keychain::step()
{
    std::erase_if(m_loaded, [this](const std::string &entry) {
        if (!m_planKnown || isWanted(entry))
            return false;
        m_store.drop(keychainReference(entry));
        return true;
    });
    if (m_looking)
        return;
    if (m_asking) {              // a request is late: who enters a key is told, the rest waits for it
        if (!m_limit.isActive()) // nor does a clock run for it any more, whatever the service has done since
            failAdditions(unavailable(status().state));
        return;
    }
    std::string entry;
    if (next(entry) == Next::Nothing && !m_lookDue)
        return done();
    m_lookDue = false;
    m_looking = true;
    m_limit.start(m_times.answer);
    // One that has ended is left to its user, and one that cannot be started is not tried every few seconds.
    const bool mayStart = !m_everPresent && (!m_startTried || !m_additions.empty());
    m_startTried = true;
    m_service->look(mayStart ? Start::Allowed : Start::Never, [this, turn = ++m_turn](KeychainState seen) {
        if (turn == m_turn)
            looked(seen);
    });
}

void Keychain::looked(KeychainState seen)
{
    m_limit.stop();
    m_looking = false;
    if (seen == KeychainState::Missing && m_everPresent)
        seen = KeychainState::Vanished;
    m_everPresent = m_everPresent || (seen != KeychainState::Missing && seen != KeychainState::Slow);
    setState(seen);
    if (seen == KeychainState::Available)
        return act();
    failAdditions(unavailable(seen));
    done();
}

void Keychain::act()
{
    std::string entry;
    const Next what = next(entry); // it may have changed while we looked
    if (what == Next::Nothing)
        return done();
    m_asking = true;
    m_limit.start(m_times.answer);
    if (what == Next::Add)
        addEntry();
    else if (what == Next::Read)
        readEntry(entry);
    else
        removeEntry(entry);
}

void Keychain::addEntry()
{
    const Addition &first = m_additions.front();
    m_service->write(first.entry, *first.secret,
                     [this, entry = first.entry](const base::Result<> &written) { finishAdd(entry, written); });
}

void Keychain::readEntry(const std::string &entry)
{
    m_service->read(entry, [this, entry](base::Result<base::Secret> read) { finishRead(entry, std::move(read)); });
}

void Keychain::removeEntry(const std::string &entry)
{
    m_service->remove(entry, [this, entry](const base::Result<> &removed) { finishRemove(entry, removed); });
}

/// Late or not: nobody may wait for it any more, and then its entry is superfluous.
void Keychain::finishAdd(const std::string &entry, const base::Result<> &written)
{
    m_limit.stop();
    m_asking = false;
    if (!m_additions.empty() && m_additions.front().entry == entry) {
        const Addition addition = std::move(m_additions.front());
        m_additions.pop_front();
        if (written) {
            m_loaded.insert(entry);
            m_store.keep(keychainReference(entry), addition.secret);
            addition.added(keychainReference(entry));
        } else {
            m_held.erase(entry);
            base::Error error = written.error();
            error.param = "secret";
            addition.added(base::fail(std::move(error)));
        }
    }
    step();
}

void Keychain::finishRead(const std::string &entry, base::Result<base::Secret> read)
{
    m_limit.stop();
    m_asking = false;
    const std::string reference = keychainReference(entry);
    if (read && !read->empty()) {
        m_loaded.insert(entry);
        m_store.keep(reference, std::make_shared<const base::Secret>(std::move(*read)));
    } else {
        m_skipped.insert(entry);
        const bool absent = read || read.error().code == base::ErrorCode::NotFound;
        m_store.note(reference, absent
                                    ? SecretState{Readiness::Missing, "the key is not in the keychain; enter it again"}
                                    : SecretState{Readiness::NotLoaded, read.error().detail});
    }
    step();
}

void Keychain::finishRemove(const std::string &entry, const base::Result<> &removed)
{
    m_limit.stop();
    m_asking = false;
    if (!removed || !m_index.strike(entry))
        m_skipped.insert(entry);
    step();
}

/// A look that is late is given up; a request goes on, because the service takes no other one before it is through.
void Keychain::tookTooLong()
{
    ++m_turn;
    m_looking = false;
    setState(KeychainState::Slow);
    failAdditions(unavailable(KeychainState::Slow));
    done();
}

void Keychain::lookAgain()
{
    m_skipped.clear();
    m_lookDue = true;
    step();
}

void Keychain::setState(KeychainState state)
{
    {
        const std::lock_guard lock(m_mutex);
        m_status.state = state;
    }
    if (state == KeychainState::Available)
        return;
    for (const std::string &entry : m_required)
        if (!m_loaded.contains(entry))
            m_store.note(keychainReference(entry), problemOf(state));
}

void Keychain::setPresence(bool present)
{
    if (present)
        return lookAgain();
    m_everPresent = true;
    setState(KeychainState::Vanished);
    failAdditions(unavailable(KeychainState::Vanished));
    done();
}

void Keychain::failAdditions(const base::Error &error)
{
    const auto waiting = std::exchange(m_additions, {});
    for (const Addition &addition : waiting) {
        m_held.erase(addition.entry);
        addition.added(base::fail(error));
    }
}

/// Nothing more can be done now. Who waits is told, and the next look is set.
void Keychain::done()
{
    std::string entry;
    const bool waiting = next(entry) != Next::Nothing;
    const bool trouble = status().state != KeychainState::Available;
    if (trouble && (waiting || !m_required.empty()))
        m_poll.start(m_times.again);
    else if (!m_skipped.empty() || !m_required.empty())
        m_poll.start(m_times.refresh);
    Q_EMIT settled();
}

} // namespace secrets
