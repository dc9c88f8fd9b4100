#pragma once

#include <optional>
#include <vector>

#include <QByteArray>

#include "ui/pages/requests/request_query.h"

namespace ui {

/// Filters that somebody gave a name.
struct SavedFilter {
    QString name{};
    RequestQuery query{}; ///< Without an order.
    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// As they are kept in the window's settings. Labels are kept where only the gateway knows them.
QByteArray encodeSavedFilters(const std::vector<SavedFilter> &filters);
/// What is no filter, or of a field that this build does not know, is left out.
std::vector<SavedFilter> parseSavedFilters(const QByteArray &bytes);

} // namespace ui
