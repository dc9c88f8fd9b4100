#pragma once

#include <memory>

#include "access/certificate.h"
#include "base/result.h"

using SSL_CTX = struct ssl_ctx_st;

namespace server {

/// A certificate with its key, ready for connections, and what they may agree on: TLS 1.3, no session that is taken up
/// again (so nothing can be replayed, and no ticket key has to be kept and changed), HTTP/1.1.
/// A connection keeps the one it began with. Thread: any (immutable).
class TlsContext {
public:
    /// Errors: as auth::checkPair(); Unprocessable for a certificate that OpenSSL does not take.
    static base::Result<std::shared_ptr<const TlsContext>> make(const auth::CertificatePair &pair);
    ~TlsContext();
    TlsContext(const TlsContext &) = delete;
    TlsContext &operator=(const TlsContext &) = delete;

    SSL_CTX *get() const { return m_context; }
    const auth::CertificateFacts &facts() const { return m_facts; }

private:
    TlsContext(SSL_CTX *context, auth::CertificateFacts facts);

    SSL_CTX *m_context;
    auth::CertificateFacts m_facts;
};

} // namespace server
