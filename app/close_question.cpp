#include "app/close_question.h"

#include <utility>

#include <QCoreApplication>

#include "ui/shell/ask_panel.h"
#include "ui/shell/main_window.h"

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

QString words(const char *text)
{
    return QCoreApplication::translate("app::close", text);
}

} // namespace

void askOnClose(ui::MainWindow &window, std::function<void(ui::DesktopServices::OnClose)> take)
{
    auto *panel = new ui::AskPanel(window);
    panel->setObjectName(u"closePanel"_s);
    QObject::connect(panel, &ui::Overlay::dismissed, panel, &QObject::deleteLater);
    const auto answer = [panel, take = std::move(take)](ui::DesktopServices::OnClose wish) {
        panel->close();
        panel->deleteLater();
        take(wish);
    };
    panel->setWords(words(QT_TRANSLATE_NOOP("app::close", "When I close the window")),
                    words(QT_TRANSLATE_NOOP("app::close", "Switchyard can stay in the tray, so that your programs can "
                                                          "go on calling it. It remembers the answer.")));
    panel
        ->addAnswer(ui::Button::Kind::Primary, words(QT_TRANSLATE_NOOP("app::close", "Keep running in the tray")),
                    [answer] { answer(ui::DesktopServices::OnClose::KeepRunning); })
        ->setObjectName(u"keepRunning"_s);
    panel->addAnswer(ui::Button::Kind::Secondary, words(QT_TRANSLATE_NOOP("app::close", "Quit")),
                     [answer] { answer(ui::DesktopServices::OnClose::Quit); });
    panel->ask();
}

} // namespace app
