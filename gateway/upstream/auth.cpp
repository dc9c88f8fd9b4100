#include "upstream/auth.h"

#include "base/clock.h"
#include "upstream/sigv4.h"

namespace upstream {
namespace {

constexpr std::int64_t kMillisPerSecond = 1000;

void append(curl_slist *&list, std::string_view name, std::string_view value)
{
    std::string line;
    line.reserve(name.size() + value.size()); // one place, which is wiped
    line.append(name).append(value);
    if (curl_slist *longer = curl_slist_append(list, line.c_str()))
        list = longer;
    base::Secret::wipe(line);
}

std::string_view headerOf(AuthStyle style)
{
    switch (style) {
    case AuthStyle::XApiKey:
        return "x-api-key: ";
    case AuthStyle::ApiKey:
        return "api-key: ";
    case AuthStyle::GoogApiKey:
        return "x-goog-api-key: ";
    default:
        return "Authorization: Bearer ";
    }
}

} // namespace

bool signsEachCall(const Credentials &credentials)
{
    return credentials.style == AuthStyle::SigV4 && credentials.secret
           && !awsKeyIn(credentials.secret->reveal()).access.empty();
}

void appendAuth(curl_slist *&list, const Credentials &credentials, const Asked &asked)
{
    if (!credentials.secret || credentials.secret->empty())
        return;
    const std::string_view secret = credentials.secret->reveal();
    if (!signsEachCall(credentials))
        return append(list, headerOf(credentials.style), secret);
    const SignedRequest request{.method = asked.method,
                                .url = asked.url,
                                .body = asked.body,
                                .region = credentials.region,
                                .service = credentials.service,
                                .unixSeconds = base::systemClock().wallMillis() / kMillisPerSecond};
    for (auto &[name, value] : signatureHeaders(request, awsKeyIn(secret))) {
        append(list, name + ": ", value);
        base::Secret::wipe(value);
    }
}

} // namespace upstream
