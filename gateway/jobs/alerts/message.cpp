#include "jobs/alerts/message.h"

#include <algorithm>
#include <array>

#include "access/token_text.h"
#include "base/text.h"
#include "jobs/alerts/alert_text.h"
#include "jobs/alerts/signing.h"
#include "upstream/endpoint.h"
#include "upstream/outbound_rules.h"

namespace jobs {
namespace {

using base::Json;
using model::AlertChannel;
using model::ChannelKind;

constexpr std::int64_t kMillis = 1000;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestUrl = 2048;
constexpr std::size_t kMailLine = 76;      // RFC 2045 section 6.8
constexpr std::size_t kWordBytes = 42;     // of an encoded word of RFC 2047, so that it stays below 75 letters
constexpr std::size_t kQuotedAnswer = 120; // bytes

auto wrong(const char *field, std::string detail)
{
    return base::fail(base::ErrorCode::Unprocessable, std::move(detail), field);
}

/// An address that may have a query, which a base URL may not.
base::Result<> checkUrl(const AlertChannel &channel)
{
    const std::string_view url(channel.url);
    if (url.size() > kLongestUrl || std::ranges::any_of(url, [](char c) { return c <= ' ' || c > '~'; })
        || url.find('#') != url.npos)
        return wrong("url", "the address must be a URL of plain characters without a fragment");
    const auto origin = upstream::originOf(url.substr(0, url.find('?')));
    if (!origin)
        return wrong("url", "the address " + origin.error().detail);
    const std::string_view place(*origin);
    const auto start = place.find("://") + 3;
    const std::string_view host = place.substr(start, place.rfind(':') - start);
    if (place.starts_with("http:") && !upstream::isLoopbackName(host))
        return wrong("url", "the address must begin with https://; http:// is for this computer alone");
    return {};
}

Json bodyOf(const AlertChannel &channel, const Message &message)
{
    const std::string text = textOf(message.event, message.alert);
    if (channel.kind == ChannelKind::Dingtalk)
        return {{"msgtype", "text"}, {"text", {{"content", text}}}};
    if (channel.kind == ChannelKind::Feishu)
        return {{"msg_type", "text"}, {"content", {{"text", text}}}};
    return webhookBody(message.id, message.event, message.alert);
}

void signRequest(upstream::FetchRequest &request, const AlertChannel &channel, const base::Secret &secret,
                 const Message &message, std::int64_t wallMs)
{
    const std::int64_t seconds = wallMs / kMillis;
    if (channel.kind == ChannelKind::Dingtalk) {
        request.url += channel.url.find('?') == std::string::npos ? "?" : "&";
        request.url +=
            "timestamp=" + std::to_string(wallMs) + "&sign=" + upstream::percentEncoded(dingtalkSign(secret, wallMs));
    } else if (channel.kind == ChannelKind::Webhook) {
        request.headers.emplace_back("webhook-signature", webhookSignature(secret, message.id, seconds, request.body));
    }
}

/// Source: RFC 2047. Cut between characters.
std::string encodedWords(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        std::string_view part = base::clip(text, kWordBytes);
        if (part.empty()) // no UTF-8
            part = text.substr(0, kWordBytes);
        out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + auth::toBase64(part) + "?=";
        text.remove_prefix(part.size());
    }
    return out;
}

/// `Sun, 22 Nov 2026 13:00:00 +0000`, whatever the locale.
std::string mailDate(std::int64_t wallMs)
{
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string iso = base::rfc3339(wallMs); // 2026-11-22T13:00:00.000Z
    const std::int64_t day = wallMs / 86'400'000;
    const auto month = static_cast<std::size_t>(base::parseInteger(iso.substr(5, 2)).value_or(1) - 1);
    return std::string(kDays[static_cast<std::size_t>((day + 4) % 7)]) + ", " + iso.substr(8, 2) + " " // 1970: Thursday
           + kMonths[month] + " " + iso.substr(0, 4) + " " + iso.substr(11, 8) + " +0000";
}

std::string wrapped(const std::string &text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += kMailLine)
        out += text.substr(at, kMailLine) + "\r\n";
    return out;
}

std::string joined(const std::vector<std::string> &addresses)
{
    std::string out;
    for (const std::string &address : addresses)
        out += (out.empty() ? "" : ",\r\n ") + address;
    return out;
}

std::string crlf(const std::string &text)
{
    std::string out;
    for (const char c : text)
        out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
}

} // namespace

base::Result<> checkChannel(const AlertChannel &channel)
{
    if (channel.name.empty() || channel.name.size() > kLongestName || !base::isUtf8(channel.name)
        || std::ranges::any_of(channel.name, [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return wrong("name", "the name must be 1 to 64 bytes of readable text");
    if (channel.kind == ChannelKind::Webhook && channel.secret.empty())
        return wrong("secret", "a webhook needs a secret with which its messages are signed");
    if (channel.kind != ChannelKind::Email)
        return checkUrl(channel);
    if (!channel.user.empty() && channel.secret.empty())
        return wrong("secret", "who signs in at the mail server needs a password");
    return upstream::checkMail(mailOf(channel, nullptr, {}, 0));
}

upstream::FetchRequest requestOf(const AlertChannel &channel, const secrets::SharedSecret &secret,
                                 const Message &message, std::int64_t wallMs)
{
    upstream::FetchRequest out{.method = "POST", .url = channel.url};
    Json body = bodyOf(channel, message);
    if (channel.kind == ChannelKind::Feishu && secret) {
        body["timestamp"] = std::to_string(wallMs / kMillis);
        body["sign"] = feishuSign(*secret, wallMs / kMillis);
    }
    out.body = base::dump(body);
    if (channel.kind == ChannelKind::Webhook) {
        out.headers.emplace_back("webhook-id", message.id);
        out.headers.emplace_back("webhook-timestamp", std::to_string(wallMs / kMillis));
    }
    if (secret)
        signRequest(out, channel, *secret, message, wallMs);
    return out;
}

base::Result<> judge(const AlertChannel &channel, const upstream::FetchAnswer &answer)
{
    if (answer.status < 200 || answer.status > 299)
        return base::fail(base::ErrorCode::Upstream, "it answered " + std::to_string(answer.status));
    if (channel.kind == ChannelKind::Webhook)
        return {};
    const auto json = base::parseJson(answer.body);
    const Json told = json ? *json : Json();
    const bool dingtalk = channel.kind == ChannelKind::Dingtalk;
    const Json &code = base::at(told, dingtalk ? "errcode" : "code");
    if (code == 0 || (code.is_null() && base::at(told, "StatusCode") == 0)) // Feishu's older word for it
        return {};
    std::string said = base::textOr(base::at(told, dingtalk ? "errmsg" : "msg"));
    said = base::clip(said, kQuotedAnswer);
    return base::fail(base::ErrorCode::Upstream,
                      said.empty() ? "the robot refuses the message" : "the robot refuses the message: " + said);
}

upstream::Mail mailOf(const AlertChannel &channel, const secrets::SharedSecret &password, const Message &message,
                      std::int64_t wallMs)
{
    using Security = upstream::Mail::Security;
    upstream::Mail out{.host = channel.host,
                       .port = channel.port,
                       .security = channel.security == model::MailSecurity::Tls     ? Security::Tls
                                   : channel.security == model::MailSecurity::Plain ? Security::Plain
                                                                                    : Security::StartTls,
                       .user = channel.user,
                       .password = password,
                       .pin = channel.pin,
                       .from = channel.from,
                       .to = channel.to};
    const std::string subject = "[Switchyard] " + headlineOf(message.event, message.alert);
    out.text = "Date: " + mailDate(wallMs) + "\r\nFrom: Switchyard <" + channel.from + ">\r\nTo: " + joined(channel.to)
               + "\r\nSubject: " + encodedWords(subject) + "\r\nMessage-ID: <" + message.id
               + "@switchyard.invalid>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                 "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
               + wrapped(auth::toBase64(crlf(textOf(message.event, message.alert)) + "\r\n"));
    return out;
}

} // namespace jobs
