#include "admin/service.h"

#include <algorithm>
#include <optional>

#include "access/client_key.h"
#include "admin/body_key.h"
#include "admin/confided.h"
#include "admin/entered_key.h"
#include "admin/signing_secret.h"
#include "base/text.h"
#include "model/words.h"
#include "storage/idempotency.h"
#include "storage/plans.h"
#include "storage/sqlite_error.h"

namespace admin {
namespace {

constexpr std::size_t kLongestIdempotencyKey = 255;

/// A key that came with the body is left out: its reference is another one each time, and a digest could be guessed.
std::string fingerprintOf(const Request &request)
{
    std::string text = base::dump(request.body);
    if (const auto at = text.find(request.keptAs); !request.keptAs.empty() && at != std::string::npos)
        text.erase(at, request.keptAs.size());
    return base::toHex(auth::digestOf(text));
}

base::Result<> checkPermission(const Operation &operation, const Caller &caller)
{
    if (auth::mayCall(operation.needs, caller.standing()))
        return {};
    const model::Role least = operation.needs.least;
    if (caller.role < least)
        return base::fail(base::ErrorCode::Forbidden,
                          "this needs the role " + std::string(model::toWord(least)) + " or above");
    return base::fail(base::ErrorCode::Forbidden, caller.role == model::Role::Member
                                                      ? "this is about the whole gateway; you see what is your own"
                                                      : "this is about the whole gateway; you see what is your team's");
}

/// A POST that needs nothing said may leave the body out.
void completeBody(Request &request)
{
    const Operation &operation = *request.operation;
    if (operation.bodySchema != nullptr && operation.method == Method::Post && request.body.is_null()
        && !operation.bodySchema().contains("required"))
        request.body = base::Json::object();
}

/// Somebody else's document may be a list.
bool takesList(const Operation &operation)
{
    const base::Json schema = operation.bodySchema();
    const base::Json &types = base::at(schema, "type");
    return types.is_array() && std::ranges::find(types, base::Json("array")) != types.end();
}

/// The operation and what its path names: the same create below another parent is another one.
std::string targetOf(const Request &request)
{
    std::string out(request.operation->id);
    for (const auto &[name, value] : request.path)
        out.append(" ").append(name).append("=").append(value);
    return out;
}

} // namespace

bool Context::abandoned() const
{
    return gateway.ending.load(std::memory_order_relaxed)
           || (request.abandoned && request.abandoned->load(std::memory_order_relaxed));
}

void Service::call(Request request, Done done)
{
    const Operation &operation = *request.operation;
    takeConfided(request);
    if (auto allowed = checkPermission(operation, request.caller); !allowed)
        return writeDown(request, m_acts.turnedAway(request, allowed.error()), allowed.error(), std::move(done));
    completeBody(request);
    if (operation.bodySchema != nullptr && !request.body.is_object()
        && !(request.body.is_array() && takesList(operation)))
        return refuse(request, {base::ErrorCode::BadRequest, "the body must be a JSON object", {}, {}},
                      std::move(done));
    request.made = makeSecretWanted(request);
    giveBodyKey(request, m_gateway);
    auto key = takeEnteredKey(request);
    if (!key)
        return refuse(request, key.error(), std::move(done));
    if (*key && isKept(operation))
        return keepThenRun(std::move(request), std::move(*key), std::move(done));
    request.entered = std::move(*key);
    if (operation.ask != nullptr)
        return askThenRun(std::move(request), std::move(done));
    run(std::move(request), std::move(done));
}

void Service::turnedAway(const Request &request, const base::Error &error)
{
    writeDown(request, m_acts.turnedAway(request, error), error, [](const base::Result<Answer> &) {});
}

/// Before anybody began with it.
void Service::refuse(const Request &request, base::Error error, Done done)
{
    const auto refusal = m_acts.refusalOf(request, error); // before it is moved from
    writeDown(request, refusal, std::move(error), std::move(done));
}

/// Whoever was refused hears of it once that is written down.
void Service::writeDown(const Request &request, const std::optional<ActLog::Refusal> &refusal, base::Error error,
                        Done done)
{
    if (!refusal)
        return done(base::fail(std::move(error)));
    m_writer.run<Answer>(
        [this, request, refusal = *refusal](storage::Database &db) -> base::Result<Answer> {
            if (auto begun = m_acts.begin(db); begun)
                m_acts.refused(db, request, refusal);
            return base::fail(refusal.error);
        },
        std::move(done));
}

/// The keychain comes first: the storage thread must not wait for it, and what is stored names what is there.
void Service::keepThenRun(Request request, secrets::SharedSecret key, Done done)
{
    m_gateway.keychain.add(std::move(key), [this, request = std::move(request),
                                            done = std::move(done)](const base::Result<std::string> &reference) {
        if (!reference) {
            base::Error error = reference.error();
            error.param = keyFieldOf(*request.operation);
            return refuse(request, std::move(error), done);
        }
        Request kept = request;
        putReference(kept, *reference);
        run(std::move(kept), [this, done, reference = *reference](base::Result<Answer> answer) {
            m_gateway.keychain.release(reference);
            done(std::move(answer));
        });
    });
}

/// Neither the writer nor the lists may wait for a network.
void Service::askThenRun(Request request, Done done)
{
    threadOf(request.operation->askAt)
        .run<base::Json>(
            [this, request](storage::Database &db) { return request.operation->ask(Context{db, m_gateway, request}); },
            [this, request, done = std::move(done)](base::Result<base::Json> found) {
                if (!found)
                    return refuse(request, std::move(found.error()), done);
                Request told = request;
                told.asked = std::move(*found);
                run(std::move(told), done);
            });
}

void Service::run(Request request, Done done)
{
    threadOf(request.operation->place)
        .run<Answer>(
            [this, request = std::move(request)](storage::Database &db) {
                switch (request.operation->place) {
                case Place::Writer:
                    return performAct(db, request);
                case Place::Reader:
                case Place::Report:
                    return read(db, request);
                case Place::Network:
                case Place::Desk:
                    break;
                }
                return perform(db, request);
            },
            std::move(done));
}

void Service::settle()
{
    // The network's and the desk's first: what they find may be for the others to go on with.
    for (storage::StorageThread *thread : {&m_network, &m_desk, &m_writer, &m_reader, &m_report})
        static_cast<void>(thread->runAndWait<>([](storage::Database &) { return base::Result<>(); }));
}

storage::StorageThread &Service::threadOf(Place place)
{
    switch (place) {
    case Place::Writer:
        return m_writer;
    case Place::Reader:
        return m_reader;
    case Place::Report:
        return m_report;
    case Place::Desk:
        return m_desk;
    case Place::Network:
        break;
    }
    return m_network;
}

/// The change and its plan version commit together; what was committed is then published.
base::Result<Answer> Service::perform(storage::Database &db, const Request &request)
{
    const Operation &operation = *request.operation;
    const Context context{db, m_gateway, request};
    const auto before = db.config().changes();
    auto result = operation.run(context);
    if (!result)
        return base::fail(std::move(result.error()));
    const auto after = db.config().changes();
    if (!before || !after)
        return base::fail(before ? after.error() : before.error());
    if (operation.effect == Effect::ChangesPlan && *after != *before) {
        const auto plan = storage::loadPlan(db);
        if (!plan)
            return base::fail(plan.error());
        if (auto recorded = storage::recordPlan(db, *plan, request.caller.name, m_gateway.clock.wallMillis());
            !recorded)
            return base::fail(recorded.error());
    }
    return Answer{operation.status, std::move(*result)};
}

/// What looks damaged is read anew before that is believed, and then told in the status, too: the writer may never
/// come by that place.
base::Result<Answer> Service::read(storage::Database &db, const Request &request)
{
    auto answer = perform(db, request);
    for (int seen = 1; seen < storage::kDamageBelieved && !answer && storage::isDamage(answer.error()); ++seen) {
        db.readAnew();
        answer = perform(db, request);
    }
    if (!answer && storage::isDamage(answer.error()))
        m_gateway.damage.note(db.damagedFile(), base::describe(answer.error()));
    return answer;
}

/// What is not written down is not done: its failure undoes the act.
base::Result<Answer> Service::performNoted(storage::Database &db, const Request &request)
{
    auto made = perform(db, request);
    if (made)
        if (auto noted = m_acts.done(db, request, made->body); !noted)
            return base::fail(noted.error());
    return made;
}

base::Result<Answer> Service::performAct(storage::Database &db, const Request &request)
{
    if (auto begun = m_acts.begin(db); !begun)
        return base::fail(begun.error());
    auto answer = performOnce(db, request);
    if (!answer)
        if (const auto refusal = m_acts.refusalOf(request, answer.error()))
            m_acts.refused(db, request, *refusal);
    return answer;
}

base::Result<Answer> Service::performOnce(storage::Database &db, const Request &request)
{
    const Operation &operation = *request.operation;
    const bool remembered = !request.idempotencyKey.empty() && operation.status == 201;
    const std::string key = request.caller.id + ":" + request.idempotencyKey;
    const std::string target = targetOf(request);
    if (request.idempotencyKey.size() > kLongestIdempotencyKey)
        return base::fail(base::ErrorCode::BadRequest, "the Idempotency-Key is longer than 255 bytes");
    if (remembered) {
        const auto known = storage::findAnswer(db, key, target);
        if (!known)
            return base::fail(known.error());
        if (*known) {
            if ((*known)->fingerprint != fingerprintOf(request))
                return base::fail(base::ErrorCode::Conflict, "this Idempotency-Key was used with another body");
            auto body = base::parseJson((*known)->response);
            return Answer{operation.status, body ? std::move(*body) : base::Json(nullptr)};
        }
    }
    if (operation.effect == Effect::Stays)
        return performForGood(db, request);
    auto answer = db.config().transaction([&]() -> base::Result<Answer> {
        auto made = performNoted(db, request);
        if (!made || !remembered)
            return made;
        base::Json kept = made->body;
        kept.erase("key"); // a client key is shown once and never stored, not even here
        kept.erase("signing_key");
        if (auto done = storage::rememberAnswer(
                db, {key, target, fingerprintOf(request), base::dump(kept), m_gateway.clock.wallMillis()});
            !done)
            return base::fail(done.error());
        return made;
    });
    if (answer && (operation.effect == Effect::ChangesPlan || operation.effect == Effect::Publishes))
        if (auto published = publish(db); !published)
            return base::fail(published.error());
    if (answer && operation.effect == Effect::MovesSwitch)
        if (auto moved = m_switch.move(db); !moved)
            return base::fail(moved.error());
    if (answer && operation.effect == Effect::ChangesPrices)
        if (auto published = publishPrices(db); !published)
            return base::fail(published.error());
    return answer;
}

/// A refusal may have to be written down.
base::Result<Answer> Service::performForGood(storage::Database &db, const Request &request)
{
    base::Result<Answer> answer{Answer{}};
    auto committed = db.config().transaction([&]() -> base::Result<> {
        answer = perform(db, request);
        return answer ? m_acts.done(db, request, answer->body) : base::Result<>();
    });
    if (!committed)
        return base::fail(std::move(committed.error()));
    return answer;
}

void Service::renewIssuerKeys(std::function<void()> done)
{
    m_network.run<>(
        [this](storage::Database &) {
            return m_gateway.signIns.issuer().lookAgain(m_gateway.signIns.settings()->issuer);
        },
        [done = std::move(done)](const base::Result<> &) { done(); });
}

base::Result<> Service::publishStored()
{
    return m_writer.runAndWait<>([this](storage::Database &db) -> base::Result<> {
        if (auto watched = m_acts.watch(db); !watched)
            return watched;
        if (auto published = publish(db); !published)
            return published;
        return m_switch.move(db);
    });
}

} // namespace admin
