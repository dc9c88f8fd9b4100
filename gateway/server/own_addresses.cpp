#include "server/own_addresses.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QSysInfo>

#include "server/connection_slots.h"

namespace server {
namespace {

/// Those that another machine can use; link-local ones want a zone, which no URL has.
std::vector<std::string> outwardAddresses()
{
    std::vector<std::string> out;
    for (const QHostAddress &address : QNetworkInterface::allAddresses())
        if (!address.isLoopback() && !address.isLinkLocal())
            out.push_back(address.toString().toStdString());
    return out;
}

std::vector<std::string> outwardOf(const std::string &address)
{
    if (isAnyAddress(address))
        return outwardAddresses();
    return isLoopback(address) || address == "localhost" ? std::vector<std::string>() : std::vector{address};
}

} // namespace

bool isAnyAddress(const std::string &address)
{
    return address == "0.0.0.0" || address == "::";
}

std::string inUrl(const std::string &address)
{
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

std::vector<std::string> urlsOf(const admin::ListenPlace &place)
{
    const std::string port = ":" + std::to_string(place.port);
    const std::string scheme = place.tls ? "https://" : "http://";
    const std::vector<std::string> outward = outwardOf(place.address);
    std::vector<std::string> out{(outward.empty() ? scheme : "http://") + "127.0.0.1" + port};
    for (const std::string &address : outward)
        out.push_back(scheme + inUrl(address) + port);
    return out;
}

std::vector<std::string> namesToCertify(const std::string &address)
{
    std::vector<std::string> out = outwardOf(address);
    const QString name = QSysInfo::machineHostName();
    const bool plain = !name.isEmpty() && std::ranges::all_of(name, [](QChar c) {
        return (c.isLetterOrNumber() && c.unicode() < 128) || c == QLatin1Char('-') || c == QLatin1Char('.');
    });
    if (plain)
        out.push_back(name.toStdString());
    return out;
}

} // namespace server
