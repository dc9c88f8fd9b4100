#pragma once

#include <memory>

#include <QByteArray>
#include <QObject>
#include <QRect>
#include <QString>
#include <QVariantMap>

class QSettings;

namespace ui {

/// What the window remembers on this computer for one data directory: its place, its page, how tables were left, and
/// the choices that are no business of the gateway. A file of its own, `window.ini`; whatever is wrong in it counts as
/// not there.
/// Thread: main.
class WindowState final : public QObject {
    Q_OBJECT
public:
    /// Without a file it remembers as long as it lives.
    explicit WindowState(const QString &file = {}, QObject *parent = nullptr);
    ~WindowState() override;

    QString text(const QString &key, const QString &fallback = {}) const;
    int number(const QString &key, int fallback, int least, int most) const;
    QStringList list(const QString &key) const;
    void set(const QString &key, const QVariant &value);

    /// How a table or a splitter was left. `version` is that of the bytes' own format: another one counts as nothing.
    QByteArray view(const QString &id, int version) const;
    void setView(const QString &id, int version, const QByteArray &bytes);

    /// Puts the window where it was, on the screens there are now. Does nothing the first time.
    void restorePlace(QWidget &window) const;
    void savePlace(const QWidget &window);

    /// Writes what is new now, and not when the event loop comes round to it.
    void flush();

    /// That of the window in which `widget` is; null where a window has none.
    static WindowState *of(const QWidget &widget);
    void attachTo(QWidget &window);

private:
    std::unique_ptr<QSettings> m_file;
    QVariantMap m_kept{}; ///< Where there is no file.
};

/// `wanted`, moved and shrunk so that it lies on one of `screens` and can be taken hold of; not below `smallest`
/// unless the screen is. `screens` has one at least, the first is the main one.
QRect clampToScreens(QRect wanted, const QList<QRect> &screens, QSize smallest);

} // namespace ui
