#include "app/desktop.h"

#include <algorithm>

#include <QApplication>
#include <QLocale>

#include "ui/translator.h"

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;
using Language = ui::DesktopServices::Language;
using OnClose = ui::DesktopServices::OnClose;
using Mode = ui::Theme::Mode;

const QString kTheme = u"look/theme"_s;
const QString kLanguage = u"look/language"_s;
const QString kZoom = u"look/zoom"_s;
const QString kOnClose = u"desktop/on_close"_s;

template <typename T>
struct Word {
    T value;
    QLatin1StringView word;
};
constexpr Word<Mode> kModes[] = {{Mode::System, "system"_L1}, {Mode::Light, "light"_L1}, {Mode::Dark, "dark"_L1}};
constexpr Word<Language> kLanguages[] = {
    {Language::System, "system"_L1}, {Language::English, "en"_L1}, {Language::Chinese, "zh_CN"_L1}};
constexpr Word<OnClose> kWishes[] = {
    {OnClose::Ask, "ask"_L1}, {OnClose::KeepRunning, "keep_running"_L1}, {OnClose::Quit, "quit"_L1}};

/// The first row for a word that is not ours.
template <typename T, std::size_t N>
T valueOf(const Word<T> (&rows)[N], const QString &word)
{
    const auto *hit = std::ranges::find(rows, word, &Word<T>::word);
    return hit == std::end(rows) ? rows[0].value : hit->value;
}
template <typename T, std::size_t N>
QString wordOf(const Word<T> (&rows)[N], T value)
{
    return std::ranges::find(rows, value, &Word<T>::value)->word;
}

} // namespace

const QString Desktop::kNotifies = u"desktop/notifications"_s;

Desktop::Desktop(QApplication &application, ui::WindowState &state, ui::Theme &look, Autostart autostart)
    : m_application(application),
      m_state(state),
      m_look(look),
      m_autostart(std::move(autostart)),
      m_shownZoom(zoomIn(state))
{
}

void Desktop::keep(const QString &key, const QVariant &value)
{
    m_state.set(key, value);
    m_state.flush();
    Q_EMIT changed();
}

void Desktop::setTheme(Mode mode)
{
    m_look.setMode(mode);
    keep(kTheme, wordOf(kModes, mode));
}

Language Desktop::language() const
{
    return valueOf(kLanguages, m_state.text(kLanguage));
}

void Desktop::setLanguage(Language language)
{
    m_state.set(kLanguage, wordOf(kLanguages, language));
    applyLanguage(m_application, m_state);
    m_look.applyFont();
    keep(kLanguage, wordOf(kLanguages, language));
}

void Desktop::setZoom(int percent)
{
    keep(kZoom, percent);
}

OnClose Desktop::onClose() const
{
    return valueOf(kWishes, m_state.text(kOnClose));
}

void Desktop::setOnClose(OnClose wish)
{
    keep(kOnClose, wordOf(kWishes, wish));
}

void Desktop::setNotifies(bool on)
{
    keep(kNotifies, on ? 1 : 0);
}

base::Result<> Desktop::setStartsAtLogin(bool on)
{
    const auto done = m_autostart.set(on);
    Q_EMIT changed();
    return done;
}

int Desktop::zoomIn(const ui::WindowState &state)
{
    const int found = state.number(kZoom, 100, 80, 200);
    return zoomSteps().contains(found) ? found : 100;
}

Mode Desktop::themeIn(const ui::WindowState &state)
{
    return valueOf(kModes, state.text(kTheme));
}

void Desktop::applyLanguage(QApplication &application, const ui::WindowState &state)
{
    switch (valueOf(kLanguages, state.text(kLanguage))) {
    case Language::System:
        return ui::installTranslator(application, QLocale::system());
    case Language::English:
        return ui::installTranslator(application, QLocale(QLocale::English, QLocale::UnitedStates));
    case Language::Chinese:
        return ui::installTranslator(application, QLocale(QLocale::Chinese, QLocale::China));
    }
}

} // namespace app
