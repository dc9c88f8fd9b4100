#include "admin/confided.h"

namespace admin {
namespace {

struct Slot {
    std::string_view operation;
    std::string_view field;
};

constexpr Slot kSlots[] = {
    {"auth.login", "password"},        {"auth.login", "new_password"},    {"auth.token", "password"},
    {"auth.token", "new_password"},    {"auth.token", "refresh_token"},   {"auth.token", "code"},
    {"auth.token", "code_verifier"},   {"auth.refresh", "refresh_token"}, {"auth.password", "password"},
    {"auth.password", "new_password"}, {"users.password", "password"},
};

} // namespace

void takeConfided(Request &request)
{
    if (!request.body.is_object())
        return;
    for (const Slot &slot : kSlots) {
        const std::string field(slot.field);
        if (slot.operation != request.operation->id || !request.body.contains(field))
            continue;
        base::Json &value = request.body[field];
        if (value.is_string()) {
            auto &text = value.get_ref<std::string &>();
            request.confided[field] = std::make_shared<const base::Secret>(std::string(text));
            base::Secret::wipe(text);
        }
        request.body.erase(field);
    }
}

} // namespace admin
