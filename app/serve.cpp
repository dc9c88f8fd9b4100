#include "app/serve.h"

#include <csignal>
#include <cstdio>

#include <QCoreApplication>
#include <QSocketNotifier>

#include <sys/socket.h>
#include <unistd.h>

#include "app/commands.h"
#include "app/demo.h"
#include "app/environment.h"
#include "app/message_log.h"
#include "app/print_child.h"
#include "app/spare_memory.h"
#include "base/text.h"

namespace app {
namespace {

bool g_endAsked = false;
int g_signalPipe[2] = {-1, -1}; // a signal handler may do little more than write

void onSignal(int)
{
    const char byte = 1;
    static_cast<void>(::write(g_signalPipe[1], &byte, 1));
}

const std::vector<std::string> kServeOptions = {"data-dir", "listen", "port", "workers", "database", "demo-calls"};
const std::vector<std::string> kServeSwitches = {"demo", "demo-quiet", "tls", "plain-http"};

int sayWhy(const base::Error &error)
{
    return error.code == base::ErrorCode::BadRequest ? wrongUse(error.detail) : complain(error);
}

} // namespace

void quitOnSignals(std::function<void()> leave)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, g_signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(g_signalPipe[0], QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(notifier, &QSocketNotifier::activated, QCoreApplication::instance(), [notifier, leave] {
        notifier->setEnabled(false);
        g_endAsked = true; // a loop that runs before the main one would swallow the quit
        if (leave)
            leave();
        else
            QCoreApplication::quit();
    });
    struct sigaction action{};
    action.sa_handler = onSignal;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    ::signal(SIGXFSZ, SIG_IGN); // a file that may not grow is then an error like a full disk, not the end of us
}

base::Result<server::ServerOptions> serverOptions(const Arguments &arguments)
{
    server::ServerOptions out;
    const std::string address = optionOr(arguments.value("listen"), "SWITCHYARD_LISTEN", {});
    const std::string givenPort = optionOr(arguments.value("port"), "SWITCHYARD_PORT", {});
    const auto port = base::parseInteger(givenPort.empty() ? "0" : givenPort);
    const auto workers = base::parseInteger(optionOr(arguments.value("workers"), "SWITCHYARD_WORKERS", "0"));
    if (!port || *port < 0 || *port > 65535)
        return base::fail(base::ErrorCode::BadRequest, "the port must be a number from 0 to 65535");
    if (!workers || *workers < 0 || *workers > 64)
        return base::fail(base::ErrorCode::BadRequest, "the number of workers must be from 0 (automatic) to 64");
    if (!address.empty())
        out.address = address;
    if (!givenPort.empty())
        out.port = static_cast<std::uint16_t>(*port);
    out.workers = static_cast<int>(*workers);
    if (arguments.has("tls") && arguments.has("plain-http"))
        return base::fail(base::ErrorCode::BadRequest, "--tls and --plain-http cannot both be wished for");
    if (arguments.has("tls") || arguments.has("plain-http")) {
        out.tls = arguments.has("tls");
        out.plainOutside = arguments.has("plain-http");
    }
    if (!optionOr(arguments.value("database"), "SWITCHYARD_DATABASE", {}).empty())
        return base::fail(base::ErrorCode::BadRequest,
                          "this version keeps its data in SQLite only; leave --database away");
    return out;
}

base::Result<std::unique_ptr<gateway::Gateway>> startGateway(const Arguments &arguments, std::shared_ptr<logs::Log> log)
{
    const auto directory = dataDirectory(arguments.value("data-dir"));
    loadDotEnv(directory);
    const auto options = serverOptions(arguments);
    if (!options)
        return base::fail(options.error());
    server::raiseDescriptorLimit();
    auto gateway = gateway::Gateway::open(directory, std::move(log));
    if (!gateway)
        return base::fail(gateway.error());
    (*gateway)->printWith(printInChild);
    if (auto listening = (*gateway)->listen(*options); !listening) {
        base::Error error = listening.error();
        if (const auto trouble = (*gateway)->listenTrouble(); trouble && trouble->suggestion != 0)
            error.detail += ": --port " + std::to_string(trouble->suggestion);
        return base::fail(std::move(error));
    }
    for (const std::string &address : (*gateway)->addresses())
        std::printf("listening on %s\n", address.c_str());
    std::fflush(stdout);
    return gateway;
}

int serveCommand(int &argc, char **argv, Words words)
{
    auto arguments = parseArguments(words, kServeOptions, kServeSwitches);
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (!arguments->words.empty())
        return wrongUse("`serve` does not take \"" + arguments->words.front() + "\"");
    const QCoreApplication application(argc, argv);
    quitOnSignals();
    const auto log = std::make_shared<logs::Log>();
    const MessageLog messages(log);
    const Demo demo(*arguments);
    if (auto filled = demo.fill(); !filled)
        return sayWhy(filled.error());
    auto gateway = startGateway(*arguments, log);
    if (!gateway)
        return sayWhy(gateway.error());
    const SpareMemory spare;
    const auto traffic = demo.traffic(**gateway);
    const int code = g_endAsked ? 0 : QCoreApplication::exec();
    (*gateway)->stopListening(kDrain);
    return code;
}

} // namespace app
