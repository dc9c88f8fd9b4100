#pragma once

#include <QStringList>

#include "ui/pages/routing/rule_parts.h"

namespace ui {

/// The names that a rule or an alias can speak of, as far as they are known: offered while one types.
struct RouteNames {
    QStringList aliases{};
    QStringList models{}; ///< Of the providers: plain, and as `provider/model`.
    QStringList providers{};
    QStringList clientKeys{};
    QStringList budgets{};
    friend bool operator==(const RouteNames &, const RouteNames &) = default;

    QStringList of(NameSource source) const
    {
        switch (source) {
        case NameSource::Models:
            return aliases + models;
        case NameSource::Providers:
            return providers;
        case NameSource::ClientKeys:
            return clientKeys;
        case NameSource::Budgets:
            return budgets;
        case NameSource::None:
            break;
        }
        return {};
    }
};

} // namespace ui
