#include <cstdio>
#include <string>
#include <string_view>

#include <QCoreApplication>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/spare_memory.h"

namespace {

constexpr const char *kHelp = R"(Switchyard: an LLM router with a desktop window.

  switchyard [--data-dir D] [--port P] [--listen A] [--page NAME] [--hidden] [--wizard]
                                                       the window and the gateway; a second start brings
                                                       the window of the first to the front;
                                                       --wizard runs the first-time setup again
  switchyard --gallery                                 every control of the window in every state
  switchyard --demo [--data-dir D] [--demo-calls 60000] [--demo-quiet]
                                                       a year of made-up calls to look around in, and a few
                                                       more while it runs; without D gone when it ends
  switchyard serve [--demo] [--data-dir D] [--listen 127.0.0.1] [--port 4141] [--workers N] [--tls | --plain-http]
                                                       the gateway alone; --port 0 picks one; beyond this computer
                                                       (--listen 0.0.0.0) it wants --tls, or --plain-http to insist
  switchyard key create --name X [--role member] [--user U] [--team T] [--allow-model M]... [--allow-provider P]...
                        [--allow-ip A]... [--expires TIME] [--tag T]... [--rpm N] [--tpm N] [--concurrent N]
                        [--strict] [--json]
  switchyard key list | revoke ID | rotate ID [--grace SECONDS] [--json]
  switchyard user add --name X [--email E] [--role member] [--team T] [--tag T]... [--rpm N] [--tpm N]
                      [--concurrent N] [--json]
  switchyard team add --name X [--tag T]... [--rpm N] [--tpm N] [--concurrent N] [--json]
  switchyard user password NAME [--once]               takes it from standard input; --once: it has to be changed
                                                       at the next sign-in
  switchyard user | team list | remove NAME [--json]
  switchyard provider add --name X --type T [--base-url U] [--key env:NAME, file:PATH or -]
                          [--model M]... [--any-model] [--priority N] [--weight N] [--json]
  switchyard provider list | test NAME | remove NAME [--json]
  switchyard router on | off [--reason TEXT] | undo | status | history [--json]
  switchyard router replay --rules FILE [--from TIME] [--to TIME] [--json]
  switchyard report [--from TIME] [--to TIME] [--zone Z] [--group-by provider,key,user,team,model] [--format csv, json, pdf]
                    [--period day, week, month, none] [--usage] [--currency EUR] [--language en, zh_CN] [--output FILE]
                                                       what calls cost; works without a running instance, too
  switchyard report --slip KEY --month 2026-10 [--currency EUR] [--language en, zh_CN] [--output FILE]
                                                       what one client key cost in a month, on one page
  switchyard audit verify [--head HASH] | head | list | export [--json] [--format csv, ndjson] [--output FILE]
                   [--actor A] [--operation O] [--target T] [--outcome ok, refused] [--from TIME] [--to TIME]
                   [--text WORDS] [--limit N]           who did what; verify exits with 1 when an entry is not as it
                                                       was written
  switchyard prices import FILE [--dry-run] [--json]
                                                       a price list of genai-prices or LiteLLM
  switchyard credit top-up NAME --amount DOLLARS [--user | --team] [--note TEXT] [--json]
                                                       pays for the calls of a client key, or of a user or team
  switchyard credit deduct NAME --amount DOLLARS [--user | --team] [--note TEXT] [--json]
  switchyard credit statement NAME [--user | --team] [--from TIME] [--to TIME] [--zone Z]
                    [--period day, week, month] [--csv | --json]
  switchyard credit list | close NAME [--user | --team] [--json]
  switchyard status [--json]
  switchyard doctor [--online] [--json] | --bundle FILE
                                                       looks after the installation and says how to mend what it
                                                       finds; exits with 1 when something has to be done; FILE gets
                                                       what helps to find a fault, without secrets and prompts
  switchyard certificate [show] | make [--name HOST]... | reload [--json] [--pem]
                                                       the certificate for TLS, with its fingerprint

--key - reads the key from standard input into the keychain of the system.
Every command takes --data-dir D and acts through the running instance if there is one.
Roles: super_admin, admin, operator, viewer, member. Options may also come as SWITCHYARD_DATA_DIR,
SWITCHYARD_LISTEN, SWITCHYARD_PORT, SWITCHYARD_WORKERS, or from the file .env in the data directory.
)";

/// Keys live in our memory: no core file, and no other process of this user looks in. Debuggers and profilers need
/// SWITCHYARD_DUMPABLE=1; whoever can set that could preload a library as well.
void closeUp()
{
    ::umask(S_IRWXG | S_IRWXO); // whatever we write is ours alone
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    if (app::optionOr({}, "SWITCHYARD_DUMPABLE", {}) != "1")
        ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace

int main(int argc, char **argv)
{
    app::SpareMemory::setUp();
    closeUp();
    const std::string_view command = argc > 1 ? argv[1] : "";
    const app::Words rest = argc > 1 ? app::Words(argv + 2, static_cast<std::size_t>(argc - 2)) : app::Words();
    if (command == "--help" || command == "-h" || command == "help") {
        std::fputs(kHelp, stdout);
        return 0;
    }
    if (command == "--version") {
        std::puts("switchyard " SWITCHYARD_VERSION);
        return 0;
    }
    if (command == "serve")
        return app::serveCommand(argc, argv, rest);
    if (command.empty() || command.starts_with("--"))
        return app::windowCommand(argc, argv, app::Words(argv + 1, static_cast<std::size_t>(argc - 1)));
    if (command == "report")
        return app::reportCommand(argc, argv, rest);
    const QCoreApplication application(argc, argv); // acting on the stores directly needs Qt's threads
    if (command == "key")
        return app::keyCommand(rest);
    if (command == "user" && !rest.empty() && std::string_view(rest.front()) == "password")
        return app::userPasswordCommand(rest.subspan(1));
    if (command == "user")
        return app::userCommand(rest);
    if (command == "team")
        return app::teamCommand(rest);
    if (command == "provider")
        return app::providerCommand(rest);
    if (command == "prices")
        return app::pricesCommand(rest);
    if (command == "credit")
        return app::creditCommand(rest);
    if (command == "audit")
        return app::auditCommand(rest);
    if (command == "router")
        return app::routerCommand(rest);
    if (command == "status")
        return app::statusCommand(rest);
    if (command == "doctor")
        return app::doctorCommand(rest);
    if (command == "certificate")
        return app::certificateCommand(rest);
    return app::wrongUse("there is no command \"" + std::string(command) + "\"");
}
