#include "ui/shell/window_commands.h"

#include <algorithm>

#include <QAction>
#include <QCoreApplication>

#include "ui/shell/actions.h"
#include "ui/shell/desktop_services.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using Keys = QList<QKeySequence>;

QString words(const char *text)
{
    return QCoreApplication::translate("ui::commands", text);
}

Keys keys(const QString &one)
{
    return {QKeySequence(one)};
}

void addPages(ActionRegistry &registry, MainWindow &window)
{
    int number = 1;
    for (const int index : pagesInOrder()) {
        const PageEntry &page = pageList()[static_cast<std::size_t>(index)];
        Keys by;
        if (page.group == PageGroup::Bottom)
            by += QKeySequence(u"Ctrl+,"_s);
        else if (number <= 9)
            by += QKeySequence(u"Ctrl+%1"_s.arg(number++));
        registry.add(ActionGroup::Go, {.id = u"go."_s + QString::fromLatin1(page.name),
                                       .text = pageTitle(index),
                                       .icon = QString::fromLatin1(page.icon),
                                       .keys = by,
                                       .run = [&window, index] { window.showPage(index); }});
    }
}

void addPlain(ActionRegistry &registry, MainWindow &window)
{
    struct Row {
        ActionGroup group;
        const char *id;
        const char *text;
        const char *icon;
        Keys keys;
        void (MainWindow::*run)();
        bool (MainWindow::*when)() const = nullptr;
    };
    const Row rows[] = {
        {ActionGroup::Page, "page.refresh", QT_TRANSLATE_NOOP("ui::commands", "Ask the gateway again"), "refresh",
         keys(u"F5"_s), &MainWindow::refreshPage},
        {ActionGroup::Page, "page.search", QT_TRANSLATE_NOOP("ui::commands", "Search on this page"), "search",
         keys(u"Ctrl+F"_s), &MainWindow::searchPage, &MainWindow::canSearch},
        {ActionGroup::Page, "edit.undo", QT_TRANSLATE_NOOP("ui::commands", "Undo the last removal"), "undo",
         keys(u"Ctrl+Z"_s), &MainWindow::undo, &MainWindow::canUndo},
        {ActionGroup::Program, "endpoint.copy", QT_TRANSLATE_NOOP("ui::commands", "Copy the endpoint"), "copy",
         keys(u"Ctrl+Shift+C"_s), &MainWindow::copyEndpoint},
        {ActionGroup::Program, "routing.toggle", QT_TRANSLATE_NOOP("ui::commands", "Turn routing on or off"), "right",
         keys(u"Ctrl+Shift+R"_s), &MainWindow::toggleRouting},
        {ActionGroup::View, "palette.open", QT_TRANSLATE_NOOP("ui::commands", "Search or jump to"), "search",
         keys(u"Ctrl+K"_s), &MainWindow::openPalette},
        {ActionGroup::View, "focus.cycle", QT_TRANSLATE_NOOP("ui::commands", "From the sidebar to the page and back"),
         "swap", keys(u"F6"_s), &MainWindow::cycleFocus},
        {ActionGroup::Help, "help.page", QT_TRANSLATE_NOOP("ui::commands", "Help on this page"), "info", keys(u"F1"_s),
         &MainWindow::openHelp},
        {ActionGroup::Help,
         "help.shortcuts",
         QT_TRANSLATE_NOOP("ui::commands", "Keyboard shortcuts"),
         "doc",
         {QKeySequence(u"Ctrl+/"_s), QKeySequence(u"?"_s)},
         &MainWindow::openShortcuts},
    };
    for (const Row &row : rows)
        registry.add(row.group, {.id = QString::fromLatin1(row.id),
                                 .text = words(row.text),
                                 .icon = QString::fromLatin1(row.icon),
                                 .keys = row.keys,
                                 .run = [&window, run = row.run] { (window.*run)(); },
                                 .when = [&window, when = row.when] { return !when || (window.*when)(); }});
}

/// The step above or below the one that is set.
int nextZoom(int now, int by)
{
    const QList<int> steps = DesktopServices::zoomSteps();
    const auto at = std::ranges::lower_bound(steps, now) - steps.begin();
    return steps.at(qBound<qsizetype>(0, at + by, steps.size() - 1));
}

void zoomTo(MainWindow &window, DesktopServices &desktop, int percent)
{
    desktop.setZoom(percent);
    if (desktop.zoom() == desktop.shownZoom())
        return window.toast().say(words(QT_TRANSLATE_NOOP("ui::commands", "Zoom %1 %")).arg(percent));
    window.toast().offer(words(QT_TRANSLATE_NOOP("ui::commands", "Zoom %1 % from the next start")).arg(percent),
                         words(QT_TRANSLATE_NOOP("ui::commands", "Restart now")), [&desktop] { desktop.restart(); });
}

void addZoom(ActionRegistry &registry, MainWindow &window, DesktopServices &desktop)
{
    registry.add(ActionGroup::View, {.id = u"zoom.in"_s,
                                     .text = words(QT_TRANSLATE_NOOP("ui::commands", "Larger")),
                                     .icon = u"plus"_s,
                                     .keys = {QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)},
                                     .run = [&] { zoomTo(window, desktop, nextZoom(desktop.zoom(), 1)); }});
    registry.add(ActionGroup::View, {.id = u"zoom.out"_s,
                                     .text = words(QT_TRANSLATE_NOOP("ui::commands", "Smaller")),
                                     .icon = u"minus"_s,
                                     .keys = keys(u"Ctrl+-"_s),
                                     .run = [&] { zoomTo(window, desktop, nextZoom(desktop.zoom(), -1)); }});
    registry.add(ActionGroup::View, {.id = u"zoom.reset"_s,
                                     .text = words(QT_TRANSLATE_NOOP("ui::commands", "Normal size")),
                                     .icon = u"search"_s,
                                     .keys = keys(u"Ctrl+0"_s),
                                     .run = [&] { zoomTo(window, desktop, 100); }});
    registry.add(ActionGroup::Program, {.id = u"program.restart"_s,
                                        .text = words(QT_TRANSLATE_NOOP("ui::commands", "Restart with the new size")),
                                        .icon = u"refresh"_s,
                                        .run = [&desktop] { desktop.restart(); },
                                        .when = [&desktop] { return desktop.zoom() != desktop.shownZoom(); }});
}

void addLook(ActionRegistry &registry, DesktopServices &desktop)
{
    const auto theme = [&](const char *id, const char *text, Theme::Mode mode) {
        registry.add(ActionGroup::View,
                     {.id = QString::fromLatin1(id), .text = words(text), .icon = u"window"_s, .run = [&desktop, mode] {
                          desktop.setTheme(mode);
                      }});
    };
    theme("theme.system", QT_TRANSLATE_NOOP("ui::commands", "Light or dark as the system"), Theme::Mode::System);
    theme("theme.light", QT_TRANSLATE_NOOP("ui::commands", "Light"), Theme::Mode::Light);
    theme("theme.dark", QT_TRANSLATE_NOOP("ui::commands", "Dark"), Theme::Mode::Dark);
    const auto language = [&](const char *id, const QString &text, DesktopServices::Language which) {
        registry.add(ActionGroup::View,
                     {.id = QString::fromLatin1(id), .text = text, .icon = u"globe"_s, .run = [&desktop, which] {
                          desktop.setLanguage(which);
                      }});
    };
    language("language.system", words(QT_TRANSLATE_NOOP("ui::commands", "Language as the system")),
             DesktopServices::Language::System);
    language("language.english", u"English"_s, DesktopServices::Language::English); // each in its own words
    language("language.chinese", u"\u4e2d\u6587"_s, DesktopServices::Language::Chinese);
}

} // namespace

void addWindowCommands(ActionRegistry &registry, MainWindow &window, DesktopServices *desktop)
{
    addPages(registry, window);
    addPlain(registry, window);
    if (desktop) {
        addZoom(registry, window, *desktop);
        addLook(registry, *desktop);
        registry.add(ActionGroup::Program,
                     {.id = u"setup.run"_s,
                      .text = words(QT_TRANSLATE_NOOP("ui::commands", "Run first-time setup again")),
                      .icon = u"play"_s,
                      .run = [&window] { window.openSetup(); }});
    }
    registry.add(ActionGroup::Program, {.id = u"program.quit"_s,
                                        .text = words(QT_TRANSLATE_NOOP("ui::commands", "Quit Switchyard")),
                                        .icon = u"close"_s,
                                        .keys = {QKeySequence(u"Ctrl+Q"_s)},
                                        .run = [&window, desktop] {
                                            if (desktop)
                                                desktop->quit();
                                            else
                                                window.close();
                                        }});
}

} // namespace ui
