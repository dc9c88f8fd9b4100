#include "model/body_settings.h"

#include <algorithm>
#include <array>

#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

constexpr std::string_view kStores[] = {"off", "errors", "sample", "all"};
constexpr std::int64_t kMostPercent = 100;
constexpr std::int64_t kMostKilobytes = 4096;
constexpr std::int64_t kMostDays = 3650;
constexpr std::int64_t kMostMegabytes = 1'048'576;
constexpr std::size_t kMostPatterns = 32;
constexpr std::size_t kLongestPattern = 512;

base::Result<> writeStore(BodySettings &to, const base::Json &value)
{
    const std::string word = base::textOr(value);
    if (std::ranges::find(kStores, word) == std::end(kStores))
        return wrongKind("must be off, errors, sample or all");
    to.store = word;
    return {};
}

template <auto Member, std::int64_t Most>
base::Result<> writeUpTo(BodySettings &to, const base::Json &value)
{
    const auto number = base::integerIn(value);
    if (!number || *number < 1 || *number > Most)
        return base::fail(base::ErrorCode::Unprocessable, "must be a whole number from 1 to " + std::to_string(Most));
    to.*Member = *number;
    return {};
}

base::Result<> writePatterns(BodySettings &to, const base::Json &value)
{
    BodySettings given;
    if (auto taken = writeMember<&BodySettings::patterns>(given, value); !taken)
        return taken;
    const auto fits = [](const std::string &pattern) { return !pattern.empty() && pattern.size() <= kLongestPattern; };
    if (given.patterns.size() > kMostPatterns || !std::ranges::all_of(given.patterns, fits))
        return wrongKind("must be at most 32 patterns of 1 to 512 bytes");
    to.patterns = std::move(given.patterns);
    return {};
}

constexpr std::array kFields{
    Field<BodySettings>{"store_bodies", Text, Editable, readMember<&BodySettings::store>, writeStore,
                        "Whose requests and answers are kept, encrypted: `off`, `errors`, `sample` or `all`.", false,
                        "off errors sample all"},
    Field<BodySettings>{"body_sample_percent", Integer, Editable, readMember<&BodySettings::percent>,
                        writeUpTo<&BodySettings::percent, kMostPercent>,
                        "With `sample`: of so many calls in a hundred."},
    Field<BodySettings>{"body_kilobytes", Integer, Editable, readMember<&BodySettings::kilobytes>,
                        writeUpTo<&BodySettings::kilobytes, kMostKilobytes>,
                        "What is longer is cut there; of requests and answers each."},
    Field<BodySettings>{"body_keep_days", Integer, Editable, readMember<&BodySettings::keepDays>,
                        writeUpTo<&BodySettings::keepDays, kMostDays>, "Kept requests and answers that are older go."},
    Field<BodySettings>{"body_keep_megabytes", Integer, Editable, readMember<&BodySettings::megabytes>,
                        writeUpTo<&BodySettings::megabytes, kMostMegabytes>,
                        "The oldest kept requests and answers go when there are more."},
    Field<BodySettings>{"body_patterns", TextList, Editable, readMember<&BodySettings::patterns>, writePatterns,
                        "Regular expressions (RE2): what they match in a kept request or answer is replaced by `***`."},
    Field<BodySettings>{"body_key", Text, Editable, readMember<&BodySettings::key>, writeMember<&BodySettings::key>,
                        "Where the key is that they are encrypted with: env:NAME or file:PATH, or a long text, which "
                        "goes into the keychain. Empty: one is made, in the keychain where it is in use, else in the "
                        "file `bodies.key` of the data directory."},
};

} // namespace

template <>
std::span<const Field<BodySettings>> fieldsOf<BodySettings>()
{
    return kFields;
}

} // namespace model
