#pragma once

#include <algorithm>
#include <cstring>

#include <QHostAddress>
#include <QTcpSocket>

namespace server {

/// What QtHttpServer sees of one of our connections: a socket without a descriptor that is shown one complete,
/// canonical head at a time. What is written to it goes nowhere, for answers leave by the ResponseWriter only.
/// Thread: the worker's.
class EdgeSocket final : public QTcpSocket {
public:
    EdgeSocket(QObject *parent, const QHostAddress &address, quint16 port) : QTcpSocket(parent)
    {
        setOpenMode(ReadWrite);
        setPeerAddress(address);
        setPeerPort(port);
        setSocketState(ConnectedState);
    }
    ~EdgeSocket() override { setSocketState(UnconnectedState); } // else ~QAbstractSocket aborts what was never open
    Q_DISABLE_COPY_MOVE(EdgeSocket)

    /// The parser and the handler run inside. `head` must live as long. False when the parser left some of it.
    bool deliver(const QByteArray &head)
    {
        m_head = &head;
        m_at = 0;
        Q_EMIT readyRead();
        const bool whole = bytesAvailable() == 0;
        m_head = nullptr;
        return whole;
    }
    /// The server deletes us later, upon disconnected().
    void hangUp() { QTcpSocket::disconnectFromHost(); }
    qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + left(); }
    void disconnectFromHost() override { hangUp(); } // QtHttpServer calls it when its parser fails

protected:
    qint64 readData(char *to, qint64 most) override // 0 at the end, never -1: the server would hang up
    {
        const qint64 size = std::min(most, left());
        if (size > 0)
            std::memcpy(to, m_head->constData() + m_at, static_cast<std::size_t>(size));
        m_at += size;
        return size;
    }
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    qint64 left() const { return m_head ? m_head->size() - m_at : 0; }

    const QByteArray *m_head = nullptr;
    qint64 m_at = 0;
};

} // namespace server
