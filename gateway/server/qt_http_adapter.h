#pragma once

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QTcpServer>

#include <sys/socket.h>
#include <unistd.h>

namespace server {

/// The QTcpServer that QtHttpServer binds to: it is handed its sockets and accepts none itself.
class FrontServer final : public QTcpServer {
public:
    using QTcpServer::QTcpServer;

    /// bind() wants a server that listens. A socket that was never bound to an address satisfies it and can be reached
    /// by nobody.
    bool pretendToListen()
    {
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (fd < 0)
            return false;
        if (!setSocketDescriptor(fd)) {
            ::close(fd);
            return false;
        }
        pauseAccepting();
        return true;
    }
    void hand(QTcpSocket *socket)
    {
        addPendingConnection(socket);
        pauseAccepting(); // taking the socket out has switched accepting on again
    }
};

/// Every difference between the QtHttpServer of Qt 6.4, 6.5-6.7 and 6.8+ that concerns us. What comes up is the moment
/// of a request and no responder: one kept past its client's hang-up crashes 6.4.
class QtHttpAdapter : public QAbstractHttpServer {
protected:
    explicit QtHttpAdapter(QObject *parent = nullptr) : QAbstractHttpServer(parent) {}

    /// False: the request is not one that was delivered.
    virtual bool dispatch() = 0;

    bool bindTo(FrontServer *server)
    {
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        return bind(server);
#else
        bind(server);
        return server->isListening();
#endif
    }

private:
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &, QHttpServerResponder &) final { return dispatch(); }
#else
    bool handleRequest(const QHttpServerRequest &, QTcpSocket *) final { return dispatch(); }
#endif
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) final {}
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) final {}
#else
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) final {}
#endif
};

} // namespace server
