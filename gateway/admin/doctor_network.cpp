#include <string>

#include <QHostAddress>
#include <QTcpServer>

#include "admin/backstage.h"
#include "admin/certificate_source.h"
#include "admin/doctor.h"
#include "admin/operation.h"
#include "base/text.h"
#include "storage/listen_wish.h"

namespace admin {
namespace {

using enum Finding;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kSoonDays = 30;
constexpr std::uint16_t kUsualPort = 4141;

/// Tried on the address that everything else on this computer would take, too.
SelfCheck freePort(std::uint16_t port)
{
    QTcpServer probe;
    const std::string number = std::to_string(port);
    if (probe.listen(QHostAddress::LocalHost, port))
        return {"port", Good, "Switchyard is not running; port " + number + " is free.", {}};
    return {"port", Act, "Port " + number + " is taken by another program.",
            "End that program, or start Switchyard with --port and another number."};
}

SelfCheck port(const Context &context)
{
    if (const ListenerControl *listener = context.gateway.listener()) {
        if (const auto trouble = listener->problem())
            return {"port", Act, trouble->message,
                    trouble->suggestion == 0
                        ? "Choose another port in the settings."
                        : "Choose another port in the settings; " + std::to_string(trouble->suggestion) + " is free."};
        std::string all;
        for (const std::string &address : listener->addresses())
            all += (all.empty() ? "" : ", ") + address;
        if (!all.empty())
            return {"port", Good, "Listening on " + all + ".", {}};
    }
    const auto wish = storage::loadListenWish(context.db);
    return freePort(wish && wish->port != 0 ? wish->port : kUsualPort);
}

bool wantsTls(const Context &context)
{
    if (const ListenerControl *listener = context.gateway.listener())
        return listener->certificate().has_value() || listener->wished().tls;
    const auto wish = storage::loadListenWish(context.db);
    return wish && wish->tls;
}

SelfCheck certificate(const Context &context)
{
    const std::filesystem::path &directory = context.gateway.dataDirectory;
    const auto source = findCertificate(context.gateway.network(), directory);
    if (!source && source.error().code == base::ErrorCode::NotFound)
        return {"certificate", Good, "There is no certificate yet; one is made when it is needed.", {}};
    const auto facts = source ? auth::readCertificate(source->pair.certificate)
                              : base::Result<auth::CertificateFacts>(base::fail(source.error()));
    if (!facts)
        return {"certificate", wantsTls(context) ? Act : Note,
                "The certificate cannot be used: " + facts.error().detail + ".",
                "Put others in their place in the settings, or run `switchyard certificate make`."};
    const std::int64_t left = facts->notAfterMs - context.gateway.clock.wallMillis();
    const std::string until = base::rfc3339(facts->notAfterMs);
    if (left > kSoonDays * kDayMs)
        return {"certificate", Good, "The certificate is good until " + until + ".", {}};
    const std::string mend = source->madeHere
                                 ? "Run `switchyard certificate make`."
                                 : "Renew it where it comes from, then run `switchyard certificate reload`.";
    if (left < 0)
        return {"certificate", wantsTls(context) ? Act : Note, "The certificate has expired at " + until + ".", mend};
    return {"certificate", Note, "The certificate expires at " + until + ".", mend};
}

SelfCheck reachOf(const base::Json &row)
{
    const std::string name = base::textOr(base::at(row, "provider"));
    if (base::truthOr(base::at(row, "reachable")))
        return {"provider", Good, name + " can be reached.", {}};
    return {"provider", Act, name + " cannot be reached: " + base::textOr(base::at(row, "problem")) + ".",
            "Look at its address under Providers, and at the network of this computer."};
}

} // namespace

SelfChecks checksOfNetwork(const Context &context)
{
    SelfChecks out{port(context), certificate(context)};
    for (const base::Json &row : context.request.asked)
        out.push_back(reachOf(row));
    return out;
}

} // namespace admin
