#pragma once

#include "admin/admin_client.h"
#include "admin/app_client.h"
#include "admin/known_keys.h"
#include "admin/service.h"

namespace admin {

/// The gateway in this process. Thread: the one it was made on (the main thread); it must run an event loop.
class LocalClient final : public AdminClient, public AppClient {
    Q_OBJECT
public:
    /// `service` outlives it.
    LocalClient(Service &service, Caller caller) : m_service(service), m_caller(std::move(caller)) {}
    void call(AdminCall call, QObject *context, Done done) override;
    QString endpoint() const override;
    base::Result<std::unique_ptr<RunningCall>> send(AppCall call, HearNews hear) override;
    bool knowsKey(const std::string &keyId) const override;
    base::Result<std::string> learnKey(base::Secret key) override;
    /// The server calls this when what it listens on has changed.
    void announceEndpoint() { Q_EMIT endpointChanged(); }

private:
    secrets::SharedSecret keyOf(const std::string &keyId) const;
    Service &m_service;
    Caller m_caller;
    KnownKeys m_keys{};
};

/// An AdminCall as the service takes it. Errors: NotFound for an operation that does not exist.
base::Result<Request> toRequest(AdminCall call, Caller caller);

} // namespace admin
