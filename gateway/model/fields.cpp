#include "model/fields.h"

#include "base/text.h"

namespace model {

base::Json propertySchema(FieldKind kind, std::string_view about, std::string_view words)
{
    base::Json out = base::Json::object();
    switch (kind) {
    case FieldKind::Text:
        out["type"] = "string";
        break;
    case FieldKind::Integer:
        out["type"] = {"integer", "null"};
        break;
    case FieldKind::Truth:
        out["type"] = "boolean";
        break;
    case FieldKind::Time:
        out["type"] = {"string", "null"};
        out["format"] = "date-time";
        break;
    case FieldKind::TextList:
        out["type"] = "array";
        out["items"] = {{"type", "string"}};
        break;
    case FieldKind::IntegerList:
        out["type"] = "array";
        out["items"] = {{"type", "integer"}};
        break;
    case FieldKind::TextMap:
        out["type"] = "object";
        out["additionalProperties"] = {{"type", "string"}};
        break;
    case FieldKind::ObjectList:
        out["type"] = "array";
        out["items"] = {{"type", "object"}};
        break;
    case FieldKind::Object:
        out["type"] = "object";
        break;
    }
    if (!words.empty())
        out["enum"] = base::split(words, ' ');
    out["description"] = about;
    return out;
}

} // namespace model
