#include "ui/shots.h"

#include <chrono>

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QLocale>
#include <QTimer>

#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr QSize kSize(1440, 900);
constexpr auto kSettle = 400ms; ///< Long enough for a page's first answers.

struct Look {
    Theme::Mode mode;
    QLatin1StringView word;
};
constexpr Look kLooks[] = {{Theme::Mode::Light, "light"_L1}, {Theme::Mode::Dark, "dark"_L1}};

struct Language {
    QLocale::Language language;
    QLocale::Territory territory;
    QLatin1StringView word;
};
constexpr Language kLanguages[] = {{QLocale::English, QLocale::UnitedStates, "en"_L1},
                                   {QLocale::Chinese, QLocale::China, "zh"_L1}};

// A loop inside a function is not our way elsewhere; here the whole program waits for one picture.
void settle()
{
    QEventLoop loop;
    QTimer::singleShot(kSettle, &loop, &QEventLoop::quit);
    loop.exec();
}

bool takePages(const QDir &dir, MainWindow &window, const QString &suffix)
{
    bool good = true;
    for (int i = 0; i < std::ssize(pageList()); ++i) {
        window.showPage(i);
        settle();
        const QString name = QString::fromLatin1(pageList()[static_cast<std::size_t>(i)].name);
        const QPixmap picture = window.grab();
        good = !picture.isNull() && picture.save(dir.filePath(name + suffix)) && good;
    }
    return good;
}

bool takeGallery(const QDir &dir, Theme &theme)
{
    Gallery gallery;
    gallery.show();
    bool good = true;
    for (const Look &look : kLooks) {
        theme.setMode(look.mode);
        settle();
        good = gallery.content().grab().save(dir.filePath(u"gallery-%1.png"_s.arg(look.word))) && good;
    }
    return good;
}

} // namespace

bool takeShots(const QString &dir, admin::AdminClient &client)
{
    const QDir target(dir);
    if (!target.mkpath(u"."_s))
        return false;
    initResources();
    Theme theme(*qApp);
    bool good = true;
    for (const Language &language : kLanguages) {
        installTranslator(*qApp, QLocale(language.language, language.territory));
        theme.applyFont();
        MainWindow window(client);
        window.resize(kSize);
        window.show();
        for (const Look &look : kLooks) {
            theme.setMode(look.mode); // flipped while the window is open: what keeps an old colour shows up here
            good = takePages(target, window, u"-%1-%2.png"_s.arg(look.word, language.word)) && good;
        }
    }
    return takeGallery(target, theme) && good;
}

} // namespace ui
