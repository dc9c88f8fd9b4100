#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace app {

/// Where what a command makes goes: a file, or standard output.
class TextOutput {
public:
    /// `file` is empty for standard output.
    explicit TextOutput(std::string file);

    /// False once it cannot be written to.
    bool write(std::string_view text);
    /// Errors: Storage.
    base::Result<> finish();

private:
    std::string m_file;
    std::unique_ptr<std::ofstream> m_stream;
    bool m_good = true;
};

/// Ends the output of what was `made`, and says what went wrong. Returns the exit code.
int finish(TextOutput &output, const base::Result<> &made);

} // namespace app
