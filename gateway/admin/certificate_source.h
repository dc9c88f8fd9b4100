#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "access/certificate.h"
#include "base/result.h"
#include "model/network.h"

/// Where the listener's certificate comes from: the files that are set, else the one that was made here.
namespace admin {

struct CertificateSource {
    auth::CertificatePair pair{};
    bool madeHere = true;
    std::string file{}; ///< Of the certificate.
};

/// Errors: NotFound when none is set and none was made; Unprocessable for files that are no good; Storage.
base::Result<CertificateSource> findCertificate(const model::NetworkSettings &settings,
                                                const std::filesystem::path &dataDirectory);
/// Makes a new one and keeps it in place of the one made before. Errors: Unprocessable, Storage.
base::Result<> makeOwnCertificate(const std::filesystem::path &dataDirectory, std::span<const std::string> names,
                                  std::int64_t nowMillis);
/// Finds one; when there is none, makes it for `names`.
base::Result<auth::CertificatePair> certificateToShow(const model::NetworkSettings &settings,
                                                      const std::filesystem::path &dataDirectory,
                                                      std::span<const std::string> names, std::int64_t nowMillis);

} // namespace admin
