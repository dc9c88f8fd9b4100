#pragma once

#include <memory>

#include <QObject>
#include <QStringList>

#include "admin/app_client.h"

namespace ui {

/// The models that a client key is offered, asked as its programs ask: `GET /v1/models`.
/// Thread: main. `apps` outlives it.
class ModelNames final : public QObject {
    Q_OBJECT
public:
    explicit ModelNames(admin::AppClient &apps, QObject *parent = nullptr) : QObject(parent), m_apps(apps) {}

    /// With a key that is known.
    void ask(const QString &keyId);

Q_SIGNALS:
    void known(const QStringList &names);

private:
    void hear(const admin::AppNews &news);
    admin::AppClient &m_apps;
    std::unique_ptr<admin::RunningCall> m_call{};
    std::string m_body{};
};

} // namespace ui
