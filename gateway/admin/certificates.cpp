#include <ctime>

#include "admin/backstage.h"
#include "admin/certificate_source.h"
#include "admin/handlers.h"
#include "admin/network_state.h"
#include "base/text.h"
#include "storage/network_settings.h"

namespace admin {
namespace {

Outcome shown(const Context &context)
{
    const auto settings = storage::loadNetworkSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const auto source = findCertificate(*settings, context.gateway.dataDirectory);
    if (!source)
        return base::fail(source.error());
    const auto facts = auth::readCertificate(source->pair.certificate);
    if (!facts)
        return base::fail(facts.error());
    base::Json out = certificateJson(*facts, context.gateway.clock.wallMillis());
    const ListenerControl *listener = context.gateway.listener();
    const auto used = listener ? listener->certificate() : std::nullopt;
    out["in_use"] = used && used->fingerprint == facts->fingerprint;
    out["made_here"] = source->madeHere;
    out["file"] = source->file;
    out["certificate"] = facts->pem;
    return out;
}

base::Result<> renew(const Context &context)
{
    ListenerControl *listener = context.gateway.listener();
    return listener && listener->certificate() ? listener->renewCertificate() : base::Result<>();
}

} // namespace

Outcome getCertificate(const Context &context)
{
    return shown(context);
}

/// One that was set as files is no longer used: who makes one wants it.
Outcome makeCertificate(const Context &context)
{
    for (const auto &[name, value] : context.request.body.items())
        if (name != "names")
            return base::fail(base::ErrorCode::Unprocessable, "there is no field \"" + name + "\" here", name);
    std::vector<std::string> names;
    const base::Json &given = base::at(context.request.body, "names");
    if (!given.is_null() && !given.is_array())
        return base::fail(base::ErrorCode::Unprocessable, "the names must be a list of texts", "names");
    for (const base::Json &name : given) {
        if (!name.is_string())
            return base::fail(base::ErrorCode::Unprocessable, "the names must be a list of texts", "names");
        names.push_back(name.get<std::string>());
    }
    const auto settings = storage::loadNetworkSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    if (!settings->certificateFile.empty())
        return base::fail(base::ErrorCode::Conflict,
                          "a certificate file is set; clear certificate_file in the settings first",
                          "certificate_file");
    const std::int64_t now = context.gateway.clock.wallMillis();
    if (auto made = makeOwnCertificate(context.gateway.dataDirectory, names, now); !made)
        return base::fail(made.error());
    if (auto renewed = renew(context); !renewed)
        return base::fail(renewed.error());
    return shown(context);
}

Outcome reloadCertificate(const Context &context)
{
    if (auto renewed = renew(context); !renewed)
        return base::fail(renewed.error());
    return shown(context);
}

} // namespace admin
