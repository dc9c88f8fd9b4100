#pragma once

#include <QDBusVariant>
#include <QObject>

#include "ui/theme/tokens.h"

namespace ui {

/// What the desktop prefers, and when it changes its mind. Qt before 6.5 cannot tell, so on Linux the desktop portal
/// is asked; where there is none, the palette the program was started with decides.
/// Thread: main, after QApplication exists.
class ColorSchemeSource final : public QObject {
    Q_OBJECT
public:
    explicit ColorSchemeSource(QObject *parent = nullptr);
    Scheme scheme() const { return m_scheme; }

Q_SIGNALS:
    void schemeChanged();

private Q_SLOTS:
    // By value: QtDBus 6.4 refuses to connect a slot that takes QDBusVariant by reference.
    void onSettingChanged(QString space, QString key, QDBusVariant value);

private:
    void askPortal();
    void take(const QVariant &value);
    void setScheme(Scheme scheme);
    Scheme m_scheme;
};

} // namespace ui
