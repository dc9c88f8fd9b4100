#include "admin/backstage.h"
#include "admin/handlers.h"
#include "admin/tenancy.h"
#include "jobs/body_desk.h"
#include "storage/requests.h"

namespace admin {
namespace {

using base::Json;

std::string_view wordOf(storage::BodyState state)
{
    switch (state) {
    case storage::BodyState::Kept:
        return "kept";
    case storage::BodyState::NotText:
        return "not_text";
    case storage::BodyState::Withheld:
        break;
    }
    return "withheld";
}

Json bodyJson(const std::optional<jobs::ShownBody> &body)
{
    if (!body)
        return nullptr;
    return {{"state", wordOf(body->state)}, {"text", body->text}, {"bytes", body->bytes}, {"cut", body->cut}};
}

} // namespace

Outcome getBodies(const Context &context)
{
    const auto keys = scopeOf(context);
    if (!keys)
        return base::fail(keys.error());
    const auto call = storage::getRequest(context.db, *keys, context.request.pathValue("id"));
    if (!call)
        return base::fail(call.error());
    jobs::BodyDesk *desk = context.gateway.bodies;
    const auto bodies = desk != nullptr ? desk->of(call->id) : base::Result<jobs::ShownBodies>(jobs::ShownBodies{});
    if (!bodies)
        return base::fail(bodies.error());
    return Json{{"request", bodyJson(bodies->request)}, {"answer", bodyJson(bodies->answer)}};
}

Outcome clearBodies(const Context &context)
{
    jobs::BodyDesk *desk = context.gateway.bodies;
    const auto cleared = desk != nullptr ? desk->clear() : base::Result<>();
    return cleared ? Outcome(Json(nullptr)) : Outcome(base::fail(cleared.error()));
}

} // namespace admin
