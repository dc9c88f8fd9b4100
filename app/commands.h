#pragma once

#include <span>

/// The commands below `switchyard`. Each takes what follows its name and returns the exit code:
/// 0, 1 (it failed and said why), 2 (wrong use). Thread: the main thread.
namespace app {

using Words = std::span<char *const>;

int serveCommand(int &argc, char **argv, Words words);
int windowCommand(int &argc, char **argv, Words words);
int keyCommand(Words words);
int userCommand(Words words);
int teamCommand(Words words);
int providerCommand(Words words);
int routerCommand(Words words);
int replayCommand(Words words); ///< `router replay`
int pricesCommand(Words words);
int creditCommand(Words words);
int userPasswordCommand(Words words); ///< `user password`
int statusCommand(Words words);
int certificateCommand(Words words);
int auditCommand(Words words);
int doctorCommand(Words words);
int reportCommand(int &argc, char **argv, Words words);

} // namespace app
