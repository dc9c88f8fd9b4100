#include "server/docs_page.h"

#include <algorithm>
#include <iterator>

#include "admin/examples.h"

namespace server {
namespace {

struct Part {
    std::string_view path;
    std::string_view file; ///< Of `resources/docs`.
    std::string_view type;
};
constexpr Part kParts[] = {
    {"/docs", "page.html", "text/html; charset=utf-8"},
    {"/docs/", "page.html", "text/html; charset=utf-8"},
    {"/docs/page.css", "page.css", "text/css; charset=utf-8"},
    {"/docs/page.js", "page.js", "text/javascript; charset=utf-8"},
};

constexpr std::string_view kGuards =
    "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'\r\n"
    "x-frame-options: DENY\r\n"
    "x-content-type-options: nosniff\r\n"
    "referrer-policy: no-referrer\r\n"
    "cross-origin-opener-policy: same-origin\r\n"
    "cross-origin-resource-policy: same-origin\r\n"
    "cache-control: no-cache\r\n";

} // namespace

bool isDocsPath(std::string_view path)
{
    return std::ranges::find(kParts, path, &Part::path) != std::end(kParts);
}

void answerDocs(std::string_view path, exchange::ClientStream &client)
{
    const auto *part = std::ranges::find(kParts, path, &Part::path);
    if (part != std::end(kParts))
        client.respond({200, part->type, kGuards}, admin::readReference(part->file));
}

} // namespace server
