#include "app/window_scenes.h"

#include "app/close_question.h"
#include "app/leaving.h"
#include "ui/shell/main_window.h"

namespace app {
namespace {

using namespace std::chrono_literals;

void leave(const ui::Stage &stage)
{
    stage.client.pretend("status.get", {{"open_calls", 2}}); // with none it would go
    auto *leaving = new Leaving(stage.window, stage.client, [] {});
    leaving->setParent(&stage.window);
    QObject::connect(leaving, &Leaving::givenUp, leaving, &QObject::deleteLater);
    leaving->begin(Leaving::Cause::Asked, 0ms);
}

constexpr ui::Scene kScenes[] = {
    {"closing", "overview", [](const ui::Stage &stage) { askOnClose(stage.window, [](auto) {}); }},
    {"leaving", "overview", leave},
};

} // namespace

std::span<const ui::Scene> windowScenes()
{
    return kScenes;
}

} // namespace app
