#include "admin/local_client.h"

#include <atomic>
#include <memory>

#include <QPointer>

#include "admin/live_call.h"

namespace admin {
namespace {

constexpr std::int64_t kLongestCallMs = 20 * 60 * 1000; ///< The gateway's own limit is shorter, and it says why.

upstream::AuthStyle styleOf(KeyPlace place)
{
    switch (place) {
    case KeyPlace::XApiKey:
        return upstream::AuthStyle::XApiKey;
    case KeyPlace::GoogApiKey:
        return upstream::AuthStyle::GoogApiKey;
    case KeyPlace::Bearer:
        break;
    }
    return upstream::AuthStyle::Bearer;
}

/// Its answer is the only one that shows a client key.
bool showsKey(std::string_view operation)
{
    return operation == "api_keys.create" || operation == "api_keys.rotate";
}

} // namespace

base::Result<Request> toRequest(AdminCall call, Caller caller)
{
    Request out;
    out.operation = findOperation(call.operation);
    if (out.operation == nullptr)
        return base::fail(base::ErrorCode::NotFound, "there is no operation " + call.operation);
    for (auto &[name, value] : call.path)
        out.path[name] = std::move(value);
    for (auto &[name, value] : call.query)
        out.query[name] = std::move(value);
    out.body = std::move(call.body);
    out.caller = std::move(caller);
    return out;
}

void LocalClient::call(AdminCall call, QObject *context, Done done)
{
    const QPointer<QObject> alive(context);
    auto deliver = [alive, done = std::move(done)](base::Result<base::Json> result) {
        if (alive)
            done(std::move(result));
    };
    auto request = toRequest(std::move(call), m_caller);
    if (!request) {
        QMetaObject::invokeMethod(
            this, [deliver, error = request.error()] { deliver(base::fail(error)); }, Qt::QueuedConnection);
        return;
    }
    request->entrance.within = "window";
    QMetaObject::Connection leaving;
    if (request->operation->place == Place::Report && context != nullptr) {
        const auto left = std::make_shared<std::atomic<bool>>(false);
        leaving = connect(context, &QObject::destroyed, [left] { *left = true; });
        request->abandoned = left;
    }
    const QPointer<LocalClient> self(this);
    const bool learns = showsKey(request->operation->id);
    m_service.call(std::move(*request), [self, deliver, leaving, learns](base::Result<Answer> answer) {
        base::Result<base::Json> json = answer ? base::Result<base::Json>(std::move(answer->body))
                                               : base::Result<base::Json>(base::fail(answer.error()));
        if (self) // hop from the storage thread to ours
            QMetaObject::invokeMethod(
                self.data(),
                [self, deliver, leaving, learns, json = std::move(json)] {
                    disconnect(leaving);
                    if (learns && json && self)
                        self->m_keys.note(*json);
                    deliver(json);
                },
                Qt::QueuedConnection);
    });
}

QString LocalClient::endpoint() const
{
    const ListenerControl *listener = m_service.gateway().listener();
    const auto addresses = listener ? listener->addresses() : std::vector<std::string>();
    return addresses.empty() ? QString() : QString::fromStdString(addresses.front());
}

secrets::SharedSecret LocalClient::keyOf(const std::string &keyId) const
{
    const Backstage &gateway = m_service.gateway();
    return m_keys.find(keyId, *gateway.plan.current(), gateway.clock.wallMillis());
}

bool LocalClient::knowsKey(const std::string &keyId) const
{
    return keyOf(keyId) != nullptr;
}

base::Result<std::string> LocalClient::learnKey(base::Secret key)
{
    const Backstage &gateway = m_service.gateway();
    return m_keys.learn(std::move(key), *gateway.plan.current(), gateway.clock.wallMillis());
}

base::Result<std::unique_ptr<RunningCall>> LocalClient::send(AppCall call, HearNews hear)
{
    const QString place = endpoint();
    if (place.isEmpty())
        return base::fail(base::ErrorCode::Unavailable, "Switchyard is not listening");
    const secrets::SharedSecret key = keyOf(call.keyId);
    if (!key)
        return base::fail(base::ErrorCode::NotFound, "the letters of this key are not known here", "key");
    upstream::FetchRequest request{.method = std::move(call.method),
                                   .url = place.toStdString() + call.path,
                                   .credentials = {.style = styleOf(call.keyPlace), .secret = key},
                                   .headers = std::move(call.headers),
                                   .body = std::move(call.body),
                                   .timeoutMs = kLongestCallMs};
    if (const auto shown = m_service.gateway().listener()->certificate(); shown && place.startsWith(u"https:"))
        request.pin = shown->pin; // our own, which this system need not trust
    return std::make_unique<LiveCall>(std::move(request), call.dialect, std::move(hear));
}

} // namespace admin
