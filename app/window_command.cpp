#include <algorithm>
#include <cstdio>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <QApplication>
#include <QLocale>

#include <unistd.h>

#include "app/commands.h"
#include "app/demo.h"
#include "app/environment.h"
#include "app/message_log.h"
#include "app/print_child.h"
#include "app/serve.h"
#include "app/spare_memory.h"
#include "app/window_scenes.h"
#include "app/window_session.h"
#include "ui/gallery/gallery.h"
#include "ui/shots/shots.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace app {
namespace {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

constexpr auto kHandOver = 900ms; ///< A second start is over within a second.
constexpr auto kScale = "QT_SCALE_FACTOR";

/// Needs no gateway and no data directory.
int showGallery(QApplication &application)
{
    ui::initResources();
    ui::installTranslator(application, QLocale::system());
    const ui::Theme theme(application);
    quitOnSignals();
    ui::Gallery gallery;
    gallery.show();
    return QApplication::exec();
}

/// Qt reads its scale once, when the application is made: that is why a zoom needs a new start. Scaling our own sizes
/// would leave everything that they are compiled into behind.
void applyZoom(const ui::WindowState &state)
{
    const int percent = Desktop::zoomIn(state);
    if (percent == 100)
        return;
    const double given = qEnvironmentVariableIsSet(kScale) ? qgetenv(kScale).toDouble() : 1;
    qputenv(kScale, QByteArray::number((given > 0 ? given : 1) * percent / 100));
}

bool handOver(const std::filesystem::path &directory, Words words)
{
    Handover out;
    for (const char *word : words)
        out.arguments += QString::fromLocal8Bit(word);
    out.activationToken = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    return SingleInstance::handOver(directory, out, kHandOver);
}

QString stateFile(const std::filesystem::path &directory)
{
    return QString::fromStdString((directory / "window.ini").string());
}

/// The window stays useful without a listener (settings, past costs): it says itself why it does not listen.
void listen(gateway::Gateway &gateway, const server::ServerOptions &options)
{
    if (const auto listening = gateway.listen(options); !listening)
        static_cast<void>(complain(listening.error()));
    for (const std::string &address : gateway.addresses())
        std::printf("listening on %s\n", address.c_str());
    std::fflush(stdout);
}

/// What one run of the window leaves for the time after it.
struct Ended {
    int code = 0;
    bool restart = false;
};

Ended runWindow(QApplication &application, gateway::Gateway &gateway, const std::filesystem::path &directory,
                const Arguments &arguments)
{
    ui::WindowState state(stateFile(directory));
    Desktop::applyLanguage(application, state);
    ui::Theme theme(application, Desktop::themeIn(state));
    SingleInstance instance(directory);
    instance.listen();
    const bool isDefault = directory == dataDirectory({});
    Desktop desktop(application, state, theme,
                    Autostart::forThisProgram(QString::fromStdString(directory.string()), isDefault));
    WindowSession session({gateway, state, desktop, instance});
    quitOnSignals([&session] { session.endSoon(); });
    const SpareMemory spare;
    Ended out;
    out.code = session.run({.page = QString::fromStdString(arguments.value("page")),
                            .hidden = arguments.has("hidden"),
                            .setup = arguments.has("wizard")});
    out.restart = session.wantsRestart();
    gateway.stopListening(session.lastDrain());
    return out;
}

/// This program once more in its own place, with the words it was started with.
int startAgain(const std::vector<std::string> &words)
{
    std::vector<char *> pointers;
    pointers.reserve(words.size() + 1);
    for (const std::string &word : words)
        pointers.push_back(const_cast<char *>(word.c_str())); // execv takes what it does not change as if it did
    pointers.push_back(nullptr);
    const QByteArray image = qgetenv("APPIMAGE");
    ::execv(image.isEmpty() ? "/proc/self/exe" : image.constData(), pointers.data());
    return complain(base::Error{base::ErrorCode::Internal, "Switchyard could not start again", {}, {}});
}

int takeShots(gateway::Gateway &gateway, const Arguments &arguments)
{
    const QString folder = QString::fromStdString(arguments.value("shots"));
    const std::string of = arguments.value("shots-of");
    using enum ui::ShotsOf;
    constexpr std::pair<std::string_view, ui::ShotsOf> kWords[] = {
        {"english", English}, {"chinese", Chinese}, {"checks", Checks}, {"one-look", OneLook}, {"empty", EmptyPages}};
    const auto *what = std::ranges::find(kWords, of, &std::pair<std::string_view, ui::ShotsOf>::first);
    const ui::ShotsResult result =
        ui::takeShots(folder, gateway.client(), what == std::end(kWords) ? Everything : what->second, windowScenes());
    if (!result.written)
        std::fprintf(stderr, "not all pictures could be written to %s\n", qPrintable(folder));
    if (result.findings > 0)
        std::fprintf(stderr, "%d findings\n", result.findings);
    return result.written && result.findings == 0 ? 0 : kExitFailed;
}

/// An option of the window alone: nothing that is open in it. Errors are said.
std::optional<int> withoutWindow(QApplication &application, const Arguments &arguments)
{
    if (arguments.has("gallery"))
        return showGallery(application);
    return std::nullopt;
}

int openAndRun(QApplication &application, const Arguments &arguments, const Demo &demo, bool &restart, Words words)
{
    const auto directory = dataDirectory(arguments.value("data-dir"));
    loadDotEnv(directory);
    const auto options = serverOptions(arguments);
    if (!options)
        return wrongUse(options.error().detail);
    if (auto filled = demo.fill(); !filled)
        return complain(filled.error());
    server::raiseDescriptorLimit();
    const auto log = std::make_shared<logs::Log>();
    const MessageLog messages(log);
    auto opened = gateway::Gateway::open(directory, log);
    if (!opened)
        return opened.error().code == base::ErrorCode::Conflict && handOver(directory, words)
                   ? 0
                   : complain(opened.error());
    gateway::Gateway &gateway = **opened;
    gateway.printWith(printInChild);
    ui::initResources();
    listen(gateway, *options);
    if (arguments.has("shots")) {
        ui::installTranslator(application, QLocale::system());
        return takeShots(gateway, arguments);
    }
    const auto traffic = demo.traffic(gateway);
    const Ended ended = runWindow(application, gateway, directory, arguments);
    restart = ended.restart;
    if (restart)
        gateway.restoreEnvironment();
    return ended.code;
}

} // namespace

int windowCommand(int &argc, char **argv, Words words)
{
    auto arguments = parseArguments(words, kWindowOptions, kWindowSwitches);
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (!arguments->words.empty())
        return wrongUse("there is no command \"" + arguments->words.front() + "\"");
    const std::vector<std::string> asStarted(argv, argv + argc); // Qt takes its own words out
    const QByteArray scale = qgetenv(kScale);
    bool restart = false;
    int code = 0;
    {
        const Demo demo(*arguments);
        if (!arguments->has("gallery") && !arguments->has("shots"))
            applyZoom(ui::WindowState(stateFile(dataDirectory(arguments->value("data-dir")))));
        QApplication application(argc, argv);
        QApplication::setApplicationName(u"switchyard"_s);
        QApplication::setApplicationDisplayName(u"Switchyard"_s);
        QApplication::setDesktopFileName(u"switchyard"_s);
        QApplication::setQuitOnLastWindowClosed(false); // the way out is Leaving's
        if (const auto done = withoutWindow(application, *arguments))
            return *done;
        code = openAndRun(application, *arguments, demo, restart, words);
    }
    if (!restart)
        return code;
    if (scale.isEmpty())
        qunsetenv(kScale);
    else
        qputenv(kScale, scale);
    return startAgain(asStarted);
}

} // namespace app
