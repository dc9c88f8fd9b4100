#include "ui/pages/routing/route_names_feed.h"

#include "ui/pages/providers/provider_rows.h"

namespace ui {
namespace {

constexpr auto kMost = "1000";

} // namespace

RouteNamesFeed::RouteNamesFeed(admin::AdminClient &client, QObject *parent) : QObject(parent), m_client(client) {}

void RouteNamesFeed::refresh()
{
    m_client.call({.operation = "providers.list", .query = {{"limit", kMost}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (answer)
                          takeProviders(*answer);
                  });
    askNames("router.model_map.list", &RouteNames::aliases);
    askNames("api_keys.list", &RouteNames::clientKeys);
    askNames("budgets.list", &RouteNames::budgets);
}

void RouteNamesFeed::askNames(const char *operation, QStringList RouteNames::*into)
{
    m_client.call({.operation = operation, .query = {{"limit", kMost}}}, this,
                  [this, into](const base::Result<base::Json> &answer) {
                      if (!answer) // names are a help in typing, no more
                          return;
                      QStringList names;
                      for (const base::Json &row : base::at(*answer, "data"))
                          names += fieldText(row, "name");
                      if (m_names.*into == names)
                          return;
                      m_names.*into = std::move(names);
                      Q_EMIT changed();
                  });
}

void RouteNamesFeed::takeProviders(const base::Json &answer)
{
    std::vector<ProviderChoice> providers;
    RouteNames names = m_names;
    names.models.clear();
    names.providers.clear();
    for (const base::Json &row : base::at(answer, "data")) {
        ProviderChoice provider{.id = fieldText(row, "id"), .name = fieldText(row, "name")};
        for (const base::Json &model : base::at(row, "models"))
            provider.models += QString::fromStdString(base::textOr(model));
        names.providers += provider.name;
        for (const QString &model : provider.models)
            names.models += QStringList{model, provider.name + u'/' + model};
        providers.push_back(std::move(provider));
    }
    names.models.sort();
    names.models.removeDuplicates();
    if (names == m_names && providers == m_providers)
        return;
    m_names = std::move(names);
    m_providers = std::move(providers);
    Q_EMIT changed();
}

} // namespace ui
