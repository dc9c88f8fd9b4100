#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "secrets/secret_store.h"

namespace re2 {
class RE2;
}

namespace jobs {

/// Takes out of what calls say what must not be kept: secrets that are known, what looks like one, and what the patterns
/// of the settings match. `***` stands in its place. Thread: any.
class BodyRedaction {
public:
    explicit BodyRedaction(std::span<const std::string> patterns);
    ~BodyRedaction();

    /// False when not everything could be taken out: then the text is to be kept from everybody.
    bool redact(std::string &text, std::span<const secrets::SharedSecret> known) const;

    /// Errors: Unprocessable with param `body_patterns`.
    static base::Result<> check(std::span<const std::string> patterns);

private:
    std::vector<std::unique_ptr<const re2::RE2>> m_patterns{};
};

} // namespace jobs
