#include "upstream/library.h"

#include <curl/curl.h>

namespace upstream {

std::string libraryVersions()
{
    return ::curl_version();
}

} // namespace upstream
