#include "server/peer_socket.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/text.h"

namespace server {
namespace {

constexpr std::size_t kClientColumn = 1;
constexpr std::size_t kOwnColumn = 2;
constexpr std::size_t kUserColumn = 7;
constexpr std::size_t kInodeColumn = 9;
constexpr std::size_t kColumns = kInodeColumn + 1;

std::optional<SocketEnd> endOf(const sockaddr_storage &from)
{
    SocketEnd out{.family = from.ss_family};
    if (from.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &from, sizeof v4);
        std::memcpy(out.address.data(), &v4.sin_addr, sizeof v4.sin_addr);
        out.port = ntohs(v4.sin_port);
        return out;
    }
    if (from.ss_family != AF_INET6)
        return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &from, sizeof v6);
    std::memcpy(out.address.data(), &v6.sin6_addr, sizeof v6.sin6_addr);
    out.port = ntohs(v6.sin6_port);
    return out;
}

/// As the tables spell it: words of the address as they lie in memory, then the port.
std::string spelled(const SocketEnd &end, bool mapped)
{
    std::array<unsigned char, 16> bytes = end.address;
    std::size_t size = end.family == AF_INET ? 4 : 16;
    if (mapped) { // an IPv4 address as a socket of IPv6 has it
        bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
        std::copy_n(end.address.begin(), 4, bytes.begin() + 12);
        size = 16;
    }
    std::string out;
    std::array<char, 16> text{};
    for (std::size_t at = 0; at < size; at += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        std::snprintf(text.data(), text.size(), "%08X", word);
        out += text.data();
    }
    std::snprintf(text.data(), text.size(), ":%04X", static_cast<unsigned int>(end.port));
    return out + text.data();
}

/// The words of a line, as many as there are of the columns we know.
std::array<std::string_view, kColumns> wordsOf(std::string_view line)
{
    std::array<std::string_view, kColumns> out{};
    for (std::string_view &word : out) {
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        word = line.substr(0, line.find(' '));
        line.remove_prefix(word.size());
    }
    return out;
}

std::string contentOf(const std::filesystem::path &path)
{
    const std::ifstream file(path);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

struct Question {
    nlmsghdr head{};
    inet_diag_req_v2 body{};
};

Question questionAbout(const ConnectionEnds &ends)
{
    Question out;
    out.head.nlmsg_len = sizeof out;
    out.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    out.head.nlmsg_flags = NLM_F_REQUEST;
    out.body.sdiag_family = static_cast<std::uint8_t>(ends.client.family);
    out.body.sdiag_protocol = IPPROTO_TCP;
    out.body.idiag_states = ~std::uint32_t{0};
    out.body.id.idiag_sport = htons(ends.client.port);
    out.body.id.idiag_dport = htons(ends.own.port);
    std::memcpy(out.body.id.idiag_src, ends.client.address.data(), ends.client.address.size());
    std::memcpy(out.body.id.idiag_dst, ends.own.address.data(), ends.own.address.size());
    out.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    out.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return out;
}

int openDiagnosis()
{
    const int fd = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (fd < 0)
        return fd;
    const timeval patience{.tv_sec = 0, .tv_usec = 200'000};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return fd;
}

} // namespace

std::optional<ConnectionEnds> endsOf(int fd)
{
    sockaddr_storage client{};
    sockaddr_storage own{};
    socklen_t clientSize = sizeof client;
    socklen_t ownSize = sizeof own;
    if (::getpeername(fd, reinterpret_cast<sockaddr *>(&client), &clientSize) != 0
        || ::getsockname(fd, reinterpret_cast<sockaddr *>(&own), &ownSize) != 0)
        return std::nullopt;
    const auto from = endOf(client);
    const auto to = endOf(own);
    if (!from || !to)
        return std::nullopt;
    return ConnectionEnds{*from, *to};
}

std::optional<SocketFacts> socketIn(std::string_view table, const ConnectionEnds &ends)
{
    for (const bool mapped : {false, true}) {
        if (mapped && ends.client.family != AF_INET)
            break;
        const std::string client = spelled(ends.client, mapped);
        const std::string own = spelled(ends.own, mapped);
        for (std::string_view rest = table; !rest.empty();) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
            const auto words = wordsOf(line);
            if (words[kClientColumn] != client || words[kOwnColumn] != own)
                continue;
            const auto user = base::parseInteger(words[kUserColumn]);
            const auto inode = base::parseInteger(words[kInodeColumn]);
            if (user && inode && *inode > 0) // 0: its process has closed it
                return SocketFacts{static_cast<std::uint64_t>(*inode), static_cast<std::uint32_t>(*user)};
        }
    }
    return std::nullopt;
}

SocketFinder::~SocketFinder()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

std::optional<SocketFacts> SocketFinder::find(const ConnectionEnds &ends)
{
    SocketFacts facts;
    const Answer answer = ask(ends, facts);
    if (answer != Answer::Untold)
        return answer == Answer::Found ? std::optional(facts) : std::nullopt;
    for (const char *table : {"tcp", "tcp6"})
        if (const auto found = socketIn(contentOf(m_proc / "net" / table), ends))
            return found;
    return std::nullopt;
}

SocketFinder::Answer SocketFinder::ask(const ConnectionEnds &ends, SocketFacts &facts)
{
    if (m_fd < 0 && !m_refused)
        m_fd = openDiagnosis();
    const Question question = questionAbout(ends);
    std::array<char, 4096> answer{};
    if (m_fd < 0 || ::send(m_fd, &question, sizeof question, 0) < 0) {
        m_refused = true;
        return Answer::Untold;
    }
    const ssize_t size = ::recv(m_fd, answer.data(), answer.size(), 0);
    nlmsghdr head{};
    if (size >= static_cast<ssize_t>(sizeof head))
        std::memcpy(&head, answer.data(), sizeof head);
    if (head.nlmsg_type == SOCK_DIAG_BY_FAMILY && size >= static_cast<ssize_t>(sizeof head + sizeof(inet_diag_msg))) {
        inet_diag_msg body{};
        std::memcpy(&body, answer.data() + NLMSG_HDRLEN, sizeof body);
        facts = {body.idiag_inode, body.idiag_uid};
        return facts.inode != 0 ? Answer::Found : Answer::Gone;
    }
    nlmsgerr trouble{};
    if (head.nlmsg_type == NLMSG_ERROR && size >= static_cast<ssize_t>(sizeof head + sizeof trouble))
        std::memcpy(&trouble, answer.data() + NLMSG_HDRLEN, sizeof trouble);
    if (trouble.error == -ENOENT)
        return Answer::Gone;
    ::close(m_fd); // an answer that comes late would be taken for the next one's
    m_fd = -1;
    m_refused = true;
    return Answer::Untold;
}

} // namespace server
