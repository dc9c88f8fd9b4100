#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// AWS Signature Version 4, for services whose paths are encoded twice in what is signed (all but S3). libcurl's own
/// does not do that (7.88), and every Bedrock model has a colon in its path.
/// Source: "Create a signed AWS API request". Pure.
namespace upstream {

struct AwsKey {
    std::string_view access{};
    std::string_view secret{};
    std::string_view session{}; ///< Empty for a lasting key.
};

/// `ACCESS:SECRET` or `ACCESS:SECRET:SESSION`; an empty access when it is another kind of key.
AwsKey awsKeyIn(std::string_view text);

struct SignedRequest {
    std::string_view method = "POST";
    std::string_view url{}; ///< Whole, path and query encoded as they are sent.
    std::string_view body{};
    std::string_view region{};
    std::string_view service{};
    std::int64_t unixSeconds = 0;
    std::vector<std::pair<std::string, std::string>> headers{}; ///< Signed besides the host and ours; lower-case names.
};

/// The headers to send: `x-amz-date`, `x-amz-security-token` for a session, and `Authorization`.
std::vector<std::pair<std::string, std::string>> signatureHeaders(const SignedRequest &request, const AwsKey &key);

} // namespace upstream
