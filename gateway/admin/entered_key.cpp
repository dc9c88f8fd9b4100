#include "admin/entered_key.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "secrets/reference.h"

namespace admin {
namespace {

/// What becomes of a key that was entered.
enum class Use : std::uint8_t {
    Kept, ///< It goes into the keychain, and the operation sees a reference.
    Once, ///< For this call alone: nothing of it stays.
};

/// Where a body may hold a key.
struct Slot {
    std::string_view operation;
    std::string_view object; ///< Empty: the body itself. Where that is a list, one of its members may hold one.
    std::string_view field;
    Use use = Use::Kept;
};

constexpr std::string_view kSigningSecret = "signing_secret";

constexpr Slot kSlots[] = {{"providers.create", "", "key"},
                           {"providers.try", "", "key", Use::Once},
                           {"provider_keys.create", "", "secret"},
                           {"provider_keys.update", "", "secret"},
                           {"provider_keys.batch", "set", "secret"},
                           {"api_keys.create", "", kSigningSecret},
                           {"api_keys.update", "", kSigningSecret},
                           {"auth.settings.update", "", "oidc_client_secret"},
                           {"alerts.config.update", "channels", "secret"},
                           {"settings.update", "", "body_key"},
                           {"proxies.create", "", "secret"},
                           {"proxies.update", "", "secret"},
                           {"proxies.batch", "set", "secret"}};

constexpr std::string_view kTaken = "entered"; ///< Stands among others where a key was, until its reference does.

const Slot *findSlot(const Operation &operation)
{
    const auto *hit = std::ranges::find(kSlots, operation.id, &Slot::operation);
    return hit == std::end(kSlots) ? nullptr : hit;
}

std::string *textAt(base::Json &object, std::string_view field)
{
    if (!object.is_object() || !object.contains(field))
        return nullptr;
    base::Json &value = object[std::string(field)];
    return value.is_string() ? &value.get_ref<std::string &>() : nullptr;
}

/// Of a list's members the first one that holds a key, or did.
std::string *textAmong(base::Json &list, std::string_view field)
{
    for (base::Json &item : list)
        if (std::string *text = textAt(item, field))
            if (secrets::kindOf(*text) == secrets::Kind::KeyItself
                || secrets::kindOf(*text) == secrets::Kind::Malformed)
                return text;
    return nullptr;
}

/// The text in the slot; null when there is none.
std::string *textIn(base::Json &body, const Slot &slot)
{
    base::Json *object = &body;
    if (!slot.object.empty()) {
        if (!body.is_object() || !body.contains(slot.object))
            return nullptr;
        object = &body[std::string(slot.object)];
    }
    return object->is_array() ? textAmong(*object, slot.field) : textAt(*object, slot.field);
}

/// Errors: Unprocessable for a list with another key besides the one that was taken.
base::Result<> checkNoOther(base::Json &body, const Slot &slot, std::string &taken)
{
    taken.clear(); // it holds nothing any more
    const bool other = textIn(body, slot) != nullptr && textIn(body, slot) != &taken;
    taken = kTaken;
    if (!other)
        return {};
    return base::fail(base::ErrorCode::Unprocessable,
                      "only one secret can be entered at a time: save it, then enter the next",
                      std::string(slot.field));
}

} // namespace

std::string_view keyFieldOf(const Operation &operation)
{
    const Slot *slot = findSlot(operation);
    return slot == nullptr ? std::string_view{} : slot->field;
}

bool isKept(const Operation &operation)
{
    const Slot *slot = findSlot(operation);
    return slot != nullptr && slot->use == Use::Kept;
}

base::Result<secrets::SharedSecret> takeEnteredKey(Request &request)
{
    const Slot *slot = findSlot(*request.operation);
    std::string *text = slot == nullptr ? nullptr : textIn(request.body, *slot);
    if (text == nullptr)
        return secrets::SharedSecret();
    const secrets::Kind kind = secrets::kindOf(*text);
    if (kind == secrets::Kind::Malformed)
        return base::fail(base::ErrorCode::Unprocessable, "the secret must be env:NAME, file:PATH or the key itself",
                          std::string(slot->field));
    if (kind != secrets::Kind::KeyItself)
        return secrets::SharedSecret();
    auto key = secrets::checkedSecret(*text, "the key");
    base::Secret::wipe(*text);
    if (!slot->object.empty())
        if (auto alone = checkNoOther(request.body, *slot, *text); !alone)
            return base::fail(alone.error());
    if (!key)
        return base::fail(base::ErrorCode::Unprocessable, key.error().detail, std::string(slot->field));
    return std::make_shared<const base::Secret>(std::move(*key));
}

void putReference(Request &request, std::string reference)
{
    if (const Slot *slot = findSlot(*request.operation))
        if (std::string *text = textIn(request.body, *slot))
            *text = reference;
    request.keptAs = std::move(reference);
}

base::Result<> checkReference(const Request &request, std::string_view reference, std::string_view current)
{
    const bool named = secrets::kindOf(reference) == secrets::Kind::Keychain;
    if (!named || reference == request.keptAs || reference == current)
        return {};
    return base::fail(base::ErrorCode::Unprocessable,
                      "the secret must be env:NAME, file:PATH or the key itself; keychain entries cannot be named",
                      "secret");
}

} // namespace admin
