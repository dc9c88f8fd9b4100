#pragma once

#include <filesystem>
#include <string>

namespace app {

/// The value of an option: as given on the command line, else SWITCHYARD_<NAME> from the environment (or from the
/// data directory's `.env`), else the fallback.
std::string optionOr(const std::string &given, const char *variable, const std::string &fallback);

/// `--data-dir`, SWITCHYARD_DATA_DIR, else $XDG_DATA_HOME/switchyard.
std::filesystem::path dataDirectory(const std::string &given);

/// Takes NAME=VALUE lines of `.env` in the data directory into the environment; what is set already stays.
/// Thread: the main thread, before any other starts.
void loadDotEnv(const std::filesystem::path &dataDirectory);

} // namespace app
