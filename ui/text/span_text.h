#pragma once

#include <chrono>
#include <optional>

#include <QString>

namespace ui {

/// A span of time as one types it: `0:10`, `5:00`, `1:30:00`, `0:01.5`. Minutes and seconds, hours in front of them.
QString spanText(std::chrono::milliseconds span);

/// Reads the same; a number alone is seconds. Nothing when it is no span of time.
std::optional<std::chrono::milliseconds> parseSpan(const QString &text);

} // namespace ui
