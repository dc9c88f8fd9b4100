#include "admin/report_language.h"

#include "admin/query.h"

namespace admin {

base::Result<std::string> languageOf(const Request &request)
{
    const std::string_view given = request.queryValue("language");
    if (!given.empty() && given != "en" && given != "zh_CN")
        return wrongParameter("language", "must be en or zh_CN");
    return std::string(given);
}

} // namespace admin
