#pragma once

#include <optional>

#include <QStringView>

namespace ui {

/// How well `query` finds `text`: its letters stand in it in this order, whatever lies between. Higher is better;
/// words that begin with what was typed come first. Nothing when a letter is missing. Case and spaces do not count.
std::optional<int> fuzzyScore(QStringView text, QStringView query);

} // namespace ui
