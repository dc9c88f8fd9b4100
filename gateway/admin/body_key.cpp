#include "admin/body_key.h"

#include "access/token_text.h"
#include "admin/entered_key.h"
#include "jobs/body_desk.h"
#include "secrets/reference.h"

namespace admin {
namespace {

constexpr std::string_view kField = "body_key";

} // namespace

void giveBodyKey(Request &request, const Backstage &gateway)
{
    if (request.operation->id != "settings.update" || gateway.bodies == nullptr)
        return;
    const std::string store = base::textOr(base::at(request.body, "store_bodies"));
    const bool given = !base::at(request.body, kField).is_null();
    if (store.empty() || store == "off" || given || gateway.bodies->hasKey())
        return;
    if (gateway.keychain.status().state == secrets::KeychainState::Available)
        request.body[std::string(kField)] = auth::randomToken();
}

base::Result<> checkBodyKey(const Request &request, std::string_view reference, std::string_view before)
{
    const secrets::Kind kind = secrets::kindOf(reference);
    if (kind == secrets::Kind::None || reference == before)
        return {};
    auto checked = kind == secrets::Kind::Keychain ? checkReference(request, reference, before)
                                                   : secrets::SecretStore::check(reference);
    if (checked)
        return checked;
    return base::fail(base::ErrorCode::Unprocessable, std::move(checked.error().detail), std::string(kField));
}

} // namespace admin
