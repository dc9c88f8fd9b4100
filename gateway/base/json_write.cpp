#include <array>

#include <simdjson.h>

#include "base/json.h"

namespace base {
namespace {

std::string dumpedByLibrary(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

constexpr std::array<bool, 256> kEscaped = [] {
    std::array<bool, 256> out{};
    for (std::size_t c = 0; c < 0x20; ++c)
        out[c] = true;
    out['"'] = out['\\'] = true;
    return out;
}();

void appendEscape(std::string &out, char c)
{
    static constexpr std::string_view kPlain = "\"\\\b\f\n\r\t";
    static constexpr std::string_view kLetters = "\"\\bfnrt";
    static constexpr char kHex[] = "0123456789abcdef";
    if (const auto at = kPlain.find(c); at != std::string_view::npos) {
        out += '\\';
        out += kLetters[at];
        return;
    }
    out += "\\u00";
    out += kHex[static_cast<unsigned char>(c) >> 4];
    out += kHex[c & 15];
}

/// Runs of what stands for itself are copied whole: most of a request is text.
void appendText(std::string &out, const std::string &text)
{
    if (!simdjson::validate_utf8(text)) {
        out += dumpedByLibrary(text);
        return;
    }
    out += '"';
    const char *run = text.data();
    const char *const end = run + text.size();
    for (const char *at = run; at != end; ++at) {
        if (!kEscaped[static_cast<unsigned char>(*at)])
            continue;
        out.append(run, at);
        appendEscape(out, *at);
        run = at + 1;
    }
    out.append(run, end);
    out += '"';
}

void append(std::string &out, const Json &value)
{
    char before = value.is_object() ? '{' : '[';
    const auto separate = [&] {
        out += before;
        before = ',';
    };
    switch (value.type()) {
    case Json::value_t::object:
        for (const auto &[key, member] : value.get_ref<const Json::object_t &>()) {
            separate();
            appendText(out, key);
            out += ':';
            append(out, member);
        }
        out += value.empty() ? "{}" : "}";
        break;
    case Json::value_t::array:
        for (const Json &item : value.get_ref<const Json::array_t &>()) {
            separate();
            append(out, item);
        }
        out += value.empty() ? "[]" : "]";
        break;
    case Json::value_t::string:
        appendText(out, value.get_ref<const std::string &>());
        break;
    default:
        out += dumpedByLibrary(value);
    }
}

} // namespace

std::string dump(const Json &value)
{
    std::string out;
    append(out, value);
    return out;
}

} // namespace base
