#include "ui/shots/shots.h"

#include <cstdio>
#include <set>

#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>

#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_list.h"
#include "ui/shots/contact_sheet.h"
#include "ui/shots/pseudo_translator.h"
#include "ui/shots/scenes.h"
#include "ui/shots/settled_client.h"
#include "ui/shots/still_desktop.h"
#include "ui/shots/widget_checks.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"
#include "ui/widgets/page.h"
#include "ui/widgets/sheet.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QSize kSize(1440, 900);
constexpr QSize kSmallest(980, 600); ///< In which everything must still be within reach.

constexpr int kTries = 20; ///< For a picture that does not change any more.

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

void pressEscape(QWidget &to)
{
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(&to, &event);
    }
}

/// Of what lies over the page, and of what the page has opened itself. A sheet that asks first is not asked.
void closeScene(MainWindow &window)
{
    if (window.focusWidget() != nullptr)
        pressEscape(*window.focusWidget());
    pressEscape(*window.page());
    for (Sheet *sheet : window.findChildren<Sheet *>())
        sheet->close();
    for (const QScrollArea *area : window.page()->findChildren<QScrollArea *>())
        area->verticalScrollBar()->setValue(0);
}

/// One picture of those wanted.
struct Shot {
    Scene scene;
    QString name;
};

QString prefixOf(ShotsOf what)
{
    return what == ShotsOf::EmptyPages ? u"empty-"_s : QString();
}

QList<Shot> shotsOf(ShotsOf what, std::span<const Scene> more)
{
    QList<Shot> out;
    for (const PageEntry &page : pageList())
        out += {{page.name, page.name}, prefixOf(what) + QString::fromLatin1(page.name)};
    if (what != ShotsOf::EmptyPages)
        for (const std::span<const Scene> scenesOf : {scenes(), more})
            for (const Scene &scene : scenesOf)
                out += {scene, QString::fromLatin1(scene.name)};
    return out;
}

/// One run through everything there is to see.
class Tour {
public:
    struct Plan {
        QList<Shot> shots{};
        QString sheets{}; ///< How the names of the contact sheets begin.
        std::span<const Language> languages{};
        std::span<const Look> looks{};
        bool otherwise = false; ///< Also what is looked at by the checks alone.
    };
    Tour(QDir dir, admin::AdminClient &client, Plan plan)
        : m_dir(std::move(dir)), m_client(client), m_plan(std::move(plan))
    {
        setReducedMotion(true);
        QApplication::setCursorFlashTime(0);
    }

    ShotsResult run();
    void takeGallery();

private:
    enum class Checks : std::uint8_t { Widgets, WidgetsAndContrast, WidgetsAndWords };
    void applyLanguage(const Language &language);
    void findCall();
    void checkOtherwise();
    void takeLook(MainWindow &window, const Look &look, const QString &language);
    void checkAll(const QString &name, const QSize &size, Checks checks);
    void show(MainWindow &window, const Scene &scene);
    void close(MainWindow &window);
    void check(MainWindow &window, const QString &name, Checks checks);
    QImage stillPicture(QWidget &widget);
    void save(const QImage &picture, const QString &name);
    void tell(const QString &name, const Findings &findings);

    QDir m_dir;
    SettledClient m_client;
    Theme m_theme{*qApp};
    StillDesktop m_desktop{};
    Plan m_plan;
    QString m_callId{};
    ShotsResult m_result{.written = true};
    std::set<std::pair<QString, QString>> m_told{}; ///< A finding is told once a run, in the first scene that has it.
};

ShotsResult Tour::run()
{
    findCall();
    for (const Language &language : m_plan.languages) {
        applyLanguage(language);
        MainWindow window(m_client, nullptr, &m_desktop);
        window.resize(kSize);
        window.show();
        // Flipped while the window is open: what keeps an old colour shows up here.
        for (const Look &look : m_plan.looks)
            takeLook(window, look, language.word);
    }
    if (m_plan.otherwise)
        checkOtherwise();
    return m_result;
}

/// What is looked at by the checks alone.
void Tour::checkOtherwise()
{
    m_theme.setMode(Theme::Mode::Light);
    checkAll(u"small-light-zh"_s, kSmallest, Checks::Widgets);
    applyLanguage(kLanguages[0]);
    checkAll(u"small-light-en"_s, kSmallest, Checks::Widgets);
    PseudoTranslator pseudo;
    qApp->installTranslator(&pseudo);
    checkAll(u"pseudo"_s, kSize, Checks::WidgetsAndWords);
    qApp->removeTranslator(&pseudo);
}

void Tour::applyLanguage(const Language &language)
{
    installTranslator(*qApp, QLocale(language.language, language.territory));
    m_theme.applyFont();
}

void Tour::findCall()
{
    const base::Json calls = m_client.ask({.operation = "requests.list", .query = {{"limit", "200"}}});
    for (const base::Json &call : base::at(calls, "data"))
        if (m_callId.isEmpty() || base::integerOr(base::at(call, "attempts")) > 1) {
            m_callId = QString::fromStdString(base::textOr(base::at(call, "id")));
            if (base::integerOr(base::at(call, "attempts")) > 1)
                return;
        }
}

void Tour::takeLook(MainWindow &window, const Look &look, const QString &language)
{
    m_theme.setMode(look.mode);
    ContactSheet sheet;
    const QString suffix = u"-%1-%2"_s.arg(look.word, language);
    for (const Shot &shot : m_plan.shots) {
        const QString name = shot.name + suffix;
        show(window, shot.scene);
        const QImage picture = stillPicture(window);
        save(picture, name);
        sheet.add(name, picture);
        check(window, name, Checks::WidgetsAndContrast);
        if (shot.scene.play == nullptr)
            tell(name, checkReach(window));
        close(window);
    }
    save(sheet.image(), m_plan.sheets + suffix);
}

void Tour::checkAll(const QString &name, const QSize &size, Checks checks)
{
    MainWindow window(m_client, nullptr, &m_desktop);
    window.resize(size);
    window.show();
    for (const Shot &shot : m_plan.shots) {
        show(window, shot.scene);
        if (checks != Checks::Widgets)
            save(stillPicture(window), u"%1-%2"_s.arg(shot.name, name));
        check(window, u"%1-%2"_s.arg(shot.name, name), checks);
        close(window);
    }
}

void Tour::show(MainWindow &window, const Scene &scene)
{
    const int before = window.currentPage();
    window.showPage(QString::fromLatin1(scene.page));
    if (window.currentPage() != before || scene.play == nullptr)
        m_client.settle();
    if (scene.play != nullptr)
        scene.play({window, m_client, m_callId});
    if (!m_client.settle()) // nothing the picture is to blame for
        std::fprintf(stderr, "note: %s still waited for %s\n", scene.name, qPrintable(m_client.waitsFor()));
}

void Tour::close(MainWindow &window)
{
    closeScene(window);
    m_client.stopPretending();
}

void Tour::check(MainWindow &window, const QString &name, Checks checks)
{
    tell(name, checkWidgets(window));
    tell(name, checkPainted(window));
    if (checks == Checks::WidgetsAndContrast)
        tell(name, checkContrast(window));
    if (checks == Checks::WidgetsAndWords)
        tell(name, checkWords(window, m_client.words()));
}

void Tour::takeGallery()
{
    applyLanguage(kLanguages[0]);
    Gallery gallery;
    gallery.show();
    for (const Look &look : kLooks) {
        m_theme.setMode(look.mode);
        m_client.settle();
        save(gallery.content().grab().toImage(), u"gallery-%1"_s.arg(look.word));
    }
}

/// What is laid out or drawn in steps has come to rest once two pictures are the same.
QImage Tour::stillPicture(QWidget &widget)
{
    QImage before = widget.grab().toImage();
    for (int i = 0; i < kTries; ++i) {
        m_client.settle();
        QImage now = widget.grab().toImage();
        if (now == before)
            break;
        before = std::move(now);
    }
    return before;
}

void Tour::save(const QImage &picture, const QString &name)
{
    m_result.written = !picture.isNull() && picture.save(m_dir.filePath(name + u".png"_s)) && m_result.written;
}

void Tour::tell(const QString &name, const Findings &findings)
{
    for (const Finding &finding : findings) {
        if (!m_told.emplace(finding.widget, finding.what).second)
            continue;
        ++m_result.findings;
        std::fprintf(stderr, "%s: %s %s\n", qPrintable(name), qPrintable(finding.widget), qPrintable(finding.what));
    }
}

Tour::Plan planOf(ShotsOf what, std::span<const Scene> more)
{
    Tour::Plan out{shotsOf(what, more), prefixOf(what) + u"all"_s, kLanguages, kLooks, true};
    switch (what) {
    case ShotsOf::Everything:
    case ShotsOf::EmptyPages:
        break;
    case ShotsOf::OneLook:
        out.looks = out.looks.first(1);
        [[fallthrough]];
    case ShotsOf::English:
        out.languages = out.languages.first(1);
        out.otherwise = false;
        break;
    case ShotsOf::Chinese:
        out.languages = out.languages.subspan(1);
        out.otherwise = false;
        break;
    case ShotsOf::Checks:
        out.languages = {};
        break;
    }
    return out;
}

} // namespace

ShotsResult takeShots(const QString &dir, admin::AdminClient &client, ShotsOf what, std::span<const Scene> more)
{
    const QDir target(dir);
    if (!target.mkpath(u"."_s))
        return {};
    initResources();
    Tour tour(target, client, planOf(what, more));
    if (what == ShotsOf::Everything || what == ShotsOf::English)
        tour.takeGallery();
    return tour.run();
}

} // namespace ui
