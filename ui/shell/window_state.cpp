#include "ui/shell/window_state.h"

#include <algorithm>

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QWidget>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kProperty = "switchyardWindowState";
constexpr qsizetype kLongest = 64 * 1024; ///< Nobody wrote more; a longer value is damage.

qint64 areaOf(const QRect &rect)
{
    return rect.isEmpty() ? 0 : qint64(rect.width()) * rect.height();
}

QList<QRect> screens()
{
    QList<QRect> out{QGuiApplication::primaryScreen()->availableGeometry()};
    for (const QScreen *screen : QGuiApplication::screens())
        out += screen->availableGeometry();
    return out;
}

} // namespace

WindowState::WindowState(const QString &file, QObject *parent)
    : QObject(parent), m_file(file.isEmpty() ? nullptr : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

WindowState::~WindowState() = default;

QString WindowState::text(const QString &key, const QString &fallback) const
{
    const QVariant found = m_file ? m_file->value(key) : m_kept.value(key);
    const QString text = found.toString();
    return !found.isValid() || text.size() > kLongest ? fallback : text;
}

int WindowState::number(const QString &key, int fallback, int least, int most) const
{
    bool isNumber = false;
    const int found = text(key).toInt(&isNumber);
    return isNumber && found >= least && found <= most ? found : fallback;
}

QStringList WindowState::list(const QString &key) const
{
    return text(key).split(u' ', Qt::SkipEmptyParts);
}

void WindowState::set(const QString &key, const QVariant &value)
{
    if (m_file)
        m_file->setValue(key, value);
    else
        m_kept.insert(key, value);
}

QByteArray WindowState::view(const QString &id, int version) const
{
    const QString found = text(u"views/"_s + id);
    const QString mark = QString::number(version) + u':';
    if (!found.startsWith(mark))
        return {};
    const auto bytes = QByteArray::fromBase64Encoding(QStringView(found).mid(mark.size()).toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    return bytes ? *bytes : QByteArray();
}

void WindowState::setView(const QString &id, int version, const QByteArray &bytes)
{
    set(u"views/"_s + id, u"%1:%2"_s.arg(version).arg(QString::fromLatin1(bytes.toBase64())));
}

void WindowState::restorePlace(QWidget &window) const
{
    const QStringList parts = text(u"window/place"_s).split(u' ');
    int values[4] = {};
    bool good = parts.size() == 5;
    for (int i = 0; good && i < 4; ++i)
        values[i] = parts.at(i).toInt(&good);
    if (!good)
        return;
    const QRect wanted(values[0], values[1], values[2], values[3]);
    window.setGeometry(clampToScreens(wanted, screens(), window.minimumSize()));
    if (parts.last() == u"maximized"_s)
        window.setWindowState(window.windowState() | Qt::WindowMaximized);
}

void WindowState::savePlace(const QWidget &window)
{
    const QRect place = window.isMaximized() || window.isFullScreen() ? window.normalGeometry() : window.geometry();
    if (place.isEmpty())
        return;
    set(u"window/place"_s, u"%1 %2 %3 %4 %5"_s.arg(place.x())
                               .arg(place.y())
                               .arg(place.width())
                               .arg(place.height())
                               .arg(window.isMaximized() ? u"maximized"_s : u"normal"_s));
}

void WindowState::flush()
{
    if (m_file)
        m_file->sync();
}

WindowState *WindowState::of(const QWidget &widget)
{
    return qobject_cast<WindowState *>(widget.window()->property(kProperty).value<QObject *>());
}

void WindowState::attachTo(QWidget &window)
{
    window.setProperty(kProperty, QVariant::fromValue<QObject *>(this));
}

QRect clampToScreens(QRect wanted, const QList<QRect> &screens, QSize smallest)
{
    const auto onIt = [&wanted](const QRect &screen) { return areaOf(screen.intersected(wanted)); };
    const QRect screen = *std::ranges::max_element(screens, {}, onIt); // the first of equals: the main one
    const QSize size = wanted.size().expandedTo(smallest).boundedTo(screen.size());
    const int x = qBound(screen.left(), wanted.x(), screen.right() + 1 - size.width());
    const int y = qBound(screen.top(), wanted.y(), screen.bottom() + 1 - size.height());
    return {QPoint(x, y), size};
}

} // namespace ui
