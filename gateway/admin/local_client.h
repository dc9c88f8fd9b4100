#pragma once

#include "admin/admin_client.h"
#include "admin/service.h"

namespace admin {

/// The gateway in this process. Thread: the one it was made on (the main thread); it must run an event loop.
class LocalClient final : public AdminClient {
    Q_OBJECT
public:
    /// `service` outlives it.
    LocalClient(Service &service, Caller caller) : m_service(service), m_caller(std::move(caller)) {}
    void call(AdminCall call, QObject *context, Done done) override;
    QString endpoint() const override;
    /// The server calls this when what it listens on has changed.
    void announceEndpoint() { Q_EMIT endpointChanged(); }

private:
    Service &m_service;
    Caller m_caller;
};

/// An AdminCall as the service takes it. Errors: NotFound for an operation that does not exist.
base::Result<Request> toRequest(AdminCall call, Caller caller);

} // namespace admin
