#include "app/message_log.h"

#include <atomic>
#include <chrono>
#include <string_view>
#include <utility>

#include <QString>
#include <QtGlobal>

namespace app {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kOurs = "switchyard."; ///< Begins the names of our own categories.
constexpr auto kLastWords = 500ms;

// A message handler is a bare function.
std::atomic<logs::Log *> g_log{nullptr};
QtMessageHandler g_before = nullptr;

logs::Level levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return logs::Level::Debug;
    case QtInfoMsg:
        return logs::Level::Info;
    case QtWarningMsg:
        return logs::Level::Warning;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return logs::Level::Error;
}

std::string categoryOf(const QMessageLogContext &context)
{
    const std::string_view name = context.category ? context.category : "default";
    if (name == "default")
        return "general";
    return std::string(name.starts_with(kOurs) ? name.substr(kOurs.size()) : name);
}

/// Our own categories are for the log; elsewhere a line begins with its words.
void passOn(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!g_before)
        return;
    const bool ours = context.category && std::string_view(context.category).starts_with(kOurs);
    const QMessageLogContext shown(context.file, context.line, context.function, ours ? "default" : context.category);
    g_before(type, shown, message);
}

void take(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    logs::Log *log = g_log.load();
    if (log == nullptr)
        return passOn(type, context, message);
    const std::string shown =
        log->write({.level = levelOf(type), .category = categoryOf(context), .message = message.toStdString()});
    if (type == QtFatalMsg)
        log->flush(kLastWords); // this program ends now
    passOn(type, context, QString::fromStdString(shown));
}

} // namespace

MessageLog::MessageLog(std::shared_ptr<logs::Log> log) : m_log(std::move(log))
{
    g_log = m_log.get();
    g_before = qInstallMessageHandler(take);
}

MessageLog::~MessageLog()
{
    qInstallMessageHandler(g_before);
    g_log = nullptr;
}

} // namespace app
