#include "ui/shots/scenes.h"

#include <QAction>

#include "ui/shell/actions.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/page.h"

namespace ui {
namespace {

void act(MainWindow &window, const QString &id)
{
    if (QAction *action = window.actions().find(id))
        action->trigger();
}

// clang-format off
constexpr Scene kScenes[] = { // one more is one line here
    {"request-detail", "requests", [](MainWindow &window, const SceneFacts &facts) { window.page()->showItem(facts.callId); }},
    {"provider-add", "providers", [](MainWindow &window, const SceneFacts &) { act(window, QStringLiteral("providers.add")); }},
    {"key-create", "keys", [](MainWindow &window, const SceneFacts &) { act(window, QStringLiteral("keys.create")); }},
    {"palette", "overview", [](MainWindow &window, const SceneFacts &) { window.openPalette(); }},
    {"shortcuts", "overview", [](MainWindow &window, const SceneFacts &) { window.openShortcuts(); }},
    {"help", "overview", [](MainWindow &window, const SceneFacts &) { window.openHelp(); }},
};
// clang-format on

} // namespace

std::span<const Scene> scenes()
{
    return kScenes;
}

} // namespace ui
