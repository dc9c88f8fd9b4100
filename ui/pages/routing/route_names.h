#pragma once

#include <QHash>
#include <QStringList>

#include "ui/pages/routing/rule_parts.h"

namespace ui {

/// The names that a rule or an alias can speak of, as far as they are known: offered while one types.
struct RouteNames {
    QStringList aliases{};
    QStringList models{}; ///< Of the providers: plain, and as `provider/model`.
    QStringList providers{};
    QStringList clientKeys{};
    QHash<QString, QString> providerNames{}; ///< By id.
    friend bool operator==(const RouteNames &, const RouteNames &) = default;

    /// Some answers name a provider by its id.
    QString providerName(const QString &idOrName) const { return providerNames.value(idOrName, idOrName); }
    QStringList of(NameSource source) const
    {
        switch (source) {
        case NameSource::Models:
            return aliases + models;
        case NameSource::Providers:
            return providers;
        case NameSource::ClientKeys:
            return clientKeys;
        case NameSource::None:
            break;
        }
        return {};
    }
};

} // namespace ui
