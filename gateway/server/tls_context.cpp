#include "server/tls_context.h"

#include <string_view>
#include <utility>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace server {
namespace {

constexpr unsigned char kHttp11[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

/// A client that speaks only something else shall hear so, and not have its HTTP/2 answered in HTTP/1.1.
int chooseProtocol(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in, unsigned inSize,
                   void *)
{
    unsigned char *chosen = nullptr;
    const int found = SSL_select_next_proto(&chosen, outSize, kHttp11, sizeof kHttp11, in, inSize);
    if (found != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

int noPassword(char *, int, int, void *)
{
    return -1;
}

bool addChain(SSL_CTX *context, BIO *pem)
{
    while (X509 *further = PEM_read_bio_X509(pem, nullptr, noPassword, nullptr))
        if (SSL_CTX_add0_chain_cert(context, further) != 1) {
            X509_free(further);
            return false;
        }
    return true;
}

bool useChain(SSL_CTX *context, std::string_view text)
{
    BIO *pem = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
    X509 *own = PEM_read_bio_X509(pem, nullptr, noPassword, nullptr);
    const bool used = own != nullptr && SSL_CTX_use_certificate(context, own) == 1 && addChain(context, pem);
    X509_free(own);
    BIO_free(pem);
    return used;
}

bool useKey(SSL_CTX *context, std::string_view text)
{
    BIO *pem = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
    EVP_PKEY *key = PEM_read_bio_PrivateKey(pem, nullptr, noPassword, nullptr);
    const bool used = key != nullptr && SSL_CTX_use_PrivateKey(context, key) == 1;
    EVP_PKEY_free(key);
    BIO_free(pem);
    return used;
}

void setRules(SSL_CTX *context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_early_data(context, 0);
    // Answers are kept and moved until the kernel takes them; an idle connection keeps no buffers.
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
}

} // namespace

base::Result<std::shared_ptr<const TlsContext>> TlsContext::make(const auth::CertificatePair &pair)
{
    if (auto checked = auth::checkPair(pair); !checked)
        return base::fail(checked.error());
    auto facts = auth::readCertificate(pair.certificate);
    if (!facts)
        return base::fail(facts.error());
    const std::shared_ptr<const TlsContext> out(new TlsContext(SSL_CTX_new(TLS_server_method()), std::move(*facts)));
    if (out->m_context == nullptr)
        return base::fail(base::ErrorCode::Internal, "OpenSSL gives no context for TLS");
    setRules(out->m_context);
    const bool used = useChain(out->m_context, pair.certificate) && useKey(out->m_context, pair.key.reveal());
    ERR_clear_error();
    if (!used)
        return base::fail(base::ErrorCode::Unprocessable,
                          "OpenSSL does not take this certificate for TLS 1.3; make one with a P-256 key, or RSA of at "
                          "least 2048 bits",
                          "certificate");
    return out;
}

TlsContext::TlsContext(SSL_CTX *context, auth::CertificateFacts facts) : m_context(context), m_facts(std::move(facts))
{
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_context);
}

} // namespace server
