#include "admin/certificate_source.h"

#include "storage/certificate_file.h"

namespace admin {

base::Result<CertificateSource> findCertificate(const model::NetworkSettings &settings,
                                                const std::filesystem::path &dataDirectory)
{
    if (!settings.certificateFile.empty()) {
        const std::string &key =
            settings.certificateKeyFile.empty() ? settings.certificateFile : settings.certificateKeyFile;
        auto text = storage::readCertificateFiles(settings.certificateFile, key);
        if (!text)
            return base::fail(std::move(text.error()));
        CertificateSource out{{std::move(text->certificate), std::move(text->key)}, false, settings.certificateFile};
        if (auto checked = auth::checkPair(out.pair); !checked) {
            checked.error().param = checked.error().param == "key" ? "certificate_key_file" : "certificate_file";
            return base::fail(std::move(checked.error()));
        }
        return out;
    }
    auto own = storage::loadOwnCertificate(dataDirectory);
    if (!own)
        return base::fail(std::move(own.error()));
    if (!*own)
        return base::fail(base::ErrorCode::NotFound, "no certificate was made yet; it is made when TLS is turned on");
    return CertificateSource{{std::move((*own)->certificate), std::move((*own)->key)},
                             true,
                             storage::ownCertificateFile(dataDirectory).string()};
}

base::Result<> makeOwnCertificate(const std::filesystem::path &dataDirectory, std::span<const std::string> names,
                                  std::int64_t nowMillis)
{
    auto made = auth::makeCertificate(names, nowMillis);
    if (!made)
        return base::fail(std::move(made.error()));
    return storage::keepOwnCertificate(dataDirectory, {std::move(made->certificate), std::move(made->key)});
}

base::Result<auth::CertificatePair> certificateToShow(const model::NetworkSettings &settings,
                                                      const std::filesystem::path &dataDirectory,
                                                      std::span<const std::string> names, std::int64_t nowMillis)
{
    auto found = findCertificate(settings, dataDirectory);
    if (!found && found.error().code == base::ErrorCode::NotFound) {
        if (auto made = makeOwnCertificate(dataDirectory, names, nowMillis); !made)
            return base::fail(std::move(made.error()));
        found = findCertificate(settings, dataDirectory);
    }
    if (!found)
        return base::fail(std::move(found.error()));
    return std::move(found->pair);
}

} // namespace admin
