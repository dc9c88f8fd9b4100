#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include <QObject>
#include <QStringList>

class QLocalServer;
class QLocalSocket;

namespace app {

/// What a second start brings to the window that is there.
struct Handover {
    QStringList arguments{};
    QString activationToken{}; ///< What a Wayland compositor wants to see before a window may come to the front.
};

/// The window of a data directory, within reach of those that are started after it. Who may have the directory is
/// decided by its lock alone: the socket of one that was killed is in nobody's way.
/// Thread: main.
class SingleInstance final : public QObject {
    Q_OBJECT
public:
    explicit SingleInstance(const std::filesystem::path &dataDirectory, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Call it holding the lock. False when no socket can be made; a later start then says that the directory is in use.
    bool listen();

    /// For the later start: gives its words to the window and waits until they have arrived. False when none answers.
    static bool handOver(const std::filesystem::path &dataDirectory, const Handover &words,
                         std::chrono::milliseconds limit);

Q_SIGNALS:
    void called(const app::Handover &words);

private:
    void serve(QLocalSocket *socket);
    QStringList m_places;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace app
