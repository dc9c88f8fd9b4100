#include "routing/decision.h"

#include <charconv>

#include "base/json.h"

namespace routing {
namespace {

template <typename Number>
void append(std::string &out, Number number)
{
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end);
}

} // namespace

std::string describeDecision(std::int64_t planVersion, std::uint64_t draw, const std::vector<Target> &targets)
{
    std::string out; // built by hand: one of these is made for every call
    out.reserve(96 + targets.size() * 96);
    out += R"({"plan":)";
    append(out, planVersion);
    out += R"(,"draw":")";
    append(out, draw); // as text: it does not fit a JavaScript number
    out += R"(","candidates":[)";
    for (const Target &target : targets) {
        out += R"({"provider":)";
        base::appendQuoted(out, target.provider->id);
        out += R"(,"model":)";
        base::appendQuoted(out, target.model);
        out += R"(,"keys":[)";
        for (const model::ProviderKey *key : target.keys) {
            if (key != nullptr)
                base::appendQuoted(out, key->id);
            else
                out += "null";
            out += ',';
        }
        out.back() = ']';
        out += "},";
    }
    if (out.back() == ',')
        out.pop_back();
    out += "]}";
    return out;
}

} // namespace routing
