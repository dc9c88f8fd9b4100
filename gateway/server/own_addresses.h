#pragma once

#include <string>
#include <vector>

#include "admin/backstage.h"

namespace server {

/// `0.0.0.0` or `::`: every address of the machine.
bool isAnyAddress(const std::string &address);
/// As it stands in a URL: IPv6 in brackets.
std::string inUrl(const std::string &address);
/// Where a listener at `place` is reached, as URLs: the one for this computer's own programs first.
std::vector<std::string> urlsOf(const admin::ListenPlace &place);
/// What a certificate for a listener at `address` should name besides this computer's own names.
std::vector<std::string> namesToCertify(const std::string &address);

} // namespace server
