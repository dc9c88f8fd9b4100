#include <cstdio>

#include <QApplication>
#include <QLocale>
#include <QMessageBox>

#include "app/commands.h"
#include "app/environment.h"
#include "app/serve.h"
#include "ui/gallery/gallery.h"
#include "ui/shell/main_window.h"
#include "ui/shots.h"
#include "ui/theme/theme.h"
#include "ui/translator.h"
#include "ui/ui_resources.h"

namespace app {
namespace {

/// The window stays useful without a listener (settings, past costs): it says why it does not listen.
void warn(const base::Error &error)
{
    static_cast<void>(complain(error));
    auto *box =
        new QMessageBox(QMessageBox::Warning, QStringLiteral("Switchyard"), QString::fromStdString(error.detail));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

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

} // namespace

int windowCommand(int &argc, char **argv, Words words)
{
    const auto arguments =
        parseArguments(words, {"data-dir", "listen", "port", "workers", "database", "shots"}, {"gallery"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (!arguments->words.empty())
        return wrongUse("there is no command \"" + arguments->words.front() + "\"");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("switchyard"));
    QApplication::setApplicationDisplayName(QStringLiteral("Switchyard"));
    QApplication::setDesktopFileName(QStringLiteral("switchyard"));
    if (arguments->has("gallery"))
        return showGallery(application);
    const auto directory = dataDirectory(arguments->value("data-dir"));
    loadDotEnv(directory);
    const auto options = serverOptions(*arguments);
    if (!options)
        return wrongUse(options.error().detail);
    server::raiseDescriptorLimit();
    auto opened = gateway::Gateway::open(directory);
    if (!opened)
        return complain(opened.error());
    gateway::Gateway &gateway = **opened;

    ui::initResources();
    ui::installTranslator(application, QLocale::system());
    const ui::Theme theme(application);
    const auto listening = gateway.listen(*options);
    if (arguments->has("shots"))
        return ui::takeShots(QString::fromStdString(arguments->value("shots")), gateway.client()) ? 0 : kExitFailed;
    quitOnSignals();
    int code = 0;
    {
        ui::MainWindow window(gateway.client());
        window.show();
        if (!listening)
            warn(listening.error());
        for (const std::string &address : gateway.addresses())
            std::printf("listening on %s\n", address.c_str());
        std::fflush(stdout);
        code = QApplication::exec();
    }
    gateway.stopListening(kDrain);
    return code;
}

} // namespace app
