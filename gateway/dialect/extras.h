#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "model/receipt.h"

namespace dialect {

/// Takes an object's fields one by one; what nobody took is its `extra`. A field of another type than it is asked for
/// stays, and so is among the rest.
class Fields {
public:
    explicit Fields(base::Json &&object) : m_object(std::move(object)) {}

    /// Null when there is none.
    base::Json take(std::string_view name);
    base::Json takeObject(std::string_view name);
    base::Json takeArray(std::string_view name);
    std::string takeText(std::string_view name);
    std::optional<std::int64_t> takeInteger(std::string_view name);
    std::optional<bool> takeTruth(std::string_view name);

    const base::Json &look(std::string_view name) const { return base::at(m_object, name); }
    bool hasText(std::string_view name) const { return look(name).is_string(); }
    /// What is left, without nulls, which mean nothing; null when that is nothing.
    base::Json rest() &&;

private:
    base::Json m_object;
};

/// Adds a field to an `extra`, which is null as long as it has none. A null value is none.
void addExtra(base::Json &extra, std::string_view name, base::Json &&value);

/// The fields of an inner object that is taken apart as well: `image_url.foo`.
void addExtras(base::Json &extra, std::string_view inner, base::Json &&rest);

/// Puts an `extra` back to where it was taken from, `image_url.foo` into the `image_url` that is there. Fields that
/// are there win.
void putBack(base::Json &object, base::Json &&extra);

/// Notes each field of an `extra` as dropped, `prefix` before its name.
void dropExtra(const base::Json &extra, std::string_view prefix, model::Receipt &receipt);

/// The string moved out of a JSON value; empty when it is none.
std::string movedText(base::Json &&value);

} // namespace dialect
