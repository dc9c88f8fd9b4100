#include "storage/certificate_file.h"

#include <fstream>
#include <iterator>

#include <sys/stat.h>

namespace storage {
namespace {

constexpr const char *kFileName = "certificate.pem";
constexpr std::uintmax_t kLargest = 256 * 1024;
constexpr const char *kCertificate = "certificate_file";
constexpr const char *kKey = "certificate_key_file";

auto wrongFile(const std::filesystem::path &path, const std::string &why, const char *param)
{
    return base::fail(base::ErrorCode::Unprocessable, path.string() + why, param);
}

base::Result<std::string> contentOf(const std::filesystem::path &path, const char *param)
{
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem) || std::filesystem::file_size(path, problem) > kLargest)
        return wrongFile(path, " is no file that a certificate could be in", param);
    std::ifstream file(path, std::ios::binary);
    std::string out{std::istreambuf_iterator<char>(file), {}};
    if (!file.good() && !file.eof())
        return wrongFile(path, " cannot be read", param);
    if (out.empty())
        return wrongFile(path, " cannot be read, or is empty", param);
    return out;
}

base::Result<> checkPrivate(const std::filesystem::path &path)
{
    struct stat facts{};
    if (::stat(path.c_str(), &facts) != 0)
        return wrongFile(path, " cannot be read", kKey);
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return wrongFile(path, " holds a private key that others can read; run: chmod 600 " + path.string(), kKey);
    return {};
}

base::Error asStorage(base::Error error)
{
    error.code = base::ErrorCode::Storage;
    error.param.clear();
    return error;
}

} // namespace

std::filesystem::path ownCertificateFile(const std::filesystem::path &dataDirectory)
{
    return dataDirectory / kFileName;
}

base::Result<std::optional<CertificateText>> loadOwnCertificate(const std::filesystem::path &dataDirectory)
{
    const std::filesystem::path path = ownCertificateFile(dataDirectory);
    std::error_code problem;
    if (!std::filesystem::exists(path, problem))
        return std::nullopt;
    auto both = readCertificateFiles(path, path);
    if (!both)
        return base::fail(asStorage(std::move(both.error())));
    return std::optional(std::move(*both));
}

base::Result<> keepOwnCertificate(const std::filesystem::path &dataDirectory, const CertificateText &text)
{
    const std::filesystem::path path = ownCertificateFile(dataDirectory);
    std::filesystem::path fresh = path;
    fresh += ".new";
    std::error_code problem;
    std::filesystem::remove(fresh, problem);
    bool written = false;
    {
        const mode_t before = ::umask(S_IRWXG | S_IRWXO); // never readable for others, not even while it is empty
        std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
        ::umask(before);
        file << text.certificate << text.key.reveal();
        written = static_cast<bool>(file.flush());
    }
    if (written)
        std::filesystem::rename(fresh, path, problem); // whole or not at all
    if (!written || problem)
        return base::fail(base::ErrorCode::Storage, "cannot write " + path.string());
    return {};
}

base::Result<CertificateText> readCertificateFiles(const std::filesystem::path &certificate,
                                                   const std::filesystem::path &key)
{
    auto text = contentOf(certificate, kCertificate);
    if (!text)
        return base::fail(std::move(text.error()));
    if (auto checked = checkPrivate(key); !checked)
        return base::fail(std::move(checked.error()));
    auto secret = contentOf(key, kKey);
    if (!secret)
        return base::fail(std::move(secret.error()));
    return CertificateText{std::move(*text), base::Secret(std::move(*secret))};
}

} // namespace storage
