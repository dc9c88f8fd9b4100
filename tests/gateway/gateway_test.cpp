#include "gateway.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

/// The gateway as the command line uses it.
class GatewayTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // nothing here is for the keychain of whoever runs this
        qputenv("XDG_RUNTIME_DIR", "/nowhere");
    }
    /// Last: what ends every loop of the thread also ends those that begin later.
    void anOperationWhoseLoopIsEndedIsCancelled()
    {
        const QTemporaryDir directory;
        auto gateway = gateway::Gateway::open(directory.path().toStdString());
        QVERIFY2(gateway, gateway ? "" : base::describe(gateway.error()).c_str());
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QTcpSocket *asked = nullptr;
        connect(&silent, &QTcpServer::newConnection, this, [&] {
            asked = silent.nextPendingConnection();
            QCoreApplication::exit();
        });
        const std::string address = "http://127.0.0.1:" + std::to_string(silent.serverPort());
        base::Json body = {{"name", "silent"}, {"type", "custom"}, {"base_url", address}};
        const auto made = (*gateway)->call({.operation = "providers.create", .body = std::move(body)});
        QVERIFY2(made, made ? "" : base::describe(made.error()).c_str());
        const std::string id = base::textOr(base::at(*made, "id"));
        const auto tested = (*gateway)->call({.operation = "providers.test", .path = {{"id", id}}});
        QVERIFY(!tested);
        QCOMPARE(tested.error().code, base::ErrorCode::Cancelled);
        QVERIFY(asked != nullptr);
        asked->abort();   // now the operation ends, and answers nobody
        gateway->reset(); // waits for it
    }
};

QTEST_GUILESS_MAIN(GatewayTest)
#include "gateway_test.moc"
