#pragma once

#include <vector>

#include <QObject>

#include "admin/admin_client.h"
#include "ui/pages/routing/route_names.h"

namespace ui {

/// A provider as the targets of an alias need to know it.
struct ProviderChoice {
    QString id{};
    QString name{};
    QStringList models{};
    friend bool operator==(const ProviderChoice &, const ProviderChoice &) = default;
};

/// Asks the gateway what there is to name: providers, their models, aliases, client keys.
/// Thread: main. `client` must outlive it.
class RouteNamesFeed final : public QObject {
    Q_OBJECT
public:
    explicit RouteNamesFeed(admin::AdminClient &client, QObject *parent = nullptr);

    void refresh();
    const RouteNames &names() const { return m_names; }
    const std::vector<ProviderChoice> &providers() const { return m_providers; }

Q_SIGNALS:
    void changed();

private:
    void askNames(const char *operation, QStringList RouteNames::*into);
    void takeProviders(const base::Json &answer);
    admin::AdminClient &m_client;
    RouteNames m_names{};
    std::vector<ProviderChoice> m_providers{};
};

} // namespace ui
