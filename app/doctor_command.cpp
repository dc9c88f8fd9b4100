#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "admin/doctor.h"
#include "app/command_line.h"
#include "app/commands.h"
#include "app/environment.h"
#include "app/reach.h"
#include "base/clock.h"
#include "base/tar.h"
#include "logs/log_files.h"

namespace app {
namespace {

constexpr std::size_t kMostLog = std::size_t{2} << 20U;

void print(const base::Json &found)
{
    constexpr std::pair<const char *, const char *> kMarks[] = {{"good", "ok  "}, {"note", "note"}, {"act", "ACT "}};
    for (const base::Json &check : base::at(found, "checks")) {
        const std::string state = base::textOr(base::at(check, "state"));
        for (const auto &[word, mark] : kMarks)
            if (state == word)
                std::printf("%s  %s\n", mark, base::textOr(base::at(check, "message")).c_str());
        if (const std::string mend = base::textOr(base::at(check, "mend")); !mend.empty())
            std::printf("      -> %s\n", mend.c_str());
    }
}

std::int64_t nowMs()
{
    return base::systemClock().wallMillis();
}

/// The stores cannot be opened: what can be looked at without them, and why.
base::Json groundOnly(const std::filesystem::path &directory, const base::Error &why)
{
    admin::SelfChecks checks = admin::checksOfGround(directory, nowMs());
    checks.push_back({"stores", admin::Finding::Act, base::describe(why) + ".",
                      "Mend that first; the rest can only be looked at then."});
    return admin::toJson(checks);
}

/// Only ours to read, and never through a link of somebody else's.
base::Result<> save(const std::string &path, const std::string &bytes)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    bool good = file >= 0;
    std::string_view rest = bytes;
    while (good && !rest.empty()) {
        const auto written = ::write(file, rest.data(), rest.size());
        good = written > 0;
        rest.remove_prefix(good ? static_cast<std::size_t>(written) : 0);
    }
    if (file >= 0)
        good = ::close(file) == 0 && good;
    return good ? base::Result<>() : base::Result<>(base::fail(base::ErrorCode::Storage, "cannot write " + path));
}

int saveBundle(const std::string &path, const std::vector<base::TarFile> &files)
{
    if (auto saved = save(path, base::tarOf(files, nowMs() / 1000)); !saved)
        return complain(saved.error());
    for (const base::TarFile &file : files)
        std::printf("%8zu bytes  %s\n", file.text.size(), file.name.c_str());
    std::printf("saved as %s; look into it before you give it away: `tar -xOf %s | less`\n", path.c_str(),
                path.c_str());
    return 0;
}

std::vector<base::TarFile> filesIn(const base::Json &bundle)
{
    std::vector<base::TarFile> out;
    for (const base::Json &file : base::at(bundle, "files"))
        out.push_back({base::textOr(base::at(file, "name")), base::textOr(base::at(file, "text"))});
    return out;
}

int bundle(const std::filesystem::path &directory, const Arguments &arguments, base::Result<Reach> reach)
{
    const std::string path = arguments.value("bundle");
    if (!reach)
        return saveBundle(path, {{"doctor.json", groundOnly(directory, reach.error()).dump(2) + "\n"},
                                 {"switchyard.log", logs::LogFiles(directory / "logs").tail(kMostLog)}});
    const auto made =
        reach->call({.operation = "doctor.bundle", .query = {{"online", arguments.has("online") ? "true" : "false"}}});
    return made ? saveBundle(path, filesIn(*made)) : complain(made.error());
}

} // namespace

int doctorCommand(Words words)
{
    const auto arguments = parseArguments(words, {"data-dir", "bundle"}, {"json", "online"});
    if (!arguments)
        return wrongUse(arguments.error().detail);
    if (!arguments->words.empty())
        return wrongUse("`doctor` does not take \"" + arguments->words.front() + "\"");
    const auto directory = dataDirectory(arguments->value("data-dir"));
    auto reach = Reach::open(directory);
    if (arguments->has("bundle"))
        return bundle(directory, *arguments, std::move(reach));
    auto found = reach ? reach->call({.operation = "doctor.get",
                                      .query = {{"online", arguments->has("online") ? "true" : "false"}}})
                       : base::Result<base::Json>(groundOnly(directory, reach.error()));
    if (!found)
        return complain(found.error());
    if (arguments->has("json"))
        std::printf("%s\n", base::dump(*found).c_str());
    else
        print(*found);
    return base::at(*found, "state") == "act" ? kExitFailed : 0;
}

} // namespace app
