#include "app/autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace app {
namespace {

using namespace Qt::Literals::StringLiterals;

/// One argument of an Exec line: in quotes, with what the line and then the file give a meaning taken from it.
QString quoted(const QString &argument)
{
    QString out;
    for (const QChar sign : argument) {
        if (u"\"`$\\"_s.contains(sign))
            out += u"\\\\"_s; // the file halves them again
        if (sign == u'\\')
            out += u'\\';
        out += sign == u'%' ? u"%%"_s : QString(sign);
    }
    return u'"' + out + u'"';
}

} // namespace

Autostart::Autostart(const QString &program, const QStringList &arguments) : m_exec(quoted(program))
{
    for (const QString &argument : arguments)
        m_exec += u' ' + quoted(argument);
}

Autostart Autostart::forThisProgram(const QString &dataDirectory, bool isDefaultDirectory)
{
    const QString image = qEnvironmentVariable("APPIMAGE"); // the program inside it is gone when it ends
    QStringList arguments{u"--hidden"_s};
    if (!isDefaultDirectory)
        arguments << u"--data-dir"_s << dataDirectory;
    return {image.isEmpty() ? QCoreApplication::applicationFilePath() : image, arguments};
}

QString Autostart::path()
{
    QString home = qEnvironmentVariable("XDG_CONFIG_HOME");
    if (home.isEmpty())
        home = QDir::homePath() + u"/.config"_s;
    return home + u"/autostart/switchyard.desktop"_s;
}

QString Autostart::content() const
{
    return u"[Desktop Entry]\n"
           "Type=Application\n"
           "Name=Switchyard\n"
           "Comment=LLM router\n"
           "Exec="_s
           + m_exec
           + u"\n"
             "Icon=switchyard\n"
             "Terminal=false\n"
             "X-GNOME-Autostart-enabled=true\n"
             "X-GNOME-Autostart-Delay=2\n"
             "X-KDE-autostart-after=panel\n"_s;
}

bool Autostart::isOn() const
{
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    const bool turnedOff = lines.contains(u"Hidden=true"_s) || lines.contains(u"X-GNOME-Autostart-enabled=false"_s);
    return !turnedOff && lines.contains(u"Exec="_s + m_exec);
}

base::Result<> Autostart::set(bool on) const
{
    const auto refused = [] { return base::fail(base::ErrorCode::Storage, "cannot write " + path().toStdString()); };
    if (!on) {
        if (QFile::exists(path()) && !QFile::remove(path()))
            return refused();
        return {};
    }
    QDir().mkpath(QFileInfo(path()).path());
    QSaveFile file(path());
    if (!file.open(QIODevice::WriteOnly))
        return refused();
    file.write(content().toUtf8());
    if (!file.commit())
        return refused();
    return {};
}

} // namespace app
