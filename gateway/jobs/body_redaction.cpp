#include "jobs/body_redaction.h"

#include <algorithm>

#include <re2/re2.h>

#include "logs/redaction.h"

namespace jobs {
namespace {

std::unique_ptr<const RE2> compiled(const std::string &pattern)
{
    RE2::Options options;
    options.set_log_errors(false);
    return std::make_unique<const RE2>(pattern, options);
}

} // namespace

BodyRedaction::BodyRedaction(std::span<const std::string> patterns)
{
    for (const std::string &pattern : patterns)
        m_patterns.push_back(compiled(pattern));
}

BodyRedaction::~BodyRedaction() = default;

bool BodyRedaction::redact(std::string &text, std::span<const secrets::SharedSecret> known) const
{
    if (!std::ranges::all_of(m_patterns, [](const auto &pattern) { return pattern->ok(); }))
        return false; // another version took it
    for (const secrets::SharedSecret &secret : known)
        logs::hideSecret(text, secret->reveal());
    logs::hideKnownForms(text);
    for (const auto &pattern : m_patterns)
        RE2::GlobalReplace(&text, *pattern, "***");
    return true;
}

base::Result<> BodyRedaction::check(std::span<const std::string> patterns)
{
    for (const std::string &text : patterns) {
        const auto pattern = compiled(text);
        if (!pattern->ok())
            return base::fail(base::ErrorCode::Unprocessable, "the pattern " + text + " is wrong: " + pattern->error(),
                              "body_patterns");
        if (RE2::FullMatch("", *pattern))
            return base::fail(base::ErrorCode::Unprocessable, "the pattern " + text + " matches nothing at all",
                              "body_patterns");
    }
    return {};
}

} // namespace jobs
