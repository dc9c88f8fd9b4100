#pragma once

#include <QNetworkAccessManager>
#include <QTimer>

#include "base/secret.h"

namespace app {

/// A client of the demo's own gateway: asks something now and then, so that there is something to see.
/// Thread: main.
class DemoTraffic final : public QObject {
    Q_OBJECT
public:
    /// `url` is that of the gateway on this computer, `key` one of its client keys.
    DemoTraffic(const QString &url, base::Secret key);

private:
    void ask();
    void wait();
    QString m_url;
    base::Secret m_key;
    QNetworkAccessManager m_network{};
    QTimer m_next{};
};

} // namespace app
