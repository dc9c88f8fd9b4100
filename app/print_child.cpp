#include "app/print_child.h"

#include <QCoreApplication>
#include <QProcess>

namespace app {
namespace {

constexpr int kLongestMs = 120'000;

auto failed(const std::string &what)
{
    return base::fail(base::ErrorCode::Unavailable, "the report could not be printed: " + what);
}

} // namespace

base::Result<std::string> printInChild(const base::Json &report)
{
    QProcess child;
    child.setProgram(QCoreApplication::applicationFilePath());
    child.setArguments({QStringLiteral("report"), QStringLiteral("--print")});
    child.start();
    if (!child.waitForStarted(kLongestMs))
        return failed(child.errorString().toStdString());
    const std::string text = base::dump(report);
    child.write(text.data(), static_cast<qint64>(text.size()));
    child.closeWriteChannel();
    if (!child.waitForFinished(kLongestMs)) {
        child.kill();
        child.waitForFinished(kLongestMs);
        return failed("it took too long");
    }
    if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0)
        return failed(child.readAllStandardError().trimmed().toStdString());
    return child.readAllStandardOutput().toStdString();
}

} // namespace app
