#include "app/single_instance.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QThread>

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype kLongestPath = 100;      ///< A socket's address has room for 107 bytes.
constexpr qint64 kLongestWords = 256 * 1024; ///< More is nobody of ours.
constexpr int kTry = 150;                    ///< Unit: milliseconds.

/// In the data directory, which is this user's alone, or, where that cannot hold a socket, in the session's folder.
QStringList placesFor(const std::filesystem::path &dataDirectory)
{
    std::error_code unknown;
    const std::filesystem::path real = std::filesystem::weakly_canonical(dataDirectory, unknown);
    const QByteArray path = QByteArray::fromStdString(unknown ? dataDirectory.string() : real.string());
    QStringList places{QString::fromLocal8Bit(path) + u"/window.socket"_s};
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    const QByteArray name = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(16);
    if (!runtime.isEmpty())
        places += QString::fromLocal8Bit(runtime + "/switchyard-" + name + ".socket");
    places.removeIf([](const QString &place) { return place.toLocal8Bit().size() > kLongestPath; });
    return places;
}

QByteArray encode(const Handover &words)
{
    const QJsonObject line{{u"arguments"_s, QJsonArray::fromStringList(words.arguments)},
                           {u"activation_token"_s, words.activationToken}};
    return QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
}

Handover decode(const QByteArray &line)
{
    const QJsonObject found = QJsonDocument::fromJson(line).object();
    Handover out;
    const QJsonArray words = found.value(u"arguments"_s).toArray();
    for (const QJsonValueConstRef word : words)
        out.arguments += word.toString();
    out.activationToken = found.value(u"activation_token"_s).toString();
    return out;
}

bool giveTo(const QString &place, const QByteArray &line, int limit)
{
    QLocalSocket socket;
    socket.connectToServer(place);
    if (!socket.waitForConnected(kTry))
        return false;
    socket.write(line);
    return socket.waitForReadyRead(limit) && socket.readAll().startsWith("ok");
}

} // namespace

SingleInstance::SingleInstance(const std::filesystem::path &dataDirectory, QObject *parent)
    : QObject(parent), m_places(placesFor(dataDirectory)), m_server(std::make_unique<QLocalServer>())
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection())
            serve(socket);
    });
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::listen()
{
    for (const QString &place : m_places) {
        QLocalServer::removeServer(place); // whoever left it has lost the lock
        if (m_server->listen(place))
            return true;
    }
    return false;
}

void SingleInstance::serve(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() > kLongestWords)
            return socket->abort();
        if (!socket->canReadLine())
            return;
        const Handover words = decode(socket->readLine());
        socket->write("ok\n");
        socket->flush(); // the other one waits for it
        socket->disconnectFromServer();
        Q_EMIT called(words);
    });
}

bool SingleInstance::handOver(const std::filesystem::path &dataDirectory, const Handover &words,
                              std::chrono::milliseconds limit)
{
    const QStringList places = placesFor(dataDirectory);
    const QByteArray line = encode(words);
    QElapsedTimer timer;
    timer.start();
    // The first one may be on its way up: it has the lock before it has the socket.
    for (;;) {
        for (const QString &place : places)
            if (giveTo(place, line, static_cast<int>(limit.count())))
                return true;
        if (timer.elapsed() >= limit.count())
            return false;
        QThread::msleep(kTry / 3);
    }
}

} // namespace app
