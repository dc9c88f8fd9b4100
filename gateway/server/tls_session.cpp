#include "server/tls_session.h"

#include <algorithm>
#include <cerrno>
#include <limits>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace server {
namespace {

int fdOf(BIO *bio)
{
    return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

bool isLater()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

// OpenSSL's own socket BIO writes with write(), for which a client that left is a signal.

int bioWrite(BIO *bio, const char *bytes, int size)
{
    BIO_clear_retry_flags(bio);
    const auto sent = ::send(fdOf(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && isLater())
        BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

int bioRead(BIO *bio, char *to, int room)
{
    BIO_clear_retry_flags(bio);
    const auto got = ::recv(fdOf(bio), to, static_cast<std::size_t>(room), MSG_DONTWAIT);
    if (got < 0 && isLater())
        BIO_set_retry_read(bio);
    if (got == 0)
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return static_cast<int>(got);
}

long bioControl(BIO *bio, int what, long, void *)
{
    if (what == BIO_CTRL_FLUSH)
        return 1;
    return what == BIO_CTRL_EOF ? (BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0) : 0;
}

BIO_METHOD *makeMethod()
{
    BIO_METHOD *method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "client");
    BIO_meth_set_write(method, bioWrite);
    BIO_meth_set_read(method, bioRead);
    BIO_meth_set_ctrl(method, bioControl);
    return method;
}

BIO *bioFor(int fd)
{
    static BIO_METHOD *const method = makeMethod(); // for the life of the program, as OpenSSL's own are
    BIO *bio = BIO_new(method);
    BIO_set_data(bio, reinterpret_cast<void *>(static_cast<std::intptr_t>(fd)));
    BIO_set_init(bio, 1);
    return bio;
}

} // namespace

TlsSession::TlsSession(const TlsContext &context, int fd) : m_ssl(SSL_new(context.get()))
{
    BIO *bio = bioFor(fd);
    SSL_set_bio(m_ssl, bio, bio);
    SSL_set_accept_state(m_ssl);
}

TlsSession::~TlsSession()
{
    SSL_free(m_ssl);
}

std::int64_t TlsSession::why(int result)
{
    const int error = SSL_get_error(m_ssl, result);
    const bool cutOff =
        error == SSL_ERROR_SSL && ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
    ERR_clear_error();
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE)
        return kNothing;
    // An end without the word for it: how much there was to come is told by HTTP, so it makes no difference.
    return error == SSL_ERROR_ZERO_RETURN || cutOff ? kEnded : kBroken;
}

std::int64_t TlsSession::receive(char *to, std::size_t room)
{
    std::size_t got = 0;
    while (got == 0 || room - got >= kRecord) {
        std::size_t more = 0;
        const int result = SSL_read_ex(m_ssl, to + got, room - got, &more);
        if (result != 1 && got > 0) {
            ERR_clear_error(); // found again by the next read
            break;
        }
        if (result != 1)
            return why(result);
        got += more;
    }
    return static_cast<std::int64_t>(got);
}

std::int64_t TlsSession::send(std::string_view bytes)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        std::size_t more = 0;
        const int result = SSL_write_ex(m_ssl, bytes.data() + sent, bytes.size() - sent, &more);
        if (result != 1) {
            if (why(result) != kNothing)
                return kBroken;
            return sent > 0 ? static_cast<std::int64_t>(sent) : kNothing;
        }
        sent += more;
    }
    return static_cast<std::int64_t>(sent);
}

bool TlsSession::wantsWrite() const
{
    return SSL_want_write(m_ssl) && SSL_is_init_finished(m_ssl) == 0;
}

void TlsSession::end()
{
    if (SSL_is_init_finished(m_ssl) == 1)
        SSL_shutdown(m_ssl);
    ERR_clear_error();
}

std::uint64_t TlsSession::wireBytes() const
{
    return BIO_number_written(SSL_get_wbio(m_ssl));
}

} // namespace server
