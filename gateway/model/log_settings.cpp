#include "model/log_settings.h"

#include <algorithm>
#include <array>

#include "model/field_access.h"

namespace model {
namespace {

using enum FieldKind;
using enum FieldUse;

constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error"};
constexpr std::int64_t kMostMegabytes = 1024;
constexpr std::int64_t kMostFiles = 50;

base::Result<> writeLevel(LogSettings &to, const base::Json &value)
{
    const std::string word = base::textOr(value);
    if (std::ranges::find(kLevels, word) == std::end(kLevels))
        return wrongKind("must be debug, info, warning or error");
    to.level = word;
    return {};
}

base::Result<> writeMegabytes(LogSettings &to, const base::Json &value)
{
    const auto number = base::integerIn(value);
    if (!number || *number < 0 || *number > kMostMegabytes)
        return wrongKind("must be a whole number from 0 to 1024");
    to.fileMegabytes = *number;
    return {};
}

base::Result<> writeFiles(LogSettings &to, const base::Json &value)
{
    const auto number = base::integerIn(value);
    if (!number || *number < 1 || *number > kMostFiles)
        return wrongKind("must be a whole number from 1 to 50");
    to.files = *number;
    return {};
}

constexpr std::array kFields{
    Field<LogSettings>{"log_level", Text, Editable, readMember<&LogSettings::level>, writeLevel,
                       "The least level of lines that are kept in the log: `debug`, `info`, `warning` or `error`.",
                       false, "debug info warning error"},
    Field<LogSettings>{"log_file_megabytes", Integer, Editable, readMember<&LogSettings::fileMegabytes>, writeMegabytes,
                       "A file of the log that is larger makes way for a new one; 0: nothing is written to files."},
    Field<LogSettings>{"log_files", Integer, Editable, readMember<&LogSettings::files>, writeFiles,
                       "How many files of the log are kept, with the one that is written to."},
};

} // namespace

template <>
std::span<const Field<LogSettings>> fieldsOf<LogSettings>()
{
    return kFields;
}

} // namespace model
