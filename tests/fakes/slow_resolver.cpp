/// Preloaded into the program under test: names that begin with `slow.` are looked up for a while, and then not found;
/// those that begin with `here.` are this machine. No name server of a test's own can stand in for it, for the system's
/// resolver asks port 53 only.

#include <string_view>

#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

constexpr unsigned kSeconds = 4;

extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints, addrinfo **found)
{
    const std::string_view name = node != nullptr ? node : "";
    if (name.starts_with("slow.")) {
        ::sleep(kSeconds);
        return EAI_NONAME;
    }
    using LookUp = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    const auto real = reinterpret_cast<LookUp>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(name.starts_with("here.") ? "127.0.0.1" : node, service, hints, found);
}
