#include "upstream/mail.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <curl/curl.h>

#include "base/text.h"
#include "upstream/fetch_rules.h"
#include "upstream/outbound_rules.h"

namespace upstream {
namespace {

constexpr std::size_t kLongestAddress = 254;
constexpr std::array<std::string_view, 4> kLoopback{"localhost", "127.0.0.1", "[::1]", "::1"};

auto wrong(const char *field, std::string detail)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail), field);
}

bool isAddress(std::string_view text)
{
    const auto at = text.find('@');
    const bool plain = std::ranges::all_of(text, [](char c) {
        return c > ' ' && c <= '~' && c != '<' && c != '>' && c != '"' && c != ',' && c != ';' && c != '\\';
    });
    return plain && at != text.npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos
           && text.size() <= kLongestAddress;
}

std::string_view domainOf(std::string_view address)
{
    return address.substr(address.find('@') + 1);
}

/// The part of a message that is still to go.
struct Rest {
    std::string_view text;
};

std::size_t onRead(char *to, std::size_t size, std::size_t count, void *from)
{
    auto &rest = *static_cast<Rest *>(from);
    const std::size_t bytes = std::min(size * count, rest.text.size());
    std::memcpy(to, rest.text.data(), bytes);
    rest.text.remove_prefix(bytes);
    return bytes;
}

int onProgress(void *stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<const std::atomic<bool> *>(stop)->load(std::memory_order_relaxed) ? 1 : 0;
}

/// One message as libcurl holds it. Stays where it is: libcurl has pointers into it.
class Delivery {
public:
    Delivery(const Mail &mail, const std::atomic<bool> &stop) : m_mail(mail), m_rest{mail.text}
    {
        for (const std::string &address : mail.to)
            m_to = curl_slist_append(m_to, ("<" + address + ">").c_str());
        setUp(stop);
        signIn();
    }
    ~Delivery()
    {
        curl_easy_cleanup(m_easy);
        curl_slist_free_all(m_to);
    }
    Delivery(const Delivery &) = delete;
    Delivery &operator=(const Delivery &) = delete;

    base::Result<> perform();

private:
    void setUp(const std::atomic<bool> &stop);
    void signIn();
    std::string urlOf() const;

    const Mail &m_mail;
    Rest m_rest;
    CURL *m_easy = curl_easy_init();
    curl_slist *m_to = nullptr;
    ErrorWords m_words{};
};

/// What stands behind the port is how we greet the server: not by this computer's name.
std::string Delivery::urlOf() const
{
    const std::string scheme = m_mail.security == Mail::Security::Tls ? "smtps://" : "smtp://";
    return scheme + m_mail.host + ":" + std::to_string(m_mail.port) + "/" + std::string(domainOf(m_mail.from));
}

void Delivery::setUp(const std::atomic<bool> &stop)
{
    curl_easy_setopt(m_easy, CURLOPT_URL, urlOf().c_str());
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_PROXY, "");
    curl_easy_setopt(m_easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (m_mail.security != Mail::Security::Plain)
        curl_easy_setopt(m_easy, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!m_mail.pin.empty()) {
        curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(m_easy, CURLOPT_SSL_VERIFYHOST, 0L);
        curl_easy_setopt(m_easy, CURLOPT_PINNEDPUBLICKEY, m_mail.pin.c_str());
    }
    curl_easy_setopt(m_easy, CURLOPT_TIMEOUT_MS, static_cast<long>(m_mail.timeoutMs));
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_words.data());
    curl_easy_setopt(m_easy, CURLOPT_MAIL_FROM, ("<" + m_mail.from + ">").c_str());
    curl_easy_setopt(m_easy, CURLOPT_MAIL_RCPT, m_to);
    curl_easy_setopt(m_easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(m_easy, CURLOPT_READFUNCTION, &onRead);
    curl_easy_setopt(m_easy, CURLOPT_READDATA, &m_rest);
    curl_easy_setopt(m_easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(m_easy, CURLOPT_XFERINFOFUNCTION, &onProgress);
    curl_easy_setopt(m_easy, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool> *>(&stop)); // it only reads it
}

void Delivery::signIn()
{
    if (m_mail.user.empty())
        return;
    curl_easy_setopt(m_easy, CURLOPT_USERNAME, m_mail.user.c_str());
    std::string password(m_mail.password ? m_mail.password->reveal() : std::string_view());
    curl_easy_setopt(m_easy, CURLOPT_PASSWORD, password.c_str()); // libcurl keeps a copy of its own
    base::Secret::wipe(password);
}

base::Result<> Delivery::perform()
{
    const CURLcode code = curl_easy_perform(m_easy);
    long answer = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &answer);
    const std::string said = answer >= 400 ? " (it answered " + std::to_string(answer) + ")" : std::string();
    switch (code) {
    case CURLE_OK:
        return {};
    case CURLE_ABORTED_BY_CALLBACK:
        return base::fail(base::ErrorCode::Cancelled, "sending was stopped");
    case CURLE_OPERATION_TIMEDOUT:
        return base::fail(base::ErrorCode::UpstreamTimeout, "the mail server did not answer in time");
    case CURLE_LOGIN_DENIED:
        return base::fail(base::ErrorCode::Upstream, "the mail server does not take this user and password" + said);
    case CURLE_USE_SSL_FAILED:
        return base::fail(base::ErrorCode::Upstream, "the mail server offers no STARTTLS: nothing was sent");
    case CURLE_SEND_ERROR:
        return base::fail(base::ErrorCode::Upstream, "the mail server refuses the sender or a receiver" + said);
    default:
        break;
    }
    const Stage stage =
        answer == 0 ? Stage::Connect : Stage::Answer; // whatever is said from then on may hold our words
    return base::fail(base::ErrorCode::Upstream, explain(code, stage, m_words) + said);
}

} // namespace

bool isLoopbackName(std::string_view host)
{
    return std::ranges::find(kLoopback, base::lowerAscii(host)) != kLoopback.end();
}

base::Result<> checkMail(const Mail &mail)
{
    if (auto origin = originOf("https://" + mail.host + ":" + std::to_string(mail.port)); !origin)
        return wrong("host", "the server " + origin.error().detail);
    if (mail.host.find('/') != mail.host.npos || mail.host.find(':') != mail.host.npos)
        if (!mail.host.starts_with('['))
            return wrong("host", "the server must be a name or an address, without a port");
    if (!isAddress(mail.from))
        return wrong("from", "the sender must be an address such as switchyard@example.org");
    if (mail.to.empty())
        return wrong("to", "there must be at least one receiver");
    for (const std::string &address : mail.to)
        if (!isAddress(address))
            return wrong("to", "the receivers must be addresses such as ops@example.org");
    if (mail.security == Mail::Security::Plain && !mail.user.empty() && !isLoopbackName(mail.host))
        return wrong("security", "a password is never sent over a plain connection, but on this computer; choose "
                                 "STARTTLS or TLS");
    if (!std::ranges::all_of(mail.user, [](char c) { return c >= ' ' && c <= '~'; }))
        return wrong("user", "the user must be plain ASCII");
    if (!mail.pin.empty() && (!mail.pin.starts_with("sha256//") || mail.pin.find(';') != mail.pin.npos))
        return wrong("certificate_pin", "the pin must be sha256// and the base64 of a SHA-256");
    return {};
}

base::Result<> sendMail(const Mail &mail, const std::atomic<bool> &stop)
{
    if (auto fine = checkMail(mail); !fine)
        return fine;
    curl_global_init(CURL_GLOBAL_ALL); // counted by libcurl; the first one counts
    return Delivery(mail, stop).perform();
}

} // namespace upstream
